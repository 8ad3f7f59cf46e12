import { deterministicGuid } from './guid.ts';

/** Source: Microsoft Learn, Web API PrivilegeDepth EnumType. */
export type Depth = 'Basic' | 'Local' | 'Deep' | 'Global';

export type RoleName =
  | 'System Administrator'
  | 'Salesperson'
  | 'Salesperson without contacts'
  | 'Salesperson without metadata'
  | 'Salesperson without user writing'
  | 'Mapsimise Service'
  | 'Mapsimise Service without leads'
  | 'Mapsimise Service without tables'
  | 'Mapsimise Service, own rows'
  | 'Delegate';

const DEPTHS: readonly Depth[] = ['Basic', 'Local', 'Deep', 'Global'];

const everywhere = (names: readonly string[], depth: Depth) =>
  Object.fromEntries(names.map((name) => [name, depth]));

const TABLE_VERBS = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'];
const verbs = (table: string) => TABLE_VERBS.map((verb) => `prv${verb}${table}`);

/** What a service that reads needs beside the tables. */
const ground = everywhere(
  ['prvReadUser', 'prvReadBusinessUnit', 'prvReadRole', 'prvReadPrivilege', 'prvReadEntity'],
  'Global',
);

// Source: Microsoft Learn, security-roles-privileges: User is the depth Basic. That a salesperson
// may write their own user row, as the personal options need, is assumed.
const salesperson: Readonly<Record<string, Depth>> = {
  ...everywhere([...verbs('Account'), ...verbs('Contact'), ...verbs('Lead')], 'Basic'),
  prvReadAccount: 'Local',
  prvReadContact: 'Local',
  prvReadLead: 'Deep',
  ...ground,
  prvReadOrganization: 'Global',
  prvWriteUser: 'Basic',
};

const without = (privilege: string) =>
  Object.fromEntries(Object.entries(salesperson).filter(([name]) => name !== privilege));

// Source: the names are Dataverse's own; which role holds which is this emulator's choice, but for
// Delegate (Microsoft Learn, impersonate-another-user: it holds prvActOnBehalfOfAnotherUser)
export const ROLES: Readonly<Record<RoleName, Readonly<Record<string, Depth>>>> = {
  'System Administrator': everywhere(
    [
      ...['Account', 'Contact', 'Lead', 'User', 'BusinessUnit', 'Role'].flatMap(verbs),
      'prvReadPrivilege',
      'prvReadEntity',
      'prvReadAttribute',
      'prvReadOrganization',
      'prvActOnBehalfOfAnotherUser',
    ],
    'Global',
  ),
  Salesperson: salesperson,
  'Salesperson without contacts': without('prvReadContact'),
  'Salesperson without metadata': without('prvReadEntity'),
  'Salesperson without user writing': without('prvWriteUser'),
  'Mapsimise Service': {
    ...ground,
    ...everywhere(['prvReadAccount', 'prvReadContact', 'prvReadLead'], 'Global'),
  },
  'Mapsimise Service without leads': {
    ...ground,
    ...everywhere(['prvReadAccount', 'prvReadContact'], 'Global'),
  },
  'Mapsimise Service without tables': ground,
  'Mapsimise Service, own rows': {
    ...ground,
    ...everywhere(['prvReadAccount', 'prvReadContact', 'prvReadLead'], 'Basic'),
  },
  Delegate: { prvActOnBehalfOfAnotherUser: 'Global', prvReadUser: 'Basic' },
};

export const PRIVILEGE_NAMES: readonly string[] = [
  ...new Set(Object.values(ROLES).flatMap((privileges) => Object.keys(privileges))),
].sort();

/** The same in every organisation, as in Dataverse. Only prvReadAccount's is the real one. */
export function privilegeId(name: string): string {
  return name === 'prvReadAccount'
    ? '886b280c-6396-4d56-a0a3-2c1b0a50ceb0'
    : deterministicGuid(`privilege ${name}`);
}

/** The shallower of two; nothing where one is nothing. */
export function narrower(one: Depth | undefined, other: Depth | undefined): Depth | undefined {
  if (!one || !other) return undefined;
  return DEPTHS.indexOf(one) < DEPTHS.indexOf(other) ? one : other;
}

/** All the privileges that some roles give together, each at its widest. */
export function unitedPrivileges(roles: readonly RoleName[]): ReadonlyMap<string, Depth> {
  const united = new Map<string, Depth>();
  for (const role of roles) {
    for (const [name, depth] of Object.entries(ROLES[role])) {
      const had = united.get(name);
      if (!had || DEPTHS.indexOf(depth) > DEPTHS.indexOf(had)) united.set(name, depth);
    }
  }
  return united;
}
