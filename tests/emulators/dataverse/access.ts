import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { Refusal } from './refusal.ts';
import { type Depth, privilegeId } from './roles.ts';
import type { Row } from './row.ts';
import { TABLES, type Table, type TableName } from './tables.ts';

const ACCESS_MODES = [
  'Read-Write',
  'Administrative',
  'Read',
  'Support User',
  'Non-interactive',
  'Delegated Admin',
];

/** How deep the caller may read a table; refuses when not at all. */
export function depthOfReading(caller: Caller, table: Table): Depth {
  refuseWithoutRoles(caller);
  const depth = caller.user.privileges.get(table.readPrivilege);
  // Assumed: everyone who has any role may read users, roles and business units.
  if (depth === undefined && ['systemuser', 'role', 'businessunit'].includes(table.name)) {
    return 'Global';
  }
  if (depth === undefined) throw privilegeDenied(caller, table);
  return depth;
}

// Source: web-service-error-codes, 0x80042f09. That WhoAmI and one's own user row stay readable
// without a role is assumed.
export function refuseWithoutRoles({ user }: Caller): void {
  if (user.person.roles.length > 0) return;
  throw new Refusal(
    403,
    '0x80042f09',
    `The user (Id = ${user.id}) has not been assigned any roles. They need a role with the prvReadUser privilege.`,
  );
}

// Source: MicrosoftDocs/dynamics-365-customer-engagement "wa-manage-assignment-rules" quotes this
// text in full; 0x80040220 is PrivilegeDenied in web-service-error-codes
function privilegeDenied({ user }: Caller, table: Table): Refusal {
  const mode = user.person.accessMode ?? 0;
  const principal = [
    `Id=${user.id}`,
    'type=8',
    `roleCount=${user.person.roles.length}`,
    `privilegeCount=${user.privileges.size}`,
    `accessMode='${mode} ${ACCESS_MODES[mode]}'`,
    `AADObjectId='${user.row.azureactivedirectoryobjectid}'`,
    'MetadataCachePrivilegesCount=5214',
    `businessUnitId=${user.businessUnitId}`,
  ].join(', ');
  return new Refusal(
    403,
    '0x80040220',
    `Principal user (${principal}), is missing ${table.readPrivilege} privilege (Id=${privilegeId(table.readPrivilege)}) on OTC=${table.typeCode} for entity '${table.name}' (LocalizedName='${table.label}'). context.Caller=${user.id}. Consider adding missed privilege to one of the principal (user/team) roles.`,
  );
}

/** The rows of a table that the caller sees. There is one business unit, so Local sees all. */
// Source: Microsoft Learn, security-roles-privileges: Basic is one's own rows
export function visibleRows(caller: Caller, database: Database, name: TableName): readonly Row[] {
  const depth = depthOfReading(caller, TABLES[name]);
  const rows = database.rows[name];
  if (depth !== 'Basic') return rows;
  return rows.filter((row) => (row._ownerid_value ?? row.ownerid) === caller.user.id);
}

/** One's own user row, with its roles, is shown even to a user without a role (assumed). */
export function mayReadAnyway(caller: Caller, table: Table, id: string): boolean {
  return table.name === 'systemuser' && id === caller.user.id;
}
