import { randomUUID } from 'node:crypto';
import { type PersonClaims, readToken } from '../access-token.ts';
import { CLOUD_HOSTS } from '../accounts.ts';
import { type Environment, environmentById, environmentsOf } from '../environments.ts';
import { header, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import { isAdministrator, memberOf } from '../membership.ts';
import type { Scene } from '../scene.ts';

const PROVIDER = '/providers/Microsoft.BusinessAppPlatform';
// Source: microsoft/terraform-provider-power-platform and pnp/cli-microsoft365: versions in use
const VERSIONS = [
  ...['2016-11-01', '2018-10-01', '2019-10-01', '2020-06-01', '2020-08-01', '2020-10-01'],
  ...['2021-04-01', '2022-03-01-preview', '2023-06-01'],
];

/** `GET …/[scopes/admin/]environments[/<id>]`. */
// Source: pnp/cli-microsoft365 powerPlatform.ts and terraform-provider-power-platform: paths,
// api-version; shape: tests/fixtures/samples/tf_bap_environment.json; error codes as pasted in
// public issues (EnvironmentNotFound, EnvironmentAccess, MissingApiVersionParameter)
export function answerBap(scene: Scene, request: Incoming, nowMs: number): Reply {
  const claims = readPerson(request, nowMs);
  if ('kind' in claims) return claims;
  const shape = new RegExp(`^${PROVIDER}(/scopes/admin)?/environments(?:/([\\w-]+))?$`, 'i');
  const [whole, admin, id] = shape.exec(request.pathname) ?? [];
  if (whole === undefined) return refuse(request, 404, 'NotFound', 'There is no such resource.');
  if (request.method !== 'GET') {
    return refuse(request, 501, 'emulator', `The emulator does not play ${request.method}.`);
  }
  const options = new URLSearchParams(request.query);
  const version = options.get('api-version');
  if (version === null) {
    return refuse(
      request,
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (!VERSIONS.includes(version)) {
    return refuse(
      request,
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid.`,
    );
  }
  const may = (one: Environment) => {
    const user = memberOf(scene, claims, one);
    const only = admin !== undefined || one.organisation === undefined;
    return user !== undefined && (!only || isAdministrator(user));
  };
  const select = options.get('$select')?.split(',');
  if (id === undefined) {
    const value = environmentsOf(scene.world)
      .filter(may)
      .map((one) => show(one, admin, select));
    return tell(request, { value });
  }
  const environment = environmentById(scene.world, id);
  if (!environment || environment.tenantId !== claims.tid) {
    return refuse(
      request,
      404,
      'EnvironmentNotFound',
      `The environment '${id}' could not be found in the tenant '${claims.tid}'.`,
    );
  }
  if (!may(environment)) {
    return refuse(
      request,
      403,
      'EnvironmentAccess',
      `The user with object id '${claims.oid}' in tenant '${claims.tid}' does not have access to the environment '${id}'.`,
    );
  }
  return tell(request, show(environment, admin, select));
}

// Source: constants.go: the audience of the commercial cloud; code and words of the 401 as pasted
function readPerson(request: Incoming, nowMs: number): PersonClaims | Reply {
  const token = /^Bearer ([\w.-]+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
  const claims = token === undefined ? undefined : readToken(token);
  const mine = claims?.aud.replace(/\/$/, '') === `https://${CLOUD_HOSTS.bapAudience}`;
  if (claims?.idtyp === 'user' && mine && claims.exp > nowMs / 1000) return claims;
  const why = claims && !mine ? 'InvalidAuthenticationAudience' : 'AuthenticationFailed';
  const refusal = refuse(request, 401, why, 'Authentication failed.');
  return {
    ...refusal,
    headers: {
      ...refusal.headers,
      'WWW-Authenticate': `Bearer authorization_uri="https://login.windows.net/common/", error="invalid_token", error_description="${why}"`,
    },
  };
}

function show(
  environment: Environment,
  admin: string | undefined,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  const { id, displayName, location, organisation, sku, tenantId } = environment;
  const scope = admin === undefined ? '' : '/scopes/admin';
  const linked = organisation && {
    resourceId: organisation.organizationId,
    friendlyName: displayName,
    uniqueName: organisation.uniqueName,
    domainName: organisation.host.split('.')[0],
    version: organisation.version,
    instanceUrl: `${organisation.url}/`,
    instanceApiUrl: `https://${organisation.apiHost}`,
    baseLanguage: 1033,
    instanceState: environment.isDisabled ? 'Disabled' : 'Ready',
    createdTime: '2023-09-27T07:08:28.957Z',
    backgroundOperationsState: 'Enabled',
    scaleGroup: 'EURCRMLIVESG705',
    platformSku: 'Standard',
    schemaType: 'Standard',
  };
  const whole = {
    id: `${PROVIDER}${scope}/environments/${id}`,
    type: `Microsoft.BusinessAppPlatform${scope === '' ? '' : '/scopes'}/environments`,
    location,
    name: id,
    properties: {
      tenantId,
      azureRegion: 'westeurope',
      displayName,
      createdTime: '2023-09-27T07:08:27.6057592Z',
      provisioningState: 'Succeeded',
      creationType: 'User',
      environmentSku: sku,
      isDefault: environment.isDefault ?? false,
      databaseType: organisation ? 'CommonDataService' : 'None',
      ...(linked ? { linkedEnvironmentMetadata: linked } : {}),
      states: {
        management: { id: 'Ready' },
        runtime: { id: environment.isDisabled ? 'Disabled' : 'Enabled' },
      },
    },
  };
  return select ? onlyPaths(whole, select) : whole;
}

/** Only what the paths name, with the id and the name (that these stay is assumed). */
function onlyPaths(
  whole: Record<string, unknown>,
  paths: readonly string[],
): Record<string, unknown> {
  const kept: Record<string, unknown> = { id: whole.id, name: whole.name, properties: {} };
  for (const path of paths) copy(whole, kept, path.trim().split(/[./]/));
  return kept;
}

function copy(from: Record<string, unknown>, to: Record<string, unknown>, path: string[]): void {
  const [name = '', ...rest] = path;
  if (!Object.hasOwn(from, name)) return;
  if (rest.length === 0) {
    to[name] = from[name];
    return;
  }
  const inner = (to[name] ?? {}) as Record<string, unknown>;
  to[name] = inner;
  copy(from[name] as Record<string, unknown>, inner, rest);
}

const idsOf = (request: Incoming) => ({
  'x-ms-request-id': randomUUID(),
  'x-ms-correlation-request-id': header(request, 'x-ms-correlation-id') ?? randomUUID(),
});

function tell(request: Incoming, value: object): Reply {
  return jsonReply(200, value, { 'Cache-Control': 'no-store', ...idsOf(request) });
}

function refuse(request: Incoming, status: number, code: string, message: string): Reply {
  return jsonReply(status, { error: { code, message } }, idsOf(request));
}
