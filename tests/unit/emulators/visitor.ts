import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { type Control, controlOf } from '../../emulators/control.ts';
import { openEmulators } from '../../emulators/emulators.ts';
import {
  API_KEYS,
  CLIENT_ID,
  MAPSIMISE,
  ORGANISATIONS,
  SECRET,
  TENANTS,
} from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';

export type Seen = { status: number; headers: IncomingHttpHeaders; text: string };
export type Said = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
};

/** A client with no browser in it: says exactly what a test tells it to. */
export type Visitor = Control & {
  call(host: string, path: string, said?: Said): Promise<Seen>;
  token(form?: Record<string, string>): Promise<string>;
  /** A GET under `/api/data/v9.2/` of contoso, with a good token. */
  read(path: string, headers?: Record<string, string>): Promise<Seen>;
  /** Signs in on contoso's page and gives the cookies of the session. */
  session(): Promise<string>;
  /** As `read`, from the page's session. */
  readFromPage(path: string, headers?: Record<string, string>): Promise<Seen>;
  /** A PATCH of one user, as JSON and by If-Match: * unless it is said otherwise. */
  patchUser(id: string, body: unknown, headers: Record<string, string | undefined>): Promise<Seen>;
  mapsimise(method: string, path: string, body?: unknown, said?: Said): Promise<Seen>;
  leave(): Promise<void>;
};

export const goodForm = {
  client_id: CLIENT_ID,
  client_secret: SECRET,
  scope: `${ORGANISATIONS.contoso.url}/.default`,
  grant_type: 'client_credentials',
};

export async function visit(world: WorldName = 'happy'): Promise<Visitor> {
  const running = await openEmulators({ world, port: 0, controlPort: 0, rttMs: 0 });
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const call = (host: string, path: string, said: Said = {}) =>
    new Promise<Seen>((resolve, reject) => {
      const { method = 'GET', headers = {}, body, signal } = said;
      const asked = request(
        {
          agent,
          host: '127.0.0.1',
          port: running.port,
          servername: host,
          method,
          path,
          headers: { host, ...headers },
          ...(signal ? { signal } : {}),
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const token = async (form: Record<string, string> = {}) => {
    const seen = await call('login.microsoftonline.com', `/${TENANTS.contoso}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...goodForm, ...form }).toString(),
    });
    return String(parsed(seen).access_token);
  };
  const { host } = ORGANISATIONS.contoso;
  const session = async () => {
    const away = await call(host, '/main.aspx');
    const authorize = new URL(String(away.headers.location));
    const form = await call(authorize.host, `${authorize.pathname}${authorize.search}`);
    const fields = [...form.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    );
    const body = new URLSearchParams(fields).toString();
    const back = await call(host, '/', { method: 'POST', body });
    return (back.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
  };
  const api = (path: string) => `/api/data/v9.2/${path.replace(/[^!-~]/g, encodeURIComponent)}`;
  return {
    session,
    async readFromPage(path, headers = {}) {
      return call(host, api(path), { headers: { cookie: await session(), ...headers } });
    },
    patchUser: (id, body, headers) => {
      const said = { 'content-type': 'application/json', 'if-match': '*', ...headers };
      const sent = Object.entries(said).filter(
        (one): one is [string, string] => one[1] !== undefined,
      );
      return call(host, api(`systemusers(${id})`), {
        method: 'PATCH',
        headers: Object.fromEntries(sent),
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
    ...controlOf(running.controlPort),
    call,
    token,
    async read(path, headers = {}) {
      const authorization = `Bearer ${await token()}`;
      return call(host, api(path), { headers: { authorization, ...headers } });
    },
    mapsimise: (method, path, body, said = {}) =>
      call(MAPSIMISE.apiHost, `/api/v1${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...said,
        headers: {
          authorization: `Bearer ${API_KEYS.administrator}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...said.headers,
        },
      }),
    async leave() {
      agent.destroy();
      await running.close();
    },
  };
}

export function rowsOf(seen: Seen): Record<string, unknown>[] {
  return parsed(seen).value as Record<string, unknown>[];
}

export function parsed(seen: Seen): Record<string, unknown> {
  return JSON.parse(seen.text) as Record<string, unknown>;
}

export function errorOf(seen: Seen): { code: string; message: string } {
  return parsed(seen).error as { code: string; message: string };
}
