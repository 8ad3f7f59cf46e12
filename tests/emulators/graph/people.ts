import type { PersonClaims } from '../access-token.ts';
import { DIRECTORY_ROLES } from '../accounts.ts';
import { deterministicGuid } from '../dataverse/guid.ts';
import { directoryById } from '../entra/directories.ts';
import { hasScope } from './caller.ts';
import type { Row } from './filter.ts';
import type { Shape } from './query.ts';

// Source: microsoft-graph-docs v1.0, api/user-get: what comes without $select
export const USERS: Shape = {
  set: 'users',
  label: 'User',
  properties: [
    ...['businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone'],
    ...['officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName', 'id'],
  ],
  filterable: [],
};

export function meRow({ name, oid, upn }: PersonClaims): Row {
  const [givenName = '', ...rest] = name.split(' ');
  return {
    businessPhones: [],
    displayName: name,
    givenName,
    mail: upn,
    surname: rest.join(' '),
    userPrincipalName: upn,
    id: oid,
  };
}

// Source: resources/organization
export const ORGANIZATIONS: Shape = {
  set: 'organization',
  label: 'Organization',
  properties: ['id', 'displayName', 'countryLetterCode', 'tenantType', 'verifiedDomains'],
  filterable: [],
};

export function organizationRow({ tid }: PersonClaims): Row {
  const directory = directoryById(tid);
  return {
    id: tid,
    displayName: directory?.displayName ?? null,
    countryLetterCode: 'DE',
    tenantType: 'AAD',
    verifiedDomains: (directory?.domains ?? []).map((name) => ({ name, isDefault: true })),
  };
}

// Source: resources/directoryrole
export const ROLES: Shape = {
  set: 'directoryRoles',
  label: 'DirectoryRole',
  properties: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'],
  filterable: [],
};

/** The directory roles of who asks. */
// Source: api/user-list-transitivememberof: User.Read suffices; "limited information": without a
// permission to read roles everything but the id is null
export function roleRows(claims: PersonClaims): Row[] {
  const readable = hasScope(claims, 'RoleManagement.Read.Directory', 'Directory.Read.All');
  return Object.entries(DIRECTORY_ROLES)
    .filter(([, templateId]) => claims.wids.includes(templateId))
    .map(([displayName, roleTemplateId]) => ({
      id: deterministicGuid(`directory role ${displayName} of ${claims.tid}`),
      ...(readable ? { description: displayName, displayName, roleTemplateId } : {}),
    }));
}
