import type { CoverageSource, CoverageWay } from './coverage-run.ts';

/** Lists up to this length may be asked for, instead of reading everybody. */
export const MOST_ASKED = 2_000;
/** Rows a page. Source: powerapps-docs, webapi/query/page-results: at most 5,000. */
export const USERS_IN_PAGE = 5_000;
/** Where a page of that size is too much for the line or for the organisation. */
export const USERS_IN_SMALL_PAGE = 500;
/**
 * Conditions in one question. A query of Dataverse takes 500 (reported); its filters know no `in`, so that each
 * address takes one per column. Source: powerapps-docs, webapi/query/filter-rows
 */
const MOST_CONDITIONS = 400;
/** Questions in one batch: it is answered one by one, and all of it within the time that a request may take. */
const QUESTIONS_IN_BATCH = 20;

/** How a list is cut into questions of so many addresses each, and those into requests. */
export function planQuestions(addresses: number, columns: number) {
  const perQuestion = Math.max(1, Math.floor(MOST_CONDITIONS / Math.max(1, columns)));
  const perRequest = perQuestion * QUESTIONS_IN_BATCH;
  return { perQuestion, perRequest, requests: Math.ceil(addresses / perRequest) };
}

/**
 * To read everybody, or to ask for these addresses only: whichever takes fewer requests, as far as one can know. How
 * many users there are nobody tells cheaply, so it is what the last scan counted; else Mapsimise's users are taken for
 * half of them, and a list for a sample of a hundred thousand.
 */
export function chooseWay(given: {
  addresses: number;
  columns: number;
  from: CoverageSource['from'];
  knownUsers?: number | undefined;
}): CoverageWay {
  const { addresses, columns, from, knownUsers } = given;
  if (addresses > MOST_ASKED) return 'scan';
  const users = knownUsers ?? (from === 'mapsimise' ? 2 * addresses : 100_000);
  const pages = Math.max(1, Math.ceil(users / USERS_IN_PAGE));
  const { requests } = planQuestions(addresses, columns);
  // Where both take the same, and that is known, to read everybody tells more: who of them is left over.
  const isAsking = knownUsers === undefined ? requests <= pages : requests < pages;
  return isAsking ? 'ask' : 'scan';
}
