import * as v from 'valibot';
import { isGuid } from '../../domain/guid.ts';
import { type Column, EMAIL_2 } from '../../domain/mapping.ts';
import type { OrgUrl } from '../../domain/org-url.ts';
import type { UserRow } from '../../domain/user-row.ts';
import { API_PATH, literalOf } from './questions.ts';

/** More pages than this no organisation has: two million users, even at 500 a page. */
export const MOST_PAGES = 4_000;

const selected = (columns: readonly Column[]) =>
  [
    ...new Set([
      'systemuserid',
      'fullname',
      'isdisabled',
      'accessmode',
      ...columns.map(({ logicalName }) => logicalName),
    ]),
  ].join(',');

/** The whole address of the first page of all users, with the compared columns and no other. */
export const firstUsersPage = (org: OrgUrl, columns: readonly Column[]) =>
  `${org}${API_PATH}/systemusers?$select=${selected(columns)}`;

/** Whoever carries one of these addresses in one of the columns. */
export function usersCarrying(emails: readonly string[], columns: readonly Column[]): string {
  const filter = emails
    .map(literalOf)
    .flatMap((literal) => columns.map(({ logicalName }) => `${logicalName} eq ${literal}`))
    .join(' or ');
  return `systemusers?$select=${selected(columns)}&$filter=${filter}`;
}

/** One user's Email 2 as it is now, and the version of the row. */
export const email2Of = (userId: string) => `systemusers(${userId})?$select=${EMAIL_2}`;
export const email2Answer = v.object({
  '@odata.etag': v.pipe(v.string(), v.maxLength(200)),
  [EMAIL_2]: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1_000)))),
});

/**
 * A page of users. Five thousand rows of fifty columns are looked at one by one anyway, so here it is only made sure
 * that each is a row of the user table; each value is judged where it is compared (domain/coverage-page.ts).
 */
export const usersPage = v.object({
  value: v.array(v.custom<UserRow>(isUserRow)),
  '@odata.nextLink': v.optional(v.pipe(v.string(), v.maxLength(32_768))),
});

function isUserRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const { systemuserid } = row as UserRow;
  return typeof systemuserid === 'string' && isGuid(systemuserid);
}

/** May the next page be asked there? Only on from here: the same organisation, the same table, another page. */
export function isNextPage(org: OrgUrl, link: string, before: string): boolean {
  if (!URL.canParse(link) || link === before) return false;
  const { origin, pathname } = new URL(link);
  return origin === new URL(org).origin && pathname.endsWith('/systemusers');
}
