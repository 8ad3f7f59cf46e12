// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, type Account, SCOPES } from '../../emulators/accounts.ts';
import { APPS_ONLY_ID, DEFAULT_ID, DISABLED_ID, TRIAL_ID } from '../../emulators/environments.ts';
import { ORGANISATIONS, PAGES, TENANTS } from '../../emulators/people.ts';
import { Person } from './person.ts';
import { errorOf, parsed, rowsOf, type Visitor, visit } from './visitor.ts';

const { contoso, contosoUat, contosoUs, fabrikam } = ORGANISATIONS;
const { administrator, foreigner, newcomer, seller } = ACCOUNTS;

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('happy'));
afterAll(() => visitor.leave());

async function get(host: string, path: string, scope: string, account: Account = administrator) {
  const { access_token } = await new Person(visitor).tokens(scope, { account });
  const headers = { authorization: `Bearer ${access_token}` };
  return visitor.call(host, path.replace(/[^!-~]/g, encodeURIComponent), { headers });
}
const discover = (path: string, account?: Account, scope: string = SCOPES.discovery) =>
  get('globaldisco.crm.dynamics.com', `/api/discovery/v2.0/${path}`, scope, account);
const platform = (path: string, account?: Account, scope: string = SCOPES.bap) =>
  get('api.bap.microsoft.com', `/providers/Microsoft.BusinessAppPlatform${path}`, scope, account);

describe('Global Discovery', () => {
  it('lists the organisations of who asks, of every kind', async () => {
    const select = 'FriendlyName,EnvironmentId,OrganizationType,State,Region,Url';
    expect(rowsOf(await discover(`Instances?$select=${select}`))).toEqual([
      {
        FriendlyName: 'Contoso',
        EnvironmentId: contoso.environmentId,
        OrganizationType: 0,
        State: 0,
        Region: 'EMEA',
        Url: `${contoso.url}/`,
      },
      {
        FriendlyName: 'Contoso UAT',
        EnvironmentId: contosoUat.environmentId,
        OrganizationType: 5,
        State: 0,
        Region: 'EMEA',
        Url: `${contosoUat.url}/`,
      },
      {
        FriendlyName: 'Contoso US',
        EnvironmentId: contosoUs.environmentId,
        OrganizationType: 0,
        State: 0,
        Region: 'NA',
        Url: `${contosoUs.url}/`,
      },
      {
        FriendlyName: 'Contoso Trial',
        EnvironmentId: TRIAL_ID,
        OrganizationType: 14,
        State: 0,
        Region: 'EMEA',
        Url: 'https://contoso-trial.crm4.dynamics.com/',
      },
      {
        FriendlyName: 'Contoso Legacy',
        EnvironmentId: DISABLED_ID,
        OrganizationType: 0,
        State: 1,
        Region: 'EMEA',
        Url: 'https://contoso-legacy.crm4.dynamics.com/',
      },
      {
        FriendlyName: 'Contoso (default)',
        EnvironmentId: DEFAULT_ID,
        OrganizationType: 12,
        State: 0,
        Region: 'EMEA',
        Url: 'https://contoso-default.crm4.dynamics.com/',
      },
    ]);
  });

  it('finds one by its environment, its unique name and its id', async () => {
    const filter = `Instances?$select=Url&$filter=EnvironmentId eq '${contoso.environmentId}'`;
    expect(rowsOf(await discover(filter))).toEqual([{ Url: `${contoso.url}/` }]);
    for (const key of [`UniqueName='${contoso.uniqueName}'`, contoso.organizationId]) {
      expect(parsed(await discover(`Instances(${key})`))).toMatchObject({
        Id: contoso.organizationId,
        IsUserSysAdmin: true,
        TenantId: TENANTS.contoso,
        ApiUrl: `https://${contoso.apiHost}`,
      });
    }
    expect((await discover("Instances(UniqueName='nothing')")).status).toBe(404);
  });

  it.each<[string, Account, number]>([
    ['a salesperson', seller, 6],
    ['somebody of no organisation', newcomer, 0],
  ])('shows %s their own alone', async (_who, account, count) => {
    expect(rowsOf(await discover('Instances', account))).toHaveLength(count);
  });

  it('is challenged for another audience by the authority common, and for an application', async () => {
    const seen = await discover('Instances', administrator, SCOPES.graph);
    expect([seen.status, seen.headers['www-authenticate']]).toEqual([
      401,
      'Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, resource_id=https://globaldisco.crm.dynamics.com/',
    ]);
  });

  it.each([
    ['an unknown column', 'Instances?$select=Colour', 400],
    ['an unknown option', 'Instances?$colour=1', 400],
    ['a filter that is none', 'Instances?$filter=Url', 400],
    ['another set', 'Things', 404],
  ])('refuses %s', async (_what, path, status) => {
    expect((await discover(path)).status).toBe(status);
  });
});

