// @vitest-environment node
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToken } from '../../emulators/access-token.ts';
import { CLIENT_ID, ORGANISATIONS, SECRET, SECRET_ID, TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { goodForm, parsed, type Said, type Visitor, visit } from './visitor.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
afterAll(() => visitor.leave());

type Change = Omit<Said, 'body'> & {
  tenant?: string;
  host?: string;
  form?: Record<string, string | undefined>;
  body?: string;
};

function post({ tenant = TENANTS.contoso, host, form, ...said }: Change = {}) {
  const pairs = Object.entries({ ...goodForm, ...form }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return visitor.call(
    host ?? 'login.microsoftonline.com',
    `/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams(pairs).toString(),
      ...said,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...said.headers },
    },
  );
}

describe('the token endpoint refuses', () => {
  it.each<[string, Change, number, string, number]>([
    [
      'an Origin',
      { headers: { origin: 'chrome-extension://abc' } },
      400,
      'invalid_request',
      9002326,
    ],
    ['another verb than POST', { method: 'PUT' }, 400, 'invalid_request', 900561],
    ['JSON', { headers: { 'content-type': 'application/json' } }, 400, 'invalid_request', 900144],
    ['a broken escape', { body: 'grant_type=%zz' }, 400, 'invalid_request', 9002313],
    ['a name given twice', { body: 'client_id=a&client_id=b' }, 400, 'invalid_request', 9002313],
    [
      'a form without grant_type',
      { form: { grant_type: undefined } },
      400,
      'invalid_request',
      900144,
    ],
    ['another grant', { form: { grant_type: 'magic' } }, 400, 'unsupported_grant_type', 70003],
    [
      'a form without client_id',
      { form: { client_id: undefined } },
      400,
      'invalid_request',
      900144,
    ],
    ['a form without scope', { form: { scope: undefined } }, 400, 'invalid_request', 900144],
    [
      'a scope without /.default',
      { form: { scope: `${ORGANISATIONS.contoso.url}/user_impersonation` } },
      400,
      'invalid_scope',
      1002012,
    ],
    [
      'two scopes',
      { form: { scope: `${goodForm.scope} ${goodForm.scope}` } },
      400,
      'invalid_scope',
      70011,
    ],
    ['a tenant that is no name', { tenant: 'contoso corp' }, 400, 'invalid_request', 900023],
    ['a tenant that nobody has', { tenant: TENANTS.unknown }, 400, 'invalid_request', 90002],
    [
      'a tenant of another cloud',
      { host: 'login.microsoftonline.us' },
      400,
      'invalid_request',
      90002,
    ],
    ['/common', { tenant: 'common' }, 400, 'invalid_request', 50194],
    [
      'an application of another tenant',
      { tenant: TENANTS.fabrikam },
      400,
      'unauthorized_client',
      700016,
    ],
    ['no secret', { form: { client_secret: undefined } }, 401, 'invalid_client', 7000216],
    ['the secret id', { form: { client_secret: SECRET_ID } }, 401, 'invalid_client', 7000215],
    [
      'a secret encoded twice',
      { form: { client_secret: encodeURIComponent(SECRET) } },
      401,
      'invalid_client',
      7000215,
    ],
    [
      'a resource of another tenant',
      { form: { scope: `${ORGANISATIONS.fabrikam.url}/.default` } },
      400,
      'invalid_resource',
      500011,
    ],
    [
      'a resource with a path',
      { form: { scope: `${ORGANISATIONS.contoso.url}/api/.default` } },
      400,
      'invalid_resource',
      500011,
    ],
  ])('%s', async (_what, change, status, error, code) => {
    const seen = await post(change);
    expect([seen.status, parsed(seen).error, parsed(seen).error_codes]).toEqual([
      status,
      error,
      [code],
    ]);
  });

  it.each<[WorldName, number, string, number]>([
    ['expired-secret', 401, 'invalid_client', 7000222],
    ['wrong-secret', 401, 'invalid_client', 7000215],
    ['no-service-principal', 401, 'invalid_client', 7000229],
    ['app-disabled', 400, 'unauthorized_client', 7000112],
    ['resource-unknown', 400, 'invalid_resource', 500011],
    ['conditional-access', 400, 'invalid_grant', 53003],
    ['unknown-aadsts', 400, 'invalid_request', 7654321],
    ['entra-throttled', 429, 'temporarily_unavailable', 90055],
    ['entra-5xx-twice', 503, 'temporarily_unavailable', 90033],
  ])('a good request in the world %s', async (world, status, error, code) => {
    await visitor.setWorld(world);
    const seen = await post();
    await visitor.setWorld('happy');
    expect([seen.status, parsed(seen).error, parsed(seen).error_codes]).toEqual([
      status,
      error,
      [code],
    ]);
  });
});

describe('a refusal', () => {
  it('has the members, and the order, of the recorded one', async () => {
    const url = new URL(
      '../../fixtures/samples/entra_error_9002326_client_credentials_origin.json',
      import.meta.url,
    );
    const recorded = JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;
    const seen = parsed(await post({ headers: { origin: 'https://localhost:5201' } }));
    expect(Object.keys(seen)).toEqual(Object.keys(recorded));
    const sentence = /^AADSTS9002326: .* Request origin: 'https:\/\/localhost:5201'\./;
    const text = sentence.exec(String(recorded.error_description))?.[0];
    expect(sentence.exec(String(seen.error_description))?.[0]).toBe(text);
    expect(seen.error_uri).toBe(recorded.error_uri);
  });

  it('carries the trace id in text, member and header, and the correlation id that was asked for', async () => {
    const id = '0b5d1c3e-2f47-4a69-8b1c-9d0e7f6a5b43';
    const seen = await post({
      form: { client_secret: 'no' },
      headers: { 'client-request-id': id },
    });
    const { trace_id, correlation_id, error_description, timestamp } = parsed(seen);
    expect(seen.headers['x-ms-request-id']).toBe(trace_id);
    expect(correlation_id).toBe(id);
    expect(String(error_description)).toContain(
      `\r\nTrace ID: ${trace_id}\r\nCorrelation ID: ${id}\r\nTimestamp: ${timestamp}`,
    );
  });

  it('says when to come back', async () => {
    await visitor.setWorld('entra-throttled');
    const seen = await post();
    await visitor.setWorld('happy');
    expect(seen.headers['retry-after']).toBe('7');
  });

  it('echoes the secret only where the world is hostile', async () => {
    await visitor.setWorld('hostile-texts');
    const hostile = await post({ form: { client_secret: 'CANARY-S-nearly' } });
    await visitor.setWorld('happy');
    const kind = await post({ form: { client_secret: 'CANARY-S-nearly' } });
    expect(parsed(hostile).error_description).toContain('CANARY-S-nearly');
    expect(kind.text).not.toContain('CANARY-S-nearly');
  });
});

describe('a token', () => {
  it('is for the resource as it was asked for', async () => {
    const claims = readToken(
      await visitor.token({ scope: `${ORGANISATIONS.contoso.url}//.default` }),
    );
    expect(claims).toMatchObject({
      aud: `${ORGANISATIONS.contoso.url}/`,
      appid: CLIENT_ID,
      tid: TENANTS.contoso,
      idtyp: 'app',
    });
  });

  it('comes after two transient failures where the world has them', async () => {
    await visitor.setWorld('entra-5xx-twice');
    const statuses = [await post(), await post(), await post()].map(({ status }) => status);
    await visitor.setWorld('happy');
    expect(statuses).toEqual([503, 503, 200]);
  });

  it('is left out where the world says so', async () => {
    await visitor.setWorld('bad-token-answer');
    const seen = await post();
    await visitor.setWorld('happy');
    expect([seen.status, parsed(seen).access_token]).toEqual([200, undefined]);
  });
});

it('tells the tenant of a domain, and says when there is none', async () => {
  const path = '/v2.0/.well-known/openid-configuration';
  const known = await visitor.call('login.microsoftonline.com', `/contoso.com${path}`);
  const unknown = await visitor.call('login.microsoftonline.com', `/nowhere.example${path}`);
  expect(parsed(known).issuer).toBe(`https://login.microsoftonline.com/${TENANTS.contoso}/v2.0`);
  expect([unknown.status, parsed(unknown).error]).toEqual([400, 'invalid_tenant']);
});
