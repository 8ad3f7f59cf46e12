import type { LiteralType } from './comparison.ts';
import type { Token } from './filter-lexer.ts';
import type { Row, Value } from './row.ts';

/** One side of a comparison. */
export type Operand = {
  type: LiteralType;
  read: (row: Row) => Value;
  /** It is this column of the row. */
  column?: string;
  /** It is this text. */
  text?: string;
};

/** What a token says by itself, if it does. */
export function literalOf(token: Token): Operand | undefined {
  const constant = (type: LiteralType, value: Value): Operand => ({ type, read: () => value });
  if (token.kind === 'string') {
    const text = token.text.slice(1, -1).replaceAll("''", "'");
    return { ...constant('Edm.String', text), text };
  }
  if (token.kind === 'guid') return constant('Edm.Guid', token.text.toLowerCase());
  if (token.kind === 'number') {
    const whole = /^-?\d+$/.test(token.text);
    return constant(whole ? 'Edm.Int32' : 'Edm.Double', Number(token.text));
  }
  if (token.kind === 'date') {
    const type = token.text.includes('T') ? 'Edm.DateTimeOffset' : 'Edm.Date';
    return constant(type, token.text);
  }
  if (token.kind !== 'name') return undefined;
  if (token.text === 'null') return constant('null', null);
  if (token.text === 'true') return constant('Edm.Boolean', true);
  if (token.text === 'false') return constant('Edm.Boolean', false);
  return undefined;
}
