import { notPlayed, Refusal } from '../dataverse/refusal.ts';
import { privilegeId } from '../dataverse/roles.ts';
import { CRM_SERVER } from '../on-premises/people.ts';
import { type Element, textIn } from '../soap/xml.ts';
import {
  complex,
  entity,
  entityCollection,
  executeResponse,
  guid,
  simple,
  type Typed,
} from './answers.ts';
import { CONTRACTS } from './contracts.ts';
import { readFetchXml } from './fetch-xml.ts';
import type { Query } from './query.ts';
import { readColumns, readQueryExpression } from './query-expression.ts';
import { type Ground, retrieveRow, runQuery } from './run-query.ts';
import { deserializationFailed, guidIn, membersOf, parametersOf, typeOf } from './values.ts';

/** What a request runs on: who asks, the organisation, and the address it was reached by. */
export type Deed = Ground & { url: string };
type Parameters = ReadonlyMap<string, Element>;

/** `Execute`: one request of the SDK. */
// Source: Microsoft Learn, Microsoft.Crm.Sdk.Messages and Microsoft.Xrm.Sdk.Messages: names of the
// requests, their parameters and results
export function execute(deed: Deed, body: Element): string {
  const request = membersOf(body, CONTRACTS.services, ['request']).get('request');
  if (!request) throw deserializationFailed('request');
  const members = membersOf(request, CONTRACTS.xrm, ['Parameters', 'RequestId', 'RequestName']);
  const name = textIn(members.get('RequestName'));
  const parameters = parametersOf(members.get('Parameters'));
  const answer = DEEDS[name];
  if (!answer) {
    if (ELSEWHERE.includes(name)) throw notPlayed(name);
    // Source: web-service-error-codes, 0x80040216 and the text of what a plug-in pipeline lacks; the
    // pair is assumed
    throw new Refusal(400, '0x80040216', `The request ${name} is not supported.`);
  }
  const { namespace, results } = answer(deed, parameters);
  return executeResponse(name, namespace, results);
}

const ELSEWHERE = ['ExecuteMultiple', 'RetrieveEntity', 'RetrieveAllEntities', 'Create', 'Update'];

type Answered = { namespace: string; results: Readonly<Record<string, Typed>> };
const { crm, xrm, organization } = CONTRACTS;

const DEEDS: Readonly<Record<string, (deed: Deed, parameters: Parameters) => Answered>> = {
  WhoAmI: ({ caller, database }) => ({
    namespace: crm,
    results: {
      UserId: guid(caller.user.id),
      BusinessUnitId: guid(caller.user.businessUnitId),
      OrganizationId: guid(database.organisation.organizationId),
    },
  }),
  RetrieveVersion: ({ database }) => ({
    namespace: crm,
    results: { Version: simple('string', database.organisation.version) },
  }),
  RetrieveCurrentOrganization: (deed) => ({
    namespace: crm,
    results: { Detail: complex('OrganizationDetail', organization, organizationDetail(deed)) },
  }),
  RetrieveUserPrivileges: (deed, parameters) => {
    const id = guidIn(parameters.get('UserId'));
    const user = deed.database.users.find((one) => one.id === id);
    if (!user) throw new Refusal(404, '0x80040217', `SystemUser With Id = ${id} Does Not Exist`);
    const privileges = [...user.privileges].map(
      ([name, depth]) =>
        `<c:RolePrivilege><c:BusinessUnitId>${user.businessUnitId}</c:BusinessUnitId><c:Depth>${depth}</c:Depth><c:PrivilegeId>${privilegeId(name)}</c:PrivilegeId></c:RolePrivilege>`,
    );
    const list = complex('ArrayOfRolePrivilege', crm, privileges.join(''));
    return { namespace: crm, results: { RolePrivileges: list } };
  },
  RetrieveMultiple: (deed, parameters) => {
    const collection = entityCollection(runQuery(deed, readQuery(parameters.get('Query'))));
    const value = complex('EntityCollection', xrm, collection);
    return { namespace: xrm, results: { EntityCollection: value } };
  },
  Retrieve: (deed, parameters) => {
    const target = parameters.get('Target');
    if (!target || typeOf(target) !== `{${xrm}}EntityReference`) {
      throw deserializationFailed('Target');
    }
    const members = membersOf(target, xrm, ['Id', 'KeyAttributes', 'LogicalName']);
    const columns = readColumns(parameters.get('ColumnSet'));
    const id = textIn(members.get('Id')).toLowerCase();
    const found = retrieveRow(deed, textIn(members.get('LogicalName')), id, columns);
    return { namespace: xrm, results: { Entity: complex('Entity', xrm, entity(found)) } };
  },
};

