import { visibleRows } from '../dataverse/access.ts';
import type { Caller } from '../dataverse/caller.ts';
import { compare } from '../dataverse/comparison.ts';
import type { Database } from '../dataverse/database.ts';
import { deterministicGuid } from '../dataverse/guid.ts';
import { notPlayed, Refusal } from '../dataverse/refusal.ts';
import { ROLES, type RoleName } from '../dataverse/roles.ts';
import type { Row, Value } from '../dataverse/row.ts';
import { TABLES, type Table } from '../dataverse/tables.ts';
import { aliased, type Collection, type Column, type Found, typedValue } from './answers.ts';
import type { Columns, Condition, Filter, Link, Query } from './query.ts';

export type Ground = {
  caller: Caller;
  database: Database;
  tables: Readonly<Record<string, Table>>;
};
/** A row of the table asked for, with the rows of its links by alias. */
type Joined = ReadonlyMap<string, { table: Table; row: Row }>;

const SELF = '';
const PAGE_SIZE = 5000;

/** Answers a query with the rows that the caller may see. */
// Source: Microsoft Learn, "Query data using QueryExpression" and "FetchXML": 5000 rows a page, the
// cookie opaque; that TotalRecordCount is -1 unless it is asked for
export function runQuery(ground: Ground, query: Query): Collection {
  const table = tableNamed(ground, query.entity);
  const joined = rowsOf(ground, table)
    .flatMap((row): Joined[] => join(ground, new Map([[SELF, { table, row }]]), SELF, query.links))
    .filter((one) => query.filters.every((filter) => holds(ground, filter, one, SELF)));
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

/** The tables between others, which have no page of their own. */
// Source: Microsoft Learn, entity reference: systemuserroles and roleprivileges
const BETWEEN: Readonly<Record<string, Table>> = Object.fromEntries(
  [
    ['systemuserroles', 'systemuserid', 'roleid'],
    ['roleprivileges', 'roleid', 'privilegeid'],
  ].map(([name = '', one = '', other = '']): [string, Table] => [
    name,
    {
      name: name as Table['name'],
      set: name,
      key: `${name.slice(0, -1)}id`,
      primaryName: one,
      typeCode: 15,
      label: name,
      readPrivilege: 'prvReadRole',
      columns: {
        [`${name.slice(0, -1)}id`]: 'Edm.Guid',
        [one]: 'Edm.Guid',
        [other]: 'Edm.Guid',
        ...(name === 'roleprivileges' ? { privilegedepthmask: 'Edm.Int32' } : {}),
      },
      navigations: {},
    },
  ]),
);

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
  if (table.name in BETWEEN) return betweenRows(ground, table.name);
  return visibleRows(caller, database, table.name);
}

/** Source: AccessRights depth masks: Basic 1, Local 2, Deep 4, Global 8. */
const MASKS = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const;

function betweenRows({ database }: Ground, name: string): Row[] {
  const { rows, users, related } = database;
  if (name === 'systemuserroles') {
    return users.flatMap(({ id, row }) =>
      related(TABLES.systemuser, row, 'systemuserroles_association').map(({ roleid = null }) => ({
        systemuserroleid: deterministicGuid(`${id} ${roleid}`),
        systemuserid: id,
        roleid,
      })),
    );
  }
  return rows.role.flatMap((role) =>
    related(TABLES.role, role, 'roleprivileges_association').map((privilege) => {
      const held = ROLES[role.name as RoleName]?.[String(privilege.name)] ?? 'Global';
      return {
        roleprivilegeid: deterministicGuid(`${role.roleid} ${privilege.privilegeid}`),
        roleid: role.roleid ?? null,
        privilegeid: privilege.privilegeid ?? null,
        privilegedepthmask: MASKS[held],
      };
    }),
  );
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
        .filter((next) => link.filters.every((filter) => holds(ground, filter, next, link.alias)))
        .flatMap((next) => join(ground, next, link.alias, link.links));
      return matching.length === 0 && link.outer ? [one] : matching;
    });
  }
  return all;
}

/** The column of a row behind the name of an attribute. */
// Source: web-service-error-codes, 0x80041103 QueryBuilderNoAttribute and its text
export function columnOf(table: Table, attribute: string): string {
  if (!attribute.startsWith('_') && table.columns[attribute]) return attribute;
  if (table.columns[`_${attribute}_value`]) return `_${attribute}_value`;
  throw new Refusal(
    400,
    '0x80041103',
    `'${table.name}' entity doesn't contain attribute with Name = '${attribute}' and NameMapping = 'Logical'.`,
  );
}

function holds(ground: Ground, filter: Filter, joined: Joined, on: string): boolean {
  const tests = [
    ...filter.conditions.map((one) => fulfils(ground, one, joined, on)),
    ...filter.filters.map((one) => holds(ground, one, joined, on)),
  ];
  if (tests.length === 0) return true;
  return filter.any ? tests.some(Boolean) : tests.every(Boolean);
}

function fulfils({ caller }: Ground, condition: Condition, joined: Joined, on: string): boolean {
  const at = joined.get(condition.entity ?? on);
  if (!at) return false;
  const column = columnOf(at.table, condition.attribute);
  const type = at.table.columns[column];
  const value = at.row[column] ?? null;
  const values = condition.values.map((text) => readValue(text, type));
  const [first = null] = values;
  switch (condition.operator.toLowerCase()) {
    case 'eq':
    case 'equal':
      return compare(value, first, 'Equal');
    case 'ne':
    case 'neq':
    case 'notequal':
      return compare(value, first, 'NotEqual');
    case 'null':
      return value === null;
    case 'not-null':
    case 'notnull':
      return value !== null;
    case 'in':
      return values.some((one) => compare(value, one, 'Equal'));
    case 'like':
      return like(value, String(first));
    case 'eq-userid':
    case 'equaluserid':
      return value === caller.user.id;
    case 'begins-with':
    case 'beginswith':
      return like(value, `${first}%`);
    default:
      throw notPlayed(`the operator ${condition.operator}`);
  }
}

function readValue(text: string, type: string | undefined): Value {
  if (type === 'Edm.Boolean') return text === 'true' || text === '1';
  if (type === 'Edm.Guid') return text.replace(/[{}]/g, '').toLowerCase();
  return type === 'Edm.String' || type === 'Edm.DateTimeOffset' ? text : Number(text);
}

function like(value: Value, pattern: string): boolean {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*');
  return typeof value === 'string' && new RegExp(`^${escaped}$`, 'is').test(value);
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
