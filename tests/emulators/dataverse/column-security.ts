import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { Refusal } from './refusal.ts';
import type { Row } from './row.ts';
import type { Table } from './tables.ts';
import { USER_COLUMNS, type UserColumn } from './user-columns.ts';

/** What people without a field security profile may do with a secured column. */
export type FieldPermission = 'none' | 'read-only';
export type SecuredColumns = ReadonlyMap<string, FieldPermission>;

export function securedColumns(faults: World['organisation']): SecuredColumns {
  const always = USER_COLUMNS.filter(({ isSecured }) => isSecured);
  return new Map<string, FieldPermission>([
    ...always.map(({ logicalName }): [string, FieldPermission] => [logicalName, 'none']),
    ...Object.entries(faults?.secured ?? {}),
  ]);
}

// Source: Microsoft Learn, field-level-security: the System Administrator profile gives all secured
// columns; that both have to have it when one acts for the other is assumed
function holdsProfile({ user, behind }: Caller): boolean {
  const held = [user, ...(behind ? [behind] : [])];
  return held.every(({ person }) => person.roles.includes('System Administrator'));
}

/** A row as the caller sees it: what may not be read is null. */
// Source: Microsoft Learn, field-security-entities: without read permission a secured column is
// returned as null; that a $filter sees the null, too, is assumed
export function veiled(caller: Caller, database: Database, table: Table, row: Row): Row {
  if (table.name !== 'systemuser' || holdsProfile(caller)) return row;
  const hidden = [...database.secured].filter(([, may]) => may === 'none');
  return { ...row, ...Object.fromEntries(hidden.map(([name]) => [name, null])) };
}

// Source: microsoft/PowerApps-Samples, webapi PS ColumnLevelSecurity: code and words of the refusal
// ("… to a Email secured field on entity Example table"); the status 403, which protocols.md 4.4
// marks as unsure, is what real answers pasted in public repositories have
export function refuseSecured(caller: Caller, database: Database, column: UserColumn): void {
  if (!database.secured.has(column.logicalName) || holdsProfile(caller)) return;
  throw new Refusal(
    403,
    '0x8004f507',
    `Caller user with Id ${caller.user.id} does not have update permissions to a ${column.label ?? column.logicalName} secured field on entity User. The requested operation could not be completed.`,
  );
}
