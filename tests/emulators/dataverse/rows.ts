import { mayReadAnyway, visibleRows } from './access.ts';
import type { Caller } from './caller.ts';
import { veiled } from './column-security.ts';
import { findInCrowd, findRows } from './crowd-rows.ts';
import type { Database } from './database.ts';
import { nextLinkAfter, readPage } from './next-link.ts';
import { type Preferences, wantsFormatted } from './preferences.ts';
import { type Options, ordered, type Query, readQuery } from './query-options.ts';
import { Refusal } from './refusal.ts';
import type { Row, Value } from './row.ts';
import { TABLES, type Table } from './tables.ts';

export type Asked = {
  caller: Caller;
  database: Database;
  preferences: Preferences;
  options: Options;
  /** `https://host/api/data/v9.2` */
  root: string;
};
type Shown = Record<string, unknown>;

// Source: Microsoft Learn, query-data-web-api: `@odata.context`, `value`, `@odata.count` (5,000 at
// most, count-rows), `@odata.nextLink`; $top switches paging off
export function answerRows(asked: Asked, table: Table): Shown {
  const { caller, database, preferences, options } = asked;
  const query = readQuery(options, table, groundOf(asked), true);
  const seen = visibleRows(caller, database, table.name);
  const found = findRows(asked, table, query, seen);
  const page = readPage(asked, query.skipToken);
  const size = query.top === undefined ? preferences.pageSize : Math.min(query.top, 5000);
  const from = (page - 1) * size;
  const rows = found.slice(from, from + size);
  const more = query.top === undefined && from + size < found.length;
  return {
    '@odata.context': `${asked.root}/$metadata#${table.set}${listed(query)}`,
    ...(query.count ? { '@odata.count': Math.min(found.length, 5000) } : {}),
    value: rows.map((row) => show(asked, table, row, query)),
    ...(more ? { '@odata.nextLink': nextLinkAfter(asked, table, page, rows) } : {}),
  };
}

/** `roles(<id>)/roleprivileges_association` and its like: a collection behind a row. */
// Source: Microsoft Learn, query-data-web-api "related collections"
export function answerRelated(asked: Asked, table: Table, id: string, navigation: string): Shown {
  const { caller, database, options } = asked;
  const row = visibleRows(caller, database, table.name).find((one) => one[table.key] === id);
  const to = table.navigations[navigation]?.to;
  if (!row || !to) {
    throw new Refusal(404, '0x80040217', `${table.name} With Id = ${id} Does Not Exist`);
  }
  const target = TABLES[to];
  const query = readQuery(options, target, groundOf(asked), true);
  const seen = new Set(visibleRows(caller, database, to).map((one) => one[target.key]));
  const related = database
    .related(table, row, navigation)
    .filter((one) => seen.has(one[target.key] ?? null));
  const kept = ordered(query.test ? related.filter(query.test) : related, query.order);
  return {
    '@odata.context': `${asked.root}/$metadata#${target.set}${listed(query)}`,
    value: kept.slice(0, query.top ?? 5000).map((one) => show(asked, target, one, query)),
  };
}

export function answerRow(asked: Asked, table: Table, id: string): Shown {
  const { caller, database, options } = asked;
  const query = readQuery(options, table, groundOf(asked), false);
  const rows = mayReadAnyway(caller, table, id)
    ? database.rows[table.name]
    : visibleRows(caller, database, table.name);
  const named = rows.find((one) => one[table.key] === id);
  const row = named ?? (table.name === 'systemuser' ? findInCrowd(asked, id, query) : undefined);
  // Source: web-service-error-codes, 0x80040217 ObjectDoesNotExist
  if (!row) {
    const name = table.name === 'systemuser' ? 'SystemUser' : table.name;
    throw new Refusal(404, '0x80040217', `${name} With Id = ${id} Does Not Exist`);
  }
  return {
    '@odata.context': `${asked.root}/$metadata#${table.set}${listed(query)}/$entity`,
    ...show(asked, table, row, query),
  };
}

const groundOf = ({ database, caller, options }: Asked) => ({
  database,
  userId: caller.user.id,
  options,
});

function show(asked: Asked, table: Table, whole: Row, query: Query): Shown {
  const row = veiled(asked.caller, asked.database, table, whole);
  const shown: Shown = { '@odata.etag': `W/"${row.versionnumber}"` };
  // Source: recorded answers: the key is there even when it was not selected
  const columns = query.select ? [...new Set([...query.select, table.key])] : Object.keys(row);
  for (const column of columns) {
    const value = row[column] ?? null;
    const words = wantsFormatted(asked.preferences) ? inWords(asked, column, value) : undefined;
    if (words !== undefined) shown[`${column}@OData.Community.Display.V1.FormattedValue`] = words;
    shown[column] = value;
  }
  for (const expand of query.expand) {
    const related = asked.database.related(table, row, expand.navigation);
    const { test, top, order } = expand.query;
    const kept = ordered(test ? related.filter(test) : related, order).slice(0, top);
    const items = kept.map((one) => show(asked, expand.target, one, expand.query));
    shown[expand.navigation] = expand.many ? items : (items[0] ?? null);
  }
  return shown;
}

// Source: Microsoft Learn, query-data-web-api "formatted values": choices, booleans, look-ups
function inWords({ database }: Asked, column: string, value: Value): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (column === 'accessmode' && typeof value === 'number') {
    return ['Read-Write', 'Administrative', 'Read', 'Support User', 'Non-interactive'][value];
  }
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (column === '_businessunitid_value') {
    return String(database.rows.businessunit.find((unit) => unit.businessunitid === value)?.name);
  }
  return undefined;
}

/** `(a,b,nav(c))` behind the set's name in `@odata.context`. */
function listed(query: Query): string {
  if (!query.select && query.expand.length === 0) return '';
  const expanded = query.expand.map((one) => `${one.navigation}${listed(one.query) || '()'}`);
  return `(${[...(query.select ?? []), ...expanded].join(',')})`;
}
