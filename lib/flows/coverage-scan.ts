import {
  firstUsersPage,
  isNextPage,
  MOST_PAGES,
  usersPage,
} from '../clients/dataverse/user-pages.ts';
import { comparePage, type FindAddress, tallyPage } from '../domain/coverage-page.ts';
import type { Tally } from '../domain/coverage-tally.ts';
import { USERS_IN_PAGE, USERS_IN_SMALL_PAGE } from '../domain/coverage-way.ts';
import type { Failure } from '../domain/failure.ts';
import type { Column } from '../domain/mapping.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { UserRow } from '../domain/user-row.ts';
import { keepPage, writeCheckpoint } from '../facts/coverage-pages.ts';
import { type CoverageStageOf, isStopped } from './coverage-stage.ts';

/**
 * Reads all users, page by page. The next page is asked for before this one is compared; a page and where it leads are
 * kept in one transaction, so whoever goes on later reads no page twice and leaves none out.
 */
export async function scanUsers(
  stage: CoverageStageOf,
  given: { columns: readonly Column[]; find: FindAddress; tally: Tally },
): Promise<Result<void, Failure>> {
  const { org, board, asking } = stage;
  const { columns, find, tally } = given;
  const ask = (url: string) => {
    const size = stage.checkpoint.pageSize ?? USERS_IN_PAGE;
    return asking.read(usersPage, (line) => line.page(url, size));
  };
  let url = stage.checkpoint.nextLink ?? firstUsersPage(org, columns);
  let page = ask(url);
  while (!stage.checkpoint.isRead) {
    const answer = await page;
    if (isStopped(stage)) return good(undefined);
    if (!answer.ok) {
      if (!(await takeSmallPages(stage, answer.failure))) return answer;
      page = ask(url);
      continue;
    }
    const { value: rows, '@odata.nextLink': next } = answer.value;
    const number = stage.checkpoint.pages;
    const isWrong = next !== undefined && !isNextPage(org, next, url);
    if (isWrong || number >= MOST_PAGES)
      return bad({ code: 'coverage/paging-broken', host: new URL(org).host });
    if (next !== undefined) {
      url = next;
      page = ask(next);
      // It is awaited in the next round, or never, when this one fails: then nobody asks what became of it.
      page.catch(() => undefined);
    }
    await keepRows(stage, { rows, columns, find, tally, number, nextLink: next });
    await board.note({ counts: tally.count() });
  }
  return good(undefined);
}

/**
 * The first page was too large, or did not come in time: smaller ones are read, from the beginning. A later page cannot
 * be of another size than the first.
 */
async function takeSmallPages(stage: CoverageStageOf, { code }: Failure): Promise<boolean> {
  const { checkpoint, runId } = stage;
  const isTooMuch = code === 'net/too-large' || code === 'net/no-reply';
  if (!isTooMuch || checkpoint.pages > 0 || checkpoint.pageSize !== undefined) return false;
  stage.checkpoint = { ...checkpoint, pageSize: USERS_IN_SMALL_PAGE };
  await writeCheckpoint(runId, stage.checkpoint);
  return true;
}

/** Compares a page, keeps it with where it leads, and adds it to what is shown. */
async function keepRows(
  stage: CoverageStageOf,
  given: {
    rows: readonly UserRow[];
    columns: readonly Column[];
    find: FindAddress;
    tally: Tally;
    number: number;
    nextLink: string | undefined;
  },
): Promise<void> {
  const { checkpoint, board, runId } = stage;
  const { rows, columns, find, tally, number, nextLink } = given;
  const { record, users, usable, usableMapped } = comparePage(rows, columns, find);
  const { nextLink: _before, ...rest } = checkpoint;
  const after = {
    ...rest,
    pages: number + 1,
    crmUsers: checkpoint.crmUsers + users,
    usable: checkpoint.usable + usable,
    usableMapped: checkpoint.usableMapped + usableMapped,
    isRead: nextLink === undefined,
    ...(nextLink !== undefined && { nextLink }),
  };
  await keepPage(runId, number, record, after);
  stage.checkpoint = after;
  tallyPage(tally, number, record);
  await board.note({ pages: after.pages, crmUsers: after.crmUsers });
}
