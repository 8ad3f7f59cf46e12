import { columnOfUser } from './column-of-user.ts';
import { checkTypes, compare, holds, OPERATORS, TEXT_FUNCTIONS } from './comparison.ts';
import type { Database } from './database.ts';
import { readTokens, type Token } from './filter-lexer.ts';
import { literalOf, type Operand } from './filter-literal.ts';
import { readTexts, type Test, withLookUps } from './look-ups.ts';
import type { Options } from './query-options.ts';
import { badQuery, noProperty, notPlayed, Refusal } from './refusal.ts';
import { TABLES, type Table } from './tables.ts';

/** What a filter may speak of beside the row. */
export type Ground = {
  database: Database;
  /** Who the request runs as. */
  userId: string;
  /** Where `@p` aliases are looked up. */
  options: Options;
};

const MAX_CONDITIONS = 500;

// Source: OData 4.0 part 2, 5.1.1 ($filter); Microsoft Learn, query-data-web-api "filter rows":
// the operators and the three string functions that Dataverse takes
export function compileFilter(text: string, table: Table, ground: Ground): Test {
  const parser = new FilterParser(text, ground);
  return parser.whole(table);
}

const NAMESPACE = 'Microsoft.Dynamics.CRM.';

class FilterParser {
  readonly #text: string;
  readonly #ground: Ground;
  readonly #tokens: readonly Token[];
  #next = 0;
  #conditions = 0;
  /** Lambda variable → its table, innermost last. */
  readonly #variables: { name: string; table: Table }[] = [];

  constructor(text: string, ground: Ground) {
    this.#text = text;
    this.#ground = ground;
    this.#tokens = readTokens(text);
  }

  whole(table: Table): Test {
    const test = this.#or(table);
    if (this.#peek().kind !== 'end') this.#syntaxError();
    return test;
  }

  #or(table: Table): Test {
    let left = this.#and(table);
    while (this.#takes('name', 'or')) {
      const before = left;
      const right = this.#and(table);
      const both = before.lookUps && right.lookUps && [...before.lookUps, ...right.lookUps];
      left = withLookUps((row) => before(row) || right(row), both);
    }
    return left;
  }

