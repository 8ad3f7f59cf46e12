import { badQuery, Refusal } from './refusal.ts';
import type { Row } from './row.ts';
import type { Asked } from './rows.ts';
import type { Table } from './tables.ts';

/** The next page is the same question with a cookie; the cookie is opaque to clients. */
// Source: Microsoft Learn, page-results: form of $skiptoken, with the paging cookie encoded twice
export function nextLinkAfter(asked: Asked, table: Table, page: number, rows: readonly Row[]) {
  const { root, options, database } = asked;
  const idOf = (row: Row | undefined) => `{${String(row?.[table.key]).toUpperCase()}}`;
  const place = `<cookie page="${page}"><${table.key} last="${idOf(rows.at(-1))}" first="${idOf(rows[0])}" /></cookie>`;
  const inner = encodeURIComponent(place).replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase());
  const token = `<cookie pagenumber="${page + 1}" pagingcookie="${inner}" istracking="False" />`;
  const questions = database.nextLinks.get(token) ?? new Set();
  database.nextLinks.set(token, questions.add(questionOf(asked)));
  const parts = [...options]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const encoded = encodeURIComponent(token).replaceAll('%3D', '=').replaceAll('%2F', '/');
  return `${root}/${table.set}?${[...parts, `$skiptoken=${encoded}`].join('&')}`;
}

/** The page that a cookie leads to. One that was not given out, or goes with another question, leads nowhere. */
export function readPage(asked: Asked, token: string | undefined): number {
  if (token === undefined) return 1;
  const questions = asked.database.nextLinks.get(token);
  // Source: wording assumed, after pasted "Malformed XML in the Paging Cookie"
  if (!questions) throw badQuery('Malformed XML in the Paging Cookie');
  if (!questions.has(questionOf(asked))) {
    // The real service may answer something; page-results says that a client must not do this.
    throw new Refusal(
      400,
      'emulator',
      'The link to the next page was changed, or asked with another Prefer than the first page.',
    );
  }
  return Number(/pagenumber="(\d+)"/.exec(token)?.[1]);
}

/** What has to stay the same from page to page. */
function questionOf({ options, preferences, caller }: Asked): string {
  const asked = [...options].filter(([name]) => name !== '$skiptoken').sort();
  return JSON.stringify([asked, preferences.pageSize, preferences.annotations, caller.user.id]);
}
