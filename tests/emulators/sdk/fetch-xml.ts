import { notPlayed, Refusal } from '../dataverse/refusal.ts';
import { type Element, elementsIn, parseXml, textIn } from '../soap/xml.ts';
import type { Columns, Condition, Filter, Link, Query } from './query.ts';

/** Reads FetchXML. */
// Source: Microsoft Learn, "FetchXML reference": elements and attributes; that what it cannot read is
// refused as InvalidXml is assumed
export function readFetchXml(text: string): Query {
  const root = parseXml(text)?.documentElement;
  const [entity] = root ? elementsIn(root) : [];
  if (root?.localName !== 'fetch' || !entity || entity.localName !== 'entity') throw invalid();
  if (root.getAttribute('aggregate') === 'true') throw notPlayed('aggregate FetchXML');
  return {
    entity: needed(entity, 'name'),
    columns: columnsIn(entity),
    filters: filtersIn(entity),
    links: linksIn(entity),
    orders: bare(entity, 'order').map((one) => ({
      attribute: needed(one, 'attribute'),
      falling: one.getAttribute('descending') === 'true',
    })),
    distinct: root.getAttribute('distinct') === 'true',
    top: numberIn(root, 'top'),
    page: numberIn(root, 'page') ?? 1,
    count: numberIn(root, 'count'),
    countsAll: root.getAttribute('returntotalrecordcount') === 'true',
  };
}

const bare = (parent: Element, name: string) =>
  elementsIn(parent).filter((one) => one.localName === name && !one.namespaceURI);

function columnsIn(parent: Element): Columns {
  if (bare(parent, 'all-attributes').length > 0) return 'all';
  const attributes = bare(parent, 'attribute');
  if (attributes.some((one) => one.getAttribute('alias'))) throw notPlayed('aliases of attributes');
  return attributes.map((one) => needed(one, 'name'));
}

const filtersIn = (parent: Element): Filter[] => bare(parent, 'filter').map(readFilter);

function readFilter(element: Element): Filter {
  return {
    any: element.getAttribute('type') === 'or',
    conditions: bare(element, 'condition').map(readCondition),
    filters: filtersIn(element),
  };
}

function readCondition(element: Element): Condition {
  const value = element.getAttribute('value');
  const inner = bare(element, 'value').map(textIn);
  return {
    attribute: needed(element, 'attribute'),
    operator: needed(element, 'operator'),
    values: value === null ? inner : [value],
    entity: element.getAttribute('entityname') ?? undefined,
  };
}

function linksIn(parent: Element): Link[] {
  return bare(parent, 'link-entity').map((one, index) => {
    const name = needed(one, 'name');
    return {
      entity: name,
      from: needed(one, 'from'),
      to: needed(one, 'to'),
      // Source: Microsoft Learn, "Join tables using FetchXML": a number behind the name by default
      alias: one.getAttribute('alias') || `${name}${index + 1}`,
      outer: one.getAttribute('link-type') === 'outer',
      columns: columnsIn(one),
      filters: filtersIn(one),
      links: linksIn(one),
    };
  });
}

function needed(element: Element, name: string): string {
  const value = element.getAttribute(name);
  if (!value) throw invalid();
  return value;
}

function numberIn(element: Element, name: string): number | undefined {
  const text = element.getAttribute(name);
  if (text === null) return undefined;
  if (!/^\d{1,6}$/.test(text)) throw invalid();
  return Number(text);
}

// Source: web-service-error-codes, 0x80040201 "Invalid XML." (InvalidXml)
const invalid = () => new Refusal(400, '0x80040201', 'Invalid XML.');
