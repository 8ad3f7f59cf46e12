import { OUR_APPLICATION } from '../entra/directory-objects.ts';
import type { Organisation } from '../people.ts';
import { faultsOf, type World } from '../world.ts';
import { entraIdOf, userIdOf } from './ids.ts';
import { type Depth, unitedPrivileges } from './roles.ts';
import { fill, type MutableRow } from './row.ts';
import { APPLICATION_USER, applicationPerson, type Person } from './staff.ts';
import { STAFF } from './staff-data.ts';
import { decorate } from './wording.ts';

export type User = {
  id: string;
  row: MutableRow;
  person: Person;
  /** How many more times a new application user is unknown to its own application. */
  waits: number;
  /** Those of one's own roles and those that come with teams. */
  privileges: ReadonlyMap<string, Depth>;
  /** Those of the roles that one holds oneself. */
  direct: ReadonlyMap<string, Depth>;
  businessUnitId: string;
};

const APPLICATION_ROLES = {
  none: { roles: [] },
  'without-lead': { roles: ['Mapsimise Service without leads'] },
  'without-tables': { roles: ['Mapsimise Service without tables'] },
  'own-rows-only': { roles: ['Mapsimise Service, own rows'] },
  'without-delegation': { roles: ['Mapsimise Service'] },
  'delegation-by-team': { roles: ['Mapsimise Service'], teamRoles: ['Delegate'] },
} as const satisfies Record<string, Pick<Person, 'roles' | 'teamRoles'>>;

/** The staff, and the application user as the world has it. */
export function peopleOf(organisation: Organisation, world: World): Person[] {
  const faults = faultsOf(organisation, world);
  const { applicationUser, applicationRole } = faults ?? {};
  const staff = STAFF.map((person) => ({ ...person, ...faults?.people?.[person.fullName] }));
  if (organisation.name === 'fabrikam' || applicationUser === 'missing') return staff;
  const { applications = 'made-by-hand' } = world.provisioning ?? {};
  if (applications !== 'made-by-hand') return [...staff, ...userOfOurs(organisation, world)];
  return [
    ...staff,
    {
      ...APPLICATION_USER,
      ...(applicationRole ? APPLICATION_ROLES[applicationRole] : {}),
      ...(applicationUser === 'disabled' ? { disabled: true as const } : {}),
    },
  ];
}

/** The application user of the application of ours, where a world has one. */
function userOfOurs(organisation: Organisation, world: World): Person[] {
  const { applicationUser = 'none' } = world.provisioning ?? {};
  if (organisation.name !== 'contoso' || applicationUser === 'none') return [];
  const { appId, displayName, servicePrincipalId } = OUR_APPLICATION;
  return [
    {
      ...applicationPerson(appId, servicePrincipalId, displayName),
      roles: ['Mapsimise Service'],
      ...(applicationUser === 'present' ? {} : { disabled: true as const }),
      ...(applicationUser === 'soft-deleted' ? { deleted: true as const } : {}),
    },
  ];
}

/** Somebody as a row says it now: state and privileges follow the person. */
export function changeUser(user: User, change: Partial<Person>): void {
  user.person = { ...user.person, ...change };
  const { disabled = false, deleted = false, roles, teamRoles = [] } = user.person;
  user.row.isdisabled = disabled;
  user.row.deletedstate = deleted ? 1 : 0;
  user.privileges = unitedPrivileges([...roles, ...teamRoles]);
  user.direct = unitedPrivileges(roles);
}

export function createUser(
  person: Person,
  organisation: Organisation,
  businessUnitId: string,
  world: World,
  id: string = userIdOf(organisation.name, person.fullName),
): User {
  const [firstname = '', ...rest] = person.fullName.split(' ');
  const row = fill('systemuser', {
    systemuserid: id,
    ownerid: id,
    fullname: person.application ? person.fullName : decorate(person.fullName, world),
    firstname,
    lastname: rest.join(' '),
    domainname: person.userName,
    windowsliveid: person.application ? null : person.userName,
    internalemailaddress: person.email,
    personalemailaddress: person.email2 ?? null,
    mobilealertemail: person.mobileAlertEmail ?? null,
    title: person.title ?? null,
    isdisabled: person.disabled ?? false,
    islicensed: person.licensed ?? true,
    accessmode: person.accessMode ?? 0,
    azureactivedirectoryobjectid: entraIdOfPerson(person),
    applicationid: person.application?.clientId ?? null,
    organizationid: organisation.organizationId,
    _businessunitid_value: businessUnitId,
    azurestate: 0,
    deletedstate: person.deleted ? 1 : 0,
    caltype: 0,
    userlicensetype: 38,
    isintegrationuser: false,
    setupuser: false,
    issyncwithdirectory: !person.application,
    identityid: 100,
    ...columnsOf(person),
  });
  const { roles, teamRoles = [] } = person;
  const privileges = unitedPrivileges([...roles, ...teamRoles]);
  return {
    id,
    row,
    person,
    waits: 0,
    privileges,
    direct: unitedPrivileges(roles),
    businessUnitId,
  };
}

function entraIdOfPerson({ application, entraId, fullName }: Person): string | null {
  return application?.objectId ?? (entraId === undefined ? entraIdOf(fullName) : entraId);
}

/** Nothing is kept as null, never as an empty text. */
// Source: general knowledge of Dataverse, which stores an empty string as null
function columnsOf({ columns = {} }: Person): MutableRow {
  return Object.fromEntries(Object.entries(columns).map(([name, text]) => [name, text || null]));
}
