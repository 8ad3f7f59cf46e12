// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, type Account, SCOPES } from '../../emulators/accounts.ts';
import { OUR_APPLICATION } from '../../emulators/entra/directory-objects.ts';
import { CLIENT_ID, NOBODY_ID, ORGANISATIONS, TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { Person } from './person.ts';
import { errorOf, parsed, rowsOf, type Seen, type Visitor, visit } from './visitor.ts';

const { contoso } = ORGANISATIONS;
const { administrator, directoryAdministrator, foreigner, newcomer, seller } = ACCOUNTS;
const ROOT = 'businessunits?$select=businessunitid,name&$filter=parentbusinessunitid eq null';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('existing-application'));
afterAll(() => visitor.leave());

type Ask = (method: string, path: string, body?: unknown) => Promise<Seen>;

/** The Web API of contoso, in the name of somebody. */
async function lineOf(
  account: Account = administrator,
  scope: string = SCOPES.dataverse,
): Promise<Ask> {
  const { access_token } = await new Person(visitor).tokens(scope, { account });
  return lineWith(access_token);
}

const lineWith =
  (token: string): Ask =>
  (method, path, body) =>
    visitor.call(contoso.host, `/api/data/v9.2/${path.replace(/[^!-~]/g, encodeURIComponent)}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
    });

const newUser = async (ask: Ask, applicationid: string = OUR_APPLICATION.appId) => ({
  applicationid,
  accessmode: 4,
  isdisabled: false,
  'businessunitid@odata.bind': `/businessunits(${await rootUnit(ask)})`,
});
const rootUnit = async (ask: Ask) => String(rowsOf(await ask('GET', ROOT))[0]?.businessunitid);
const roleNamed = async (ask: Ask, name: string) => {
  const unit = await rootUnit(ask);
  const path = `roles?$select=roleid,name&$filter=_businessunitid_value eq ${unit} and name eq '${name}'`;
  return String(rowsOf(await ask('GET', path))[0]?.roleid);
};
const refTo = (roleId: string) => ({
  '@odata.id': `${contoso.url}/api/data/v9.2/roles(${roleId})`,
});
const idIn = (seen: Seen) =>
  /systemusers\(([\w-]+)\)$/.exec(String(seen.headers['odata-entityid']))?.[1];
const refused = (seen: Seen) => [seen.status, errorOf(seen).code];
const ofApplication = (appId: string) =>
  `systemusers?$select=systemuserid,isdisabled,deletedstate&$filter=applicationid eq ${appId}`;

/** A token of the application of ours, for a secret made for it. */
async function applicationLine(): Promise<Ask> {
  const { access_token } = await new Person(visitor).tokens(SCOPES.graph);
  const made = await visitor.call(
    'graph.microsoft.com',
    `/v1.0/applications/${OUR_APPLICATION.id}/addPassword`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: '{}',
    },
  );
  const { secretText } = parsed(made) as { secretText: string };
  return lineWith(
    await visitor.token({ client_id: OUR_APPLICATION.appId, client_secret: secretText }),
  );
}

describe('an application user', () => {
  it('is made, given roles, works as its application, and loses one again', async () => {
    const ask = await lineOf();
    const application = await applicationLine();
    expect(refused(await application('GET', 'WhoAmI'))).toEqual([403, '0x80072560']);
    const made = await ask('POST', 'systemusers', await newUser(ask));
    expect([made.status, made.text]).toEqual([204, '']);
    const id = idIn(made);
    expect(parsed(await application('GET', 'WhoAmI')).UserId).toBe(id);
    expect(refused(await application('GET', 'accounts'))).toEqual([403, '0x80042f09']);
    const path = `systemusers(${id})/systemuserroles_association/$ref`;
    const service = await roleNamed(ask, 'Mapsimise Service');
    const acting = await roleNamed(ask, 'Delegate');
    for (const role of [service, acting]) {
      expect((await ask('POST', path, refTo(role))).status).toBe(204);
    }
    expect(rowsOf(await application('GET', 'accounts?$select=name'))).toHaveLength(8);
    const whole = `systemusers(${id})?$select=fullname,applicationid,_businessunitid_value&$expand=systemuserroles_association($select=name)`;
    expect(parsed(await ask('GET', whole))).toMatchObject({
      fullname: `# ${OUR_APPLICATION.displayName}`,
      applicationid: OUR_APPLICATION.appId,
      systemuserroles_association: [{ name: 'Mapsimise Service' }, { name: 'Delegate' }],
    });
    const taken = `${path}?$id=${contoso.url}/api/data/v9.2/roles(${service})`;
    expect((await ask('DELETE', taken)).status).toBe(204);
    expect(refused(await application('GET', 'accounts'))).toEqual([403, '0x80040220']);
    expect(await visitor.applicationUsers()).toMatchObject([
      { organisation: 'contoso', id, roles: ['Delegate'], isDisabled: false, isDeleted: false },
    ]);
  });

  it('is disabled, deleted softly and then for good, in that order alone', async () => {
    const ask = await lineOf();
    const id = idIn(await ask('POST', 'systemusers', await newUser(ask)));
    const path = `systemusers(${id})`;
    expect((await ask('DELETE', path)).status).toBe(400);
    const application = await applicationLine();
    const state = { isdisabled: true, applicationid: OUR_APPLICATION.appId };
    expect((await ask('PATCH', path, state)).status).toBe(204);
    expect(refused(await application('GET', 'WhoAmI'))).toEqual([403, '0x80040225']);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(rowsOf(await ask('GET', ofApplication(OUR_APPLICATION.appId)))).toMatchObject([
      { systemuserid: id, isdisabled: true, deletedstate: 1 },
    ]);
    expect(refused(await ask('POST', 'systemusers', await newUser(ask)))).toEqual([
      412,
      '0x80040237',
    ]);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(rowsOf(await ask('GET', ofApplication(OUR_APPLICATION.appId)))).toEqual([]);
    expect((await ask('POST', 'systemusers', await newUser(ask))).status).toBe(204);
  });

  it.each<[string, WorldName, object[], string | undefined]>([
    ['none', 'existing-application', [], '0x80072560'],
    [
      'one in use',
      'existing-application-in-use',
      [{ isdisabled: false, deletedstate: 0 }],
      undefined,
    ],
    ['a disabled one', 'disabled-user', [{ isdisabled: true, deletedstate: 0 }], '0x80040225'],
    [
      'a softly deleted one',
      'soft-deleted-user',
      [{ isdisabled: true, deletedstate: 1 }],
      '0x80072560',
    ],
  ])('is there as the world says: %s', async (_what, world, rows, code) => {
    await visitor.setWorld(world);
    const ask = await lineOf();
    expect(rowsOf(await ask('GET', ofApplication(OUR_APPLICATION.appId)))).toMatchObject(rows);
    const seen = await (await applicationLine())('GET', 'WhoAmI');
    expect(code === undefined ? seen.status : errorOf(seen).code).toBe(code ?? 200);
    const made = await ask('POST', 'systemusers', await newUser(ask));
    expect(made.status).toBe(rows.length > 0 ? 412 : 204);
  });

  it.each<[WorldName, [number, string] | undefined, number]>([
    ['replication-dataverse', [400, '0x80072559'], 0],
    ['replication-slow', undefined, 1],
  ])(
    'in the world %s is refused, or unknown to itself, for a while',
    async (world, first, times) => {
      await visitor.setWorld(world);
      const { access_token } = await new Person(visitor).tokens(SCOPES.graph);
      const graph = async (path: string, body: object) => {
        const seen = await visitor.call('graph.microsoft.com', `/v1.0/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return parsed(seen) as Record<string, string>;
      };
      const { id, appId = '' } = await graph('applications', { displayName: 'x' });
      await graph(`applications/${id}/addPassword`, {});
      await graph('servicePrincipals', { appId });
      const { secretText = '' } = await graph(`applications/${id}/addPassword`, {});
      const ask = await lineOf();
      const wanted = await newUser(ask, appId);
      if (first) expect(refused(await ask('POST', 'systemusers', wanted))).toEqual(first);
      expect((await ask('POST', 'systemusers', wanted)).status).toBe(204);
      const form = { client_id: appId, client_secret: secretText };
      let token = 'undefined';
      for (let tries = 0; tries < 4 && token === 'undefined'; tries += 1) {
        token = await visitor.token(form);
      }
      const application = lineWith(token);
      for (let time = 0; time < times; time += 1) {
        expect(refused(await application('GET', 'WhoAmI'))).toEqual([403, '0x80072560']);
      }
      expect((await application('GET', 'WhoAmI')).status).toBe(200);
    },
  );
});

describe('who may', () => {
  it.each<[string, Account, WorldName, [number, string]]>([
    ['a salesperson', directoryAdministrator, 'existing-application', [403, '0x80040220']],
    ['Adele', seller, 'existing-application', [403, '0x80040220']],
    ['an administrator who is none here', administrator, 'dataverse-denied', [403, '0x80040220']],
    ['somebody of no organisation', newcomer, 'existing-application', [403, '0x80072560']],
    [
      'an administrator who is a stranger here',
      administrator,
      'dataverse-stranger',
      [403, '0x80072560'],
    ],
  ])('%s makes no application user', async (_who, account, world, expected) => {
    await visitor.setWorld('existing-application');
    const body = await newUser(await lineOf());
    await visitor.setWorld(world);
    const ask = await lineOf(account);
    expect(refused(await ask('POST', 'systemusers', body))).toEqual(expected);
    expect(await visitor.applicationUsers()).toEqual([]);
  });

  it('is told by one’s own privileges', async () => {
    const ask = await lineOf(directoryAdministrator);
    const { UserId } = parsed(await ask('GET', 'WhoAmI'));
    const path = `systemusers(${UserId})/Microsoft.Dynamics.CRM.RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@n)?@n=["prvCreateUser","prvReadUser"]`;
    expect(parsed(await ask('GET', path)).RolePrivileges as object[]).toMatchObject([
      { PrivilegeName: 'prvReadUser' },
    ]);
  });

  it.each<[string, Account, string]>([
    ['of another resource', administrator, SCOPES.discovery],
    ['of another tenant', foreigner, `${ORGANISATIONS.fabrikam.url}/user_impersonation`],
  ])('a token %s is challenged', async (_what, account, scope) => {
    const seen = await (await lineOf(account, scope))('GET', 'WhoAmI');
    expect([seen.status, seen.headers['www-authenticate']]).toEqual([
      401,
      expect.stringContaining(`/${TENANTS.contoso}/oauth2/authorize`),
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, (good: Record<string, unknown>) => Record<string, unknown>, [number, string]]>([
    [
      'an application that there is not',
      (good) => ({ ...good, applicationid: NOBODY_ID }),
      [400, '0x80072559'],
    ],
    ['an id that is none', (good) => ({ ...good, applicationid: 'x' }), [400, '0x80048d19']],
    ['a column that there is not', (good) => ({ ...good, colour: 'red' }), [400, '0x80048d19']],
    ['a flag that is none', (good) => ({ ...good, isdisabled: 'no' }), [400, '0x80048d19']],
    [
      'a business unit that there is not',
      (good) => ({ ...good, 'businessunitid@odata.bind': `/businessunits(${NOBODY_ID})` }),
      [404, '0x80040217'],
    ],
  ])('a user with %s', async (_what, change, expected) => {
    const ask = await lineOf();
    expect(refused(await ask('POST', 'systemusers', change(await newUser(ask))))).toEqual(expected);
  });

  it.each<[string, unknown, [number, string]]>([
    ['that there is not', refTo(NOBODY_ID), [404, '0x80040217']],
    [
      'of another host',
      { '@odata.id': `https://x.test/api/data/v9.2/roles(${NOBODY_ID})` },
      [400, '0x80048d19'],
    ],
    ['without an address', {}, [400, '0x80048d19']],
  ])('a role %s', async (_what, body, expected) => {
    const ask = await lineOf();
    const id = idIn(await ask('POST', 'systemusers', await newUser(ask)));
    expect(
      refused(await ask('POST', `systemusers(${id})/systemuserroles_association/$ref`, body)),
    ).toEqual(expected);
  });

  it('a role of another business unit', async () => {
    await visitor.setWorld('two-business-units');
    const ask = await lineOf();
    const root = await rootUnit(ask);
    const roles = rowsOf(
      await ask('GET', "roles?$select=roleid,_businessunitid_value&$filter=name eq 'Delegate'"),
    );
    const other = roles.find((role) => role._businessunitid_value !== root);
    const { UserId } = parsed(await ask('GET', 'WhoAmI'));
    const path = `systemusers(${UserId})/systemuserroles_association/$ref`;
    expect(refused(await ask('POST', path, refTo(String(other?.roleid))))).toEqual([
      400,
      '0x80041409',
    ]);
  });

  it('deleting a person', async () => {
    const ask = await lineOf();
    const { UserId } = parsed(await ask('GET', 'WhoAmI'));
    expect(refused(await ask('DELETE', `systemusers(${UserId})`))).toEqual([403, '0x80048359']);
  });
});

it('tells the privileges of a role by both ways', async () => {
  const ask = await lineOf();
  const role = await roleNamed(ask, 'Delegate');
  const names = rowsOf(await ask('GET', `roles(${role})/roleprivileges_association?$select=name`));
  expect(names.map(({ name }) => name)).toEqual(['prvActOnBehalfOfAnotherUser', 'prvReadUser']);
  const seen = parsed(await ask('GET', `RetrieveRolePrivilegesRole(RoleId=${role})`));
  expect(seen.RolePrivileges).toMatchObject([
    { PrivilegeName: 'prvActOnBehalfOfAnotherUser', Depth: 'Global' },
    { PrivilegeName: 'prvReadUser', Depth: 'Basic' },
  ]);
});

it('has the application made by hand in happy', async () => {
  await visitor.setWorld('happy');
  const ask = await lineOf();
  expect(rowsOf(await ask('GET', ofApplication(CLIENT_ID)))).toHaveLength(1);
});
