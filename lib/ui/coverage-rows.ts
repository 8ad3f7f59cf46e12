import type { CoverageRow } from '../domain/coverage.ts';
import { findRows, ROWS_IN_RECORD, type RowFilter, readRange } from '../facts/coverage-rows.ts';

/** So many records are remembered; a window shows one or two, with a narrow filter one for each of its rows. */
const KEPT_RECORDS = 80;
/** What flies by is not fetched: only what is still in sight after so long. */
const IN_SIGHT_MS = 50;
/** So many rows are read in one go where all are wanted. */
const PIECE = 1_000;

/** The rows of one run that pass a filter, as a table asks for them: by place, whenever one comes into sight. */
export type RowBook = {
  /** How many pass; undefined while that is being found out. */
  count(): number | undefined;
  /** The row at this place; undefined while it is fetched. The book tells when it is there. */
  row(index: number): CoverageRow | undefined;
  /** Its place in the list as it was given. */
  atOf(index: number): number;
  /** The rows from one place up to, and without, another. */
  read(from: number, to: number): Promise<CoverageRow[]>;
  /** Nothing is told any more. */
  close(): void;
};

/**
 * Opens the rows of a run through a filter. Nothing is read that nobody looks at.
 *
 * Takes   run   which one, and how many rows it has
 *         told  is called whenever something new can be drawn
 */
export function openRowBook(
  run: { id: string; total: number },
  filter: RowFilter,
  told: () => void,
): RowBook {
  const closed = new AbortController();
  const records = new Map<number, CoverageRow[] | 'fetching'>();
  const isWhole = isEmpty(filter);
  let found: readonly number[] | undefined;
  const tell = () => closed.signal.aborted || told();
  const find = async () => {
    found = await findRows(run.id, filter, closed.signal);
    tell();
  };
  const fetchRecord = async (number: number) => {
    records.set(number, 'fetching');
    for (const oldest of records.keys()) {
      if (records.size <= KEPT_RECORDS) break;
      records.delete(oldest);
    }
    const from = number * ROWS_IN_RECORD;
    records.set(number, await readRange(run.id, from, from + ROWS_IN_RECORD));
    tell();
  };
  const wanted = new Set<number>();
  let isDrawing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** All that one drawing asks for is wanted; what an earlier one asked for and did not get is not any more. */
  const want = (number: number) => {
    if (!isDrawing) wanted.clear();
    isDrawing = true;
    queueMicrotask(() => {
      isDrawing = false;
    });
    wanted.add(number);
    clearTimeout(timer);
    const fetchWanted = () => {
      for (const one of wanted) if (!records.has(one)) void fetchRecord(one);
    };
    timer = setTimeout(fetchWanted, records.size === 0 ? 0 : IN_SIGHT_MS);
  };
  const atOf = (index: number) => (isWhole ? index : (found?.[index] ?? -1));
  if (!isWhole) void find();
  return {
    count: () => (isWhole ? run.total : found?.length),
    atOf,
    row: (index) => {
      const at = atOf(index);
      if (at < 0) return undefined;
      const number = Math.floor(at / ROWS_IN_RECORD);
      const known = records.get(number);
      if (known === undefined) want(number);
      return Array.isArray(known) ? known[at - number * ROWS_IN_RECORD] : undefined;
    },
    read: (from, to) =>
      isWhole ? readRange(run.id, from, to) : readAmong(run.id, (found ?? []).slice(from, to)),
    close: () => {
      clearTimeout(timer);
      closed.abort();
    },
  };
}

/** What passes may lie far apart: what is between is read by and by too, so that no piece is long. */
async function readAmong(runId: string, wanted: readonly number[]): Promise<CoverageRow[]> {
  const among = new Set(wanted);
  const [first = 0, last = -1] = [wanted[0], wanted.at(-1)];
  const rows: CoverageRow[] = [];
  for (let from = first; from <= last; from += PIECE) {
    const piece = await readRange(runId, from, Math.min(from + PIECE, last + 1));
    rows.push(...piece.filter(({ at }) => among.has(at)));
  }
  return rows;
}

/** Every row of a book, piece by piece: a long one neither stops the page nor stands in memory as a whole. */
export async function* readPieces(book: RowBook): AsyncGenerator<CoverageRow[]> {
  const count = book.count() ?? 0;
  for (let from = 0; from < count; from += PIECE)
    yield await book.read(from, Math.min(from + PIECE, count));
}

const isEmpty = ({ verdict, field, search = '' }: RowFilter) =>
  verdict === undefined && field === undefined && search.trim() === '';
