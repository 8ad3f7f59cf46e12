import { badQuery } from './refusal.ts';
import type { Value } from './row.ts';
import type { EdmType } from './tables.ts';

export type LiteralType = EdmType | 'null' | 'Edm.Date';

export const OPERATORS: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};
export const TEXT_FUNCTIONS = ['contains', 'startswith', 'endswith'] as const;
export type TextFunction = (typeof TEXT_FUNCTIONS)[number];

const NUMBERS: readonly LiteralType[] = ['Edm.Int32', 'Edm.Int64', 'Edm.Double', 'Edm.Decimal'];
const DATES: readonly LiteralType[] = ['Edm.DateTimeOffset', 'Edm.Date'];

export function checkTypes(left: LiteralType, right: LiteralType, kind: string): void {
  const alike =
    left === right ||
    left === 'null' ||
    right === 'null' ||
    (NUMBERS.includes(left) && NUMBERS.includes(right)) ||
    (DATES.includes(left) && DATES.includes(right));
  if (alike) return;
  // Source: OData library, as pasted in rappen/FetchXMLBuilder#530
  throw badQuery(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${kind}'.`,
  );
}

// Source: Microsoft Learn, query-data-web-api: string comparison follows the collation, which is
// case-insensitive by default; null is matched by eq/ne alone. That blanks at the end do not count,
// as in SQL Server's padded comparison, is assumed; blanks at the beginning do.
export function compare(left: Value, right: Value, kind: string): boolean {
  const [a, b] = [padded(left), padded(right)];
  if (kind === 'Equal') return a === b;
  if (kind === 'NotEqual') return a !== b;
  if (a === null || b === null) return false;
  if (kind === 'GreaterThan') return a > b;
  if (kind === 'GreaterThanOrEqual') return a >= b;
  if (kind === 'LessThan') return a < b;
  return a <= b;
}

export function holds(verb: TextFunction, where: Value, what: Value): boolean {
  const [text, part] = [folded(where), folded(what)];
  if (typeof text !== 'string' || typeof part !== 'string') return false;
  if (verb === 'contains') return text.includes(part);
  return verb === 'startswith' ? text.startsWith(part) : text.endsWith(part);
}

function padded(value: Value): Value {
  const text = folded(value);
  return typeof text === 'string' ? text.replace(/ +$/, '') : text;
}

function folded(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
