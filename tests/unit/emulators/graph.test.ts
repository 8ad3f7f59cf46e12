// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, type Account, SCOPES, SIGN_IN_CLIENTS } from '../../emulators/accounts.ts';
import { CLIENT_ID, ORGANISATIONS, TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { Person } from './person.ts';
import { errorOf, parsed, rowsOf, type Said, type Seen, type Visitor, visit } from './visitor.ts';

const { administrator, crmAdministrator, directoryAdministrator } = ACCOUNTS;
const TAGS = ['MapsimiseConnect', `org:${ORGANISATIONS.contoso.organizationId}`];

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('provisioning'));
afterAll(() => visitor.leave());

type Line = {
  ask: (method: string, path: string, body?: unknown, said?: Said) => Promise<Seen>;
};

async function lineOf(
  account: Account = administrator,
  scope: string = SCOPES.graph,
): Promise<Line> {
  const { access_token } = await new Person(visitor).tokens(scope, { account });
  return {
    ask: (method, path, body, said = {}) =>
      visitor.call('graph.microsoft.com', `/v1.0/${path.replace(/[^!-~]/g, encodeURIComponent)}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: {
          authorization: `Bearer ${access_token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...said.headers,
        },
      }),
  };
}

const wanted = { displayName: 'Mapsimise (Contoso)', signInAudience: 'AzureADMyOrg', tags: TAGS };
const made = (seen: Seen) => parsed(seen) as { id: string; appId: string };
const said = (seen: Seen) => [seen.status, errorOf(seen).code];
const tokenFor = async (clientId: string, secret: string) => {
  const { url } = ORGANISATIONS.contoso;
  const seen = await visitor.call(
    'login.microsoftonline.com',
    `/${TENANTS.contoso}/oauth2/v2.0/token`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: secret,
        scope: `${url}/.default`,
        grant_type: 'client_credentials',
      }).toString(),
    },
  );
  return seen.status === 200 ? 200 : (parsed(seen).error_codes as number[])[0];
};

