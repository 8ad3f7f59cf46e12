import type { PersonClaims } from '../access-token.ts';
import { type Incoming, jsonReply, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import {
  APPLICATIONS,
  addPassword,
  applicationRow,
  createApplication,
  findApplication,
  listedApplications,
  removePassword,
} from './applications.ts';
import { needRole, needScope, readPerson } from './caller.ts';
import { meRow, ORGANIZATIONS, organizationRow, ROLES, roleRows, USERS } from './people.ts';
import {
  denied,
  GRAPH_HEADERS,
  idsOf,
  noSegment,
  notPlayed,
  Problem,
  tellProblem,
} from './problem.ts';
import { show } from './query.ts';
import {
  createServicePrincipal,
  findBehind,
  listedServicePrincipals,
  SERVICE_PRINCIPALS,
  servicePrincipalRow,
} from './service-principals.ts';

/** Microsoft Graph v1.0, for the token of a person. */
export function answerGraph(scene: Scene, request: Incoming, nowMs: number): Reply {
  try {
    const found = answerPerson(scene, request, readPerson(request, nowMs), nowMs);
    const ids = idsOf(request);
    if (!found.body) return reply(found.status, { 'Cache-Control': 'no-cache', ...ids });
    return jsonReply(found.status, found.body, { ...GRAPH_HEADERS, ...ids });
  } catch (error) {
    if (error instanceof Problem) return tellProblem(request, error, nowMs);
    throw error;
  }
}

type Found = { status: number; body?: Record<string, unknown> };
const READ = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];

function answerPerson(scene: Scene, request: Incoming, claims: PersonClaims, nowMs: number): Found {
  const { graph } = scene.world.provisioning ?? {};
  // Source: concepts/errors: 503 serviceUnavailable
  if (graph === 'down') {
    throw new Problem(503, 'serviceUnavailable', 'The service is temporarily unavailable.');
  }
  const [, version, ...segments] = decodeURIComponent(request.pathname).split('/');
  if (version === 'beta') throw notPlayed('beta');
  if (version !== 'v1.0') throw noSegment(version ?? '');
  if (request.method === 'GET')
    return { status: 200, body: read(scene, request, claims, segments) };
  refuseWriting(scene, claims, nowMs);
  return write(scene, request, claims, segments, nowMs);
}

function read(
  scene: Scene,
  { query }: Incoming,
  claims: PersonClaims,
  segments: readonly string[],
): Record<string, unknown> {
  const path = segments.join('/');
  if (path === 'me') {
    needScope(claims, 'User.Read');
    return show(query, USERS, [meRow(claims)], true);
  }
  if (/^me\/(?:transitiveM|m)emberOf\/microsoft\.graph\.directoryRole$/.test(path)) {
    needScope(claims, 'User.Read', 'Directory.Read.All', 'RoleManagement.Read.Directory');
    return show(query, ROLES, roleRows(claims), false);
  }
  if (path === 'organization') return show(query, ORGANIZATIONS, [organizationRow(claims)], false);
  // Source: api/authorizationpolicy-get: Policy.Read.All, which our application has not registered;
  // code and words as pasted
  if (path === 'policies/authorizationPolicy') {
    throw new Problem(
      403,
      'AccessDenied',
      'You cannot perform the requested operation, required scopes are missing in the token.',
    );
  }
  const { set, key, rest } = split(segments);
  if (rest.length > 0) throw notPlayed(`GET ${path}`);
  if (set === 'applications') {
    needScope(claims, ...READ);
    return key === undefined
      ? show(query, APPLICATIONS, listedApplications(scene, claims), false)
      : show(query, APPLICATIONS, [applicationRow(findApplication(scene, claims, key))], true);
  }
  if (set === 'servicePrincipals') {
    needScope(claims, ...READ);
    return key === undefined
      ? show(query, SERVICE_PRINCIPALS, listedServicePrincipals(scene, claims), false)
      : show(
          query,
          SERVICE_PRINCIPALS,
          [servicePrincipalRow(findBehind(scene, claims, key))],
          true,
        );
  }
  if (['users', 'groups', 'directoryRoles', 'oauth2PermissionGrants', 'me'].includes(set)) {
    throw notPlayed(path);
  }
  throw noSegment(set);
}

/** What every write needs, and what a world puts before it. */
// Source: api/application-post-applications: Application.ReadWrite.All and one of the roles;
// concepts/throttling: 429, TooManyRequests, Retry-After
function refuseWriting(scene: Scene, claims: PersonClaims, nowMs: number): void {
  const throttle = scene.throttles.graph;
  if (throttle?.refuses(nowMs)) {
    throw new Problem(429, 'TooManyRequests', 'Too many requests. Please retry again later.', {
      headers: { 'Retry-After': throttle.seconds },
    });
  }
  if (scene.world.provisioning?.graph === 'denied') throw denied();
  needScope(claims, 'Application.ReadWrite.All');
  needRole(claims);
}

function write(
  scene: Scene,
  request: Incoming,
  claims: PersonClaims,
  segments: readonly string[],
  nowMs: number,
): Found {
  const { set, key, rest } = split(segments);
  const deed = [request.method, set, key === undefined ? '' : ':id', ...rest].join(' ');
  switch (deed) {
    case 'POST applications ': {
      const made = createApplication(scene, claims, request, nowMs);
      return { status: 201, body: show('', APPLICATIONS, [applicationRow(made)], true) };
    }
    case 'DELETE applications :id': {
      const application = findApplication(scene, claims, key ?? '');
      // Source: api/application-delete: it goes to the deleted items, its service principal with it
      application.deleted = true;
      return { status: 204 };
    }
    case 'POST applications :id addPassword': {
      const application = findApplication(scene, claims, key ?? '');
      return { status: 200, body: addPassword(scene, application, request, nowMs) };
    }
    case 'POST applications :id removePassword':
      removePassword(findApplication(scene, claims, key ?? ''), request);
      return { status: 204 };
    case 'POST servicePrincipals ': {
      const behind = createServicePrincipal(scene, claims, request);
      return {
        status: 201,
        body: show('', SERVICE_PRINCIPALS, [servicePrincipalRow(behind)], true),
      };
    }
    case 'DELETE servicePrincipals :id':
      findBehind(scene, claims, key ?? '').servicePrincipal = undefined;
      return { status: 204 };
    default:
      if (['applications', 'servicePrincipals'].includes(set)) throw notPlayed(deed);
      throw noSegment(set);
  }
}

/** `applications/<id>/…`, or `applications(appId='…')/…`. */
function split(segments: readonly string[]): {
  set: string;
  key: string | undefined;
  rest: string[];
} {
  const [first = '', ...others] = segments;
  const [, set = first, alternate] = /^(\w+)(\(.+\))$/.exec(first) ?? [];
  if (alternate !== undefined) return { set, key: alternate, rest: others };
  const [key, ...rest] = others;
  return { set, key, rest };
}
