import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';

export const ORG = 'https://acme.crm4.dynamics.com';
export const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
export const CLIENT = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const ORG_ID = '11111111-2222-4333-8444-555555555555';
export const USER_ID = '99999999-2222-4333-8444-555555555555';
export const ACCOUNT = 'user-1';

/** The questions that the three servers know. */
export type Question =
  | 'challenge'
  | 'token'
  | 'whoami'
  | 'organisation'
  | 'account'
  | 'contact'
  | 'lead'
  | 'systemuser'
  | 'roles'
  | 'privileges'
  | 'me'
  | 'list'
  | 'quote'
  | 'create'
  | 'read'
  | 'credentials'
  | 'put-impersonation';
export const isMapsimise = (question: Question) =>
  ['me', 'list', 'quote', 'create', 'read', 'credentials', 'put-impersonation'].includes(question);

/** What becomes of one create: when it is committed, and what the client gets to see. */
export type CreateFault =
  | 'ok'
  | 'reset before commit'
  | 'reset after commit'
  | '500 after commit'
  | 'html after commit'
  | '409'
  | '429'
  | 'commits late'
  | 'sent twice by the browser';
export const CREATE_FAULTS: readonly CreateFault[] = [
  'ok',
  'reset before commit',
  'reset after commit',
  '500 after commit',
  'html after commit',
  '409',
  '429',
  'commits late',
  'sent twice by the browser',
];

export type Stored = {
  Id: string;
  Name: string;
  OrganisationUrl: string;
  ExternalReference?: string;
  Scheme?: string;
  ClientId?: string;
  ImpersonateUsers?: boolean;
  ImpersonationField?: string;
  SharedCredentials?: boolean;
};
type Scripted = Reply | ((ask: Ask) => Reply | Promise<Reply>);
export type Server = {
  connectors: Stored[];
  /** What each connector signs in with; no answer ever holds it. */
  secrets: Map<string, string>;
  /** Every request that arrived, oldest first. */
  asked: { question: Question; ask: Ask }[];
  /** Who the API key belongs to now. */
  accountId: string;
  keepsMarker: boolean;
  honoursKey: boolean;
  createFaults: CreateFault[];
  /** The next such question is answered so, once. */
  next: (question: Question, reply: Scripted) => void;
  answer: (ask: Ask) => Promise<Reply>;
  countOf: (question: Question) => number;
  /** Creates that were taken but are not visible yet. */
  pending: () => number;
  /** From now on everything is answered as it should be. */
  heal: () => void;
};

