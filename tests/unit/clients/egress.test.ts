import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boundedFetch } from '../../../lib/clients/bounded-fetch.ts';
import {
  type Ask,
  isAllowed,
  LARGEST_BODY_BYTES,
  LARGEST_PAGE_BYTES,
  type Purpose,
  send,
} from '../../../lib/clients/egress.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const API = 'https://api.eugb.mapsimise.com/api/v1';
const TOKEN =
  'https://login.microsoftonline.com/7c9e6679-7425-40de-944b-e07fc1f90ae7/oauth2/v2.0/token';
const CONFIGURATION =
  'https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration';
const WHO_AM_I = `${ORG}/api/data/v9.2/WhoAmI`;
const forOrg: Purpose = { for: 'dataverse', org: ORG };
const forToken: Purpose = { for: 'token' };
const forMapsimise: Purpose = { for: 'mapsimise', apiBase: API };
const [GRAPH, DISCOVERY, BAP] = [
  'https://graph.microsoft.com',
  'https://globaldisco.crm.dynamics.com',
  'https://api.bap.microsoft.com',
];
const forGraph: Purpose = { for: 'graph', host: 'graph.microsoft.com' };
const forDiscovery: Purpose = { for: 'discovery', host: 'globaldisco.crm.dynamics.com' };
const forBap: Purpose = { for: 'bap', host: 'api.bap.microsoft.com' };
const ask = (more: Partial<Ask> = {}): Ask => ({ purpose: forOrg, url: WHO_AM_I, ...more });

const network = vi.fn<typeof fetch>();
beforeEach(() => {
  network.mockReset().mockImplementation(async () => new Response('{}'));
  vi.stubGlobal('fetch', network);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A body of 64 kB pieces that counts how many of them were taken. */
function endless(pieces: number) {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (taken++ >= pieces) stream.close();
      else stream.enqueue(new Uint8Array(65_536).fill(97));
    },
  });
  return { body, taken: () => taken };
}
/** A request that is only ended by its own signal. */
const hanging: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    const signal = init?.signal;
    const fail = () => reject(signal?.reason);
    if (signal?.aborted) fail();
    else signal?.addEventListener('abort', fail);
  });

const SERVER = 'https://crm.contoso.local:8443/Contoso' as OrgUrl;
const forServer: Purpose = { for: 'onprem', org: SERVER };
const forSts: Purpose = { for: 'sts', origin: 'https://sts.contoso.local' };
const MIXED = 'https://sts.contoso.local/adfs/services/trust/13/usernamemixed';

