import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntraAsk } from '../../../lib/auth/entra-ask.ts';
import { openEntraUser } from '../../../lib/auth/entra-user.ts';
import { COMMON_CLOUD, cloudNamed } from '../../../lib/domain/sign-in.ts';
import {
  ADELE,
  answerWith,
  CLIENT,
  createDirectory,
  type Directory,
  MEGAN,
  REDIRECT,
  TENANT,
} from './a-directory.ts';

const ASK: EntraAsk = { clientId: CLIENT, cloud: COMMON_CLOUD, resource: 'discovery' };
const GRAPH: EntraAsk = { ...ASK, resource: 'graph', username: MEGAN.username };
let directory: Directory;
beforeEach(() => {
  directory = createDirectory();
});

/** Every worker starts with nothing but what was kept. */
const wake = () => openEntraUser(directory.ports);
const signIn = (how: 'person' | 'switch' | 'unseen' = 'person', more: Partial<EntraAsk> = {}) =>
  wake().signIn({ ...ASK, ...more, how });
const failedWith = (code: string) => ({ ok: false, failure: { code } });

describe('the first sign-in', () => {
  it('gives the account and a token, by the code flow with PKCE', async () => {
    const entered = await signIn();
    expect(entered).toMatchObject({
      ok: true,
      value: {
        account: {
          name: MEGAN.name,
          username: MEGAN.username,
          tenantId: TENANT,
          cloud: 'Commercial',
        },
        token: { tenantId: TENANT, objectId: MEGAN.oid, username: MEGAN.username },
      },
    });
    const [{ url } = { url: new URL('https://x') }] = directory.opened;
    expect(url.origin + url.pathname).toBe(
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize',
    );
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: CLIENT,
      redirect_uri: REDIRECT,
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    expect(url.searchParams.get('scope')?.split(' ')).toContain(
      'https://globaldisco.crm.dynamics.com/user_impersonation',
    );
    expect(directory.asked[0]?.body.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
  });

  it('keeps what outlives the worker, and nothing that belongs to the window only', async () => {
    await signIn();
    const keys = [...directory.entries.keys()];
    expect(keys.some((key) => key.includes('refreshtoken'))).toBe(true);
    expect(keys.filter((key) => !/^msal\.(?:\d|version$)/.test(key))).toEqual([]);
  });

  it('goes to the sign-in of its own cloud', async () => {
    for (const name of ['GCC High', 'China']) {
      const cloud = cloudNamed(name);
      if (cloud) await signIn('person', { cloud });
    }
    expect(directory.opened.map(({ url }) => url.host)).toEqual([
      'login.microsoftonline.us',
      'login.partner.microsoftonline.cn',
    ]);
    expect(directory.asked.map(({ url }) => new URL(url).host)).toEqual(
      directory.opened.map(({ url }) => url.host),
    );
  });

  it('asks at the door of one tenant where that is known', async () => {
    await signIn('person', { tenantId: TENANT });
    expect(directory.opened[0]?.url.pathname).toBe(`/${TENANT}/oauth2/v2.0/authorize`);
  });

  it('is asked once by many who want it at the same time', async () => {
    const user = wake();
    const all = await Promise.all([1, 2, 3].map(() => user.signIn({ ...ASK, how: 'person' })));
    expect(directory.opened).toHaveLength(1);
    expect(all.map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});

describe('a sign-in that comes to nothing', () => {
  it('is named when the window was closed, and the next one works', async () => {
    directory.set.person = undefined;
    const user = wake();
    const closed = await user.signIn({ ...ASK, how: 'person' });
    expect(closed).toMatchObject({
      failure: { code: 'sign-in/window-closed', clientId: CLIENT, redirectUri: REDIRECT },
    });
    directory.set.person = MEGAN;
    expect(await user.signIn({ ...ASK, how: 'person' })).toMatchObject({ ok: true });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'the person declined',
      { error: 'access_denied', error_description: 'AADSTS65004: User declined to consent.' },
      'sign-in/consent-refused',
    ],
    [
      'an administrator has to consent',
      { error: 'access_denied', error_description: 'AADSTS90094: Admin consent is required.' },
      'sign-in/admin-consent-needed',
    ],
    [
      'Conditional Access',
      { error: 'interaction_required', error_description: 'AADSTS53003: Blocked.' },
      'sign-in/conditional-access',
    ],
    [
      'another redirect URI is registered',
      { error: 'invalid_request', error_description: 'AADSTS50011: The redirect URI …' },
      'sign-in/redirect-mismatch',
    ],
    [
      'an unknown application',
      { error: 'unauthorized_client', error_description: 'AADSTS700016: Not found.' },
      'sign-in/app-unknown',
    ],
    ['something new', { error: 'server_error' }, 'sign-in/refused'],
  ])('is named: %s', async (_what, members, code) => {
    directory.set.window = (url) => answerWith(url, members);
    expect(await signIn()).toMatchObject(failedWith(code));
    directory.set.window = undefined;
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it.each<[string, number, string]>([
    ['registered as a single-page application', 9002327, 'sign-in/wrong-platform'],
    ['registered under Web', 7000218, 'sign-in/wrong-platform'],
    ['an Origin that another extension put back', 9002326, 'entra/origin-refused'],
  ])('is named by the token endpoint: %s', async (_what, number, code) => {
    directory.set.refusal = {
      status: 400,
      body: {
        error: 'invalid_request',
        error_codes: [number],
        error_description: `AADSTS${number}: no.`,
      },
    };
    expect(await signIn()).toMatchObject({
      failure: { code, service: { status: 400, code: `AADSTS${number}` } },
    });
  });

  it('is named when the line breaks between the window and the token', async () => {
    directory.set.refusal = {
      kind: 'silence',
      host: 'login.microsoftonline.com',
      waitedMs: 20_000,
    };
    expect(await signIn()).toMatchObject(failedWith('net/no-reply'));
  });

  it('does not believe an answer with another state than was sent', async () => {
    directory.set.window = () => ({
      ended: 'answered',
      url: `${REDIRECT}#code=x&state=eyJpZCI6ImV2aWwifQ==`,
    });
    expect(await signIn()).toMatchObject(failedWith('sign-in/bad-answer'));
    expect(directory.asked).toEqual([]);
  });

  it('says that another window is open', async () => {
    directory.set.window = () => ({ ended: 'other-open' });
    expect(await signIn()).toMatchObject(failedWith('sign-in/already-open'));
  });
});

describe('a worker that died', () => {
  it('in mid-login: what it left does not stop the next sign-in', async () => {
    directory.set.window = () => new Promise(() => {});
    void signIn();
    await vi.waitFor(() => expect(directory.opened).toHaveLength(1));
    directory.set.window = undefined;
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('leaves a session from which the next one has its tokens without a window', async () => {
    await signIn();
    const { length } = directory.asked;
    expect(await wake().token(ASK)).toMatchObject({ ok: true });
    expect(directory.asked).toHaveLength(length);
    expect(await wake().token(GRAPH)).toMatchObject({ ok: true });
    expect(directory.asked.at(-1)?.body.get('grant_type')).toBe('refresh_token');
    expect(directory.opened).toHaveLength(1);
  });
});

describe('a token', () => {
  it('is refused where nobody has signed in', async () => {
    expect(await wake().token(ASK)).toMatchObject(failedWith('sign-in/needed'));
    expect(directory.opened).toEqual([]);
  });

  it('comes unseen after the browser was closed, for whom the hint names', async () => {
    const given = await wake().token({ ...ASK, username: MEGAN.username });
    expect(given).toMatchObject({ ok: true });
    const [{ url, interactive } = { url: new URL('https://x'), interactive: true }] =
      directory.opened;
    expect(interactive).toBe(false);
    expect(url.searchParams.get('prompt')).toBe('none');
    expect(url.searchParams.get('login_hint')).toBe(MEGAN.username);
  });

  it('comes unseen when the refresh token has run out', async () => {
    await signIn();
    directory.forgetRefreshTokens();
    expect(await wake().token(GRAPH)).toMatchObject({ ok: true });
    expect(directory.opened.map(({ interactive }) => interactive)).toEqual([true, false]);
  });

  it('needs the person when Microsoft wants to see them', async () => {
    await signIn();
    directory.forgetRefreshTokens();
    directory.set.window = (url) =>
      answerWith(url, { error: 'login_required', error_description: 'AADSTS50058: no session.' });
    expect(await wake().token(GRAPH)).toMatchObject(failedWith('sign-in/needed'));
  });

  it('needs a consent first, and names for what; nobody is asked unseen', async () => {
    await signIn();
    directory.set.refusal = {
      status: 400,
      body: { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] },
    };
    expect(await wake().token(GRAPH)).toMatchObject({
      failure: { code: 'sign-in/consent-needed', resource: 'Microsoft Graph' },
    });
    expect(directory.opened).toHaveLength(1);
  });

  it.each<[string, { status: number; body: object }, string]>([
    ['too many requests', { status: 429, body: { error: 'invalid_request' } }, 'sign-in/busy'],
    [
      'Conditional Access',
      { status: 400, body: { error: 'invalid_grant', error_codes: [53003] } },
      'sign-in/conditional-access',
    ],
  ])('is refused by name: %s', async (_what, refusal, code) => {
    await signIn();
    directory.set.refusal = refusal;
    expect(await wake().token(GRAPH)).toMatchObject(failedWith(code));
  });

  it('of another tenant is asked for at that tenant', async () => {
    await signIn();
    const other = '7b1e4c62-93aa-4f0d-8e15-d5c2a9f06b38';
    await wake().token({ ...GRAPH, tenantId: other });
    expect(new URL(directory.asked.at(-1)?.url ?? '').pathname).toBe(`/${other}/oauth2/v2.0/token`);
  });
});

describe('which account', () => {
  it('another one than signed in is not let in, and the first stays', async () => {
    await signIn();
    directory.set.person = ADELE;
    expect(await signIn('person', { username: MEGAN.username })).toMatchObject({
      failure: { code: 'sign-in/wrong-account', expected: MEGAN.username, actual: ADELE.username },
    });
    directory.set.window = () => ({ ended: 'closed' });
    expect(await wake().token(GRAPH)).toMatchObject({
      value: { token: { username: MEGAN.username } },
    });
  });

  it('switching asks which, and leaves nothing of the one before', async () => {
    await signIn();
    directory.set.person = ADELE;
    expect(await signIn('switch')).toMatchObject({
      value: { account: { username: ADELE.username } },
    });
    expect(directory.opened.at(-1)?.url.searchParams.get('prompt')).toBe('select_account');
    expect(JSON.stringify([...directory.entries])).not.toContain(MEGAN.oid);
  });

  it('signing out while a token is renewed leaves nothing either, and lets nobody in', async () => {
    await signIn();
    const { send } = directory.ports;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = vi.fn();
    directory.ports.send = async (ask) => {
      arrived();
      const reply = await send(ask);
      await held;
      return reply;
    };
    const user = wake();
    const token = user.token(GRAPH);
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
    const forgotten = user.forget();
    release();
    expect(await token).toMatchObject(failedWith('sign-in/needed'));
    await forgotten;
    expect([...directory.entries]).toEqual([]);
  });

  it('everything forgotten while the window is open: whoever comes in there is not let in', async () => {
    const user = wake();
    const { openWindow } = directory.ports;
    directory.ports.openWindow = async (url, interactive) => {
      const passed = await openWindow(url, interactive);
      await user.forget();
      return passed;
    };
    expect(await user.signIn({ ...ASK, how: 'person' })).toMatchObject(
      failedWith('sign-in/interrupted'),
    );
    expect([...directory.entries]).toEqual([]);
    expect(directory.asked).toEqual([]);
  });

  it('signing out leaves nothing', async () => {
    await signIn();
    await wake().forget();
    expect([...directory.entries]).toEqual([]);
    expect(await wake().token(ASK)).toMatchObject(failedWith('sign-in/needed'));
  });
});

it('tokens for an organisation are forgotten alone: the others, and who signed in, stay', async () => {
  const org = 'https://acme.crm4.dynamics.com';
  await signIn();
  const user = wake();
  const ask: EntraAsk = { ...ASK, resource: 'dataverse', org, username: MEGAN.username };
  expect(await user.token(ask)).toMatchObject({ ok: true });
  const tokens = () => [...directory.entries.keys()].filter((key) => key.includes('accesstoken'));
  const before = tokens();
  expect(before.some((key) => key.includes(org))).toBe(true);
  await user.forgetFor((host) => host === 'acme.crm4.dynamics.com');
  expect(tokens()).toEqual(before.filter((key) => !key.includes(org)));
  directory.asked.length = 0;
  expect(await user.token(GRAPH)).toMatchObject({ ok: true });
  expect(await user.token(ask)).toMatchObject({ ok: true });
  const scopes = directory.asked.map(({ body }) => body.get('scope') ?? '');
  expect(scopes.filter((scope) => scope.includes(org))).toHaveLength(1);
});
