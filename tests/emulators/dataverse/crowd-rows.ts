import { depthOfReading } from './access.ts';
import { veiled } from './column-security.ts';
import type { Crowd } from './crowd.ts';
import { ordered, type Query } from './query-options.ts';
import { fill, type Row } from './row.ts';
import type { Asked } from './rows.ts';
import type { Table } from './tables.ts';

/** What a query finds, in its order. */
export type Found = { length: number; slice(from: number, to: number): readonly Row[] };

/** The rows that pass of those that are named and, behind them, of the crowd. */
export function findRows(asked: Asked, table: Table, query: Query, named: readonly Row[]): Found {
  const { crowd } = asked.database;
  const passed = query.test ? named.filter(query.test) : named;
  const here = crowd !== undefined && table.name === 'systemuser';
  // Nobody owns a row of the crowd but that user.
  if (!here || depthOfReading(asked.caller, table) === 'Basic') {
    return ordered(passed, query.order);
  }
  if (!query.test && query.order.length === 0) return unasked(asked, table, query, crowd, passed);
  const rows = query.test?.lookUps
    ? ordered([...passed, ...lookedUp(asked, table, query, crowd)], query.order)
    : remembered(asked, crowd, () =>
        ordered([...passed, ...searched(asked, table, query, crowd)], query.order),
      );
  return { length: rows.length, slice: (from, to) => whole(rows.slice(from, to), query) };
}

/** One of the crowd by the id. */
export function findInCrowd({ database }: Asked, id: string, query: Query): Row | undefined {
  const row = database.crowd?.find(id);
  return row && whole([row], query)[0];
}

/** Every row, each made when its page is read. */
function unasked(
  { caller, database }: Asked,
  table: Table,
  query: Query,
  crowd: Crowd,
  named: readonly Row[],
): Found {
  return {
    length: named.length + crowd.size,
    slice(from, to) {
      const rows = named.slice(from, to);
      const first = Math.max(from - named.length, 0);
      const end = Math.min(to - named.length, crowd.size);
      const behind = Array.from({ length: Math.max(end - first, 0) }, (_, at) =>
        veiled(caller, database, table, crowd.rowAt(first + at)),
      );
      return whole([...rows, ...behind], query);
    },
  };
}

/** Those that carry one of the texts that the filter names: no need to look at the others. */
function lookedUp({ caller, database }: Asked, table: Table, { test }: Query, crowd: Crowd): Row[] {
  return crowd
    .carriers(test?.lookUps ?? [])
    .map((row) => veiled(caller, database, table, row))
    .filter((row) => test?.(row));
}

function searched({ caller, database }: Asked, table: Table, { test }: Query, crowd: Crowd): Row[] {
  return Array.from({ length: crowd.size }, (_, at) =>
    veiled(caller, database, table, crowd.rowAt(at)),
  ).filter((row) => test?.(row) ?? true);
}

const lastSearch = new WeakMap<Crowd, { key: string; rows: readonly Row[] }>();

/** Page after page of one question is one search, as long as nobody writes. */
function remembered({ options, caller }: Asked, crowd: Crowd, search: () => readonly Row[]) {
  const asked = [...options].filter(([name]) => name === '$filter' || name === '$orderby');
  const key = JSON.stringify([asked, caller.user.id, crowd.version]);
  const known = lastSearch.get(crowd);
  if (known?.key === key) return known.rows;
  const rows = search();
  lastSearch.set(crowd, { key, rows });
  return rows;
}

/** What a row of the crowd does not name is null; that matters where everything is shown. */
function whole(rows: readonly Row[], { select }: Query): readonly Row[] {
  return select ? rows : rows.map((row) => ({ ...fill('systemuser', row), ...row }));
}
