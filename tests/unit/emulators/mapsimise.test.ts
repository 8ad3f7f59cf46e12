// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API_KEYS, CLIENT_ID, MAPSIMISE, ORGANISATIONS, SECRET } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { parsed, type Said, type Visitor, visit } from './visitor.ts';

const url = ORGANISATIONS.contoso.url;
const wish = { Type: 'MicrosoftDynamicsCRM', OrganisationUrl: url };

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('happy'));
afterAll(() => visitor.leave());

const dataOf = <T>(seen: Parameters<typeof parsed>[0]) => parsed(seen).Data as T;

async function order(change: Record<string, unknown> = {}) {
  const { QuoteId } = dataOf<{ QuoteId: string }>(
    await visitor.mapsimise('POST', '/connectors/quote', wish),
  );
  return {
    Name: 'Contoso CRM',
    OrganisationUrl: url,
    Scheme: 'Dataverse',
    QuoteId,
    ExternalReference: 'mcx:1',
    ImpersonateUsers: false,
    ClientId: CLIENT_ID,
    ClientSecret: SECRET,
    ...change,
  };
}

const create = (body: unknown, key = 'a-key-of-ours', said: Said = {}) =>
  visitor.mapsimise('POST', '/connectors', body, { ...said, headers: { 'idempotency-key': key } });

describe('the API refuses', () => {
  const key = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });
  it.each<[string, string, string, unknown, Said, number, string]>([
    ['a key nobody has', 'GET', '/me', undefined, key('nope'), 401, 'not valid or has expired'],
    [
      'an expired key',
      'GET',
      '/me',
      undefined,
      key(API_KEYS.expired),
      401,
      'not valid or has expired',
    ],
    [
      'a key without Bearer',
      'GET',
      '/me',
      undefined,
      { headers: { authorization: API_KEYS.administrator } },
      401,
      'not valid',
    ],
    [
      'a Basic User who would buy',
      'POST',
      '/connectors/quote',
      wish,
      key(API_KEYS.basicUser),
      403,
      'Create on Connectors',
    ],
    [
      'a Basic User among users',
      'GET',
      '/users',
      undefined,
      key(API_KEYS.basicUser),
      403,
      'View on Users',
    ],
    [
      'an unknown member',
      'POST',
      '/connectors/quote',
      { ...wish, Coupon: 'x' },
      {},
      400,
      "Unknown member 'Coupon'.",
    ],
    [
      'a missing member',
      'POST',
      '/connectors/quote',
      { Type: wish.Type },
      {},
      400,
      "Missing member 'OrganisationUrl'.",
    ],
    [
      'a member of another type',
      'POST',
      '/connectors/quote',
      { ...wish, OrganisationUrl: 7 },
      {},
      400,
      "Member 'OrganisationUrl' is not a valid https URL.",
    ],
    [
      'http',
      'POST',
      '/connectors/quote',
      { ...wish, OrganisationUrl: 'http://contoso.crm4.dynamics.com' },
      {},
      400,
      'not a valid https URL',
    ],
    [
      'a form',
      'POST',
      '/connectors/quote',
      wish,
      { headers: { 'content-type': 'text/plain' } },
      415,
      "media type 'text/plain'",
    ],
    [
      'what is no JSON',
      'POST',
      '/connectors/quote',
      undefined,
      { body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'not a JSON object',
    ],
    ['a page that is none', 'GET', '/connectors?page=0', undefined, {}, 400, "'page'"],
    ['a parameter it does not know', 'GET', '/connectors?sort=Name', undefined, {}, 400, "'sort'"],
    ['a type it does not know', 'GET', '/connectors?type=Excel', undefined, {}, 400, "'type'"],
    ['another verb', 'DELETE', '/connectors', undefined, {}, 405, "http method 'DELETE'"],
    ['another path', 'GET', '/connector', undefined, {}, 404, 'No HTTP resource'],
    ['a connector that is not there', 'GET', '/connectors/none', undefined, {}, 404, 'not found'],
  ])('%s', async (_what, method, path, body, said, status, why) => {
    const seen = await visitor.mapsimise(method, path, body, said);
    expect(seen.status).toBe(status);
    expect(seen.text).toContain(why);
  });
});

describe('a create is refused for', () => {
  it.each<[string, Record<string, unknown>, string, number, string]>([
    [
      'a quote that is not known',
      { QuoteId: 'none' },
      'a-key-of-ours',
      400,
      'The quote is not known.',
    ],
    [
      'a quote for another URL',
      { OrganisationUrl: ORGANISATIONS.contosoUat.url },
      'a-key-of-ours',
      400,
      'another Organisation URL',
    ],
    ['no key', {}, '', 400, 'Idempotency-Key'],
    ['a scheme that is none', { Scheme: 'Office365' }, 'a-key-of-ours', 400, "'Scheme'"],
    [
      'a password in the Dataverse scheme',
      { Password: 'x' },
      'a-key-of-ours',
      400,
      "Unknown member 'Password'.",
    ],
    [
      'a client id that is no GUID',
      { ClientId: 'x' },
      'a-key-of-ours',
      400,
      "'ClientId' is not a valid Guid",
    ],
    ['an empty secret', { ClientSecret: '' }, 'a-key-of-ours', 400, "'ClientSecret'"],
    [
      'a switch that is a text',
      { ImpersonateUsers: 'no' },
      'a-key-of-ours',
      400,
      "'ImpersonateUsers'",
    ],
  ])('%s', async (_what, change, key, status, why) => {
    const seen = await create(await order(change), key);
    expect(seen.status).toBe(status);
    expect(seen.text).toContain(why);
    expect(await visitor.connectors()).toEqual([]);
  });
});

