// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, type Account, SCOPES, SIGN_IN_CLIENTS } from '../../emulators/accounts.ts';
import { ORGANISATIONS, TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { claimsOf, Person, REDIRECT, type SignInAsk } from './person.ts';
import { parsed, type Seen, type Visitor, visit } from './visitor.ts';

const { administrator, blocked, foreigner, seller, unconsented } = ACCOUNTS;

let visitor: Visitor;
let person: Person;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(async () => {
  await visitor.setWorld('happy');
  person = new Person(visitor);
});
afterAll(() => visitor.leave());

const aadsts = (text: unknown) => Number(/AADSTS(\d+)/.exec(String(text))?.[1]);
const codeOf = (seen: Seen) => (parsed(seen).error_codes as number[])[0];
const accept = (page: Seen) =>
  page.text.includes('value="accept"') ? { do: 'accept' } : undefined;
const cancel = (page: Seen) =>
  page.text.includes('value="accept"') ? { do: 'cancel' } : undefined;

describe('a whole sign-in', () => {
  it('gives a code by the fragment, with state and client_info, and tokens for it', async () => {
    const scope = `${SCOPES.dataverse} openid profile offline_access`;
    const { back = {}, at } = await person.signIn({ scope });
    expect(at).toMatch(/^https:\/\/[a-p]{32}\.chromiumapp\.org\/#/);
    expect(back.state).toBe('a state/with+marks=');
    expect(back).not.toHaveProperty('iss');
    const who = { uid: administrator.objectId, utid: TENANTS.contoso };
    expect(JSON.parse(Buffer.from(String(back.client_info), 'base64url').toString())).toEqual(who);
    const seen = await person.redeemCode(String(back.code), scope);
    const tokens = parsed(seen);
    expect([seen.status, tokens]).toMatchObject([
      200,
      { token_type: 'Bearer', expires_in: 3599, scope: expect.stringContaining(SCOPES.dataverse) },
    ]);
    expect(claimsOf(String(tokens.id_token))).toMatchObject({
      aud: SIGN_IN_CLIENTS.own,
      iss: `https://login.microsoftonline.com/${TENANTS.contoso}/v2.0`,
      nonce: 'a nonce',
      oid: administrator.objectId,
      preferred_username: administrator.userName,
      tid: TENANTS.contoso,
    });
    expect(claimsOf(String(tokens.access_token))).toMatchObject({
      aud: ORGANISATIONS.contoso.url,
      scp: 'user_impersonation',
      tid: TENANTS.contoso,
      idtyp: 'user',
    });
  });

  it('answers by the query when it is asked to', async () => {
    const { at } = await person.signIn({ more: { response_mode: 'query' } });
    expect(at).toMatch(/chromiumapp\.org\/\?code=/);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a second time', {}, 54005],
    ['with another verifier', { code_verifier: 'x'.repeat(43) }, 50148],
    ['with another redirect', { redirect_uri: 'https://other.test/' }, 500112],
    ['with a client secret', { client_secret: 'x' }, 700025],
    ['as a client that nobody knows', { client_id: TENANTS.unknown }, 700016],
    ['as a code that nobody gave', { code: 'invented' }, 9002313],
  ])('a code is refused %s', async (how, more, code) => {
    const { back = {} } = await person.signIn();
    const redeem = (what = {}) => person.redeemCode(String(back.code), 'User.Read', what);
    if (how === 'a second time') await redeem();
    expect(codeOf(await redeem(more))).toBe(code);
  });

  it('a code of one resource buys no token of two', async () => {
    const { back = {} } = await person.signIn();
    const both = `User.Read ${SCOPES.dataverse}`;
    expect(codeOf(await person.redeemCode(String(back.code), both))).toBe(28000);
  });
});

describe('a refresh token', () => {
  it('gives a token of any resource consented to, and a new refresh token each time', async () => {
    const { refresh_token } = await person.tokens(SCOPES.dataverse);
    const seen = await person.redeem({
      grant_type: 'refresh_token',
      refresh_token,
      scope: `${SCOPES.graph} offline_access`,
    });
    const next = parsed(seen) as { access_token: string; refresh_token: string };
    expect(claimsOf(next.access_token)).toMatchObject({
      aud: '00000003-0000-0000-c000-000000000000',
      scp: expect.stringContaining('Application.ReadWrite.All'),
    });
    expect(next.refresh_token).not.toBe(refresh_token);
    // Entra does not revoke the old one.
    const again = await person.redeem({
      grant_type: 'refresh_token',
      refresh_token,
      scope: SCOPES.bap,
    });
    expect(claimsOf(String(parsed(again).access_token)).aud).toBe('https://service.powerapps.com');
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['that nobody gave', { refresh_token: 'invented' }, 9002313, 'invalid_grant'],
    [
      'for another tenant',
      { tenant: TENANTS.fabrikam, scope: 'User.Read' },
      50020,
      'invalid_grant',
    ],
    [
      'for an organisation that there is not',
      { scope: 'https://x.crm4.dynamics.com/.default' },
      500011,
      'invalid_resource',
    ],
    ['for a permission that there is not', { scope: 'Mail.Write' }, 650053, 'invalid_client'],
  ])('%s is refused', async (_what, { tenant = 'organizations', ...more }, code, error) => {
    const { refresh_token } = await person.tokens(SCOPES.dataverse);
    const seen = await person.redeem(
      { grant_type: 'refresh_token', refresh_token, scope: SCOPES.dataverse, ...more },
      { tenant },
    );
    expect([codeOf(seen), parsed(seen).error]).toEqual([code, error]);
  });

  it('ends, and the session of the browser with it, when it is told to', async () => {
    const { refresh_token } = await person.tokens(SCOPES.dataverse);
    await visitor.endSignIn({ refreshTokens: true });
    const seen = await person.redeem({
      grant_type: 'refresh_token',
      refresh_token,
      scope: SCOPES.dataverse,
    });
    expect([codeOf(seen), parsed(seen).suberror]).toEqual([700082, 'bad_token']);
    const silent: SignInAsk = { more: { prompt: 'none', login_hint: administrator.userName } };
    expect((await person.signIn(silent)).back).toHaveProperty('code');
    await visitor.endSignIn({ sessions: true });
    const { back = {} } = await person.signIn(silent);
    expect([back.error, aadsts(back.error_description)]).toEqual(['login_required', 50058]);
  });
});

describe('Origin', () => {
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

  it('is refused of a public client', async () => {
    const { back = {} } = await person.signIn();
    const form = { grant_type: 'authorization_code', code: String(back.code) };
    expect(codeOf(await person.redeem(form, { headers: { origin } }))).toBe(9002326);
  });

  it('is wanted of a single-page application, which may read the answer', async () => {
    const client_id = SIGN_IN_CLIENTS.singlePage;
    const { back = {} } = await person.signIn({ more: { client_id } });
    const form = {
      grant_type: 'authorization_code',
      client_id,
      code: String(back.code),
      scope: 'User.Read openid',
      redirect_uri: REDIRECT,
      code_verifier: person.verifier,
    };
    expect(codeOf(await person.redeem(form))).toBe(9002327);
    const seen = await person.redeem(form, { headers: { origin } });
    expect([seen.status, seen.headers['access-control-allow-origin']]).toEqual([200, origin]);
  });
});

describe('a held request of a sign-in', () => {
  const TOKEN = { host: 'login.microsoftonline.com', method: 'POST', when: 'after' } as const;

  it.each<['continue' | 'reset', unknown]>([
    ['continue', 54005],
    ['reset', 54005],
  ])('has been answered when it is let go by %s: the code is used', async (how, code) => {
    const { back = {} } = await person.signIn();
    const held = await visitor.hold({ ...TOKEN, pathPrefix: '/organizations/oauth2/v2.0/token' });
    const first = person.redeemCode(String(back.code), 'User.Read').catch(({ code: end }) => end);
    await held.arrived();
    await held.release(how);
    const answer = await first;
    expect(how === 'reset' ? answer : answer.status).toBe(how === 'reset' ? 'ECONNRESET' : 200);
    expect(codeOf(await person.redeemCode(String(back.code), 'User.Read'))).toBe(code);
  });

  it('is stopped on its way to the page, too', async () => {
    const held = await visitor.hold({
      host: TOKEN.host,
      method: 'GET',
      pathPrefix: '/organizations/oauth2/v2.0/authorize?',
      when: 'before',
    });
    const signedIn = person.signIn();
    await held.arrived();
    await held.release('continue');
    expect((await signedIn).back).toHaveProperty('code');
  });
});

it.each<[WorldName, number, number]>([
  ['entra-throttled', 429, 90055],
  ['entra-5xx-twice', 503, 90033],
])(
  'in the world %s people get no token either, and their code is kept',
  async (world, status, code) => {
    await visitor.setWorld(world);
    const { back = {} } = await person.signIn();
    const seen = await person.redeemCode(String(back.code), 'User.Read');
    expect([seen.status, codeOf(seen)]).toEqual([status, code]);
  },
);

it.each([
  ['organizations', '{tenantid}'],
  [TENANTS.contoso, TENANTS.contoso],
])('the configuration of %s names its endpoints and who issues', async (tenant, by) => {
  const host = 'login.partner.microsoftonline.cn';
  const { status, text } = await visitor.call(
    tenant === 'organizations' ? host : 'login.microsoftonline.com',
    `/${tenant}/v2.0/.well-known/openid-configuration`,
  );
  expect([status, JSON.parse(text)]).toMatchObject([
    200,
    {
      authorization_endpoint: expect.stringContaining(`/${tenant}/oauth2/v2.0/authorize`),
      end_session_endpoint: expect.stringContaining(`/${tenant}/oauth2/v2.0/logout`),
      issuer: expect.stringContaining(`/${by}/v2.0`),
    },
  ]);
});

it('takes place at the sign-in host of another cloud, by the same rules', async () => {
  const us = new Person(visitor, 'login.microsoftonline.us');
  const { back = {} } = await us.signIn({ account: foreigner });
  const seen = await us.redeemCode(String(back.code), 'User.Read openid');
  expect(claimsOf(String(parsed(seen).id_token)).iss).toMatch(
    /^https:\/\/login.microsoftonline.us\//,
  );
});

describe('what stays in the window', () => {
  it.each<[string, SignInAsk, WorldName, number]>([
    [
      'a redirect that nobody registered',
      { more: { redirect_uri: 'https://evil.test/' } },
      'happy',
      50011,
    ],
    ['a redirect, where none is registered', {}, 'redirect-unregistered', 50011],
    ['an application that nobody knows', { more: { client_id: TENANTS.unknown } }, 'happy', 700016],
    ['our application, where nobody knows it', {}, 'sign-in-unknown', 700016],
    [
      'a single-tenant one, asked for no tenant',
      { more: { client_id: SIGN_IN_CLIENTS.singleTenant } },
      'happy',
      50194,
    ],
    ['a tenant that there is not', { tenant: TENANTS.unknown }, 'happy', 90002],
    [
      'an account of another tenant',
      { tenant: TENANTS.contoso, account: foreigner },
      'happy',
      50020,
    ],
    [
      'an account that there is not',
      { account: { ...seller, userName: 'nobody@contoso.com' } },
      'happy',
      50034,
    ],
    ['an account behind Conditional Access', { account: blocked }, 'happy', 53003],
    ['any account of a blocked tenant', {}, 'sign-in-conditional-access', 53003],
    [
      'a salesperson, asked for more than she may consent to',
      { account: seller, scope: SCOPES.graph },
      'consent-needed',
      90094,
    ],
    [
      'a salesperson, where administrators consent',
      { account: seller },
      'admin-consent-needed',
      90094,
    ],
  ])('%s: %#', async (_what, ask, world, code) => {
    await visitor.setWorld(world);
    const { page } = await person.signIn(ask);
    expect(aadsts(page?.text)).toBe(code);
  });

  it('a wrong password is said in the form', async () => {
    let tries = 0;
    const { page } = await person.signIn({
      onPage: () => {
        tries += 1;
        return tries === 1 ? { userName: administrator.userName, password: 'wrong' } : undefined;
      },
    });
    expect(aadsts(page?.text)).toBe(50126);
  });
});

describe('consent', () => {
  it('is asked once, and given', async () => {
    const ask = { account: unconsented, scope: `${SCOPES.dataverse} openid` };
    const { page } = await person.signIn(ask);
    expect(page?.text).toContain('Permissions requested');
    expect((await person.signIn({ ...ask, onPage: accept })).back).toHaveProperty('code');
    expect((await person.signIn(ask)).back).toHaveProperty('code');
  });

  it('refused goes back to the application with 65004', async () => {
    const { back = {} } = await person.signIn({ account: unconsented, onPage: cancel });
    expect([back.error, back.error_subcode, aadsts(back.error_description)]).toEqual([
      'access_denied',
      'cancel',
      65004,
    ]);
    expect(back.error_description).toMatch(/Trace ID: .*\r\nCorrelation ID: /);
  });

  it('missing is consent_required without a prompt, and 65001 on a refresh', async () => {
    const { refresh_token } = await person.tokens('User.Read', {
      account: unconsented,
      onPage: accept,
    });
    const seen = await person.redeem({
      grant_type: 'refresh_token',
      refresh_token,
      scope: SCOPES.dataverse,
    });
    expect([codeOf(seen), parsed(seen).suberror]).toEqual([65001, 'consent_required']);
    const { back = {} } = await person.signIn({
      scope: SCOPES.dataverse,
      more: { prompt: 'none', login_hint: unconsented.userName },
    });
    expect([back.error, aadsts(back.error_description)]).toEqual(['consent_required', 65001]);
  });

  it('of an administrator can be declined from the approval page', async () => {
    await visitor.setWorld('admin-consent-needed');
    const { page, at } = await person.signIn({ account: seller });
    expect(page?.text).toContain('Need admin approval');
    const { back = {} } = await person.follow(`${at}?return=yes`);
    expect([back.error, aadsts(back.error_description)]).toEqual(['access_denied', 90094]);
  });
});

describe('a browser in which somebody is signed in', () => {
  it('asks nobody again', async () => {
    await person.signIn();
    const { back } = await person.signIn({ account: { ...seller, userName: 'not@asked.test' } });
    expect(back).toHaveProperty('code');
  });

  it('lets another account be picked, without a password once it is signed in', async () => {
    await person.signIn();
    const select: SignInAsk = { more: { prompt: 'select_account' } };
    const other: SignInAsk = {
      ...select,
      account: seller,
      onPage: (page) => (page.text.includes('Pick an account') ? { account: '' } : undefined),
    };
    const { back = {} } = await person.signIn(other);
    expect(await subjectOf(back.code)).toBe(seller.userName);
    const first = await person.signIn({
      ...select,
      onPage: (page) =>
        page.text.includes('Pick an account') ? { account: administrator.objectId } : undefined,
    });
    expect(await subjectOf(first.back?.code)).toBe(administrator.userName);
  });

  it('asks for whom the hint names', async () => {
    await person.signIn();
    const hint = { login_hint: seller.userName };
    const { back = {} } = await person.signIn({ more: { ...hint, prompt: 'none' } });
    expect(aadsts(back.error_description)).toBe(50058);
    const named = await person.signIn({ more: hint, account: seller });
    expect(await subjectOf(named.back?.code)).toBe(seller.userName);
  });

  it('forgets its session when it is signed out', async () => {
    await person.signIn();
    const out = await person.follow(
      `/organizations/oauth2/v2.0/logout?${new URLSearchParams({ post_logout_redirect_uri: REDIRECT })}`,
    );
    expect(out.at).toBe(REDIRECT);
    const { back = {} } = await person.signIn({ more: { prompt: 'none' } });
    expect(back.error).toBe('login_required');
  });

  const subjectOf = async (code: string | undefined) => {
    const seen = await person.redeemCode(String(code), 'User.Read openid');
    return claimsOf(String(parsed(seen).id_token)).preferred_username;
  };
});

it.each<[WorldName, Account, string, string]>([
  ['guest', foreigner, TENANTS.contoso, TENANTS.contoso],
  ['happy', foreigner, 'organizations', TENANTS.fabrikam],
])(
  'in the world %s Robin gets a token of the tenant she asked for',
  async (world, account, tenant, tid) => {
    await visitor.setWorld(world);
    const { back = {} } = await person.signIn({ account, tenant });
    const seen = await person.redeemCode(String(back.code), 'User.Read openid');
    expect(claimsOf(String(parsed(seen).access_token)).tid).toBe(tid);
  },
);
