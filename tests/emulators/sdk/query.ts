/** A question for rows, however it was written: QueryExpression or FetchXML. */
export type Condition = {
  attribute: string;
  operator: string;
  values: readonly string[];
  /** Alias or name of the link that the attribute belongs to. */
  entity: string | undefined;
};
export type Filter = { any: boolean; conditions: readonly Condition[]; filters: readonly Filter[] };
export type Columns = 'all' | readonly string[];
export type Link = {
  entity: string;
  /** On the linked table, and on the one it hangs on. */
  from: string;
  to: string;
  alias: string;
  outer: boolean;
  columns: Columns;
  filters: readonly Filter[];
  links: readonly Link[];
};
export type Query = {
  entity: string;
  columns: Columns;
  filters: readonly Filter[];
  links: readonly Link[];
  orders: readonly { attribute: string; falling: boolean }[];
  distinct: boolean;
  top: number | undefined;
  page: number;
  count: number | undefined;
  countsAll: boolean;
};