describe('an application made through Graph', () => {
  it('gets tokens with its secret once it has a service principal, until that is removed', async () => {
    const { ask } = await lineOf();
    const created = await ask('POST', 'applications', wanted);
    expect([created.status, parsed(created)]).toMatchObject([
      201,
      { ...wanted, passwordCredentials: [] },
    ]);
    expect(created.headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const { id, appId } = made(created);
    const endDateTime = '2091-01-01T00:00:00Z';
    const password = await ask('POST', `applications/${id}/addPassword`, {
      passwordCredential: { displayName: 'run 1', endDateTime },
    });
    const { secretText, keyId, hint } = parsed(password) as Record<string, string>;
    expect(parsed(password)).toMatchObject({ displayName: 'run 1', endDateTime });
    expect(hint).toBe(String(secretText).slice(0, 3));
    expect(await tokenFor(appId, String(secretText))).toBe(7000229);
    const principal = await ask('POST', 'servicePrincipals', { appId });
    expect([principal.status, made(principal).appId]).toEqual([201, appId]);
    expect(await tokenFor(appId, String(secretText))).toBe(200);
    expect(await tokenFor(appId, String(keyId))).toBe(7000215);
    const again = await ask('GET', `applications/${id}?$select=passwordCredentials`);
    expect(again.text).toContain(keyId);
    expect(again.text).not.toContain(secretText);
    expect((await ask('POST', `applications/${id}/removePassword`, { keyId })).status).toBe(204);
    expect(await tokenFor(appId, String(secretText))).toBe(7000215);
    expect((await visitor.applications()).find((one) => one.id === id)?.secrets).toMatchObject([
      { keyId, secretText, removed: true },
    ]);
  });

  it('is found by its tags, and gone once it is deleted', async () => {
    const { ask } = await lineOf();
    const { id, appId } = made(await ask('POST', 'applications', wanted));
    await ask('POST', 'servicePrincipals', { appId });
    const byTag = `applications?$select=id,tags&$filter=tags/any(t:t eq '${TAGS[1]}')`;
    expect(rowsOf(await ask('GET', byTag))).toEqual([{ id, tags: TAGS }]);
    const byAppId = `servicePrincipals?$filter=appId eq '${appId}'`;
    expect(rowsOf(await ask('GET', byAppId))).toHaveLength(1);
    expect((await ask('DELETE', `applications/${id}`)).status).toBe(204);
    expect(rowsOf(await ask('GET', byTag))).toEqual([]);
    expect(rowsOf(await ask('GET', byAppId))).toEqual([]);
    expect(said(await ask('GET', `applications/${id}`))).toEqual([404, 'Request_ResourceNotFound']);
  });

  it('stands beside that of the sign-in and, in happy, the one made by hand', async () => {
    await visitor.setWorld('happy');
    const { ask } = await lineOf();
    const ids = rowsOf(await ask('GET', 'applications')).map(({ appId }) => appId);
    expect(ids).toEqual([SIGN_IN_CLIENTS.own, CLIENT_ID]);
    const one = await ask('GET', `applications(appId='${CLIENT_ID}')?$select=displayName,tags`);
    expect(parsed(one)).toMatchObject({ displayName: 'Mapsimise Connect', tags: [] });
  });

  it('has a service principal once only', async () => {
    const { ask } = await lineOf();
    const { appId } = made(await ask('POST', 'applications', wanted));
    const first = made(await ask('POST', 'servicePrincipals', { appId }));
    expect(said(await ask('POST', 'servicePrincipals', { appId }))).toEqual([
      409,
      'Request_MultipleObjectsWithSameKeyValue',
    ]);
    expect((await ask('DELETE', `servicePrincipals/${first.id}`)).status).toBe(204);
    expect((await ask('POST', 'servicePrincipals', { appId })).status).toBe(201);
  });
});

describe('who may', () => {
  it.each<[string, Account, string, WorldName, [number, string]]>([
    [
      'no directory role',
      crmAdministrator,
      SCOPES.graph,
      'provisioning',
      [403, 'Authorization_RequestDenied'],
    ],
    [
      'a world that denies',
      administrator,
      SCOPES.graph,
      'graph-denied',
      [403, 'Authorization_RequestDenied'],
    ],
    [
      'another audience',
      administrator,
      SCOPES.dataverse,
      'provisioning',
      [401, 'InvalidAuthenticationToken'],
    ],
    [
      'a service that is down',
      administrator,
      SCOPES.graph,
      'graph-down',
      [503, 'serviceUnavailable'],
    ],
    ['a throttled one', administrator, SCOPES.graph, 'graph-throttled', [429, 'TooManyRequests']],
  ])('%s makes no application', async (_why, account, scope, world, expected) => {
    await visitor.setWorld(world);
    const { ask } = await lineOf(account, scope);
    const seen = await ask('POST', 'applications', wanted);
    expect(said(seen)).toEqual(expected);
    expect(seen.headers['retry-after']).toBe(world === 'graph-throttled' ? '2' : undefined);
    expect(await visitor.applications()).toHaveLength(1);
  });

  it('a Cloud Application Administrator makes one', async () => {
    const { ask } = await lineOf(directoryAdministrator);
    expect((await ask('POST', 'applications', wanted)).status).toBe(201);
  });

  it('is told by their directory roles, which a token without the right to read them half hides', async () => {
    const path =
      'me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId';
    const { ask } = await lineOf();
    expect(rowsOf(await ask('GET', path))).toEqual([
      { id: expect.any(String), displayName: null, roleTemplateId: null },
    ]);
    const onPage = (page: Seen) =>
      page.text.includes('value="accept"') ? { do: 'accept' } : undefined;
    const { access_token } = await new Person(visitor).tokens('RoleManagement.Read.Directory', {
      onPage,
    });
    const authorization = `Bearer ${access_token}`;
    const seen = await ask('GET', path, undefined, { headers: { authorization } });
    expect(rowsOf(seen)).toMatchObject([
      {
        displayName: 'Application Administrator',
        roleTemplateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
      },
    ]);
    const nobody = await lineOf(crmAdministrator);
    expect(rowsOf(await nobody.ask('GET', path))).toEqual([]);
  });

  it('is told who they are', async () => {
    const { ask } = await lineOf();
    expect(parsed(await ask('GET', 'me?$select=id,userPrincipalName'))).toMatchObject({
      id: administrator.objectId,
      userPrincipalName: administrator.userName,
    });
  });
});

describe('what is refused', () => {
  it.each<[string, string, string, unknown, [number, string]]>([
    ['no name', 'POST', 'applications', {}, [400, 'Request_BadRequest']],
    [
      'a member that there is not',
      'POST',
      'applications',
      { ...wanted, colour: 'red' },
      [400, 'Request_BadRequest'],
    ],
    [
      'an audience that there is not',
      'POST',
      'applications',
      { ...wanted, signInAudience: 'All' },
      [400, 'Request_BadRequest'],
    ],
    [
      'a tag twice',
      'POST',
      'applications',
      { ...wanted, tags: ['a', 'a'] },
      [400, 'Request_BadRequest'],
    ],
    ['no JSON', 'POST', 'applications', '{', [400, 'BadRequest']],
    [
      'a service principal of nothing',
      'POST',
      'servicePrincipals',
      { appId: TENANTS.unknown },
      [400, 'Request_BadRequest'],
    ],
    [
      'a column that there is not',
      'GET',
      'applications?$select=colour',
      undefined,
      [400, 'BadRequest'],
    ],
    [
      'a filter by what cannot be filtered',
      'GET',
      "applications?$filter=notes eq 'x'",
      undefined,
      [400, 'Request_UnsupportedQuery'],
    ],
    ['a filter that is none', 'GET', 'applications?$filter=appId', undefined, [400, 'BadRequest']],
    ['an unknown option', 'GET', 'applications?$colour=1', undefined, [400, 'BadRequest']],
    [
      'what is not there',
      'GET',
      `applications/${TENANTS.unknown}`,
      undefined,
      [404, 'Request_ResourceNotFound'],
    ],
    [
      'the policy without a right to it',
      'GET',
      'policies/authorizationPolicy',
      undefined,
      [403, 'AccessDenied'],
    ],
  ])('%s', async (_what, method, path, body, expected) => {
    const { ask } = await lineOf();
    const seen = await ask(method, path, body, {
      headers: { 'client-request-id': TENANTS.contoso },
    });
    expect(said(seen)).toEqual(expected);
    expect(errorOf(seen)).toMatchObject({ innerError: { 'client-request-id': TENANTS.contoso } });
  });

  it.each<[string, WorldName, Record<string, unknown>, [number, string]]>([
    [
      'an end in the past',
      'provisioning',
      { endDateTime: '2001-01-01T00:00:00Z' },
      [400, 'Request_BadRequest'],
    ],
    [
      'an end that is no time',
      'provisioning',
      { endDateTime: 'tomorrow' },
      [400, 'Request_BadRequest'],
    ],
    [
      'a life longer than the policy allows',
      'secret-policy-capped',
      {},
      [400, 'CredentialInvalidLifetimeAsPerAppPolicy'],
    ],
    [
      'any secret where none may be',
      'secret-policy-forbidden',
      {},
      [400, 'CredentialTypeNotAllowedAsPerAppPolicy'],
    ],
  ])('a secret with %s', async (_what, world, passwordCredential, expected) => {
    await visitor.setWorld(world);
    const { ask } = await lineOf();
    const { id } = made(await ask('POST', 'applications', wanted));
    const seen = await ask('POST', `applications/${id}/addPassword`, { passwordCredential });
    expect(said(seen)).toEqual(expected);
  });
});

it.each<['before' | 'after', number]>([
  ['before', 1],
  ['after', 2],
])('a create held %s its handler and hung up on leaves %i applications', async (when, count) => {
  const { ask } = await lineOf();
  const held = await visitor.hold({ host: 'graph.microsoft.com', method: 'POST', when });
  const asked = ask('POST', 'applications', wanted).catch(({ code }) => code);
  await held.arrived();
  await held.release('reset');
  expect(await asked).toBe('ECONNRESET');
  expect(await visitor.applications()).toHaveLength(count);
});

it('spreads slowly where the world says so: 404, 400, then 700016, 7000229 and 7000215 once each', async () => {
  await visitor.setWorld('replication-slow');
  const { ask } = await lineOf();
  const { id, appId } = made(await ask('POST', 'applications', wanted));
  const add = () => ask('POST', `applications/${id}/addPassword`, { passwordCredential: {} });
  expect(said(await add())).toEqual([404, 'Request_ResourceNotFound']);
  const { secretText } = parsed(await add()) as { secretText: string };
  expect((await ask('POST', 'servicePrincipals', { appId })).status).toBe(201);
  const codes: unknown[] = [];
  for (let tries = 0; tries < 4; tries += 1) codes.push(await tokenFor(appId, secretText));
  expect(codes).toEqual([700016, 7000229, 7000215, 200]);
});
