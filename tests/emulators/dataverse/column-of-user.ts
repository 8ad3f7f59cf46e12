import { Refusal } from './refusal.ts';
import type { Table } from './tables.ts';

/** Where a row says to whom it belongs, or who it is, by the logical name of that property. */
// Source: Microsoft Learn, EqualUserId Function; that an unknown property is refused as
// QueryBuilderNoAttribute (web-service-error-codes, 0x80041103), with 400, is assumed
export function columnOfUser(table: Table, name: string): string {
  const column = table.columns[name] ? name : `_${name}_value`;
  if (name.startsWith('_') || table.columns[column] !== 'Edm.Guid') {
    throw new Refusal(
      400,
      '0x80041103',
      `'${table.name}' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`,
    );
  }
  return column;
}
