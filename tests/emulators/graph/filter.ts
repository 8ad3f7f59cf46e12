import { badSyntax, unsupportedQuery } from './problem.ts';

export type Row = Readonly<Record<string, unknown>>;
type Test = (row: Row) => boolean;

/**
 * The filters that directory objects take without `ConsistencyLevel: eventual`, as far as they are
 * played: `eq`, `startswith`, `any` over a list of texts, joined by `and` and `or`.
 */
// Source: microsoft-graph-docs, resources/application and resources/serviceprincipal: which
// properties support $filter and how (`tags`: eq; `appId`, `displayName`: eq, startsWith);
// concepts/filter-query-parameter: `tags/any(t:t eq 'x')`
export function compileFilter(text: string, resource: string, filterable: readonly string[]): Test {
  const known = (name: string) => {
    if (filterable.includes(name)) return name;
    throw unsupportedQuery(
      `Unsupported or invalid query filter clause specified for property '${name}' of resource '${resource}'.`,
    );
  };
  const clause = (part: string): Test => {
    const equal = /^(\w+) eq '((?:[^']|'')*)'$/.exec(part);
    if (equal) {
      const [, name = '', value = ''] = equal;
      const wanted = folded(value);
      return (row) => folded(row[known(name)]) === wanted;
    }
    const starts = /^startswith\((\w+), ?'((?:[^']|'')*)'\)$/i.exec(part);
    if (starts) {
      const [, name = '', value = ''] = starts;
      const wanted = folded(value);
      return (row) => folded(row[known(name)]).startsWith(wanted);
    }
    const among = /^(\w+)\/any\((\w+):(\w+) eq '((?:[^']|'')*)'\)$/.exec(part);
    if (among && among[2] === among[3]) {
      const [, name = '', , , value = ''] = among;
      const wanted = folded(value);
      return (row) => {
        const list = row[known(name)];
        return Array.isArray(list) && list.some((one) => folded(one) === wanted);
      };
    }
    throw badSyntax(`Invalid filter clause: Syntax error in '${text}'.`);
  };
  const either = split(text, ' or ').map((side) => split(side, ' and ').map((one) => clause(one)));
  // A name that cannot be filtered by is refused although there is no row to look at.
  for (const test of either.flat()) test({});
  return (row) => either.some((tests) => tests.every((test) => test(row)));
}

// Source: microsoft-graph-docs, concepts/filter-query-parameter: comparison ignores case
const folded = (value: unknown) =>
  String(value ?? '')
    .replaceAll("''", "'")
    .toLowerCase();

/** Splits at a word outside of quotes. */
function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    if (quoted || !text.startsWith(at, index)) continue;
    parts.push(text.slice(from, index));
    from = index + at.length;
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}
