import { type Element, elementsIn, textIn } from '../soap/xml.ts';
import { CONTRACTS } from './contracts.ts';
import type { Columns, Condition, Filter, Link, Query } from './query.ts';
import { deserializationFailed, membersOf } from './values.ts';

const { xrm, arrays } = CONTRACTS;

// Source: Microsoft.Xrm.Sdk.Query: data members of each class; alphabetical, then those that carry an
// Order of their own
const QUERY = [
  'ColumnSet',
  'Criteria',
  'Distinct',
  'EntityName',
  'LinkEntities',
  'Orders',
  'PageInfo',
  'NoLock',
  'TopCount',
];
const LINK = [
  'Columns',
  'EntityAlias',
  'JoinOperator',
  'LinkCriteria',
  'LinkEntities',
  'LinkFromAttributeName',
  'LinkFromEntityName',
  'LinkToAttributeName',
  'LinkToEntityName',
];
const FILTER = ['Conditions', 'FilterOperator', 'Filters'];
const CONDITION = ['AttributeName', 'Operator', 'Values', 'EntityName'];
const PAGE = ['Count', 'PageNumber', 'PagingCookie', 'ReturnTotalRecordCount'];

/** Reads a QueryExpression. */
export function readQueryExpression(element: Element): Query {
  const members = membersOf(element, xrm, QUERY);
  const entity = textIn(members.get('EntityName'));
  if (entity === '') throw deserializationFailed('EntityName');
  const page = members.get('PageInfo');
  const paging = page ? membersOf(page, xrm, PAGE) : new Map<string, Element>();
  return {
    entity,
    columns: readColumns(members.get('ColumnSet')),
    filters: readFilters(members.get('Criteria')),
    links: listOf(members.get('LinkEntities'), 'LinkEntity').map(readLink),
    orders: listOf(members.get('Orders'), 'OrderExpression').map((one) => {
      const order = membersOf(one, xrm, ['AttributeName', 'OrderType']);
      return {
        attribute: textIn(order.get('AttributeName')),
        falling: textIn(order.get('OrderType')) === 'Descending',
      };
    }),
    distinct: textIn(members.get('Distinct')) === 'true',
    top: numberIn(members.get('TopCount')),
    page: numberIn(paging.get('PageNumber')) || 1,
    count: numberIn(paging.get('Count')) || undefined,
    countsAll: textIn(paging.get('ReturnTotalRecordCount')) === 'true',
  };
}

/** A ColumnSet: all columns, or those it names. */
export function readColumns(element: Element | undefined): Columns {
  if (!element) return [];
  const members = membersOf(element, xrm, ['AllColumns', 'Columns']);
  if (textIn(members.get('AllColumns')).trim() === 'true') return 'all';
  const columns = members.get('Columns');
  return (columns ? elementsIn(columns) : [])
    .filter((one) => one.namespaceURI === arrays && one.localName === 'string')
    .map(textIn);
}

const listOf = (element: Element | undefined, name: string) =>
  (element ? elementsIn(element) : []).filter(
    (one) => one.namespaceURI === xrm && one.localName === name,
  );

const readFilters = (element: Element | undefined): Filter[] =>
  element ? [readFilter(element)] : [];

function readFilter(element: Element): Filter {
  const members = membersOf(element, xrm, FILTER);
  return {
    any: textIn(members.get('FilterOperator')) === 'Or',
    conditions: listOf(members.get('Conditions'), 'ConditionExpression').map(readCondition),
    filters: listOf(members.get('Filters'), 'FilterExpression').map(readFilter),
  };
}

function readCondition(element: Element): Condition {
  const members = membersOf(element, xrm, CONDITION);
  const values = members.get('Values');
  return {
    attribute: textIn(members.get('AttributeName')),
    operator: textIn(members.get('Operator')),
    values: (values ? elementsIn(values) : [])
      .filter((one) => one.namespaceURI === arrays && one.localName === 'anyType')
      .map(textIn),
    entity: textIn(members.get('EntityName')) || undefined,
  };
}

function readLink(element: Element, index: number): Link {
  const members = membersOf(element, xrm, LINK);
  const name = textIn(members.get('LinkToEntityName'));
  return {
    entity: name,
    from: textIn(members.get('LinkToAttributeName')),
    to: textIn(members.get('LinkFromAttributeName')),
    alias: textIn(members.get('EntityAlias')) || `${name}${index + 1}`,
    outer: textIn(members.get('JoinOperator')) === 'LeftOuter',
    columns: readColumns(members.get('Columns')),
    filters: readFilters(members.get('LinkCriteria')),
    links: listOf(members.get('LinkEntities'), 'LinkEntity').map(readLink),
  };
}

function numberIn(element: Element | undefined): number | undefined {
  const text = textIn(element).trim();
  if (text === '') return undefined;
  if (!/^\d{1,6}$/.test(text)) throw deserializationFailed('Int32');
  return Number(text);
}