describe('a create', () => {
  it('makes one connector, and never shows the secret', async () => {
    const body = await order();
    const seen = await create(body);
    const list = await visitor.mapsimise('GET', '/connectors?type=MicrosoftDynamicsCRM&page=1');
    expect(parsed(seen)).toMatchObject({ Status: 1, Data: { ExternalReference: 'mcx:1' } });
    expect(dataOf<{ Items: unknown[] }>(list).Items).toEqual([parsed(seen).Data]);
    expect(`${seen.text}${list.text}`).not.toContain('CANARY-S-');
  });

  it('with the same key and body answers the same connector', async () => {
    const body = await order();
    const [one, other] = [await create(body), await create(body)];
    expect(other.text).toBe(one.text);
    expect(await visitor.connectors()).toHaveLength(1);
  });

  it('with the same key and another body is refused', async () => {
    const body = await order();
    await create(body);
    const seen = await create({ ...body, Name: 'Another' });
    expect([seen.status, parsed(seen).Status]).toEqual([409, 0]);
    expect(await visitor.connectors()).toHaveLength(1);
  });

  it('is not seen by another organisation', async () => {
    await create(await order());
    const seen = await visitor.mapsimise('GET', '/connectors', undefined, {
      headers: { authorization: `Bearer ${API_KEYS.otherOrganisation}` },
    });
    expect(dataOf<{ Items: unknown[] }>(seen).Items).toEqual([]);
  });

  it.each<[WorldName, number | string, number]>([
    ['create-validation-400', 400, 0],
    ['create-429', 429, 0],
    ['create-500-after-commit', 500, 1],
    ['create-html-after-commit', 200, 1],
    ['create-resets-after-commit', 'ECONNRESET', 1],
    ['second-machine', 200, 2],
  ])('in the world %s answers %s and leaves %i', async (world, status, made) => {
    await visitor.setWorld(world);
    const outcome = await create(await order()).then(
      (seen) => seen.status,
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect([outcome, (await visitor.connectors()).length]).toEqual([status, made]);
  });

  it('where keys count for nothing makes a second one', async () => {
    await visitor.setWorld('idempotency-ignored');
    const body = await order();
    await create(body);
    await create(body);
    expect(await visitor.connectors()).toHaveLength(2);
  });
});

describe('in the world', () => {
  it.each<[WorldName, string, string, unknown, number, string]>([
    ['mapsimise-401', 'GET', '/me', undefined, 401, '"Status":0'],
    ['mapsimise-html', 'GET', '/me', undefined, 200, '<h1>Sign in</h1>'],
    ['mapsimise-500', 'GET', '/me', undefined, 500, '"Status":-1'],
    ['quote-refused', 'POST', '/connectors/quote', wish, 400, '"Status":0'],
    ['no-create-right', 'POST', '/connectors/quote', wish, 403, 'Create on Connectors'],
    ['basic-user', 'GET', '/connectors', undefined, 403, 'View on Connectors'],
    ['basic-user', 'GET', '/me', undefined, 200, '"Role":"Basic User"'],
    ['already-registered', 'GET', '/connectors?page=1', undefined, 200, url],
    ['already-registered-page-7', 'GET', '/connectors?page=7', undefined, 200, url],
    ['list-fails-page-3', 'GET', '/connectors?page=2', undefined, 200, '"PageCount":3'],
    ['list-fails-page-3', 'GET', '/connectors?page=3', undefined, 500, '"Status":-1'],
  ])('%s, %s %s', async (world, method, path, body, status, text) => {
    await visitor.setWorld(world);
    const seen = await visitor.mapsimise(method, path, body);
    expect(seen.status).toBe(status);
    expect(seen.text).toContain(text);
  });
});

it('changes a connector that is there', async () => {
  const { Id } = dataOf<{ Id: string }>(await create(await order()));
  const put = (what: string, body?: unknown) =>
    visitor.mapsimise('PUT', `/connectors/${Id}/${what}`, body);
  const statuses = [
    await put('credentials', { ClientId: CLIENT_ID, ClientSecret: 'a new one' }),
    await put('credentials', { ClientId: CLIENT_ID }),
    await put('impersonation', { ImpersonateUsers: true, ImpersonationField: null }),
    await put('shared-credentials'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 400, 200, 400]);
  expect((await visitor.connectors())[0]).toMatchObject({
    ImpersonateUsers: true,
    SharedCredentials: false,
  });
});

it('has a site for a link to land on', async () => {
  const seen = await visitor.call(`${MAPSIMISE.organisation}.eugb.mapsimise.com`, '/');
  expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
});
