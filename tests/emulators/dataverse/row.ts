import { TABLES, type TableName } from './tables.ts';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
export type MutableRow = Record<string, Value>;

/** Every column of the table is there, null where nothing is known. */
export function fill(name: TableName, known: Record<string, Value>): MutableRow {
  const row: MutableRow = {};
  for (const column of Object.keys(TABLES[name].columns)) row[column] = known[column] ?? null;
  for (const column of ['createdon', 'modifiedon']) {
    if (column in row) row[column] = '2024-03-15T16:21:58Z';
  }
  row.versionnumber =
    1_760_402 + (Number.parseInt(String(row[TABLES[name].key]).slice(0, 4), 16) || 0);
  return row;
}
