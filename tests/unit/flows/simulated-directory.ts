import type { GetUserToken } from '../../../lib/auth/user-token.ts';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { good } from '../../../lib/domain/result.ts';
import { answerOf, ORG, ORG_ID, type Server, TENANT } from './simulated-server.ts';

/*
 * Entra, Graph and a Dataverse organisation that keep what was made there. A worker may die around them: what it had
 * sent still arrives. Every write can go wrong in every way; every new thing may be unknown for a while.
 */

export const GRAPH = 'graph.microsoft.com';
export const ROLES = {
  reader: 'aaaaaaaa-0000-4000-8000-000000000001',
  delegate: 'aaaaaaaa-0000-4000-8000-000000000002',
  administrator: 'aaaaaaaa-0000-4000-8000-000000000003',
  basic: 'aaaaaaaa-0000-4000-8000-000000000004',
};
const READS = ['prvReadAccount', 'prvReadContact', 'prvReadLead', 'prvReadUser'];
const RIGHTS = ['prvCreateUser', 'prvAssignRole', 'prvReadRole', 'prvReadBusinessUnit'];
const ACTS = 'prvActOnBehalfOfAnotherUser';
const PRIVILEGES: Record<string, { name: string; depth: string; privileges: string[] }> = {
  [ROLES.administrator]: {
    name: 'Systemadministrator',
    depth: 'Global',
    privileges: [...READS, ...RIGHTS, ACTS],
  },
  [ROLES.basic]: { name: 'Basic', depth: 'Basic', privileges: READS },
  [ROLES.delegate]: { name: 'Stellvertretung', depth: 'Global', privileges: [ACTS] },
  [ROLES.reader]: { name: 'Kartenleser', depth: 'Global', privileges: [...READS, 'prvReadQuery'] },
};
const ADMINISTRATOR = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';
export const PERSON = 'bbbbbbbb-0000-4000-8000-000000000001';
const UNIT = 'cccccccc-0000-4000-8000-000000000001';

/** What becomes of one write: when it is carried out, and what the client gets to see. */
export const WRITE_FAULTS = [
  'ok',
  'reset before',
  'reset after',
  '500 after',
  '503 before',
  'html after',
  '429',
  'late',
  'sent twice',
] as const;
export type WriteFault = (typeof WRITE_FAULTS)[number];

type Key = { keyId: string; displayName: string; secretText: string; endDateTime: string };
export type Application = {
  id: string;
  appId: string;
  displayName: string;
  tags: string[];
  passwordCredentials: Key[];
  sinceMs: number;
};
export type User = {
  systemuserid: string;
  applicationid: string;
  isdisabled: boolean;
  deletedstate: number;
  roles: string[];
  sinceMs: number;
};

export type Directory = {
  applications: Application[];
  servicePrincipals: { id: string; appId: string; sinceMs: number }[];
  users: User[];
  /** So long a new thing is unknown elsewhere. */
  lagMs: number;
  faults: WriteFault[];
  /** So many of the next reads fail. */
  readsFailing: number;
  /** So many roles more than the usual ones, whose names come after them. */
  moreRoles: number;
  person: { roles: string[]; privileges: string[]; isMember: boolean; mayRegister?: boolean };
  /** Every secret that was ever made. */
  secrets: string[];
  writes: string[];
  heal: () => void;
  /** Carries out what is still on its way, however late. */
  settle: () => void;
};