const hostOf = (ask: Ask) => new URL(ask.url).host;
export const answerOf = (
  ask: Ask,
  status: number,
  body: unknown,
  headers: Extract<Reply, { kind: 'answer' }>['headers'] = {},
): Reply => ({
  kind: 'answer',
  host: hostOf(ask),
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const envelope = (ask: Ask, Data: unknown) => answerOf(ask, 200, { Status: 1, Data });

export function questionOf(ask: Ask): Question {
  const { pathname, host } = new URL(ask.url);
  if (host.startsWith('login.')) return 'token';
  if (host.endsWith('.dynamics.com')) return orgQuestionOf(ask, pathname.split('/').slice(4));
  if (pathname.endsWith('/me')) return 'me';
  if (pathname.endsWith('/quote')) return 'quote';
  if (ask.method === 'POST') return 'create';
  if (pathname.endsWith('/credentials')) return 'credentials';
  if (pathname.endsWith('/impersonation')) return 'put-impersonation';
  return pathname.endsWith('/connectors') ? 'list' : 'read';
}

function orgQuestionOf(ask: Ask, [first = '', second = '']: string[]): Question {
  if (first === 'WhoAmI') return ask.headers?.Authorization ? 'whoami' : 'challenge';
  if (first.startsWith('RetrieveCurrent')) return 'organisation';
  if (second.includes('RetrieveUserPrivileges')) return 'privileges';
  if (first.startsWith('systemusers(')) return 'roles';
  return first.replace(/s$/, '') as Question;
}

/** Dataverse, Entra and Mapsimise in one, healthy unless told otherwise. It never forgets what it was asked. */
export function createServer(clock: { nowMs: number }): Server {
  const scripts = new Map<Question, Scripted[]>();
  const due: { atMs: number; connector: Stored }[] = [];
  const byKey = new Map<string, Stored>();
  let ids = 0;

  const server: Server = {
    connectors: [],
    secrets: new Map(),
    asked: [],
    accountId: ACCOUNT,
    keepsMarker: true,
    honoursKey: false,
    createFaults: [],
    next: (question, reply) => scripts.set(question, [...(scripts.get(question) ?? []), reply]),
    countOf: (question) => server.asked.filter((one) => one.question === question).length,
    pending: () => due.length,
    heal() {
      scripts.clear();
      server.createFaults = [];
    },
    async answer(ask) {
      commitDue();
      const question = questionOf(ask);
      server.asked.push({ question, ask });
      const script = scripts.get(question)?.shift();
      if (script) return typeof script === 'function' ? script(ask) : script;
      return healthy(question, ask);
    },
  };

  function commitDue() {
    for (const late of due.splice(0)) {
      if (late.atMs <= clock.nowMs) server.connectors.push(late.connector);
      else due.push(late);
    }
  }

  function create(ask: Ask): Reply {
    const fault = server.createFaults.shift() ?? 'ok';
    if (fault === 'reset before commit') return { kind: 'unreachable', host: hostOf(ask) };
    if (fault === '429')
      return answerOf(ask, 429, { Status: 0, ResponseText: 'Busy' }, { retryAfter: '7' });
    const connector = commit(ask, fault === 'commits late' ? 25_000 : 0);
    if (fault === 'sent twice by the browser') commit(ask, 0);
    commitDue();
    switch (fault) {
      case 'reset after commit':
        return { kind: 'unreachable', host: hostOf(ask) };
      case 'commits late':
        return { kind: 'silence', host: hostOf(ask), waitedMs: 20_000 };
      case '500 after commit':
        return answerOf(ask, 500, { Status: -1, ResponseText: 'reference ABCD1234' });
      case 'html after commit':
        return answerOf(ask, 200, '<!doctype html><title>x</title>', { contentType: 'text/html' });
      case '409':
        return answerOf(ask, 409, { Status: 0, ResponseText: 'There is one already.' });
      default:
        return envelope(ask, connector);
    }
  }

  function commit(ask: Ask, afterMs: number): Stored {
    const key = ask.headers?.['Idempotency-Key'] ?? '';
    const known = server.honoursKey ? byKey.get(key) : undefined;
    if (known) return known;
    const body = JSON.parse(ask.body ?? '{}') as Stored;
    const connector: Stored = {
      Id: `connector-${++ids}`,
      Name: body.Name,
      OrganisationUrl: body.OrganisationUrl,
      ...(server.keepsMarker && { ExternalReference: body.ExternalReference ?? '' }),
    };
    byKey.set(key, connector);
    due.push({ atMs: clock.nowMs + afterMs, connector });
    return connector;
  }

  function healthy(question: Question, ask: Ask): Reply {
    switch (question) {
      case 'challenge':
        return answerOf(ask, 401, '', {
          wwwAuthenticate: `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT}/oauth2/authorize, resource_id=${ORG}/`,
        });
      case 'token':
        return answerOf(ask, 200, {
          token_type: 'Bearer',
          expires_in: 3599,
          access_token: `eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJhY21lIn0.${server.countOf('token')}-signature`,
        });
      case 'whoami':
        return answerOf(ask, 200, { UserId: USER_ID, OrganizationId: ORG_ID });
      case 'organisation':
        return answerOf(ask, 200, {
          Detail: { OrganizationId: ORG_ID, FriendlyName: 'Acme', UniqueName: 'acme' },
        });
      case 'roles':
        return answerOf(ask, 200, {
          fullname: '# Mapsimise',
          isdisabled: false,
          systemuserroles_association: [{ name: 'Reader', roleid: USER_ID }],
        });
      case 'privileges':
        return answerOf(ask, 200, {
          RolePrivileges: [{ PrivilegeName: 'prvReadAccount', Depth: 'Global' }],
        });
      case 'me':
        return envelope(ask, {
          UserId: server.accountId,
          Email: `${server.accountId}@contoso.com`,
          Role: 'Owner',
          Permissions: { Connectors: ['View', 'Create', 'Edit'] },
          Organisation: { Id: 'o1', Name: 'Contoso', Url: 'https://contoso.eugb.mapsimise.com/' },
        });
      case 'list':
        return envelope(ask, { Items: server.connectors, Page: 1, PageCount: 1 });
      case 'quote':
        return envelope(ask, {
          QuoteId: 'quote-1',
          Amount: 20,
          Currency: 'EUR',
          Period: 'month',
          ValidUntil: '2030-01-01T00:00:00Z',
        });
      case 'create':
        return create(ask);
      case 'read':
      case 'credentials':
      case 'put-impersonation': {
        const id = new URL(ask.url).pathname.split('/')[4];
        const found = server.connectors.find((one) => one.Id === id);
        const { ClientSecret, ...given } = JSON.parse(ask.body ?? '{}') as {
          ClientSecret?: string;
        };
        if (found) Object.assign(found, given, ClientSecret && { Scheme: 'Dataverse' });
        if (found && ClientSecret) server.secrets.set(found.Id, ClientSecret);
        return found ? envelope(ask, found) : answerOf(ask, 404, { Status: 0, ResponseText: '?' });
      }
      default:
        return answerOf(ask, 200, { value: [{}] });
    }
  }
  return server;
}
