import { MOST_PEOPLE } from '../../domain/diagnose/impersonation.ts';
import { MAPPED_TABLES, TABLES, type TableName } from '../../domain/tables.ts';
import {
  CONTRACTS,
  CONTRACTS_2014,
  MESSAGES,
  PAIRS,
  SERIALIZATION,
  SERVICES,
  XSI,
} from './namespaces.ts';
import { escapeXml } from './xml-write.ts';

/** One call of IOrganizationService: which operation, and its body. */
export type Call = { operation: 'Execute' | 'RetrieveMultiple'; body: string };

/** Whoever asks. Source: Microsoft.Crm.Sdk.Messages.WhoAmIRequest. */
export const WHO_AM_I = execute('WhoAmI');

/** The organisation, as it calls itself. Source: Microsoft.Crm.Sdk.Messages.RetrieveCurrentOrganizationRequest. */
export const CURRENT_ORGANISATION = execute(
  'RetrieveCurrentOrganization',
  pair(
    'AccessType',
    `<c:value i:type="d:EndpointAccessType" xmlns:d="${CONTRACTS_2014}">Default</c:value>`,
  ),
);

/** Everything a user may do, in one call: a call per privilege would look like an attack on a failing server. */
export const privilegesOf = (userId: string) =>
  execute(
    'RetrieveUserPrivileges',
    pair(
      'UserId',
      `<c:value i:type="d:guid" xmlns:d="${SERIALIZATION}">${escapeXml(userId)}</c:value>`,
    ),
  );

/** One real row of a table, its key only: enough to prove that the user may read it. */
export const oneRowOf = (table: TableName) => fetchRows(table, [TABLES[table].key], '', 1);

/** The ids of the read privileges: SOAP names the privileges of a user by id alone. */
export const READ_PRIVILEGES = fetchRows(
  'privilege',
  ['privilegeid', 'name'],
  `<filter><condition attribute="name" operator="in">${MAPPED_TABLES.map((table) => `<value>${TABLES[table].privilege}</value>`).join('')}</condition></filter>`,
  MAPPED_TABLES.length,
);

const PERSON = ['systemuserid', 'fullname', 'domainname', 'isdisabled'];

/** The person to act for: by key, or by Username, e-mail or full name. On-premises a Username is `DOMAIN\user`. */
export const personById = (userId: string) =>
  fetchRows('systemuser', PERSON, `<filter>${equal('systemuserid', userId)}</filter>`, 1);
export const peopleNamed = (name: string) =>
  fetchRows(
    'systemuser',
    PERSON,
    `<filter type="or">${['domainname', 'internalemailaddress', 'fullname'].map((column) => equal(column, name.trim())).join('')}</filter>`,
    MOST_PEOPLE + 1,
  );

const equal = (column: string, value: string) =>
  `<condition attribute="${column}" operator="eq" value="${escapeXml(value)}"/>`;

/** A query in FetchXML, which is a text inside the request. Source: FetchXML schema; FetchExpression of the SDK. */
function fetchRows(
  entity: string,
  columns: readonly string[],
  filter: string,
  count: number,
): Call {
  const attributes = columns.map((name) => `<attribute name="${name}"/>`).join('');
  const fetch = `<fetch count="${count}" page="1"><entity name="${entity}">${attributes}${filter}</entity></fetch>`;
  return {
    operation: 'RetrieveMultiple',
    body:
      `<RetrieveMultiple xmlns="${SERVICES}" xmlns:i="${XSI}">` +
      `<query i:type="b:FetchExpression" xmlns:b="${CONTRACTS}">` +
      `<b:Query>${escapeXml(fetch)}</b:Query></query></RetrieveMultiple>`,
  };
}

/** A message of the SDK. Its parameters are written in the order of the data contract. */
function execute(name: string, parameters = ''): Call {
  return {
    operation: 'Execute',
    body:
      `<Execute xmlns="${SERVICES}" xmlns:i="${XSI}">` +
      `<request i:type="m:${name}Request" xmlns:b="${CONTRACTS}" xmlns:m="${MESSAGES}">` +
      `<b:Parameters xmlns:c="${PAIRS}">${parameters}</b:Parameters>` +
      `<b:RequestId i:nil="true"/><b:RequestName>${name}</b:RequestName></request></Execute>`,
  };
}

function pair(key: string, value: string): string {
  return `<b:KeyValuePairOfstringanyType><c:key>${key}</c:key>${value}</b:KeyValuePairOfstringanyType>`;
}
