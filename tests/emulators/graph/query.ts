import { compileFilter, type Row } from './filter.ts';
import { badSyntax, notPlayed } from './problem.ts';

export type Shape = {
  /** `applications` */
  set: string;
  /** `Application`, as messages call it. */
  label: string;
  properties: readonly string[];
  /** What can be asked for in `$select` only. */
  filterable: readonly string[];
};

/** A list or one object, with what `$select`, `$filter`, `$top` and `$count` make of it. */
// Source: microsoft-graph-docs, concepts/query-parameters; words of the refusals as pasted
export function show(
  query: string,
  shape: Shape,
  rows: readonly Row[],
  single: boolean,
): Record<string, unknown> {
  const options = readOptions(query);
  for (const name of options.keys()) {
    const allowed = single ? ['$select'] : ['$select', '$filter', '$top', '$count'];
    if (allowed.includes(name)) continue;
    if (/^\$(?:expand|orderby|search|skip|skiptoken)$/.test(name)) throw notPlayed(name);
    // Source: concepts/query-parameters: other names are passed over without $, refused with it
    if (name.startsWith('$')) throw badSyntax(`The query parameter '${name}' is not supported.`);
  }
  const select = readSelect(options.get('$select'), shape);
  const filter = options.get('$filter');
  const test =
    filter === undefined ? () => true : compileFilter(filter, shape.label, shape.filterable);
  const kept = rows.filter((row) => test(row)).slice(0, readTop(options.get('$top')));
  const shown = kept.map((row) =>
    Object.fromEntries((select ?? shape.properties).map((name) => [name, row[name] ?? null])),
  );
  const context = `https://graph.microsoft.com/v1.0/$metadata#${shape.set}${select ? `(${select.join(',')})` : ''}`;
  if (single) return { '@odata.context': `${context}/$entity`, ...shown[0] };
  return { '@odata.context': context, value: shown };
}

function readOptions(query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (options.has(name)) {
      throw badSyntax(`Query option '${name}' was specified more than once.`);
    }
    options.set(name, value);
  }
  return options;
}

function readSelect(text: string | undefined, { properties, label }: Shape): string[] | undefined {
  if (text === undefined) return undefined;
  return text.split(',').map((part) => {
    const name = part.trim();
    if (properties.includes(name)) return name;
    throw badSyntax(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${label.slice(0, 1).toLowerCase()}${label.slice(1)}'.`,
    );
  });
}

// Source: api/application-list: 100 a page, 999 at most
function readTop(text: string | undefined): number {
  if (text === undefined) return 100;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw badSyntax(`Invalid value '${text}' for $top query option found.`);
}
