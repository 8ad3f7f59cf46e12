import type { CoverageRow } from '../domain/coverage.ts';
import { placeOfUser } from '../domain/coverage-page.ts';
import type { Tally } from '../domain/coverage-tally.ts';
import { type Column, EMAIL_2 } from '../domain/mapping.ts';
import { readPage } from '../facts/coverage-pages.ts';
import { ROWS_IN_RECORD, writeRows } from '../facts/coverage-rows.ts';
import { eachSubject, type Subject, type Subjects } from './coverage-subjects.ts';

/** So many rows stand in memory while the names of their users are looked up: for each such group all pages are read. */
const ROWS_AT_ONCE = 50 * ROWS_IN_RECORD;

/** Writes the rows, from what was tallied and what is kept of the pages. Done twice it is the same as once. */
export async function settleRows(
  runId: string,
  given: {
    subjects: Subjects;
    columns: readonly Column[];
    tally: Tally;
    pages: number;
    isStopped: () => boolean;
  },
): Promise<void> {
  const { subjects, pages, isStopped } = given;
  let group: Subject[] = [];
  const settle = async () => {
    if (group.length > 0 && !isStopped()) await settleGroup(runId, group, given, pages);
    group = [];
  };
  for await (const subject of eachSubject(runId, subjects)) {
    group.push(subject);
    if (group.length === ROWS_AT_ONCE) await settle();
  }
  await settle();
}

async function settleGroup(
  runId: string,
  group: readonly Subject[],
  given: { columns: readonly Column[]; tally: Tally },
  pages: number,
): Promise<void> {
  const { columns, tally } = given;
  const hasEmail2 = columns.some(({ logicalName }) => logicalName === EMAIL_2);
  const waiting = new Map<number, { row: CoverageRow; index: number }[]>();
  const rows = group.map(({ at, email, name }): CoverageRow => {
    const { verdict, column, user, carriers } = tally.judge(at);
    const field = column === undefined ? undefined : columns[column]?.logicalName;
    const row: CoverageRow = {
      at,
      email,
      ...(name && { name }),
      verdict,
      ...(field !== undefined && { field }),
      ...(carriers !== undefined && { carriers }),
    };
    if (user !== undefined) {
      const { page, index } = placeOfUser(user);
      const some = waiting.get(page);
      if (some) some.push({ row, index });
      else waiting.set(page, [{ row, index }]);
    }
    return row;
  });
  for (let page = 0; page < pages; page++) {
    const some = waiting.get(page);
    const record = some && (await readPage(runId, page));
    for (const { row, index } of some ?? []) {
      row.userId = record?.userIds[index] ?? '';
      row.userName = record?.userNames[index] ?? '';
      if (hasEmail2) row.email2 = record?.email2s[index] ?? '';
    }
  }
  await writeRows(runId, rows);
}
