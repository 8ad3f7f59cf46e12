import { jsonHeaders } from '../dataverse/answer-headers.ts';
import { type Caller, disabled } from '../dataverse/caller.ts';
import { retrievePrivileges, retrieveVersion, whoAmI } from '../dataverse/functions.ts';
import { actingFor } from '../dataverse/impersonation.ts';
import { answerMetadata } from '../dataverse/metadata.ts';
import { readPreferences } from '../dataverse/preferences.ts';
import { readOptions } from '../dataverse/query-options.ts';
import { badQuery, noSegment, notPlayed, Refusal } from '../dataverse/refusal.ts';
import { readArguments, readKey, readSegments, type Segment } from '../dataverse/resource-path.ts';
import { type Asked, answerRow, answerRows } from '../dataverse/rows.ts';
import { updateUser } from '../dataverse/update.ts';
import { type Answer, header, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import { ADELE } from '../people.ts';
import type { Scene } from '../scene.ts';
import type { Address } from './address.ts';
import { challenge } from './challenge.ts';
import { ON_PREMISES_TABLES } from './organisation.ts';
import { organizationDisabled } from './organization-service.ts';
import { hasSession } from './pages.ts';

// Source: Microsoft Learn, "Web API URL and versions" of Customer Engagement (on-premises)
const VERSIONS = ['v8.0', 'v8.1', 'v8.2', 'v9.0', 'v9.1'];

/** `/api/data/v9.1/…` of the company's own server, by the page's session. */
export function answerOnPremisesApi(scene: Scene, request: Incoming, address: Address): Answer {
  if (!hasSession(scene, request)) return challenge(scene, address, request);
  try {
    const user = scene.onPremises.users.find(({ person }) => person.fullName === ADELE.fullName);
    if (!user) throw new Error('nobody is on the page');
    if (scene.world.onPremises?.organisation === 'disabled') throw organizationDisabled();
    if (user.person.disabled) throw disabled(user);
    const own: Caller = { user, application: false };
    // The Entra object id is the cloud's: that CallerObjectId is passed over here is assumed.
    const { callerobjectid: _cloud, ...headers } = request.headers;
    const caller = actingFor(scene, { ...request, headers }, scene.onPremises, own);
    return answerCaller(scene, request, address, caller);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, message } = error;
    return jsonReply(status, { error: { code, message } }, onPremisesHeaders());
  }
}

/** The cloud's service-protection headers are not there. */
function onPremisesHeaders(): Record<string, string> {
  const { REQ_ID = '', 'Content-Type': type = '' } = jsonHeaders();
  return { 'Content-Type': type, 'Cache-Control': 'no-cache', 'OData-Version': '4.0', REQ_ID };
}

function answerCaller(scene: Scene, request: Incoming, address: Address, caller: Caller): Reply {
  const [, , , version = '', ...rest] = address.path.split('/');
  const served = scene.world.onPremises?.api === 'v8.2' ? VERSIONS.slice(0, 3) : VERSIONS;
  // Source: compose-http-requests-handle-errors: 501 for what is not there; text assumed
  if (!served.includes(version)) {
    throw new Refusal(501, '0x80060888', `The version '${version}' is not supported.`);
  }
  for (const name of ['odata-version', 'odata-maxversion']) {
    const value = header(request, name);
    if (value !== undefined && value !== '4.0') {
      throw badQuery(`The header '${name}' has the value '${value}', which is not supported.`);
    }
  }
  const asked: Asked = {
    caller,
    database: scene.onPremises,
    preferences: readPreferences(header(request, 'prefer')),
    options: readOptions(request.query),
    root: `${address.url}/api/data/${version}`,
  };
  const segments = readSegments(rest.join('/'));
  if (request.method === 'PATCH') return patch(asked, request, segments);
  if (request.method !== 'GET') throw notPlayed(`${request.method} on-premises`);
  return jsonReply(200, answerSegments(scene, asked, segments, address), onPremisesHeaders());
}

function patch(asked: Asked, request: Incoming, [first, second]: Segment[]): Reply {
  if (first?.name !== 'systemusers' || first.inner === undefined || second) {
    throw notPlayed('PATCH of anything but a user');
  }
  return updateUser(asked, request, readKey(first.inner, 'systemuserid'));
}

function answerSegments(scene: Scene, asked: Asked, segments: Segment[], address: Address) {
  const [first, second, ...more] = segments;
  if (!first) throw noSegment('');
  if (first.name === 'EntityDefinitions') return answerMetadata(asked, segments);
  if (first.name === 'WhoAmI' && !second) return whoAmI(asked, scene.world);
  if (first.name === 'RetrieveVersion' && !second) return retrieveVersion(asked);
  if (first.name === 'RetrieveCurrentOrganization' && !second) {
    return currentOrganization(asked, readArguments(first.inner, asked.options), address);
  }
  const table = Object.values(ON_PREMISES_TABLES).find(({ set }) => set === first.name);
  if (!table) throw noSegment(first.name);
  if (first.inner === undefined) {
    if (second) throw noSegment(second.name);
    return answerRows(asked, table);
  }
  const id = readKey(first.inner, table.key);
  if (!second) return answerRow(asked, table, id);
  const bound = second.name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
  if (more[0] || bound !== 'RetrieveUserPrivileges' || table.name !== 'systemuser') {
    throw noSegment(second.name);
  }
  return retrievePrivileges(asked, id, bound, readArguments(second.inner, asked.options)) ?? {};
}

// Source: OrganizationDetail of Customer Engagement (on-premises) 9: no environment, tenant or geography
function currentOrganization(
  { database, root }: Asked,
  given: ReadonlyMap<string, string>,
  { url }: Address,
) {
  const access = given.get('AccessType') ?? '';
  if (!/^Microsoft\.Dynamics\.CRM\.EndpointAccessType'\w+'$/.test(access)) {
    // Source: OData library, Binder_IsNotValidEnumConstant
    throw badQuery(`The string '${access}' is not a valid enumeration type constant.`);
  }
  const { organisation, friendlyName } = database;
  return {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
    Detail: {
      OrganizationId: organisation.organizationId,
      FriendlyName: friendlyName,
      OrganizationVersion: organisation.version,
      UrlName: organisation.uniqueName,
      UniqueName: organisation.uniqueName,
      State: 'Enabled',
      Endpoints: {
        Count: 3,
        IsReadOnly: false,
        Keys: ['WebApplication', 'OrganizationService', 'OrganizationDataService'],
        Values: [
          '/',
          '/XRMServices/2011/Organization.svc',
          '/XRMServices/2011/OrganizationData.svc',
        ].map((path) => `${url}${path}`),
      },
    },
  };
}
