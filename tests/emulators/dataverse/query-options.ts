import { compileFilter, type Ground } from './filter.ts';
import type { Test } from './look-ups.ts';
import { badQuery, noProperty, notPlayed } from './refusal.ts';
import type { Row } from './row.ts';
import { TABLES, type Table } from './tables.ts';

export type Expand = { navigation: string; target: Table; many: boolean; query: Query };
export type Query = {
  select: readonly string[] | undefined;
  test: Test | undefined;
  order: readonly { column: string; falling: boolean }[];
  top: number | undefined;
  count: boolean;
  expand: readonly Expand[];
  skipToken: string | undefined;
};
export type Options = ReadonlyMap<string, string>;

/** `a=b&c=d` of a URL, decoded once. `@p` aliases are among them. */
export function readOptions(query: string): Options {
  const options = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    // Source: OData library, QueryOptionUtils_QueryParameterMustBeSpecifiedOnce
    if (options.has(name)) {
      throw badQuery(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    }
    options.set(name, at < 0 ? '' : decoded(pair.slice(at + 1)));
  }
  return options;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    // Source: assumed text; the real service answers 400 to a broken percent escape
    throw badQuery('The query specified in the URI is not valid.');
  }
}

const OF_ROWS = ['$select', '$filter', '$orderby', '$top', '$count', '$expand', '$skiptoken'];
const OF_ONE_ROW = ['$select', '$expand'];
// Source: Microsoft Learn, query-data-web-api and fetchxml pages: the service takes these
const NOT_PLAYED = ['$apply', 'fetchXml', 'savedQuery', 'userQuery', '$deltatoken'];

export function readQuery(options: Options, table: Table, ground: Ground, many: boolean): Query {
  for (const name of options.keys()) {
    if (name.startsWith('@')) continue;
    // Source: MarkMpn/Sql4Cds and rappen/FetchXMLBuilder source: 0x80060888, this text
    if (name === '$skip') throw badQuery('Skip Clause is not supported in CRM');
    if (NOT_PLAYED.includes(name)) throw notPlayed(`the query option ${name}`);
    if (!(many ? OF_ROWS : OF_ONE_ROW).includes(name)) {
      // Source: text assumed, after microsoft/PowerPlatform-DataverseClient-Python#74
      throw badQuery(`The query parameter ${name} is not supported.`);
    }
  }
  const filter = options.get('$filter');
  return {
    select: readSelect(options.get('$select'), table),
    test: filter === undefined ? undefined : compileFilter(filter, table, ground),
    order: readOrder(options.get('$orderby'), table),
    top: readTop(options.get('$top')),
    count: readCount(options.get('$count')),
    expand: readExpand(options.get('$expand'), table, ground),
    skipToken: options.get('$skiptoken'),
  };
}

function readSelect(text: string | undefined, table: Table): string[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) {
    if (name === '') {
      // Source: OData library, ExpressionToken_IdentifierExpected
      throw badQuery(`Identifier expected at position ${text.length}.`);
    }
    // A lookup is selected as _name_value (Microsoft Learn, query-data-web-api); that its
    // navigation name is refused here is assumed.
    if (!table.columns[name]) throw noProperty(name, table.name);
  }
  return names;
}

function readOrder(text: string | undefined, table: Table): Query['order'] {
  if (text === undefined) return [];
  return text.split(',').map((part) => {
    const [column = '', direction = 'asc', ...more] = part.trim().split(/ +/);
    if (!table.columns[column]) throw noProperty(column, table.name);
    if (more.length > 0 || !['asc', 'desc'].includes(direction)) {
      throw badQuery(
        `Syntax error at position ${column.length + direction.length + 1} in '${text}'.`,
      );
    }
    return { column, falling: direction === 'desc' };
  });
}

function readTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Source: OData library, SyntacticTree_InvalidTopQueryOptionValue
  throw badQuery(
    `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
  );
}

function readCount(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  // Source: OData library, ODataUriParser_InvalidCount
  throw badQuery(
    `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
  );
}

/** `nav($select=a,b;$filter=…),other`. */
function readExpand(text: string | undefined, table: Table, ground: Ground): Expand[] {
  if (text === undefined) return [];
  return splitOutside(text, ',').map((part) => {
    const open = part.indexOf('(');
    const name = (open < 0 ? part : part.slice(0, open)).trim();
    const navigation = table.navigations[name];
    if (!navigation) throw noNavigation(name, table);
    if (open >= 0 && !part.trimEnd().endsWith(')')) {
      // Source: OData library, UriSelectParser_TermIsNotValid (wording as pasted)
      throw badQuery(`Found an unbalanced bracket expression in '${text}'.`);
    }
    const inner = open < 0 ? '' : part.trimEnd().slice(open + 1, -1);
    const target = TABLES[navigation.to];
    const options = new Map(
      splitOutside(inner, ';').map((option): [string, string] => {
        const at = option.indexOf('=');
        return [
          option.slice(0, at < 0 ? undefined : at).trim(),
          at < 0 ? '' : option.slice(at + 1),
        ];
      }),
    );
    // Source: Microsoft Learn, query-data-web-api: inside $expand these options, and only these
    for (const option of options.keys()) {
      if (['$select', '$filter', '$orderby', '$top', '$expand'].includes(option)) continue;
      throw badQuery(`Term '${inner}' is not valid in a $select or $expand expression.`);
    }
    const query = readQuery(options, target, ground, navigation.many);
    return { navigation: name, target, many: navigation.many, query };
  });
}

function noNavigation(name: string, table: Table) {
  if (!table.columns[name]) return noProperty(name, table.name);
  // Source: OData library, ExpandItemBinder_PropertyIsNotANavigationPropertyOrComplexProperty
  return badQuery(
    `Property '${name}' on type 'Microsoft.Dynamics.CRM.${table.name}' is not a navigation property or complex property. Only navigation properties can be expanded.`,
  );
}

/** Splits at a mark that is in no bracket and in no quoted string. */
function splitOutside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character !== mark || depth > 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part.trim() !== '');
}

export function ordered(rows: readonly Row[], order: Query['order']): Row[] {
  return [...rows].sort((one, other) => {
    for (const { column, falling } of order) {
      const [a, b] = [one[column] ?? null, other[column] ?? null];
      if (a === b) continue;
      const less = a === null || (b !== null && a < b);
      return less === falling ? 1 : -1;
    }
    return 0;
  });
}