  #and(table: Table): Test {
    let left = this.#not(table);
    while (this.#takes('name', 'and')) {
      const before = left;
      const right = this.#not(table);
      left = withLookUps((row) => before(row) && right(row), before.lookUps ?? right.lookUps);
    }
    return left;
  }

  #not(table: Table): Test {
    if (this.#takes('name', 'not')) {
      // Source: powerapps-docs, query functions: this text for `not` before one of them
      if (this.#peek().text.startsWith(NAMESPACE)) {
        throw badQuery(
          'Not operator along with the Custom Named Condition operators is not allowed',
        );
      }
      const inner = this.#not(table);
      return (row) => !inner(row);
    }
    if (this.#takes('mark', '(')) {
      const inner = this.#or(table);
      this.#closes();
      return inner;
    }
    return this.#comparison(table);
  }

  #comparison(table: Table): Test {
    this.#count();
    const first = this.#peek();
    const called = this.#tokens[this.#next + 1]?.text === '(';
    if (first.kind === 'name' && called) return this.#call(table, first.text);
    const lambda = this.#lambda(table);
    if (lambda) return lambda;
    const left = this.#operand(table);
    const operator = this.#peek();
    const kind = operator.kind === 'name' ? OPERATORS[operator.text] : undefined;
    // Source: Microsoft Learn, filter-rows: no `in` among the operators, the function In instead; the
    // words are assumed
    if (operator.text === 'in') throw badQuery('The query node In is not supported.');
    if (kind === undefined) {
      if (left.type === 'Edm.Boolean' && ['end', 'mark'].includes(operator.kind)) {
        return (row) => left.read(row) === true;
      }
      if (operator.kind !== 'end') this.#syntaxError();
      // Source: OData library, MetadataBinder_FilterExpressionNotSingleValue
      throw badQuery('The $filter expression must evaluate to a single boolean value.');
    }
    this.#next += 1;
    const right = this.#operand(table);
    checkTypes(left.type, right.type, kind);
    const known = kind === 'Equal' && left.column !== undefined && right.text !== undefined;
    return withLookUps(
      (row) => compare(left.read(row), right.read(row), kind),
      known ? [{ column: left.column ?? '', text: right.text ?? '' }] : undefined,
    );
  }

  #call(table: Table, name: string): Test {
    if (name === `${NAMESPACE}EqualUserId`) return this.#equalUserId(table);
    if (name === `${NAMESPACE}In`) return this.#in(table);
    if (name.startsWith(NAMESPACE)) throw notPlayed(`the query function ${name}`);
    const known = TEXT_FUNCTIONS.find((one) => one === name);
    if (!known) {
      // Source: OData library, FunctionCallBinder_UnknownFunction
      throw badQuery(
        `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
      );
    }
    this.#next += 2;
    const where = this.#operand(table);
    if (!this.#takes('mark', ',')) {
      throw badQuery(`')' or ',' expected at position ${this.#peek().at} in '${this.#text}'.`);
    }
    const what = this.#operand(table);
    this.#closes();
    if (where.type !== 'Edm.String' || what.type !== 'Edm.String') {
      // Source: OData library, MetadataBinder_NoApplicableFunctionFound
      throw badQuery(
        `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String Nullable=true, Edm.String Nullable=true).`,
      );
    }
    return (row) => holds(known, where.read(row), what.read(row));
  }

  /** `(PropertyName='ownerid')`, or an alias for the name. */
  // Source: Microsoft Learn, EqualUserId Function; query functions page for the alias
  #equalUserId(table: Table): Test {
    this.#next += 2;
    const name = this.#propertyName();
    this.#closes();
    const column = columnOfUser(table, name);
    const { userId } = this.#ground;
    return (row) => row[column] === userId;
  }

  /** `(PropertyName='domainname',PropertyValues=["a","b"])`, or aliases for either. */
  // Source: Microsoft Learn, In Function and filter-rows "Manage single quotes"; as one condition of
  // the limit, and for texts alone, it is assumed
  #in(table: Table): Test {
    this.#next += 2;
    const name = this.#propertyName();
    if (table.columns[name] === undefined) throw noProperty(name, table.name);
    if (table.columns[name] !== 'Edm.String') throw notPlayed(`In on ${name}`);
    if (!this.#takes('mark', ',')) this.#syntaxError();
    const texts = readTexts(this.#argument('PropertyValues'));
    this.#closes();
    return withLookUps(
      (row) => texts.some((text) => compare(row[name] ?? null, text, 'Equal')),
      texts.map((text) => ({ column: name, text })),
    );
  }

  #propertyName(): string {
    const name = /^'(\w+)'$/.exec(this.#argument('PropertyName') ?? '')?.[1];
    if (name === undefined) this.#syntaxError();
    return name;
  }

  /** `Name=literal` or `Name=@alias`. */
  #argument(name: string): string | undefined {
    if (!this.#takes('name', name) || !this.#takes('mark', '=')) this.#syntaxError();
    const alias = this.#takes('mark', '@') ? `@${this.#peek().text}` : undefined;
    const literal = alias === undefined ? this.#peek().text : this.#ground.options.get(alias);
    this.#next += 1;
    return literal;
  }

  // Source: web-service-error-codes, 0x8004430C and its text; that 500 is the limit and 400 the
  // status is general knowledge
  #count(): void {
    this.#conditions += 1;
    if (this.#conditions <= MAX_CONDITIONS) return;
    throw new Refusal(400, '0x8004430C', 'Number of conditions in query exceeded maximum limit.');
  }

  /** `nav/any(x:x/col eq …)`; anything else is left where it is. */
  #lambda(table: Table): Test | undefined {
    const [path, slash, verb, open] = this.#tokens.slice(this.#next, this.#next + 4);
    const quantifier = verb?.text;
    if (slash?.text !== '/' || open?.text !== '(') return undefined;
    if (quantifier !== 'any' && quantifier !== 'all') return undefined;
    const name = path?.text ?? '';
    const navigation = table.navigations[name];
    if (!navigation) throw noProperty(name, table.name);
    this.#next += 4;
    const variable = this.#peek().text;
    this.#next += 1;
    if (!this.#takes('mark', ':')) this.#syntaxError();
    const target = TABLES[navigation.to];
    this.#variables.push({ name: variable, table: target });
    const inner = this.#or(target);
    this.#variables.pop();
    this.#closes();
    return (row) => {
      const related = this.#ground.database.related(table, row, name);
      return quantifier === 'any' ? related.some(inner) : related.every(inner);
    };
  }

  #operand(table: Table): Operand {
    const token = this.#peek();
    this.#next += 1;
    const literal = literalOf(token);
    if (literal) return literal;
    if (token.kind !== 'name') {
      // Source: OData library, UriQueryExpressionParser_ExpressionExpected
      throw badQuery(`Expression expected at position ${token.at} in '${this.#text}'.`);
    }
    const after = this.#peek();
    if (after.kind === 'string' && after.at === token.at + token.text.length) {
      // Source: OData library, as pasted in devnixs/ODataAngularResources#10 (guid'…' of OData 2)
      const whole = `${token.text}${after.text}`;
      throw badQuery(
        `Unrecognized 'Edm.String' literal '${whole}' at '${token.at}' in '${this.#text}'.`,
      );
    }
    return this.#property(table, token.text);
  }

  #property(table: Table, name: string): Operand {
    const variable = this.#variables.findLast((one) => one.name === name);
    if (variable) {
      if (!this.#takes('mark', '/')) this.#syntaxError();
      const column = this.#peek().text;
      this.#next += 1;
      return this.#property(variable.table, column);
    }
    const type = table.columns[name];
    if (type) return { type, read: (row) => row[name] ?? null, column: name };
    const navigation = table.navigations[name];
    if (navigation?.column && this.#peek().text !== '/') {
      // Source: Microsoft Learn, query-data-web-api: `primarycontactid eq null` tells whether a
      // look-up is set; what else a bare one may be compared with is not played
      const { column } = navigation;
      const [, right] = this.#tokens.slice(this.#next);
      if (right?.text !== 'null') throw notPlayed(`comparing ${name} with anything but null`);
      return { type: 'Edm.Guid', read: (row) => row[column] ?? null };
    }
    if (!navigation || !this.#takes('mark', '/')) throw noProperty(name, table.name);
    // Source: Microsoft Learn, query-data-web-api: "filter using lookup … single-valued navigation"
    if (navigation.many) throw noProperty(this.#peek().text, TABLES[navigation.to].name);
    const target = TABLES[navigation.to];
    const column = this.#peek().text;
    this.#next += 1;
    const inner = this.#property(target, column);
    return {
      type: inner.type,
      read: (row) => {
        const [related] = this.#ground.database.related(table, row, name);
        return related ? inner.read(related) : null;
      },
    };
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };
  }

  #takes(kind: Token['kind'], text: string): boolean {
    const token = this.#peek();
    if (token.kind !== kind || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #closes(): void {
    if (this.#takes('mark', ')')) return;
    // Source: OData library, UriQueryExpressionParser_CloseParenOrOperatorExpected
    throw badQuery(`')' or operator expected at position ${this.#peek().at} in '${this.#text}'.`);
  }

  #syntaxError(): never {
    // Source: OData library, ExpressionLexer_SyntaxError
    throw badQuery(`Syntax error at position ${this.#peek().at} in '${this.#text}'.`);
  }
}
