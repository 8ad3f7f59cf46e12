import { type PersonClaims, readToken } from '../access-token.ts';
import { CLOUD_HOSTS } from '../accounts.ts';
import { type Environment, environmentsOf } from '../environments.ts';
import { header, type Incoming, jsonReply, type Reply, reply } from '../exchange.ts';
import { isAdministrator, memberOf } from '../membership.ts';
import type { Scene } from '../scene.ts';

type Instance = Readonly<Record<string, string | number | boolean | null>>;

/** `GET /api/discovery/v2.0/Instances…`, the organisations that somebody is a user of. */
// Source: Microsoft Learn, discover-url-organization-web-api: for users alone, of one cloud, only
// organisations where the user is enabled; supports $select, $filter, keys
export function answerDiscovery(scene: Scene, request: Incoming, nowMs: number): Reply {
  const claims = readCaller(request, nowMs);
  if ('kind' in claims) return claims;
  const path = decodeURIComponent(request.pathname);
  const [whole, key] = /^\/api\/discovery\/v2\.0\/Instances(?:\((.+)\))?$/.exec(path) ?? [];
  if (whole === undefined) {
    return refuse(404, `Resource not found for the segment '${path.split('/').pop()}'.`);
  }
  if (request.method !== 'GET') return refuse(405, 'The requested resource does not support it.');
  const instances = environmentsOf(scene.world)
    .map((one) => instanceFor(scene, claims, one))
    .filter((one): one is Instance => one !== undefined);
  return key === undefined ? list(request.query, instances) : single(request.query, instances, key);
}

/** Who asks, or the answer to who may not. */
// Source: the same page: the 401 names the `common` authority; application-only tokens are refused
// (the status and words of that are assumed)
function readCaller(request: Incoming, nowMs: number): PersonClaims | Reply {
  const token = /^Bearer ([\w.-]+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
  const claims = token === undefined ? undefined : readToken(token);
  const mine = claims?.aud.replace(/\/$/, '') === `https://${CLOUD_HOSTS.discovery}`;
  if (!claims || !mine || claims.exp <= nowMs / 1000) {
    return reply(401, {
      'WWW-Authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, resource_id=https://${CLOUD_HOSTS.discovery}/`,
    });
  }
  return claims.idtyp === 'user' ? claims : refuse(403, 'Application tokens are not supported.');
}

// Source: Web API reference, OrganizationType and OrganizationState EnumTypes; columns as listed on
// the same page, Purpose and StatusMessage as in its example
const TYPES = { Production: 0, Sandbox: 5, Trial: 14, Default: 12 } as const;
const DATACENTERS: Readonly<Record<string, string>> = {
  EMEA: 'Europe, Middle East, Africa',
  NA: 'North America',
  GBR: 'United Kingdom',
};

function instanceFor(
  scene: Scene,
  claims: PersonClaims,
  environment: Environment,
): Instance | undefined {
  const { organisation } = environment;
  const user = organisation && memberOf(scene, claims, environment);
  if (!user) return undefined;
  return {
    ApiUrl: `https://${organisation.apiHost}`,
    DatacenterId: organisation.datacenterId,
    DatacenterName: DATACENTERS[environment.region] ?? environment.region,
    EnvironmentId: environment.id,
    FriendlyName: scene.databases.get(organisation.host)?.friendlyName ?? environment.displayName,
    Id: organisation.organizationId,
    IsUserSysAdmin: isAdministrator(user),
    LastUpdated: '2024-03-15T16:21:58Z',
    OrganizationType: TYPES[environment.sku],
    Purpose: '',
    Region: environment.region,
    SchemaType: 'Full',
    State: environment.isDisabled ? 1 : 0,
    StatusMessage: 0,
    TenantId: environment.tenantId,
    TrialExpirationDate: environment.sku === 'Trial' ? '2099-12-31T00:00:00Z' : null,
    UniqueName: organisation.uniqueName,
    Url: `${organisation.url}/`,
    UrlName: organisation.host.split('.')[0] ?? '',
    Version: organisation.version,
  };
}

const COLUMNS = [
  ...['ApiUrl', 'DatacenterId', 'DatacenterName', 'EnvironmentId', 'FriendlyName', 'Id'],
  ...['IsUserSysAdmin', 'LastUpdated', 'OrganizationType', 'Purpose', 'Region', 'SchemaType'],
  ...['State', 'StatusMessage', 'TenantId', 'TrialExpirationDate', 'UniqueName', 'Url', 'UrlName'],
  'Version',
];
const CONTEXT = `https://${CLOUD_HOSTS.discovery}/api/discovery/v2.0/$metadata#Instances`;

function list(query: string, instances: readonly Instance[]): Reply {
  const options = new URLSearchParams(query);
  const strange = [...options.keys()].find(
    (name) => !['$select', '$filter', '$top'].includes(name),
  );
  if (strange !== undefined) return refuse(400, `The query parameter ${strange} is not supported.`);
  const select = readSelect(options);
  if (typeof select === 'string') return refuse(400, noProperty(select));
  const test = compile(options.get('$filter'));
  if (typeof test === 'string') return refuse(400, test);
  const top = Number(options.get('$top') ?? 1000);
  const value = instances
    .filter(test)
    .slice(0, top)
    .map((one) => pick(one, select));
  return tell({ '@odata.context': CONTEXT, value });
}

// Source: the same page: `Instances(UniqueName='x')` and `Instances(<organization id>)`
function single(query: string, instances: readonly Instance[], key: string): Reply {
  const select = readSelect(new URLSearchParams(query));
  if (typeof select === 'string') return refuse(400, noProperty(select));
  const [, column = 'Id', text = key] = /^(UniqueName|UrlName)='((?:[^']|'')*)'$/.exec(key) ?? [];
  const found = instances.find(
    (one) => String(one[column]).toLowerCase() === text.replaceAll("''", "'").toLowerCase(),
  );
  if (!found) return refuse(404, 'The requested instance was not found.');
  return tell({ '@odata.context': `${CONTEXT}/$entity`, ...pick(found, select) });
}

