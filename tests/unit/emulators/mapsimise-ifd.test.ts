// @vitest-environment node
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ACCOUNTS, CRM_SERVER } from '../../emulators/on-premises/people.ts';
import { ORGANISATIONS } from '../../emulators/people.ts';
import { parsed, type Seen, type Visitor, visit } from './visitor.ts';

const { domainName, password } = ACCOUNTS.service;

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('ifd'));
afterAll(() => visitor.leave());

const dataOf = (seen: Seen) => parsed(seen).Data as Record<string, unknown>;

async function create(change: Record<string, unknown> = {}, url: string = CRM_SERVER.ifd.url) {
  const wish = { Type: 'MicrosoftDynamicsCRM', OrganisationUrl: url };
  const { QuoteId } = dataOf(await visitor.mapsimise('POST', '/connectors/quote', wish));
  const body = {
    Name: 'Contoso IFD',
    OrganisationUrl: url,
    Scheme: 'DynamicsIfd',
    QuoteId,
    ExternalReference: 'mcx:9',
    ImpersonateUsers: true,
    Username: domainName,
    Password: password,
    ...change,
  };
  return visitor.mapsimise('POST', '/connectors', body, {
    headers: { 'idempotency-key': `a-key-of-ours-${url}` },
  });
}

it.each([CRM_SERVER.ifd.url, CRM_SERVER.internal.url])(
  'makes a connector of the scheme Dynamics CRM / IFD for %s, and never shows the password',
  async (url) => {
    const seen = await create({}, url);
    expect(dataOf(seen)).toMatchObject({
      OrganisationUrl: url,
      Scheme: 'DynamicsIfd',
      ClientId: null,
      ImpersonateUsers: true,
      SharedCredentials: false,
    });
    const list = await visitor.mapsimise('GET', '/connectors?page=1');
    expect(`${seen.text}${list.text}`).not.toContain('CANARY');
  },
);

it.each<[string, Record<string, unknown>, string, string]>([
  ['a Client Secret', { ClientSecret: 'x' }, CRM_SERVER.ifd.url, "Unknown member 'ClientSecret'"],
  ['no Username', { Username: undefined }, CRM_SERVER.ifd.url, "Missing member 'Username'"],
  ['an empty Password', { Password: '' }, CRM_SERVER.ifd.url, "'Password'"],
  ['an online organisation', {}, ORGANISATIONS.contoso.url, 'online organisation'],
])('a create is refused for %s', async (_what, change, url, why) => {
  const seen = await create(change, url);
  expect([seen.status, seen.text]).toEqual([400, expect.stringContaining(why)]);
  expect(await visitor.connectors()).toEqual([]);
});

it('Shared Credentials are set, set again and taken back', async () => {
  const { Id } = dataOf(await create());
  const shared = [];
  for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE']) {
    const seen = await visitor.mapsimise(method, `/connectors/${Id}/shared-credentials`);
    const read = await visitor.mapsimise('GET', `/connectors/${Id}`);
    shared.push([seen.status, dataOf(seen).SharedCredentials, dataOf(read).SharedCredentials]);
  }
  expect(shared).toEqual([
    [200, true, true],
    [200, true, true],
    [200, false, false],
    [200, false, false],
  ]);
});

it('its credentials and its impersonation can be changed', async () => {
  const { Id } = dataOf(await create());
  const put = (what: string, body: unknown) =>
    visitor.mapsimise('PUT', `/connectors/${Id}/${what}`, body);
  const statuses = [
    await put('credentials', { Username: domainName, Password: 'another' }),
    await put('credentials', { Username: domainName }),
    await put('impersonation', { ImpersonateUsers: false, ImpersonationField: 'employeeid' }),
    await put('impersonation', { ImpersonateUsers: 'yes' }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 400, 200, 400]);
  expect((await visitor.connectors())[0]).toMatchObject({
    Scheme: 'DynamicsIfd',
    ImpersonateUsers: false,
    ImpersonationField: 'employeeid',
  });
});

it('an administrator without Edit on Connectors sees it and cannot change it', async () => {
  await visitor.setWorld('no-edit-right');
  const list = await visitor.mapsimise('GET', '/connectors?page=1');
  const [connector] = dataOf(list).Items as {
    Id: string;
    Scheme: string;
    SharedCredentials: boolean;
  }[];
  expect(connector).toMatchObject({ Scheme: 'DynamicsIfd', SharedCredentials: false });
  for (const [method, what, body] of [
    ['PUT', 'shared-credentials', undefined],
    ['DELETE', 'shared-credentials', undefined],
    ['PUT', 'credentials', { Username: 'x', Password: 'y' }],
    ['PUT', 'impersonation', { ImpersonateUsers: true, ImpersonationField: null }],
  ] as const) {
    const seen = await visitor.mapsimise(method, `/connectors/${connector?.Id}/${what}`, body);
    expect([seen.status, seen.text]).toEqual([403, expect.stringContaining('Edit on Connectors')]);
  }
  expect((await visitor.connectors())[0]?.SharedCredentials).toBe(false);
});
