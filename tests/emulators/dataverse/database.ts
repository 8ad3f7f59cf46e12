import { ORGANISATIONS, type Organisation, OTHER_ORGANISATION_ID } from '../people.ts';
import { faultsOf, type World } from '../world.ts';
import { bookRows } from './book-rows.ts';
import { type SecuredColumns, securedColumns } from './column-security.ts';
import { type Crowd, createCrowd } from './crowd.ts';
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
  /** Many more users, who never sign in. */
  crowd?: Crowd;
  /** Links to a next page that were given out: what was asked with each. */
  nextLinks: Map<string, Set<string>>;
  /** Columns of the user table with column security on. */
  secured: SecuredColumns;
  /** Columns of the user table that this server does not have. */
  lacks?: ReadonlySet<string>;
  /** Follows a navigation property from a row. */
  related(table: Table, row: Row, navigation: string): readonly Row[];
  /** Somebody new, in the root business unit unless another is named. */
  add(person: Person, ask?: { id?: string; unit?: string }): User;
  /** For good. */
  remove(user: User): void;
  /** The roles of a business unit that a role row is one of. */
  roleNamed(roleId: string): { name: RoleName; unit: string } | undefined;
};

const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

/** By host, both of each organisation. Each database is made when somebody asks for it. */
export type Databases = {
  has(host: string): boolean;
  get(host: string): Database | undefined;
  /** All of them, once each. */
  all(): Database[];
};

export function createDatabases(world: World): Databases {
  const made = new Map<Organisation, Database>();
  const databaseOf = (organisation: Organisation): Database => {
    const known = made.get(organisation) ?? createDatabase(organisation, world);
    made.set(organisation, known);
    return known;
  };
  return {
    has: (host) => BY_HOST.has(host),
    get(host) {
      const organisation = BY_HOST.get(host);
      return organisation && databaseOf(organisation);
    },
    all: () => Object.values(ORGANISATIONS).map(databaseOf),
  };
}

const BY_HOST: ReadonlyMap<string, Organisation> = new Map(
  Object.values(ORGANISATIONS).flatMap((one) => [
    [one.host, one],
    [one.apiHost, one],
  ]),
);

export function createDatabase(
  organisation: Organisation,
  world: World,
  people: readonly Person[] = peopleOf(organisation, world),
): Database {
  const unit = deterministicGuid(`${organisation.name} business unit`);
  const faults = faultsOf(organisation, world);
  const users = people.map((person) => createUser(person, organisation, unit, world));
  const userRows: Row[] = users.map((user) => user.row);
  const units = unitsOf(organisation, unit, world);
  const rows: Record<TableName, readonly Row[]> = {
    systemuser: userRows,
    role: units.flatMap(({ businessunitid }) =>
      ROLE_NAMES.map((name) => roleRow(name, organisation, String(businessunitid), world)),
    ),
    privilege: PRIVILEGE_NAMES.map(privilegeRow),
    businessunit: units,
    ...(faults?.rows === 'none'
      ? { account: [], contact: [], lead: [] }
      : bookRows(organisation, unit, users, world)),
  };
  const crowd = crowdOf(organisation, world, unit, users.length);
  const friendlyName = decorate(organisation.friendlyName, world);
  const roleOf = rolesById(organisation, units);
  return {
    organisation,
    friendlyName,
    rows,
    users,
    ...(crowd && { crowd }),
    nextLinks: new Map(),
    secured: securedColumns(faults),
    related: relationsOf(rows, users, roleOf),
    add(person, ask = {}) {
      const user = createUser(person, organisation, ask.unit ?? unit, world, ask.id);
      users.push(user);
      userRows.push(user.row);
      return user;
    },
    remove(user) {
      users.splice(users.indexOf(user), 1);
      userRows.splice(userRows.indexOf(user.row), 1);
    },
    roleNamed: (id) => roleOf.get(id),
  };
}

/** So many that contoso has as many users as its world says. */
function crowdOf(
  { name, organizationId }: Organisation,
  { coverage }: World,
  unit: string,
  named: number,
): Crowd | undefined {
  if (name !== 'contoso' || coverage?.users === undefined) return undefined;
  return createCrowd(coverage.users - named, { unit, organizationId });
}

/** One's row, of the crowd, too. */
export function rowOfUser(
  { users, crowd }: Database,
  id: string,
): Pick<User, 'id' | 'row'> | undefined {
  const named = users.find((one) => one.id === id);
  const row = named ? undefined : crowd?.find(id);
  return row ? { id, row } : named;
}

// Source: Microsoft Learn, businessunit entity: parentbusinessunitid is null for the root alone
function unitsOf(organisation: Organisation, root: string, world: World): Row[] {
  const known = {
    _organizationid_value: organisation.organizationId,
    isdisabled: false,
    inheritancemask: 1023,
  };
  const name = decorate(organisation.friendlyName, world);
  const second = {
    ...known,
    businessunitid: deterministicGuid(`${organisation.name} second business unit`),
    name: `${name} North`,
    _parentbusinessunitid_value: root,
  };
  const two = world.provisioning?.businessUnits === 2;
  return [
    fill('businessunit', { ...known, businessunitid: root, name }),
    ...(two ? [fill('businessunit', second)] : []),
  ];
}

type RolesById = ReadonlyMap<string, { name: RoleName; unit: string }>;

function rolesById(organisation: Organisation, units: readonly Row[]): RolesById {
  const found = new Map<string, { name: RoleName; unit: string }>();
  for (const { businessunitid } of units) {
    const unit = String(businessunitid);
    for (const name of ROLE_NAMES) found.set(roleId(organisation, name, unit), { name, unit });
  }
  return found;
}

function relationsOf(
  rows: Database['rows'],
  users: readonly User[],
  roleOf: RolesById,
): Database['related'] {
  return (table, row, name) => {
    const navigation = table.navigations[name];
    if (!navigation) return [];
    const id = String(row[navigation.column ?? table.key]);
    if (navigation.column) {
      const target = TABLES[navigation.to];
      return rows[target.name].filter((one) => one[target.key] === id);
    }
    if (table.name === 'systemuser') {
      const user = users.find((one) => one.id === id);
      return rows.role.filter((row) => user && holdsRole(user, roleOf.get(String(row.roleid))));
    }
    const role = roleOf.get(table.name === 'role' ? id : '');
    if (!role) return [];
    return name === 'roleprivileges_association'
      ? rows.privilege.filter((one) => Object.hasOwn(ROLES[role.name], String(one.name)))
      : users.filter((user) => holdsRole(user, role)).map((user) => user.row);
  };
}

/** A user holds the copy of a role that is in their own business unit. */
function holdsRole(user: User, role: { name: RoleName; unit: string } | undefined): boolean {
  return role?.unit === user.businessUnitId && user.person.roles.includes(role.name);
}

/** What RetrieveCurrentOrganization and WhoAmI tell the application. */
export function identityToldTo(database: Database, world: World, application: boolean): string {
  const lies =
    application &&
    database.organisation.name === 'contoso' &&
    world.organisation?.identity === 'other';
  return lies ? OTHER_ORGANISATION_ID : database.organisation.organizationId;
}
