import type { Caller } from '../dataverse/caller.ts';
import { compare } from '../dataverse/comparison.ts';
import { notPlayed, Refusal } from '../dataverse/refusal.ts';
import type { Row, Value } from '../dataverse/row.ts';
import type { Table } from '../dataverse/tables.ts';
import type { Condition, Filter } from './query.ts';

/** A row of the table asked for, with the rows of its links by alias. */
export type Joined = ReadonlyMap<string, { table: Table; row: Row }>;

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

/** Whether a row, with what was joined to it, passes a filter. */
export function holds(caller: Caller, filter: Filter, joined: Joined, on: string): boolean {
  const tests = [
    ...filter.conditions.map((one) => fulfils(caller, one, joined, on)),
    ...filter.filters.map((one) => holds(caller, one, joined, on)),
  ];
  if (tests.length === 0) return true;
  return filter.any ? tests.some(Boolean) : tests.every(Boolean);
}

function fulfils(caller: Caller, condition: Condition, joined: Joined, on: string): boolean {
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