function readSelect(options: URLSearchParams): readonly string[] | string {
  const names =
    options
      .get('$select')
      ?.split(',')
      .map((one) => one.trim()) ?? COLUMNS;
  return names.find((name) => !COLUMNS.includes(name)) ?? names;
}

const pick = (instance: Instance, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, instance[name] ?? null]));

/** `A eq 'x' and B eq 1`; a text is what is wrong. */
function compile(text: string | null): ((one: Instance) => boolean) | string {
  if (text === null) return () => true;
  const tests: ((one: Instance) => boolean)[] = [];
  for (const part of text.split(' and ')) {
    const [, column = '', quoted, plain] =
      /^(\w+) eq (?:'((?:[^']|'')*)'|([\w-]+))$/.exec(part.trim()) ?? [];
    if (column === '') return `Syntax error at position 0 in '${text}'.`;
    if (!COLUMNS.includes(column)) return noProperty(column);
    const wanted = (quoted?.replaceAll("''", "'") ?? plain ?? '').toLowerCase();
    tests.push((one) => String(one[column]).toLowerCase() === wanted);
  }
  return (one) => tests.every((test) => test(one));
}

const noProperty = (name: string) =>
  `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.Instance'.`;

const HEADERS = { 'OData-Version': '4.0', 'Cache-Control': 'no-cache' };

function tell(value: object): Reply {
  return jsonReply(200, value, {
    ...HEADERS,
    'Content-Type': 'application/json; odata.metadata=minimal',
  });
}

// Source: OData 4.0: `error` with code and message; the code is assumed
function refuse(status: number, message: string): Reply {
  return jsonReply(status, { error: { code: '', message } }, HEADERS);
}
