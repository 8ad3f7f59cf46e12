import type { CoverageRow, CoverageVerdict } from '../domain/coverage.ts';
import { inCoverage, ofRun } from './coverage-database.ts';

/** So many rows lie in one record. A table asks for one or two of them for what is on the screen. */
export const ROWS_IN_RECORD = 500;
const recordOf = (at: number) => Math.floor(at / ROWS_IN_RECORD);

/** How many rows a finished run has. Rows are there once its state is `done`. */
export const countRows = (runId: string): Promise<number> =>
  inCoverage(async (database) => {
    const records = await database.count('rows', ofRun(runId));
    const last = records > 0 ? await database.get('rows', [runId, records - 1]) : undefined;
    return last ? (records - 1) * ROWS_IN_RECORD + last.length : 0;
  });

/** The rows from `from` up to, and without, `to`, in the order of the list. */
export const readRange = (runId: string, from: number, to: number): Promise<CoverageRow[]> =>
  inCoverage(async (database) => {
    if (to <= from) return [];
    const range = IDBKeyRange.bound([runId, recordOf(from)], [runId, recordOf(to - 1)]);
    const records = await database.getAll('rows', range);
    return records.flat().filter(({ at }) => at >= from && at < to);
  });

/** The rows of these places, in the order in which they are given. Places that are none are left out. */
export const readRowsAt = (runId: string, ats: readonly number[]): Promise<CoverageRow[]> =>
  inCoverage(async (database) => {
    const found = new Map<number, CoverageRow>();
    const wanted = new Set(ats);
    for (const record of new Set(ats.map(recordOf)))
      for (const row of (await database.get('rows', [runId, record])) ?? [])
        if (wanted.has(row.at)) found.set(row.at, row);
    return ats.flatMap((at) => found.get(at) ?? []);
  });

/** What rows are looked for: all of it must fit. `search` is looked for in address, name and CRM user. */
export type RowFilter = {
  verdict?: CoverageVerdict | undefined;
  field?: string | undefined;
  search?: string | undefined;
};

/**
 * The places of the rows that fit, in the order of the list. Record by record: between two the page may paint and
 * listen, and nobody waits longer than for one record.
 */
export const findRows = (
  runId: string,
  filter: RowFilter,
  signal?: AbortSignal,
): Promise<number[]> =>
  inCoverage(async (database) => {
    const found: number[] = [];
    const fits = fitting(filter);
    const records = await database.count('rows', ofRun(runId));
    for (let number = 0; number < records && !signal?.aborted; number++)
      for (const row of (await database.get('rows', [runId, number])) ?? [])
        if (fits(row)) found.push(row.at);
    return found;
  });

function fitting({ verdict, field, search }: RowFilter) {
  const words = search?.trim().toLowerCase() ?? '';
  const hasWords = (text: string | undefined) => text?.toLowerCase().includes(words) ?? false;
  return (row: CoverageRow) =>
    (verdict === undefined || row.verdict === verdict) &&
    (field === undefined || row.field === field) &&
    (words === '' || [row.email, row.name, row.userName].some(hasWords));
}

/** Every row, record by record: for an export that never holds them all. */
export async function* eachRecord(runId: string): AsyncGenerator<CoverageRow[]> {
  for (let from = 0; ; from += ROWS_IN_RECORD) {
    const rows = await readRange(runId, from, from + ROWS_IN_RECORD);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_IN_RECORD) return;
  }
}

/** Writes rows from the beginning of a record on, in one transaction. The same written twice is the same as once. */
export const writeRows = (runId: string, rows: readonly CoverageRow[]): Promise<void> =>
  inCoverage(async (database) => {
    const tx = database.transaction('rows', 'readwrite');
    const puts: Promise<unknown>[] = [];
    for (let from = 0; from < rows.length; from += ROWS_IN_RECORD) {
      const record = rows.slice(from, from + ROWS_IN_RECORD);
      puts.push(tx.store.put(record, [runId, recordOf(record[0]?.at ?? 0)]));
    }
    await Promise.all([...puts, tx.done]);
  });
