import { ORGANISATIONS, type Organisation, OTHER_ORGANISATION_ID } from '../people.ts';
import { faultsOf, type World } from '../world.ts';
import { bookRows } from './book-rows.ts';
import { type SecuredColumns, securedColumns } from './column-security.ts';
import { deterministicGuid } from './guid.ts';
import { privilegeRow, roleId, roleRow } from './role-rows.ts';
import { PRIVILEGE_NAMES, ROLES, type RoleName } from './roles.ts';
import { fill, type Row } from './row.ts';
import type { Person } from './staff.ts';
import { TABLES, type Table, type TableName } from './tables.ts';
import { createUser, peopleOf, type User } from './users.ts';
import { decorate } from './wording.ts';

export type Database = {
  organisation: Organisation;
  friendlyName: string;
  rows: Readonly<Record<TableName, readonly Row[]>>;
  users: readonly User[];
  /** Columns of the user table with column security on. */
  secured: SecuredColumns;
  /** Columns of the user table that this server does not have. */
  lacks?: ReadonlySet<string>;
  /** Follows a navigation property from a row. */
  related(table: Table, row: Row, navigation: string): readonly Row[];
};

const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

export type Databases = ReadonlyMap<string, Database>;

/** By host, both of each organisation. */
export function createDatabases(world: World): Databases {
  const byHost = new Map<string, Database>();
  for (const organisation of Object.values(ORGANISATIONS)) {
    const database = createDatabase(organisation, world);
    byHost.set(organisation.host, database);
    byHost.set(organisation.apiHost, database);
  }
  return byHost;
}

export function createDatabase(
  organisation: Organisation,
  world: World,
  people: readonly Person[] = peopleOf(organisation, faultsOf(organisation, world)),
): Database {
  const unit = deterministicGuid(`${organisation.name} business unit`);
  const faults = faultsOf(organisation, world);
  const users = people.map((person) => createUser(person, organisation, unit, world));
  const rows: Record<TableName, readonly Row[]> = {
    systemuser: users.map((user) => user.row),
    role: ROLE_NAMES.map((name) => roleRow(name, organisation, unit, world)),
    privilege: PRIVILEGE_NAMES.map(privilegeRow),
    businessunit: [
      fill('businessunit', {
        businessunitid: unit,
        name: decorate(organisation.friendlyName, world),
        _organizationid_value: organisation.organizationId,
        isdisabled: false,
        inheritancemask: 1023,
      }),
    ],
    ...(faults?.rows === 'none'
      ? { account: [], contact: [], lead: [] }
      : bookRows(organisation, unit, users, world)),
  };
  const friendlyName = decorate(organisation.friendlyName, world);
  const related = relationsOf(organisation, rows, users);
  return { organisation, friendlyName, rows, users, secured: securedColumns(faults), related };
}

function relationsOf(
  organisation: Organisation,
  rows: Database['rows'],
  users: readonly User[],
): Database['related'] {
  const byId = new Map(users.map((user) => [user.id, user]));
  const roleOf = new Map(ROLE_NAMES.map((name) => [roleId(organisation, name), name]));
  return (table, row, name) => {
    const navigation = table.navigations[name];
    if (!navigation) return [];
    const id = String(row[navigation.column ?? table.key]);
    if (navigation.column) {
      const target = TABLES[navigation.to];
      return rows[target.name].filter((one) => one[target.key] === id);
    }
    if (table.name === 'systemuser') {
      const held = byId.get(id)?.person.roles ?? [];
      return rows.role.filter((role) =>
        held.some((one) => one === roleOf.get(String(role.roleid))),
      );
    }
    const role = roleOf.get(table.name === 'role' ? id : '');
    if (!role) return [];
    return name === 'roleprivileges_association'
      ? rows.privilege.filter((one) => Object.hasOwn(ROLES[role], String(one.name)))
      : users.filter(({ person }) => person.roles.includes(role)).map((user) => user.row);
  };
}

/** What RetrieveCurrentOrganization and WhoAmI tell the application. */
export function identityToldTo(database: Database, world: World, application: boolean): string {
  const lies =
    application &&
    database.organisation.name === 'contoso' &&
    world.organisation?.identity === 'other';
  return lies ? OTHER_ORGANISATION_ID : database.organisation.organizationId;
}
