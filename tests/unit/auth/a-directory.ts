import type { EntraPorts } from '../../../lib/auth/entra-ask.ts';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import type { SignInWindow } from '../../../lib/domain/sign-in.ts';

export const CLIENT = '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10';
export const TENANT = '2f0c1d9e-6f5b-4a3c-9d57-8c1b0e4a7d21';
export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

export type Person = { oid: string; username: string; name: string };
export const MEGAN: Person = {
  oid: '11111111-2222-4333-8444-555555555501',
  username: 'megan.bowen@contoso.com',
  name: 'Megan Bowen',
};
export const ADELE: Person = {
  oid: '11111111-2222-4333-8444-555555555502',
  username: 'adele.vance@contoso.com',
  name: 'Adele Vance',
};

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${base64url({ alg: 'none' })}.${base64url(claims)}.c2ln`;

/** A tiny Entra: it remembers what each code and refresh token stands for, and nothing else. */
export function createDirectory(clock = { nowMs: Date.parse('2026-11-20T10:00:00Z') }) {
  let turn = 0;
  const codes = new Map<string, { person: Person; nonce: string; scope: string }>();
  const refreshTokens = new Map<string, Person>();
  const asked: { url: string; body: URLSearchParams }[] = [];
  const opened: { url: URL; interactive: boolean }[] = [];
  const entries = new Map<string, string>();
  const set = {
    /** Who sits before the window; nobody closes it. */
    person: MEGAN as Person | undefined,
    /** What the window answers instead. */
    window: undefined as ((url: URL) => Promise<SignInWindow> | SignInWindow) | undefined,
    /** What the token endpoint answers instead. */
    refusal: undefined as { status: number; body: object } | Reply | undefined,
    lifetimeSeconds: 3599,
  };

  async function openWindow(address: string, interactive: boolean): Promise<SignInWindow> {
    const url = new URL(address);
    opened.push({ url, interactive });
    if (set.window) return set.window(url);
    if (!set.person) return { ended: 'closed' };
    const code = `code-${++turn}`;
    const { searchParams: query } = url;
    codes.set(code, {
      person: set.person,
      nonce: query.get('nonce') ?? '',
      scope: query.get('scope') ?? '',
    });
    return answerWith(url, { code, client_info: clientInfoOf(set.person) });
  }

  const answer = (status: number, body: object): Reply => ({
    kind: 'answer',
    host: 'login.microsoftonline.com',
    status,
    headers: { contentType: 'application/json' },
    text: JSON.stringify(body),
  });

  async function send(ask: Ask): Promise<Reply> {
    const body = new URLSearchParams(ask.body);
    asked.push({ url: ask.url, body });
    const { refusal } = set;
    if (refusal) return 'kind' in refusal ? refusal : answer(refusal.status, refusal.body);
    const code = codes.get(body.get('code') ?? '');
    const person = code?.person ?? refreshTokens.get(body.get('refresh_token') ?? '');
    if (!person) return answer(400, { error: 'invalid_grant', error_codes: [700082] });
    const refreshToken = `refresh-${++turn}`;
    refreshTokens.set(refreshToken, person);
    const seconds = Math.floor(Date.now() / 1000);
    return answer(200, {
      token_type: 'Bearer',
      scope: body.get('scope') ?? code?.scope,
      expires_in: set.lifetimeSeconds,
      access_token: `CANARY-T-access-${turn}`,
      refresh_token: refreshToken,
      client_info: clientInfoOf(person),
      id_token: jwt({
        aud: CLIENT,
        iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        iat: seconds,
        nbf: seconds,
        exp: seconds + 3600,
        tid: TENANT,
        oid: person.oid,
        sub: person.oid,
        name: person.name,
        preferred_username: person.username,
        ver: '2.0',
        ...(code && { nonce: code.nonce }),
      }),
    });
  }

  const ports: EntraPorts = {
    send,
    openWindow,
    redirectUri: () => REDIRECT,
    allowWithoutOrigin: async () => {},
    newId: () => crypto.randomUUID(),
    nowMs: () => clock.nowMs,
    keeper: {
      readAll: async () => Object.fromEntries(entries),
      write: async (key, value) => void entries.set(key, value),
      remove: async (key) => void entries.delete(key),
    },
  };
  return { ports, set, asked, opened, entries, forgetRefreshTokens: () => refreshTokens.clear() };
}

export type Directory = ReturnType<typeof createDirectory>;

const clientInfoOf = ({ oid }: Person) => base64url({ uid: oid, utid: TENANT });

/** Microsoft sends the browser back to the redirect URI. */
export function answerWith(url: URL, members: Record<string, string>): SignInWindow {
  const state = url.searchParams.get('state') ?? '';
  return { ended: 'answered', url: `${REDIRECT}#${new URLSearchParams({ ...members, state })}` };
}
