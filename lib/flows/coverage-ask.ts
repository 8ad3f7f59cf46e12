import { usersCarrying, usersPage } from '../clients/dataverse/user-pages.ts';
import {
  comparePage,
  type FindAddress,
  type PageRecord,
  tallyPage,
} from '../domain/coverage-page.ts';
import type { Tally } from '../domain/coverage-tally.ts';
import { planQuestions } from '../domain/coverage-way.ts';
import type { Failure } from '../domain/failure.ts';
import type { Column } from '../domain/mapping.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { UserRow } from '../domain/user-row.ts';
import { keepPage } from '../facts/coverage-pages.ts';
import { type CoverageStageOf, isStopped } from './coverage-stage.ts';
import { eachSubject, type Subjects } from './coverage-subjects.ts';

/**
 * Asks for these addresses only, many to a question and several questions to a request. What one request told is kept
 * as a page of a scan is, under its own number.
 */
export async function askForUsers(
  stage: CoverageStageOf,
  given: { columns: readonly Column[]; subjects: Subjects; tally: Tally },
): Promise<Result<void, Failure>> {
  const { runId, board, asking } = stage;
  const { columns, subjects, tally } = given;
  const { perQuestion, perRequest, requests } = planQuestions(subjects.count, columns.length);
  const emails: string[] = [];
  for await (const { email } of eachSubject(runId, subjects)) emails.push(email);
  while (!stage.checkpoint.isRead) {
    const number = stage.checkpoint.pages;
    const first = number * perRequest;
    const questions = cut(emails.slice(first, first + perRequest), perQuestion);
    const answers = await asking.readAll(
      usersPage,
      questions.map((some) => ({ method: 'GET', path: usersCarrying(some, columns) })),
    );
    if (isStopped(stage)) return good(undefined);
    if (!answers.ok) return answers;
    // More than five thousand users for a handful of addresses: nobody can tell then who is who.
    if (answers.value.some((answer) => answer['@odata.nextLink'] !== undefined))
      return bad({ code: 'coverage/paging-broken', host: new URL(stage.org).host });
    const pages = answers.value.map(({ value }, at) => {
      const from = first + at * perQuestion;
      return compareWithin(value, columns, subjects.find, from, from + perQuestion);
    });
    const record = joinRecords(pages.map((page) => page.record));
    const after = {
      ...stage.checkpoint,
      pages: number + 1,
      crmUsers: stage.checkpoint.crmUsers + pages.reduce((sum, { users }) => sum + users, 0),
      isRead: number + 1 >= requests,
    };
    await keepPage(runId, number, record, after);
    stage.checkpoint = after;
    tallyPage(tally, number, record);
    await board.note({ pages: after.pages, crmUsers: after.crmUsers, counts: tally.count() });
  }
  return good(undefined);
}

/** A user may carry addresses of several questions and come with each: here only those of this question count. */
function compareWithin(
  rows: readonly UserRow[],
  columns: readonly Column[],
  find: FindAddress,
  from: number,
  to: number,
) {
  return comparePage(rows, columns, (key) => {
    const at = find(key);
    return at !== undefined && at >= from && at < to ? at : undefined;
  });
}

function joinRecords(records: readonly PageRecord[]): PageRecord {
  let before = 0;
  const hitUsers = records.flatMap((record) => {
    const shifted = Array.from(record.hitUsers, (user) => user + before);
    before += record.userIds.length;
    return shifted;
  });
  return {
    userIds: records.flatMap(({ userIds }) => userIds),
    userNames: records.flatMap(({ userNames }) => userNames),
    email2s: records.flatMap(({ email2s }) => email2s),
    states: Uint8Array.from(records.flatMap(({ states }) => [...states])),
    hitUsers: Uint16Array.from(hitUsers),
    hitAts: Uint32Array.from(records.flatMap(({ hitAts }) => [...hitAts])),
    hitColumns: Uint8Array.from(records.flatMap(({ hitColumns }) => [...hitColumns])),
  };
}

function cut(items: readonly string[], size: number): string[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