describe('each purpose reaches its own hosts', () => {
  it.each<[string, Purpose, string]>([
    ['the organisation', forOrg, WHO_AM_I],
    [
      'a server of one’s own, at its port',
      forServer,
      `${SERVER}/XRMServices/2011/Organization.svc`,
    ],
    ['the confirmed AD FS', forSts, MIXED],
    ['the organisation with its port written', forOrg, WHO_AM_I.replace('.com/', '.com:443/')],
    ['the sign-in of the worldwide cloud', forToken, TOKEN],
    ['the sign-in of the US cloud', forToken, TOKEN.replace('.com', '.us')],
    [
      'the sign-in of China',
      forToken,
      TOKEN.replace('microsoftonline.com', 'partner.microsoftonline.cn'),
    ],
    ['the tenant of a domain', { for: 'tenant' }, CONFIGURATION],
    ['Mapsimise', forMapsimise, `${API}/connectors?type=x&page=1`],
    ['Graph', forGraph, `${GRAPH}/v1.0/me`],
    ['Global Discovery', forDiscovery, `${DISCOVERY}/api/discovery/v2.0/Instances`],
    ['BAP', forBap, `${BAP}/providers/Microsoft.BusinessAppPlatform/environments`],
  ])('%s', async (_what, purpose, url) => {
    expect((await send(ask({ purpose, url }))).kind).toBe('answer');
    expect(network).toHaveBeenCalledOnce();
  });

  it.each<[string, Purpose, string]>([
    ['the organisation for a token', forToken, WHO_AM_I],
    ['a server of one’s own at another port', forServer, 'https://crm.contoso.local/Contoso'],
    ['the AD FS for the server', forServer, MIXED],
    ['the server for the AD FS', forSts, `${SERVER}/x`],
    ['the AD FS in clear text', forSts, MIXED.replace('https:', 'http:')],
    ['the AD FS at another port', forSts, MIXED.replace('.local/', '.local:8443/')],
    ['a look-alike of the AD FS', forSts, MIXED.replace('.local/', '.local.evil.test/')],
    ['the AD FS as a user', forSts, 'https://sts.contoso.local@evil.test/'],
    [
      'an AD FS whose consent is no origin',
      { for: 'sts', origin: 'https://sts.contoso.local/' },
      MIXED,
    ],
    ['Graph for Global Discovery', forDiscovery, `${GRAPH}/v1.0/me`],
    ['Global Discovery for Graph', forGraph, `${DISCOVERY}/api/discovery/v2.0/Instances`],
    ['Graph at another port', forGraph, `${GRAPH}:8443/v1.0/me`],
    ['Graph of another cloud than the asked one', forGraph, 'https://graph.microsoft.us/v1.0/me'],
    [
      'a Graph that no cloud has',
      { for: 'graph', host: 'graph.evil.test' },
      'https://graph.evil.test/',
    ],
    [
      'a BAP that no cloud has',
      { for: 'bap', host: 'api.bap.evil.test' },
      'https://api.bap.evil.test/',
    ],
    ['the token endpoint for the tenant of a domain', { for: 'tenant' }, TOKEN],
    ['the tenant of a domain for a token', forToken, CONFIGURATION],
    ['the tenant of a domain with a query', { for: 'tenant' }, `${CONFIGURATION}?appid=x`],
    [
      'the tenant of a domain elsewhere',
      { for: 'tenant' },
      CONFIGURATION.replace('.com/', '.com.evil.test/'),
    ],
    ['the sign-in over http', forToken, TOKEN.replace('https:', 'http:')],
    ['Graph over http', forGraph, `${GRAPH.replace('https:', 'http:')}/v1.0/me`],
    ['Mapsimise over http', forMapsimise, `${API.replace('https:', 'http:')}/me`],
    ['the organisation with the path of a token', forToken, `${ORG}/x/oauth2/v2.0/token`],
    ['Entra for the organisation', forOrg, TOKEN],
    [
      'Entra elsewhere than at its token endpoint',
      forToken,
      'https://login.microsoftonline.com/x/oauth2/v2.0/authorize',
    ],
    ['Entra’s old host', forToken, TOKEN.replace('microsoftonline.com', 'windows.net')],
    ['a look-alike of Entra', forToken, TOKEN.replace('.com', '.com.evil.test')],
    ['a look-alike before Entra', forToken, TOKEN.replace('login.', 'evil-login.')],
    ['Entra at another port', forToken, TOKEN.replace('.com/', '.com:8443/')],
    ['Entra with a trailing dot', forToken, TOKEN.replace('.com/', '.com./')],
    ['another organisation', forOrg, 'https://evil.crm4.dynamics.com/api/data/v9.2/WhoAmI'],
    ['a look-alike of the organisation', forOrg, 'https://acme.crm4.dynamics.com.evil.com/api'],
    ['the organisation’s API twin', forOrg, 'https://acme.api.crm4.dynamics.com/api'],
    ['the organisation at another port', forOrg, `${ORG}:8443/api`],
    ['the organisation over http', forOrg, WHO_AM_I.replace('https:', 'http:')],
    ['the organisation over a socket', forOrg, WHO_AM_I.replace('https:', 'wss:')],
    ['the organisation with a user', forOrg, WHO_AM_I.replace('//', '//user@')],
    ['the organisation with a password', forOrg, WHO_AM_I.replace('//', '//:pass@')],
    ['the organisation as a user', forOrg, 'https://acme.crm4.dynamics.com@evil.test/'],
    [
      'the organisation as a user, by a backslash',
      forOrg,
      'https://evil.test\\@acme.crm4.dynamics.com/',
    ],
    ['a path that leaves it', forOrg, `${ORG}.evil.test/api`],
    ['a file', forOrg, 'file:///etc/passwd'],
    ['data', forOrg, 'data:text/plain,x'],
    ['a script', forOrg, 'javascript:alert(1)'],
    ['a path alone', forOrg, '/api/data/v9.2/WhoAmI'],
    ['no scheme', forOrg, '//acme.crm4.dynamics.com/api'],
    ['nonsense', forOrg, 'nonsense'],
    ['nothing', forOrg, ''],
    ['another region of Mapsimise', forMapsimise, 'https://api.useast.mapsimise.com/api/v1/me'],
    [
      'an organisation’s own site at Mapsimise',
      forMapsimise,
      'https://contoso.eugb.mapsimise.com/',
    ],
    ['Mapsimise for the organisation', forOrg, `${API}/me`],
    ['Mapsimise at another port', forMapsimise, 'https://api.eugb.mapsimise.com:444/api/v1/me'],
    ['a look-alike of Mapsimise', forMapsimise, 'https://api.eugb.mapsimise.com.evil.test/me'],
    [
      'a base that is not Mapsimise’s',
      { for: 'mapsimise', apiBase: 'https://evil.test/api' },
      'https://evil.test/api/me',
    ],
    [
      'a base that goes on behind Mapsimise’s',
      { for: 'mapsimise', apiBase: 'https://api.eugb.mapsimise.com.evil.test' },
      'https://api.eugb.mapsimise.com.evil.test/me',
    ],
    [
      'a base that only ends like Mapsimise’s',
      { for: 'mapsimise', apiBase: 'https://evil-api.eugb.mapsimise.com' },
      'https://evil-api.eugb.mapsimise.com/me',
    ],
    [
      'a base at another port',
      { for: 'mapsimise', apiBase: 'https://api.eugb.mapsimise.com:444' },
      'https://api.eugb.mapsimise.com:444/me',
    ],
    [
      'a Graph at another port',
      { for: 'graph', host: 'graph.microsoft.com:444' },
      'https://graph.microsoft.com:444/',
    ],
    [
      'a base with a deeper name',
      { for: 'mapsimise', apiBase: 'https://api.a.b.mapsimise.com' },
      'https://api.a.b.mapsimise.com/me',
    ],
    [
      'a region with a dot',
      { for: 'mapsimise', apiBase: 'https://api.evil.test/.mapsimise.com' },
      'https://api.evil.test/.mapsimise.com/me',
    ],
  ])('never %s', async (_what, purpose, url) => {
    expect((await send(ask({ purpose, url }))).kind).toBe('not-allowed');
    expect(network).not.toHaveBeenCalled();
  });

  it.each([
    ['https://evil.test:8443/x', 'evil.test:8443'],
    ['nonsense', ''],
  ])('and what is not let out to %s is told by its host', async (url, host) => {
    expect(await send(ask({ url }))).toEqual({ kind: 'not-allowed', host });
  });
});