/** A query of either kind, by its type. */
function readQuery(element: Element | undefined): Query {
  if (!element) throw deserializationFailed('Query');
  const type = typeOf(element);
  if (type === `{${xrm}}QueryExpression`) return readQueryExpression(element);
  if (type !== `{${xrm}}FetchExpression`) throw deserializationFailed('QueryBase');
  return readFetchXml(textIn(membersOf(element, xrm, ['Query']).get('Query')));
}

// Source: Microsoft.Xrm.Sdk.Organization (SDK 9.0): members and namespace; the name of the pairs is the
// one that WCF makes for a generic type; what the cloud alone knows is empty
function organizationDetail({ database, url }: Deed): string {
  const { organisation, friendlyName } = database;
  const endpoints = [
    ['WebApplication', `${url}/`],
    ['OrganizationService', `${url}/XRMServices/2011/Organization.svc`],
    ['OrganizationDataService', `${url}/XRMServices/2011/OrganizationData.svc`],
  ].map(
    ([key, value]) =>
      `<c:KeyValuePairOfEndpointTypestringztYlk6OT><b:key>${key}</b:key><b:value>${value}</b:value></c:KeyValuePairOfEndpointTypestringztYlk6OT>`,
  );
  const text = (name: string, value: string) =>
    `<c:${name}>${simple('string', value).content}</c:${name}>`;
  return `<c:DatacenterId>00000000-0000-0000-0000-000000000000</c:DatacenterId><c:Endpoints>${endpoints.join('')}</c:Endpoints><c:EnvironmentId i:nil="true"/>${text('FriendlyName', friendlyName)}<c:Geo i:nil="true"/>${text('OrganizationId', organisation.organizationId)}${text('OrganizationVersion', organisation.version)}<c:State>Enabled</c:State><c:TenantId i:nil="true"/>${text('UniqueName', organisation.uniqueName)}${text('UrlName', CRM_SERVER.uniqueName)}`;
}

/** The service's own `RetrieveMultiple` and `Retrieve`, whose arguments are no request. */
// Source: IOrganizationService, its operations and the names of their parameters
export function retrieveMultiple(deed: Deed, body: Element): string {
  const query = membersOf(body, CONTRACTS.services, ['query']).get('query');
  const collection = entityCollection(runQuery(deed, readQuery(query)));
  return `<RetrieveMultipleResponse xmlns="${CONTRACTS.services}"><RetrieveMultipleResult xmlns:a="${xrm}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${collection}</RetrieveMultipleResult></RetrieveMultipleResponse>`;
}

export function retrieve(deed: Deed, body: Element): string {
  const members = membersOf(body, CONTRACTS.services, ['entityName', 'id', 'columnSet']);
  const id = textIn(members.get('id')).trim().toLowerCase();
  const columns = readColumns(members.get('columnSet'));
  const found = retrieveRow(deed, textIn(members.get('entityName')), id, columns);
  return `<RetrieveResponse xmlns="${CONTRACTS.services}"><RetrieveResult xmlns:a="${xrm}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${entity(found)}</RetrieveResult></RetrieveResponse>`;
}
