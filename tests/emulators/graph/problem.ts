import { randomUUID } from 'node:crypto';
import { header, type Incoming, jsonReply, type Reply } from '../exchange.ts';

/** A request that Graph refuses; thrown where it is found out, answered in one place. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: { headers?: Record<string, string | number>; details?: readonly object[] };

  constructor(status: number, code: string, message: string, more: Problem['more'] = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

// Source: microsoft-graph-docs, concepts/errors (shape, statuses); codes and words of directory
// objects as in public pastes of real answers (Azure/azure-cli#28009 among them)
export const badRequest = (message: string) => new Problem(400, 'Request_BadRequest', message);
export const badSyntax = (message: string) => new Problem(400, 'BadRequest', message);
export const unsupportedQuery = (message: string) =>
  new Problem(400, 'Request_UnsupportedQuery', message);
export const denied = () =>
  new Problem(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
export const notFound = (id: string) =>
  new Problem(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
export const noSegment = (segment: string) =>
  new Problem(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
export const notPlayed = (what: string) =>
  new Problem(501, 'emulator', `The emulator does not play ${what}.`);
export const tokenRefused = (message: string) =>
  new Problem(401, 'InvalidAuthenticationToken', message, {
    headers: {
      'WWW-Authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    },
  });

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Every answer has the service's id of it, and the client's when it sent one. */
// Source: microsoft-graph-docs, concepts/errors and best-practices: request-id, client-request-id
export function idsOf(request: Incoming): { 'request-id': string; 'client-request-id': string } {
  const requestId = randomUUID();
  const given = header(request, 'client-request-id');
  return {
    'request-id': requestId,
    'client-request-id': given && GUID.test(given) ? given : requestId,
  };
}

export function tellProblem(request: Incoming, problem: Problem, nowMs: number): Reply {
  const ids = idsOf(request);
  const { details, headers } = problem.more;
  return jsonReply(
    problem.status,
    {
      error: {
        code: problem.code,
        message: problem.message,
        ...(details ? { details } : {}),
        innerError: { date: new Date(nowMs).toISOString().slice(0, 19), ...ids },
      },
    },
    { ...GRAPH_HEADERS, ...ids, ...headers },
  );
}

// Source: microsoft-graph-docs, recorded answers; the diagnostic header is abridged
export const GRAPH_HEADERS = {
  'Content-Type':
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  'Cache-Control': 'no-cache',
  'OData-Version': '4.0',
  'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5"}}',
} as const;