describe('a secret in a URL stays here', () => {
  const SECRET = 'S3cret/+ &é=%?"~8Q~x';
  const lower = (text: string) => text.replace(/%../g, (hex) => hex.toLowerCase());
  const form = new URLSearchParams({ s: SECRET }).toString().slice(2);
  const everyByte = [...new TextEncoder().encode(SECRET)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');
  it.each<[string, string]>([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', lower(encodeURIComponent(SECRET))],
    ['form-encoded', form],
    ['form-encoded in lower case', lower(form)],
    ['every byte escaped', everyByte],
    ['every byte escaped in upper case', everyByte.toUpperCase().replaceAll('%C3%A9', '%c3%A9')],
    ['encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['as a browser would encode it', new URL(`https://x.test/?${SECRET}`).search.slice(1)],
    ['with an escape behind it that is no text', `${everyByte}%ff`],
    ['with an escape before it that is no text', `%c3${everyByte}`],
    ['with a line end that a browser takes out', `${SECRET.slice(0, 5)}\n${SECRET.slice(5)}`],
    ['with a tab that a browser takes out', `${SECRET.slice(0, 5)}\t${SECRET.slice(5)}`],
  ])('%s', async (_form, written) => {
    for (const url of [`${WHO_AM_I}?x=${written}`, `${WHO_AM_I}#${written}`])
      expect((await send(ask({ url, secrets: [SECRET] }))).kind).toBe('not-allowed');
    expect(network).not.toHaveBeenCalled();
  });

  it('in the path too, and whichever of several it is', async () => {
    const url = `${WHO_AM_I}/second-secret`;
    expect((await send(ask({ url, secrets: ['first-secret', 'second-secret'] }))).kind).toBe(
      'not-allowed',
    );
  });

  it.each<[string, string[]]>([
    ['no secret', []],
    ['an empty one', ['']],
    ['one too short to be told from words', ['api']],
    ['one that is not in it', ['other-secret']],
    ['one with half a character', ['half\ud83d-secret']],
  ])('a URL with %s goes out', async (_what, secrets) => {
    expect((await send(ask({ secrets }))).kind).toBe('answer');
  });

  it('and one with half a character is found', async () => {
    const url = `${WHO_AM_I}?x=half\ud83d-secret`;
    expect((await send(ask({ url, secrets: ['half\ud83d-secret'] }))).kind).toBe('not-allowed');
  });

  it('and one that begins with a byte order mark is found', async () => {
    const url = `${WHO_AM_I}?x=%EF%BB%BFmarked-secret`;
    expect((await send(ask({ url, secrets: ['\ufeffmarked-secret'] }))).kind).toBe('not-allowed');
  });

  it('a URL of broken escapes is read without a crash', async () => {
    const url = `${WHO_AM_I}?x=%C3%28%ff%zz%`;
    expect((await send(ask({ url, secrets: ['other-secret'] }))).kind).toBe('answer');
  });
});

describe('a request', () => {
  it('carries no cookie, follows nothing, is not cached and tells nobody where it comes from', async () => {
    await send(ask({ headers: { Accept: 'x' } }));
    expect(network).toHaveBeenCalledWith(
      WHO_AM_I,
      expect.objectContaining({
        credentials: 'omit',
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        method: 'GET',
        headers: { Accept: 'x' },
      }),
    );
    expect(network.mock.calls[0]?.[1]).not.toHaveProperty('body');
  });

  it('that is a POST has its body to the letter', async () => {
    await send(ask({ purpose: forToken, url: TOKEN, method: 'POST', body: 'a=b&c=%2B' }));
    expect(network.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: 'a=b&c=%2B' });
  });

  it('is sent once, whatever comes of it', async () => {
    for (const answer of [
      () => Promise.reject(new TypeError('x')),
      async () => new Response('', { status: 503 }),
    ]) {
      network.mockReset().mockImplementation(answer);
      await send(ask());
      expect(network).toHaveBeenCalledOnce();
    }
  });
});

describe('what comes back', () => {
  it.each([300, 301, 302, 303, 307, 308])(
    'HTTP %i is a redirect and is not followed',
    async (status) => {
      network.mockResolvedValue(
        new Response(null, { status, headers: { location: 'https://evil.test' } }),
      );
      expect(await send(ask())).toEqual({ kind: 'redirect', host: 'acme.crm4.dynamics.com' });
      expect(network).toHaveBeenCalledOnce();
    },
  );

  it('an opaque redirect is one too', async () => {
    const opaque = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    network.mockResolvedValue(opaque);
    expect((await send(ask())).kind).toBe('redirect');
  });

  it.each([200, 204, 304, 400, 401, 403, 404, 429, 500, 503])(
    'HTTP %i is an answer',
    async (status) => {
      const isEmpty = status === 204 || status === 304;
      network.mockResolvedValue(new Response(isEmpty ? null : 'text', { status }));
      expect(await send(ask())).toMatchObject({
        kind: 'answer',
        status,
        text: isEmpty ? '' : 'text',
      });
    },
  );

  it('of its headers only the known ones are kept', async () => {
    const headers = {
      'Content-Type': 'application/json',
      'WWW-Authenticate': 'Bearer x',
      'Retry-After': '7',
      'x-ms-request-id': 'id-1',
      'Set-Cookie': 'session=1',
      'x-secret': 'no',
    };
    network.mockResolvedValue(new Response('', { headers }));
    const reply = await send(ask());
    expect('headers' in reply && reply.headers).toStrictEqual({
      contentType: 'application/json',
      wwwAuthenticate: 'Bearer x',
      retryAfter: '7',
      requestId: 'id-1',
    });
    expect(JSON.stringify(await send(ask()))).not.toMatch(/session|no"/);
  });

  it.each<[string, Uint8Array, string]>([
    ['a byte order mark is no text', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), '{}'],
    ['broken UTF-8 is marked', new Uint8Array([0x61, 0xff, 0x62]), 'a\ufffdb'],
    ['a character cut off at the end is marked', new Uint8Array([0x61, 0xc3]), 'a\ufffd'],
  ])('%s', async (_what, bytes, text) => {
    network.mockResolvedValue(new Response(new Blob([bytes.slice()])));
    expect(await send(ask())).toMatchObject({ text });
  });

  it('a character that arrives in two pieces is one', async () => {
    const pieces = [new Uint8Array([0xc3]), new Uint8Array([0xa9])];
    const body = new ReadableStream({
      pull: (stream) => {
        const piece = pieces.shift();
        if (piece) stream.enqueue(piece);
        else stream.close();
      },
    });
    network.mockResolvedValue(new Response(body));
    expect(await send(ask())).toMatchObject({ text: 'é' });
  });
});

describe('too much', () => {
  it('is not read to its end: after 1 MiB no piece is taken any more', async () => {
    const { body, taken } = endless(5_000);
    network.mockResolvedValue(new Response(body));
    expect(await send(ask())).toEqual({
      kind: 'too-large',
      host: 'acme.crm4.dynamics.com',
      limitBytes: LARGEST_BODY_BYTES,
    });
    expect(taken()).toBeLessThanOrEqual(LARGEST_BODY_BYTES / 65_536 + 3);
  });

  it.each([
    [LARGEST_BODY_BYTES, 'answer'],
    [LARGEST_BODY_BYTES + 1, 'too-large'],
  ])('%i bytes are %s', async (size, kind) => {
    network.mockResolvedValue(new Response('a'.repeat(size)));
    expect((await send(ask())).kind).toBe(kind);
  });

  it.each([
    [2 * LARGEST_BODY_BYTES, 2 * LARGEST_BODY_BYTES, 'answer'],
    [2 * LARGEST_BODY_BYTES + 1, 2 * LARGEST_BODY_BYTES, 'too-large'],
    [2 * LARGEST_BODY_BYTES + 1, Number.MAX_SAFE_INTEGER, 'too-large'],
  ])(
    '%i bytes of a service description, where %i may come, are %s',
    async (size, capBytes, kind) => {
      network.mockResolvedValue(new Response('a'.repeat(size)));
      expect((await send(ask({ capBytes }))).kind).toBe(kind);
    },
  );
});

it('a megabyte is much, and sixteen are a page of rows', () => {
  expect([LARGEST_BODY_BYTES, LARGEST_PAGE_BYTES]).toEqual([1_048_576, 16_777_216]);
});

it.each([
  [LARGEST_PAGE_BYTES, 'answer'],
  [LARGEST_PAGE_BYTES + 1, 'too-large'],
])('%i bytes of a page of rows are %s', async (size, kind) => {
  network.mockResolvedValue(new Response('a'.repeat(size)));
  const purpose: Purpose = { for: 'dataverse-pages', org: ORG };
  expect((await send(ask({ purpose, capBytes: Number.MAX_SAFE_INTEGER }))).kind).toBe(kind);
});

it('a page of rows is asked of its own organisation only', () => {
  const purpose: Purpose = { for: 'dataverse-pages', org: ORG };
  expect(isAllowed(purpose, `${ORG}/api/data/v9.2/systemusers`)).toBe(true);
  expect(isAllowed(purpose, 'https://evil.crm4.dynamics.com/api/data/v9.2/systemusers')).toBe(
    false,
  );
});

describe('too slow', () => {
  const timeouts: number[] = [];
  beforeEach(() => {
    timeouts.length = 0;
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      timeouts.push(ms);
      return AbortSignal.abort(new DOMException('time', 'TimeoutError'));
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[number | undefined, number]>([
    [undefined, 20_000],
    [5_000, 5_000],
    [60_000, 20_000],
  ])('asked for %s ms, it waits %i', async (timeoutMs, waitedMs) => {
    network.mockImplementation(hanging);
    const more = timeoutMs === undefined ? {} : { timeoutMs };
    expect(await send(ask(more))).toMatchObject({ kind: 'silence', waitedMs });
    expect(timeouts).toEqual([waitedMs]);
  });
});

describe('a body that trickles', () => {
  /** A body that brings a piece after each of these times, and then nothing more. */
  function trickle(gapsMs: number[], closes: boolean) {
    const cancelled = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        const gap = gapsMs.shift();
        if (gap !== undefined)
          return new Promise((resolve) => {
            setTimeout(() => {
              stream.enqueue(new Uint8Array([97]));
              resolve();
            }, gap);
          });
        if (closes) stream.close();
        return closes ? undefined : new Promise(() => undefined);
      },
      cancel: cancelled,
    });
    return { body, cancelled };
  }
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it('and then brings nothing for ten seconds is given up, and the line is let go', async () => {
    const { body, cancelled } = trickle([0, 9_999], false);
    network.mockResolvedValue(new Response(body));
    const told = vi.fn();
    void send(ask()).then(told);
    await vi.advanceTimersByTimeAsync(9_999 + 9_999);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    const host = 'acme.crm4.dynamics.com';
    expect(told).toHaveBeenCalledWith({ kind: 'silence', host, waitedMs: 10_000 });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('and never pauses for so long is read to its end, and leaves no timer', async () => {
    network.mockResolvedValue(new Response(trickle([9_000, 9_999, 1], true).body));
    const reply = send(ask());
    await vi.advanceTimersByTimeAsync(19_000);
    expect(await reply).toMatchObject({ kind: 'answer', text: 'aaa' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('it ends when it is told to', () => {
  it('before it began', async () => {
    network.mockImplementation(hanging);
    expect(await send(ask({ signal: AbortSignal.abort() }))).toMatchObject({ kind: 'stopped' });
  });

  it('while it waits for an answer', async () => {
    network.mockImplementation(hanging);
    const control = new AbortController();
    const reply = send(ask({ signal: control.signal }));
    control.abort();
    expect(await reply).toEqual({ kind: 'stopped', host: 'acme.crm4.dynamics.com' });
  });

  it('while it reads', async () => {
    const control = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        control.abort();
        stream.error(new DOMException('x', 'AbortError'));
      },
    });
    network.mockResolvedValue(new Response(body));
    expect((await send(ask({ signal: control.signal }))).kind).toBe('stopped');
  });
});

describe('it never throws', () => {
  it.each<[string, typeof fetch]>([
    ['the network fails', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['something that is no error is thrown', () => Promise.reject('x')],
    [
      'fetch itself throws',
      () => {
        throw new TypeError('Invalid value');
      },
    ],
    [
      'the body breaks off',
      async () =>
        new Response(
          new ReadableStream({
            pull: (stream) => stream.error(new TypeError('terminated')),
          }),
        ),
    ],
    ['there is no body', async () => Response.error()],
  ])('when %s', async (_what, how) => {
    network.mockImplementation(how);
    const { kind } = await send(ask());
    expect(['unreachable', 'answer']).toContain(kind);
  });

  it.each(['', 'nonsense', 'https://', '//x', 'https://a b', 'https://[::1'])(
    'when its URL is %j',
    async (url) => {
      network.mockImplementation(() => Promise.reject(new TypeError('Failed to parse URL')));
      const reply = await boundedFetch({
        url,
        method: 'GET',
        headers: {},
        credentials: 'omit',
        timeoutMs: 1_000,
        capBytes: 10,
      });
      expect(reply).toEqual({ kind: 'unreachable', host: '' });
    },
  );
});

it('a page’s own reader uses the page’s session and nothing else is different', async () => {
  await boundedFetch({
    url: WHO_AM_I,
    method: 'GET',
    headers: {},
    credentials: 'same-origin',
    timeoutMs: 1_000,
    capBytes: 10,
  });
  expect(network.mock.calls[0]?.[1]).toMatchObject({
    credentials: 'same-origin',
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
});

it('there is one fetch in the program, and it stands behind the gate', () => {
  expect(readFileSync('lib/clients/bounded-fetch.ts', 'utf8').match(/\bfetch\(/g)).toHaveLength(1);
});
