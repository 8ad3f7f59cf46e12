import type { Organisation } from '../people.ts';
import type { World } from '../worlds.ts';
import { deterministicGuid } from './guid.ts';
import { type Depth, type RoleName, unitedPrivileges } from './roles.ts';
import { fill, type Row } from './row.ts';
import { APPLICATION_USER, type Person, STAFF } from './staff.ts';
import { decorate } from './wording.ts';

export type User = {
  id: string;
  row: Row;
  person: Person;
  privileges: ReadonlyMap<string, Depth>;
  businessUnitId: string;
};

/** The staff, and the application user as the world has it. */
export function peopleOf(organisation: Organisation, faults: World['organisation']): Person[] {
  const { applicationUser, applicationRole } = faults ?? {};
  if (organisation.name === 'fabrikam' || applicationUser === 'missing') return [...STAFF];
  const role = {
    none: [],
    'without-lead': ['Mapsimise Service without leads'],
    'without-tables': ['Mapsimise Service without tables'],
    'own-rows-only': ['Mapsimise Service, own rows'],
  } as const satisfies Record<string, readonly RoleName[]>;
  return [
    ...STAFF,
    {
      ...APPLICATION_USER,
      roles: applicationRole ? role[applicationRole] : APPLICATION_USER.roles,
      ...(applicationUser === 'disabled' ? { disabled: true as const } : {}),
    },
  ];
}

export function createUser(
  person: Person,
  organisation: Organisation,
  businessUnitId: string,
  world: World,
): User {
  const id = deterministicGuid(`${organisation.name} user ${person.userName}`);
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
    azureactivedirectoryobjectid:
      person.application?.objectId ?? deterministicGuid(`entra ${person.userName}`),
    applicationid: person.application?.clientId ?? null,
    organizationid: organisation.organizationId,
    _businessunitid_value: businessUnitId,
    azurestate: 0,
    deletedstate: 0,
    caltype: 0,
    userlicensetype: 38,
    isintegrationuser: false,
    setupuser: false,
    issyncwithdirectory: !person.application,
    identityid: 100,
  });
  return { id, row, person, privileges: unitedPrivileges(person.roles), businessUnitId };
}
