import { checkTypes, compare, type LiteralType, OPERATORS } from './comparison.ts';
import { readTokens, type Token } from './filter-lexer.ts';
import { literalOf } from './filter-literal.ts';
import { PROPERTIES, type PropertyType } from './metadata-properties.ts';
import { badQuery, noProperty, Refusal } from './refusal.ts';
import type { Value } from './row.ts';

type Described = Readonly<Record<string, unknown>>;
type Test = (of: Described) => boolean;
type Operand = { type: string; read: (of: Described) => Value };

const NAMESPACE = 'Microsoft.Dynamics.CRM.';

/** The $filter of metadata: comparisons of simple properties, with and, or, not and brackets. */
// Source: powerapps-docs, webapi/query-metadata-web-api: enumerations with their namespace, complex
// properties by the path to their Value, labels not at all. Texts are compared as they are (assumed).
export function compileMetadataFilter(text: string): Test {
  const tokens = readTokens(text);
  let next = 0;
  const peek = (ahead = 0): Token =>
    tokens[next + ahead] ?? { kind: 'end', text: '', at: text.length };
  const takes = (kind: Token['kind'], said: string) => {
    const found = peek().kind === kind && peek().text === said;
    if (found) next += 1;
    return found;
  };
  const wrong = (): never => {
    // Source: OData library, ExpressionLexer_SyntaxError
    throw badQuery(`Syntax error at position ${peek().at} in '${text}'.`);
  };

  const either = (): Test => {
    let left = both();
    while (takes('name', 'or')) {
      const [before, after] = [left, both()];
      left = (of) => before(of) || after(of);
    }
    return left;
  };
  const both = (): Test => {
    let left = one();
    while (takes('name', 'and')) {
      const [before, after] = [left, one()];
      left = (of) => before(of) && after(of);
    }
    return left;
  };
  const one = (): Test => {
    if (takes('name', 'not')) {
      const inner = one();
      return (of) => !inner(of);
    }
    if (!takes('mark', '(')) return comparison();
    const inner = either();
    if (!takes('mark', ')')) wrong();
    return inner;
  };
  const comparison = (): Test => {
    if (peek().kind === 'name' && peek(1).text === '(') throw notForMetadata(peek().text);
    const left = operand();
    const kind = peek().kind === 'name' ? OPERATORS[peek().text] : undefined;
    if (kind === undefined) {
      const alone = ['end', 'mark'].includes(peek().kind) || ['and', 'or'].includes(peek().text);
      if (left.type === 'Edm.Boolean' && alone) return (of) => left.read(of) === true;
      return wrong();
    }
    next += 1;
    const right = operand();
    checkAlike(left.type, right.type, kind);
    return (of) => compareExactly(left.read(of), right.read(of), kind);
  };
  const operand = (): Operand => {
    const token = peek();
    next += 1;
    const literal = literalOf(token);
    if (literal) return { type: literal.type, read: () => literal.read({}) };
    if (token.kind !== 'name') throw badQuery(`Expression expected at position ${token.at}.`);
    if (token.text.startsWith(NAMESPACE) && peek().kind === 'string') {
      const member = peek().text.slice(1, -1);
      next += 1;
      return { type: token.text, read: () => member };
    }
    return property(token.text);
  };
  const property = (name: string): Operand => {
    const type = PROPERTIES[name];
    if (type === undefined) throw noProperty(name, 'StringAttributeMetadata');
    if (!takes('mark', '/')) {
      return { type: typeName(type), read: (of) => simple(of[name]) };
    }
    const inner = peek().text;
    next += 1;
    if (typeof type === 'string' || 'enumeration' in type) return wrong();
    if (type.hasValue && inner === 'Value') {
      return { type: 'Edm.String', read: (of) => simple((of[name] as { Value: Value }).Value) };
    }
    // Source: query-metadata-web-api: "this does not work on properties of Label ComplexType"; the
    // words are assumed
    if (!type.hasValue) throw badQuery(`Conditions based on property ${name} are not supported.`);
    throw noProperty(inner, type.complex);
  };

  const test = either();
  if (peek().kind !== 'end') wrong();
  return test;
}

function typeName(type: PropertyType): string {
  if (typeof type === 'string') return type;
  return `${NAMESPACE}${'enumeration' in type ? type.enumeration : type.complex}`;
}

function simple(value: unknown): Value {
  return typeof value === 'object' ? null : (value as Value);
}

function checkAlike(left: string, right: string, kind: string): void {
  checkTypes(left as LiteralType, right as LiteralType, kind);
}

/** No collation here: texts are alike when they are the same. */
function compareExactly(left: Value, right: Value, kind: string): boolean {
  const texts = typeof left === 'string' && typeof right === 'string';
  if (texts && kind === 'Equal') return left === right;
  if (texts && kind === 'NotEqual') return left !== right;
  return compare(left, right, kind);
}

// Source: the refusal as pasted in several public repositories: 501 (some say 400), 0x8006088a
const notForMetadata = (name: string) =>
  new Refusal(501, '0x8006088a', `The "${name}" function isn't supported for Metadata Entities.`);
