import type { Organisation } from '../people.ts';
import { faultsOf, type World } from '../world.ts';
import { deterministicGuid } from './guid.ts';
import { privilegeId, type RoleName } from './roles.ts';
import { fill, type Row } from './row.ts';
import { decorate } from './wording.ts';

/** Each business unit has a copy of every role, with an id of its own. */
// Source: Microsoft Learn, security-roles-privileges: roles are copied to child business units
export function roleId(organisation: Organisation, name: RoleName, unit: string): string {
  const root = deterministicGuid(`${organisation.name} business unit`);
  const where = unit === root ? '' : ` in ${unit}`;
  return deterministicGuid(`${organisation.name} role ${name}${where}`);
}

export function roleRow(
  name: RoleName,
  organisation: Organisation,
  unit: string,
  world: World,
): Row {
  return fill('role', {
    roleid: roleId(organisation, name, unit),
    name: decorate(named(name, organisation, world), world),
    ismanaged: false,
    isinherited: 1,
    _businessunitid_value: unit,
    _parentrootroleid_value: deterministicGuid(`${organisation.name} role ${name}`),
    organizationid: organisation.organizationId,
  });
}

/** What an organisation whose base language is German calls the roles; privileges keep their names. */
// Source: Microsoft Learn, security-roles-privileges (de-de); Delegate's is assumed
const GERMAN: Partial<Record<RoleName, string>> = {
  'System Administrator': 'Systemadministrator',
  Salesperson: 'Vertriebsmitarbeiter',
  Delegate: 'Stellvertretung',
};

function named(name: RoleName, organisation: Organisation, world: World): string {
  const german = faultsOf(organisation, world)?.roleNames === 'german';
  return (german ? GERMAN[name] : undefined) ?? name;
}

// Source: privilege EntityType; access-right numbers as in the CrmSdk AccessRights EnumType
export function privilegeRow(name: string): Row {
  const rights: readonly [string, number][] = [
    ['prvRead', 1],
    ['prvWrite', 2],
    ['prvAppendTo', 16],
    ['prvAppend', 4],
    ['prvCreate', 32],
    ['prvDelete', 65536],
    ['prvShare', 262144],
    ['prvAssign', 524288],
  ];
  return fill('privilege', {
    privilegeid: privilegeId(name),
    name,
    accessright: rights.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 0,
    canbebasic: true,
    canbelocal: true,
    canbedeep: true,
    canbeglobal: true,
  });
}