/** Puts the directory in front of a simulated server: Mapsimise stays what it was. */
export function addDirectory(server: Server, clock: { nowMs: number }): Directory {
  let ids = 0;
  const newGuid = () => `dddddddd-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  let late: { atMs: number; work: () => void }[] = [];
  const directory: Directory = {
    applications: [],
    servicePrincipals: [],
    users: [],
    lagMs: 0,
    faults: [],
    readsFailing: 0,
    moreRoles: 0,
    person: { roles: [ADMINISTRATOR], privileges: [...READS, ...RIGHTS], isMember: true },
    secrets: [],
    writes: [],
    heal() {
      directory.faults = [];
      directory.readsFailing = 0;
      directory.lagMs = 0;
    },
    settle() {
      for (const { work } of late.splice(0)) work();
    },
  };
  const isKnown = ({ sinceMs }: { sinceMs: number }) => clock.nowMs - sinceMs >= directory.lagMs;
  const catchUp = () => {
    const due = late.filter(({ atMs }) => atMs <= clock.nowMs);
    late = late.filter(({ atMs }) => atMs > clock.nowMs);
    for (const { work } of due) work();
  };

  const others = server.answer;
  server.answer = async (ask) => {
    catchUp();
    const { host } = new URL(ask.url);
    const isOurs = host === GRAPH || ask.url.startsWith(ORG) || host.startsWith('login.');
    if (!isOurs) return others(ask);
    const method = ask.method ?? 'GET';
    if (host.startsWith('login.')) return token(ask);
    if (method === 'GET') {
      if (ask.headers?.Authorization && directory.readsFailing > 0) {
        directory.readsFailing--;
        return { kind: 'unreachable', host };
      }
      return serve(ask);
    }
    directory.writes.push(`${method} ${new URL(ask.url).pathname}`);
    return write(ask, host);
  };

  function write(ask: Ask, host: string): Reply {
    const fault = directory.faults.shift() ?? 'ok';
    switch (fault) {
      case 'reset before':
        return { kind: 'unreachable', host };
      case '503 before':
        return answerOf(ask, 503, '');
      case '429':
        return answerOf(
          ask,
          429,
          { error: { code: 'TooManyRequests', message: 'Busy' } },
          { retryAfter: '7' },
        );
      case 'late':
        late.push({ atMs: clock.nowMs + 25_000, work: () => void serve(ask) });
        return { kind: 'silence', host, waitedMs: 20_000 };
      case 'sent twice': {
        const first = serve(ask);
        const second = serve(ask);
        return second.kind === 'answer' && second.status < 300 ? second : first;
      }
      default: {
        const reply = serve(ask);
        if (fault === 'reset after') return { kind: 'unreachable', host };
        if (fault === '500 after')
          return answerOf(ask, 500, { error: { code: 'x', message: 'y' } });
        if (fault === 'html after')
          return answerOf(ask, 200, '<!doctype html><title>x</title>', {
            contentType: 'text/html',
          });
        return reply;
      }
    }
  }

  const refuse = (ask: Ask, status: number, code: string, message = code) =>
    answerOf(ask, status, { error: { code, message } });

  function serve(ask: Ask): Reply {
    const url = new URL(ask.url);
    const path = decodeURIComponent(url.pathname)
      .split('/')
      .slice(url.host === GRAPH ? 2 : 4)
      .join('/');
    const given = ask.headers?.Authorization?.slice('Bearer '.length);
    if (url.host === GRAPH) return graph(ask, path, url);
    if (!given)
      return answerOf(ask, 401, '', {
        wwwAuthenticate: `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT}/oauth2/authorize, resource_id=${ORG}/`,
      });
    return given.startsWith('app.')
      ? asApplication(ask, path, given.slice(4))
      : asPerson(ask, path, url);
  }

  function graph(ask: Ask, path: string, url: URL): Reply {
    const [set = '', id = '', deed] = path.split('/');
    const method = ask.method ?? 'GET';
    const body = JSON.parse(ask.body ?? '{}') as Record<string, unknown>;
    const filter = url.searchParams.get('$filter') ?? '';
    const wanted = /'([^']*)'/.exec(filter)?.[1];
    if (set === 'me')
      return answerOf(ask, 200, {
        value: directory.person.roles.map((roleTemplateId) => ({
          displayName: 'x',
          roleTemplateId,
        })),
      });
    if (set === 'policies') {
      const { mayRegister } = directory.person;
      return mayRegister === undefined
        ? refuse(ask, 403, 'Authorization_RequestDenied')
        : answerOf(ask, 200, { defaultUserRolePermissions: { allowedToCreateApps: mayRegister } });
    }
    if (method !== 'GET' && directory.person.roles.length === 0)
      return refuse(ask, 403, 'Authorization_RequestDenied');
    if (set === 'servicePrincipals') return principals(ask, method, id, wanted, body);
    if (!id && method === 'GET')
      return answerOf(ask, 200, {
        value: directory.applications
          .filter(({ tags, appId }) =>
            filter.startsWith('appId') ? appId === wanted : tags.includes(wanted ?? ''),
          )
          .map(withoutText),
      });
    if (!id) {
      const application = {
        id: newGuid(),
        appId: newGuid(),
        displayName: String(body.displayName),
        tags: body.tags as string[],
        passwordCredentials: [],
        sinceMs: clock.nowMs,
      };
      directory.applications.push(application);
      return answerOf(ask, 201, application);
    }
    const application = directory.applications.find((one) => one.id === id);
    if (!application || !isKnown(application)) return refuse(ask, 404, 'Request_ResourceNotFound');
    if (method === 'GET') return answerOf(ask, 200, withoutText(application));
    if (method === 'DELETE') {
      directory.applications = directory.applications.filter((one) => one !== application);
      directory.servicePrincipals = directory.servicePrincipals.filter(
        ({ appId }) => appId !== application.appId,
      );
      return answerOf(ask, 204, '');
    }
    if (deed === 'addPassword') return addPassword(ask, application, body);
    const { keyId } = body;
    if (!application.passwordCredentials.some((key) => key.keyId === keyId))
      return refuse(ask, 400, 'Request_BadRequest', 'No password credential found');
    application.passwordCredentials = application.passwordCredentials.filter(
      (key) => key.keyId !== keyId,
    );
    return answerOf(ask, 204, '');
  }

  function addPassword(ask: Ask, application: Application, body: Record<string, unknown>): Reply {
    const { displayName, endDateTime } = body.passwordCredential as Key;
    const secretText = `CANARY-S-${'0123456789abcdefghij'}.${directory.secrets.length}`;
    const key = { keyId: newGuid(), displayName, endDateTime, secretText, sinceMs: clock.nowMs };
    directory.secrets.push(secretText);
    application.passwordCredentials.push(key);
    return answerOf(ask, 200, key);
  }

  function principals(
    ask: Ask,
    method: string,
    id: string,
    wanted: string | undefined,
    body: Record<string, unknown>,
  ): Reply {
    if (method === 'GET')
      return answerOf(ask, 200, {
        value: directory.servicePrincipals.filter(({ appId }) => appId === wanted),
      });
    if (method === 'DELETE') {
      const before = directory.servicePrincipals.length;
      directory.servicePrincipals = directory.servicePrincipals.filter((one) => one.id !== id);
      return before > directory.servicePrincipals.length
        ? answerOf(ask, 204, '')
        : refuse(ask, 404, 'Request_ResourceNotFound');
    }
    const application = directory.applications.find(({ appId }) => appId === body.appId);
    if (!application || !isKnown(application))
      return refuse(
        ask,
        400,
        'Request_BadRequest',
        `The appId '${body.appId}' of the service principal does not reference a valid application object.`,
      );
    if (directory.servicePrincipals.some(({ appId }) => appId === body.appId))
      return refuse(ask, 409, 'Request_MultipleObjectsWithSameKeyValue');
    const principal = { id: newGuid(), appId: application.appId, sinceMs: clock.nowMs };
    directory.servicePrincipals.push(principal);
    return answerOf(ask, 201, principal);
  }

  function token(ask: Ask): Reply {
    const form = new URLSearchParams(ask.body);
    const refuseToken = (error: string, code: number) =>
      answerOf(ask, error === 'unauthorized_client' ? 400 : 401, {
        error,
        error_description: `AADSTS${code}: no.`,
        error_codes: [code],
      });
    const application = directory.applications.find(({ appId }) => appId === form.get('client_id'));
    if (!application || !isKnown(application)) return refuseToken('unauthorized_client', 700016);
    const principal = directory.servicePrincipals.find(({ appId }) => appId === application.appId);
    if (!principal || !isKnown(principal)) return refuseToken('invalid_client', 7000229);
    const key = application.passwordCredentials.find(
      ({ secretText }) => secretText === form.get('client_secret'),
    );
    if (!key || !isKnown(key as unknown as { sinceMs: number }))
      return refuseToken('invalid_client', 7000215);
    return answerOf(ask, 200, {
      token_type: 'Bearer',
      expires_in: 3599,
      access_token: `app.${application.appId}`,
    });
  }

  function asApplication(ask: Ask, path: string, appId: string): Reply {
    const user = directory.users.find(
      (one) => one.applicationid === appId && one.deletedstate === 0,
    );
    if (!user || user.isdisabled || !isKnown(user)) return refuse(ask, 403, '0x80072560');
    if (path.startsWith('WhoAmI'))
      return answerOf(ask, 200, { UserId: user.systemuserid, OrganizationId: ORG_ID });
    return organisation(ask, path, user);
  }

  function organisation(ask: Ask, path: string, asker: User | undefined): Reply {
    if (path.startsWith('RetrieveCurrentOrganization'))
      return answerOf(ask, 200, {
        Detail: {
          OrganizationId: ORG_ID,
          FriendlyName: 'Acme',
          UniqueName: 'acme',
          EnvironmentId: UNIT,
        },
      });
    const id = /^systemusers\(([^)]*)\)/.exec(path)?.[1];
    if (path.includes('RetrieveUserPrivileges'))
      return answerOf(ask, 200, {
        RolePrivileges: privilegesOfUser(id ?? '').map(([PrivilegeName, Depth]) => ({
          PrivilegeName,
          Depth,
        })),
      });
    const user = directory.users.find((one) => one.systemuserid === id);
    if (id && !user) return refuse(ask, 404, '0x80040217');
    if (user) return answerOf(ask, 200, rowOf(user));
    return asker && asker.roles.length === 0
      ? refuse(ask, 403, '0x80040220', 'missing prvReadAccount privilege')
      : answerOf(ask, 200, { value: [{}] });
  }

  function privilegesOfUser(id: string): [string, string][] {
    if (id === PERSON) return directory.person.privileges.map((name) => [name, 'Global']);
    const user = directory.users.find((one) => one.systemuserid === id);
    return (user?.roles ?? []).flatMap((role) =>
      (PRIVILEGES[role]?.privileges ?? []).map((name): [string, string] => [
        name,
        PRIVILEGES[role]?.depth ?? '',
      ]),
    );
  }

  const rowOf = ({ roles, sinceMs: _since, ...row }: User) => ({
    ...row,
    fullname: '# Mapsimise',
    systemuserroles_association: roles.map((roleid) => ({
      roleid,
      name: PRIVILEGES[roleid]?.name ?? '',
    })),
  });

  function asPerson(ask: Ask, path: string, url: URL): Reply {
    const method = ask.method ?? 'GET';
    if (!directory.person.isMember) return refuse(ask, 403, '0x80072560');
    if (path.startsWith('WhoAmI'))
      return answerOf(ask, 200, { UserId: PERSON, OrganizationId: ORG_ID });
    if (path === 'businessunits')
      return answerOf(ask, 200, { value: [{ businessunitid: UNIT, name: 'acme' }] });
    if (path === 'roles')
      return answerOf(ask, 200, {
        value: [
          ...Object.entries(PRIVILEGES).map(([roleid, { name }]) => ({ roleid, name })),
          ...Array.from({ length: directory.moreRoles }, (_, at) => ({
            roleid: `eeeeeeee-0000-4000-8000-${String(at).padStart(12, '0')}`,
            name: `Zone ${at}`,
          })),
        ],
      });
    const role = /^RetrieveRolePrivilegesRole\(RoleId=(.*)\)$/.exec(path)?.[1];
    if (role) {
      const { privileges = [], depth } = PRIVILEGES[role] ?? {};
      return answerOf(ask, 200, {
        RolePrivileges: privileges.map((PrivilegeName) => ({ PrivilegeName, Depth: depth })),
      });
    }
    if (path === 'systemusers' && method === 'GET') {
      const appId = url.searchParams.get('$filter')?.split(' ').at(-1);
      const rows = directory.users.filter(({ applicationid }) => applicationid === appId);
      return answerOf(ask, 200, { value: rows.map(rowOf) });
    }
    if (method === 'GET') return organisation(ask, path, undefined);
    if (path === 'systemusers') return addUser(ask);
    const id = /^systemusers\(([^)]*)\)/.exec(path)?.[1];
    const user = directory.users.find((one) => one.systemuserid === id);
    if (!user) return refuse(ask, 404, '0x80040217');
    if (path.includes('$ref')) return changeRoles(ask, url, user, method);
    if (method === 'PATCH') Object.assign(user, JSON.parse(ask.body ?? '{}'));
    else if (!user.isdisabled) return refuse(ask, 400, '0x80040216', 'The user is enabled.');
    else if (user.deletedstate === 0) user.deletedstate = 1;
    else directory.users = directory.users.filter((one) => one !== user);
    return answerOf(ask, 204, '');
  }

  function addUser(ask: Ask): Reply {
    const { applicationid } = JSON.parse(ask.body ?? '{}') as { applicationid: string };
    const principal = directory.servicePrincipals.find(({ appId }) => appId === applicationid);
    if (!principal || !isKnown(principal)) return refuse(ask, 403, '0x80072560');
    if (directory.users.some((one) => one.applicationid === applicationid))
      return refuse(ask, 412, '0x80040237');
    directory.users.push({
      systemuserid: newGuid(),
      applicationid,
      isdisabled: false,
      deletedstate: 0,
      roles: [],
      sinceMs: clock.nowMs,
    });
    return answerOf(ask, 204, '');
  }

  function changeRoles(ask: Ask, url: URL, user: User, method: string): Reply {
    const reference =
      method === 'POST'
        ? String(JSON.parse(ask.body ?? '{}')['@odata.id'])
        : url.searchParams.get('$id');
    const role = /roles\(([^)]*)\)$/.exec(reference ?? '')?.[1] ?? '';
    if (method === 'POST' && user.roles.includes(role)) return refuse(ask, 412, '0x80040237');
    if (method === 'DELETE' && !user.roles.includes(role)) return refuse(ask, 404, '0x80040217');
    user.roles =
      method === 'POST' ? [...user.roles, role] : user.roles.filter((one) => one !== role);
    return answerOf(ask, 204, '');
  }
  return directory;
}

/** Graph gives a secret's text once, when it is made. */
const withoutText = (application: Application) => ({
  ...application,
  passwordCredentials: application.passwordCredentials.map(({ secretText: _once, ...key }) => key),
});

export const signedIn: GetUserToken = async (ask) =>
  good({
    value: `person.${ask.for}`,
    tenantId: TENANT,
    objectId: PERSON,
    username: 'megan@acme.com',
  });