describe('the Power Platform', () => {
  const at = (id: string, more = 'api-version=2020-10-01') => `/environments/${id}?${more}`;

  it.each<[string, string, string | undefined]>([
    ['an environment', contoso.environmentId, `${contoso.url}/`],
    ['the default one', DEFAULT_ID, 'https://contoso-default.crm4.dynamics.com/'],
    ['one without Dataverse', APPS_ONLY_ID, undefined],
  ])('knows %s, and where its organisation is', async (_what, id, instanceUrl) => {
    const { name, properties } = parsed(await platform(at(id))) as {
      name: string;
      properties: { linkedEnvironmentMetadata?: { instanceUrl: string } };
    };
    expect([name, properties.linkedEnvironmentMetadata?.instanceUrl]).toEqual([id, instanceUrl]);
  });

  it('gives only what is selected', async () => {
    const path = 'properties.linkedEnvironmentMetadata.instanceUrl';
    const seen = parsed(
      await platform(at(contoso.environmentId, `api-version=2020-10-01&$select=${path}`)),
    );
    expect(seen.properties).toEqual({
      linkedEnvironmentMetadata: { instanceUrl: `${contoso.url}/` },
    });
  });

  it.each<[string, string, Account, [number, string]]>([
    [
      'no version',
      `/environments/${contoso.environmentId}`,
      administrator,
      [400, 'MissingApiVersionParameter'],
    ],
    [
      'another version',
      at(contoso.environmentId, 'api-version=1'),
      administrator,
      [400, 'InvalidApiVersionParameter'],
    ],
    ['another tenant’s', at(fabrikam.environmentId), administrator, [404, 'EnvironmentNotFound']],
    ['one that there is not', at(TENANTS.unknown), administrator, [404, 'EnvironmentNotFound']],
    ['a stranger’s', at(contoso.environmentId), newcomer, [403, 'EnvironmentAccess']],
    ['a foreigner’s', at(contoso.environmentId), foreigner, [404, 'EnvironmentNotFound']],
    [
      'the scope of administrators',
      `/scopes/admin${at(contoso.environmentId)}`,
      seller,
      [403, 'EnvironmentAccess'],
    ],
  ])('refuses %s', async (_what, path, account, expected) => {
    const seen = await platform(path, account);
    expect([seen.status, errorOf(seen).code]).toEqual(expected);
  });

  it('shows an administrator the admin scope, and everybody else their environments', async () => {
    const seen = parsed(await platform(`/scopes/admin${at(contoso.environmentId)}`));
    expect(seen.id).toBe(
      `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${contoso.environmentId}`,
    );
    expect(rowsOf(await platform('/environments?api-version=2020-10-01', seller))).toHaveLength(6);
  });

  it('takes no token for another service', async () => {
    const seen = await platform(at(contoso.environmentId), administrator, SCOPES.graph);
    expect([seen.status, errorOf(seen).code]).toEqual([401, 'InvalidAuthenticationAudience']);
  });
});

it.each(Object.entries(PAGES).filter(([name]) => /^(?:maker|admin|newAdmin|play)/.test(name)))(
  'there is a page %s for a tab to stand on',
  async (_name, page) => {
    const { host, pathname, search } = new URL(page);
    expect((await visitor.call(host, `${pathname}${search}`)).status).toBe(200);
  },
);

it('passes a proxied page and its session on to the organisation', async () => {
  const { host, pathname, search } = new URL(PAGES.proxied);
  const first = await visitor.call(host, `${pathname}${search}`);
  expect([first.status, first.headers.location]).toEqual([302, PAGES.proxied]);
  const cookie = String(first.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  expect((await visitor.call(host, pathname, { headers: { cookie } })).text).toContain(
    'My Active Accounts',
  );
  const who = await visitor.call(host, '/api/data/v9.2/WhoAmI', { headers: { cookie } });
  expect(parsed(who).OrganizationId).toBe(contoso.organizationId);
});
