import { type Answer, header, type Incoming, jsonReply, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { faultsOf } from '../world.ts';
import { jsonHeaders } from './answer-headers.ts';
import {
  changeRoles,
  changeState,
  createApplicationUser,
  deleteUser,
  isChangeOfState,
} from './application-users.ts';
import { answerBatch } from './batch.ts';
import { type Caller, readCaller } from './caller.ts';
import type { Database } from './database.ts';
import {
  retrieveCurrentOrganization,
  retrievePrivileges,
  retrieveRolePrivileges,
  retrieveVersion,
  whoAmI,
} from './functions.ts';
import { actingFor } from './impersonation.ts';
import { writtenOnce } from './kept-pages.ts';
import { answerMetadata } from './metadata.ts';
import { bomb, maintenance, refuseTooMany, Throttled, throttled, trickle } from './overload.ts';
import { readPreferences } from './preferences.ts';
import { readOptions } from './query-options.ts';
import { badQuery, noSegment, notPlayed, Refusal } from './refusal.ts';
import { readArguments, readKey, readSegments, type Segment } from './resource-path.ts';
import { type Asked, answerRelated, answerRow, answerRows } from './rows.ts';
import { OF_A_BATCH } from './service-protection.ts';
import { TABLES, tableOfSet } from './tables.ts';
import { updateUser } from './update.ts';

// Source: Microsoft Learn, compose-http-requests-handle-errors: versions of the Web API
const VERSIONS = ['v8.0', 'v8.1', 'v8.2', 'v9.0', 'v9.1', 'v9.2'];

/** `/api/data/v9.2/…` of one organisation. */
export async function answerWebApi(
  scene: Scene,
  request: Incoming,
  database: Database,
  nowMs: number,
): Promise<Answer> {
  const { api } = faultsOf(database.organisation, scene.world) ?? {};
  if (api === 'silent') return { kind: 'silence' };
  if (api === 'redirect') {
    return reply(302, {
      Location: 'https://portal.example.com/sign-in',
      'Content-Type': 'text/html',
    });
  }
  if (api === 'maintenance') return maintenance();
  // Source: Microsoft Learn, query-data-web-api: 32,768 characters in a GET; 414 is assumed
  if (request.path.length > 32_768) return reply(414);
  try {
    const caller = readCaller(scene, request, database, nowMs);
    if ('kind' in caller) return caller;
    if (caller.application && api === 'bomb') return await bomb();
    if (caller.application && api === 'trickle') return trickle(request);
    refuseTooMany(scene, caller, database, request.path, nowMs);
    if (isBatch(request)) {
      checkVersions(request);
      return answerBatch(request, database, (one) =>
        answerOne(scene, one, database, caller, nowMs),
      );
    }
    return answerCaller(scene, request, database, actingFor(scene, request, database, caller));
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    if (error instanceof Throttled) return throttled(error);
    throw error;
  }
}

const isBatch = ({ method, pathname }: Incoming) =>
  method === 'POST' && /^\/api\/data\/[^/]+\/(?:\$|%24)batch$/i.test(pathname);

/** One operation of a batch: what refuses it is said in its own part. */
function answerOne(
  scene: Scene,
  request: Incoming,
  database: Database,
  caller: Caller,
  nowMs: number,
): Reply {
  try {
    refuseTooMany(scene, caller, database, `${OF_A_BATCH}${request.path}`, nowMs);
    return answerCaller(scene, request, database, actingFor(scene, request, database, caller));
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    if (error instanceof Throttled) return throttled(error);
    throw error;
  }
}

function answerCaller(scene: Scene, request: Incoming, database: Database, caller: Caller): Reply {
  const [version, rest] = checkVersions(request);
  const preferences = readPreferences(header(request, 'prefer'));
  const options = readOptions(request.query);
  const root = `https://${request.host}/api/data/${version}`;
  const asked: Asked = { caller, database, preferences, options, root };
  const segments = readSegments(rest.join('/'));
  const written = writeUser(scene, asked, request, segments);
  if (written) {
    database.crowd?.touched();
    return written;
  }
  if (request.method !== 'GET') throw wrongVerb(request.method, segments);
  const body = writtenOnce(asked, request.path, () =>
    JSON.stringify(answerSegments(scene, asked, segments)),
  );
  const applied = preferences.applied.join(',');
  return reply(
    200,
    { ...jsonHeaders(), ...(applied ? { 'Preference-Applied': applied } : {}) },
    body,
  );
}

/** The version of the path, and the segments behind it. */
function checkVersions(request: Incoming): [version: string, rest: string[]] {
  const [, , , version = '', ...rest] = request.pathname.split('/');
  if (version === '') throw noSegment('data');
  // Source: compose-http-requests-handle-errors: 501 for what is not there; text assumed
  if (!VERSIONS.includes(version)) {
    throw new Refusal(501, '0x80060888', `The version '${version}' is not supported.`);
  }
  for (const name of ['odata-version', 'odata-maxversion']) {
    const value = header(request, name);
    // Source: OData 4.0 part 1, 8.2.6 and 8.2.7; Dataverse documents 4.0 alone; text assumed
    if (value !== undefined && value !== '4.0') {
      throw badQuery(`The header '${name}' has the value '${value}', which is not supported.`);
    }
  }
  return [version, rest];
}

function answerSegments(scene: Scene, asked: Asked, segments: Segment[]): Record<string, unknown> {
  const [first, second, ...more] = segments;
  if (!first) throw noSegment('');
  if (first.name === 'EntityDefinitions') return answerMetadata(asked, segments);
  const table = tableOfSet(first.name);
  if (!table) {
    if (PLAYED_ELSEWHERE.test(first.name)) throw notPlayed(first.name);
    if (second) throw noSegment(second.name);
    return answerFunction(scene, asked, first);
  }
  if (first.inner === undefined) {
    if (!second) return answerRows(asked, table);
    throw second.name === '$count' ? notPlayed('/$count') : noSegment(second.name);
  }
  const id = readKey(first.inner, table.key);
  if (!second) return answerRow(asked, table, id);
  if (more[0]) throw noSegment(more[0].name);
  // Source: use-web-api-functions: a bound function needs its full name
  const bound = second.name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
  if (bound !== second.name && table.name === 'systemuser') {
    const given = readArguments(second.inner, asked.options);
    const answered = retrievePrivileges(asked, id, bound, given);
    if (answered) return answered;
  }
  const navigation = table.navigations[second.name];
  if (navigation?.many && second.inner === undefined) {
    return answerRelated(asked, table, id, second.name);
  }
  if (navigation) throw notPlayed(`the path to ${second.name}`);
  throw noSegment(second.name);
}

/** Segments that the real service has. */
const PLAYED_ELSEWHERE = /^(?:GlobalOptionSetDefinitions|\$metadata)$/;

function answerFunction(
  scene: Scene,
  asked: Asked,
  { name, inner }: Segment,
): Record<string, unknown> {
  const given = readArguments(inner, asked.options);
  if (name === 'RetrieveCurrentOrganization' && inner !== undefined) {
    return retrieveCurrentOrganization(asked, given, scene.world);
  }
  if (name === 'RetrieveRolePrivilegesRole' && inner !== undefined) {
    return retrieveRolePrivileges(asked, given);
  }
  // Source: use-web-api-functions: the brackets may be left out where there is no parameter
  if (given.size === 0 && name === 'WhoAmI') return whoAmI(asked, scene.world);
  if (given.size === 0 && name === 'RetrieveVersion') return retrieveVersion(asked);
  throw noSegment(name);
}

/** What is written is users and their roles. */
function writeUser(
  scene: Scene,
  asked: Asked,
  request: Incoming,
  [first, second, third]: Segment[],
): Reply | undefined {
  const { systemuser } = TABLES;
  const { method } = request;
  if (first?.name !== systemuser.set || method === 'GET') return undefined;
  if (first.inner === undefined) {
    return method === 'POST' ? createApplicationUser(scene, asked, request) : undefined;
  }
  const id = readKey(first.inner, systemuser.key);
  if (!second) {
    if (method === 'DELETE') return deleteUser(asked, id);
    if (method !== 'PATCH') return undefined;
    return isChangeOfState(request)
      ? changeState(asked, request, id)
      : updateUser(asked, request, id);
  }
  const ofRoles = second.name === 'systemuserroles_association' && third?.name === '$ref';
  if (!ofRoles || !['POST', 'DELETE'].includes(method)) return undefined;
  const key = second.inner === undefined ? undefined : readKey(second.inner, TABLES.role.key);
  return changeRoles(asked, request, id, key);
}

// Source: compose-http-requests-handle-errors: 405; text of ASP.NET Web API, code assumed
function wrongVerb(method: string, [first]: Segment[]): Refusal {
  const written = first && tableOfSet(first.name) && ['POST', 'PATCH', 'DELETE'].includes(method);
  if (written) return notPlayed(`${method} on ${first.name}`);
  return new Refusal(
    405,
    '0x80060888',
    `The requested resource does not support http method '${method}'.`,
  );
}

function refuse({ status, code, message }: Refusal): Reply {
  const allow = status === 405 ? { Allow: 'GET' } : {};
  return jsonReply(status, { error: { code, message } }, { ...jsonHeaders(), ...allow });
}
