import { visibleRows } from '../dataverse/access.ts';
import type { Caller } from '../dataverse/caller.ts';
import type { Database } from '../dataverse/database.ts';
import { Refusal } from '../dataverse/refusal.ts';
import type { Row } from '../dataverse/row.ts';
import type { Table } from '../dataverse/tables.ts';
import { aliased, type Collection, type Column, type Found, typedValue } from './answers.ts';
import { columnOf, holds, type Joined } from './conditions.ts';
import type { Columns, Link, Query } from './query.ts';
import { BETWEEN, betweenRows } from './tables-between.ts';

export type Ground = {
  caller: Caller;
  database: Database;
  tables: Readonly<Record<string, Table>>;
};
const SELF = '';
const PAGE_SIZE = 5000;

/** Answers a query with the rows that the caller may see. */
// Source: Microsoft Learn, "Query data using QueryExpression" and "FetchXML": 5000 rows a page, the
// cookie opaque; that TotalRecordCount is -1 unless it is asked for
export function runQuery(ground: Ground, query: Query): Collection {
  const table = tableNamed(ground, query.entity);
  if (query.columns !== 'all') for (const name of query.columns) columnOf(table, name);
  const joined = rowsOf(ground, table)
    .flatMap((row): Joined[] => join(ground, new Map([[SELF, { table, row }]]), SELF, query.links))
    .filter((one) => query.filters.every((filter) => holds(ground.caller, filter, one, SELF)));
  const sorted = [...joined].sort((one, other) => ordered(query, one, other));
  const chosen = query.distinct ? distinct(query, sorted) : sorted;
  const size = Math.min(query.top ?? query.count ?? PAGE_SIZE, PAGE_SIZE);
  const from = query.top === undefined ? (query.page - 1) * size : 0;
  const page = chosen.slice(from, from + size);
  const more = query.top === undefined && from + size < chosen.length;
  return {
    name: table.name,
    found: page.map((one) => found(table, query, one)),
    more,
    pagingCookie: more ? `<cookie page="${query.page}"></cookie>` : undefined,
    total: query.countsAll ? chosen.length : -1,
  };
}

/** One row, by its key. */
export function retrieveRow(ground: Ground, name: string, id: string, columns: Columns): Found {
  const table = tableNamed(ground, name);
  const row = rowsOf(ground, table).find((one) => one[table.key] === id);
  // Source: web-service-error-codes, 0x80040217 ObjectDoesNotExist
  if (!row) throw new Refusal(404, '0x80040217', `${table.name} With Id = ${id} Does Not Exist`);
  const one: Joined = new Map([[SELF, { table, row }]]);
  return { id, logicalName: name, columns: valuesOf(table, columns, one, SELF) };
}

export function tableNamed({ tables }: Pick<Ground, 'tables'>, name: string): Table {
  const table = Object.hasOwn(tables, name) ? tables[name] : BETWEEN[name];
  if (table) return table;
  // Source: web-service-error-codes, 0x80041102 QueryBuilderNoEntity; words as pasted in public issues
  throw new Refusal(
    400,
    '0x80041102',
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );
}

function rowsOf(ground: Ground, table: Table): readonly Row[] {
  const { caller, database } = ground;
  if (table.name in BETWEEN) return betweenRows(database, table.name);
  return visibleRows(caller, database, table.name);
}

function join(ground: Ground, base: Joined, on: string, links: readonly Link[]): Joined[] {
  let all: Joined[] = [base];
  for (const link of links) {
    const table = tableNamed(ground, link.entity);
    const candidates = rowsOf(ground, table);
    const from = columnOf(table, link.from);
    all = all.flatMap((one) => {
      const host = one.get(on);
      const to = host?.row[columnOf(host.table, link.to)];
      const matching = candidates
        .filter((row) => to !== undefined && to !== null && row[from] === to)
        .map((row): Joined => new Map([...one, [link.alias, { table, row }]]))
        .filter((next) =>
          link.filters.every((filter) => holds(ground.caller, filter, next, link.alias)),
        )
        .flatMap((next) => join(ground, next, link.alias, link.links));
      return matching.length === 0 && link.outer ? [one] : matching;
    });
  }
  return all;
}

function ordered(query: Query, one: Joined, other: Joined): number {
  for (const { attribute, falling } of query.orders) {
    const [a, b] = [one, other].map((joined) => {
      const at = joined.get(SELF);
      return at?.row[columnOf(at.table, attribute)] ?? null;
    });
    if (a === b || a === undefined || b === undefined) continue;
    const less = a === null || (b !== null && a < b);
    return less === falling ? 1 : -1;
  }
  return 0;
}

function distinct(query: Query, joined: readonly Joined[]): Joined[] {
  const seen = new Set<string>();
  return joined.filter((one) => {
    const at = one.get(SELF);
    const written = at ? JSON.stringify(found(at.table, query, one)) : '';
    if (seen.has(written)) return false;
    seen.add(written);
    return true;
  });
}

function found(table: Table, query: Query, joined: Joined): Found {
  const own = valuesOf(table, query.columns, joined, SELF);
  const linked = query.links.flatMap((link) => linkedValues(link, joined));
  const id = String(joined.get(SELF)?.row[table.key] ?? '');
  return { id, logicalName: table.name, columns: [...own, ...linked] };
}

function linkedValues(link: Link, joined: Joined): Column[] {
  const at = joined.get(link.alias);
  if (!at) return [];
  const own = valuesOf(at.table, link.columns, joined, link.alias).map(({ key, value }) => ({
    key: `${link.alias}.${key}`,
    value: aliased(at.table.name, key, value),
  }));
  return [...own, ...link.links.flatMap((inner) => linkedValues(inner, joined))];
}

/** The columns asked for, and the key, which comes with every row. */
function valuesOf(table: Table, columns: Columns, joined: Joined, on: string): Column[] {
  const row = joined.get(on)?.row ?? {};
  const names =
    columns === 'all' ? Object.keys(table.columns) : columns.map((name) => columnOf(table, name));
  const all = on === SELF ? [...new Set([...names, table.key])] : names;
  return all.flatMap((column) => {
    const value = typedValue(table, column, row);
    const key = /^_(\w+)_value$/.exec(column)?.[1] ?? column;
    return value ? [{ key, value }] : [];
  });
}
