import type { Caller } from './caller.ts';
import { veiled } from './column-security.ts';
import type { Database } from './database.ts';
import { Refusal } from './refusal.ts';
import { type Depth, narrower, privilegeId } from './roles.ts';
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

/** What a refusal says of the table. */
export type Described = { name: string; typeCode: number; label: string };

/**
 * How deep a privilege is held. Acting for somebody, one may what both may.
 */
// Source: Microsoft Learn, impersonate-another-user: "the intersection of the privileges"; that
// the shallower depth counts, from the impersonated user's place, is assumed
export function depthHeld({ user, behind }: Caller, privilege: string): Depth | undefined {
  const own = user.privileges.get(privilege);
  return behind ? narrower(own, behind.privileges.get(privilege)) : own;
}

/** How deep the caller may read a table; refuses when not at all. */
export function depthOfReading(caller: Caller, table: Table): Depth {
  refuseWithoutRoles(caller);
  const depth = depthHeld(caller, table.readPrivilege);
  // Assumed: everyone who has any role may read users, roles and business units.
  if (depth === undefined && ['systemuser', 'role', 'businessunit'].includes(table.name)) {
    return 'Global';
  }
  if (depth === undefined) throw privilegeDenied(caller, table.readPrivilege, table);
  return depth;
}

// Source: web-service-error-codes, 0x80042f09. That WhoAmI and one's own user row stay readable
// without a role is assumed.
export function refuseWithoutRoles({ user }: Caller): void {
  if (user.privileges.size > 0) return;
  throw new Refusal(
    403,
    '0x80042f09',
    `The user (Id = ${user.id}) has not been assigned any roles. They need a role with the prvReadUser privilege.`,
  );
}

// Source: MicrosoftDocs/dynamics-365-customer-engagement "wa-manage-assignment-rules" quotes this
// text in full; 0x80040220 is PrivilegeDenied in web-service-error-codes; that the ids are those of
// the impersonated user: dynamics-365-customer-engagement#100
export function privilegeDenied({ user }: Caller, privilege: string, table: Described): Refusal {
  const mode = user.person.accessMode ?? 0;
  const principal = [
    `Id=${user.id}`,
    'type=8',
    `roleCount=${user.person.roles.length + (user.person.teamRoles?.length ?? 0)}`,
    `privilegeCount=${user.privileges.size}`,
    `accessMode='${mode} ${ACCESS_MODES[mode]}'`,
    ...('azureactivedirectoryobjectid' in user.row
      ? [`AADObjectId='${user.row.azureactivedirectoryobjectid}'`]
      : []),
    'MetadataCachePrivilegesCount=5214',
    `businessUnitId=${user.businessUnitId}`,
  ].join(', ');
  return new Refusal(
    403,
    '0x80040220',
    `Principal user (${principal}), is missing ${privilege} privilege (Id=${privilegeId(privilege)}) on OTC=${table.typeCode} for entity '${table.name}' (LocalizedName='${table.label}'). context.Caller=${user.id}. Consider adding missed privilege to one of the principal (user/team) roles.`,
  );
}

/** The rows of a table that the caller sees. There is one business unit, so Local sees all. */
// Source: Microsoft Learn, security-roles-privileges: Basic is one's own rows
export function visibleRows(caller: Caller, database: Database, name: TableName): readonly Row[] {
  const depth = depthOfReading(caller, TABLES[name]);
  const rows = database.rows[name].map((row) => veiled(caller, database, TABLES[name], row));
  if (depth !== 'Basic') return rows;
  return rows.filter((row) => (row._ownerid_value ?? row.ownerid) === caller.user.id);
}

/** One's own user row, with its roles, is shown even to a user without a role (assumed). */
export function mayReadAnyway(caller: Caller, table: Table, id: string): boolean {
  return table.name === 'systemuser' && id === caller.user.id;
}
