import { MOST_PEOPLE } from '../../domain/diagnose/impersonation.ts';
import { TABLES, type TableName } from '../../domain/tables.ts';

/** The Web API version that every online organisation serves. */
export const API_PATH = '/api/data/v9.2';

/** The versions that an own server may serve instead, newest first. Source: MicrosoftDocs, web-api-versions. */
export const API_VERSIONS = ['v9.2', 'v9.1', 'v9.0', 'v8.2', 'v8.1', 'v8.0'] as const;
export const apiPathOf = (version: string) => `/api/data/${version}`;
/** Statuses by which a server says that it does not serve this version. */
export const isNoSuchVersion = (status: number) => status === 404 || status === 501;

/** The questions that Test Connection asks, as paths below the Web API's root. */
export const WHO_AM_I = 'WhoAmI';
export const CURRENT_ORGANISATION =
  "RetrieveCurrentOrganization(AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'";

/** One real row of a table, its key only: enough to prove that the role may read it. */
export function oneRowOf(table: TableName): string {
  const { entitySet, key } = TABLES[table];
  return `${entitySet}?$select=${key}&$top=1`;
}

/** A user's row with the roles given to it directly. Source: webapi/reference/systemuser. */
export function userWithRoles(userId: string): string {
  return `systemusers(${userId})?$select=fullname,isdisabled,azureactivedirectoryobjectid&$expand=systemuserroles_association($select=name,roleid)`;
}

/** Everything a user may do, with the depth of each privilege. Source: webapi/reference/retrieveuserprivileges. */
export function privilegesOf(userId: string): string {
  return `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`;
}

const PERSON = '$select=systemuserid,fullname,azureactivedirectoryobjectid,isdisabled';

/** A text as a literal of a filter, fit for a URL. A quote in it is doubled. Source: OData 4.0, ABNF. */
export const literalOf = (text: string) =>
  encodeURIComponent(`'${text.trim().replaceAll("'", "''")}'`);

/** The person to act for, by key, or by Username, Primary Email or how the name begins. */
export const personById = (userId: string) => `systemusers(${userId})?${PERSON}`;
export function peopleNamed(name: string): string {
  const literal = literalOf(name);
  return `systemusers?${PERSON}&$filter=domainname eq ${literal} or internalemailaddress eq ${literal} or startswith(fullname,${literal})&$top=${MOST_PEOPLE + 1}`;
}

/** How many rows of a table belong to whoever asks. Source: webapi/reference/equaluserid. */
export function ownRowsOf(table: TableName): string {
  const { entitySet, key } = TABLES[table];
  return `${entitySet}?$select=${key}&$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')&$count=true&$top=1`;
}
