// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GetUserToken } from '../../../lib/auth/user-token.ts';
import { send } from '../../../lib/clients/egress.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { Preparation, Provisioning } from '../../../lib/domain/provisioning.ts';
import { good } from '../../../lib/domain/result.ts';
import { ACCOUNTS, type Account, SCOPES } from '../../emulators/accounts.ts';
import { ORGANISATIONS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { fetchThrough, type Sent } from '../emulators/fetch-through.ts';
import { Person } from '../emulators/person.ts';
import { type Visitor, visit } from '../emulators/visitor.ts';
import { createUniverse, factNow, kept, type Life } from '../flows/simulated-world.ts';

/** The clients and the flow against Graph, Entra and Dataverse as they are played, through the extension's own gate. */
const ORG = ORGANISATIONS.contoso.url as OrgUrl;
const ROLE = 'Mapsimise Service';

let visitor: Visitor;
let sent: Sent[];
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', fetchThrough(visitor, sent));
});
afterAll(() => visitor.leave());

const runNow = () => factNow<Provisioning>('local', `provisioning:${ORG}`);
const preparationNow = () => factNow<Preparation>('session', `preparation:${ORG}`);

async function enter(world: WorldName, account: Account = ACCOUNTS.administrator): Promise<Life> {
  await visitor.setWorld(world);
  const universe = await createUniverse();
  universe.server.answer = (ask) => send(ask);
  const tokens = new Map<string, Promise<string>>();
  const tokenFor = async (scope: string) =>
    (await new Person(visitor).tokens(scope, { account })).access_token;
  const userToken: GetUserToken = async (ask) => {
    const scope = ask.for === 'graph' ? SCOPES.graph : SCOPES.dataverse;
    const given = tokens.get(scope) ?? tokenFor(scope);
    tokens.set(scope, given);
    const value = await given;
    const { tenantId, userName: username } = account;
    return good({ value, tenantId, objectId: '', username });
  };
  return universe.wake({ userToken });
}

async function create(life: Life, more: { months?: 6 | 12 | 24; reuse?: true; acts?: true } = {}) {
  const { months = 12, reuse, acts } = more;
  if (acts)
    await life.press('draft.keep', {
      workspace: ORG,
      fields: {
        organisationUrl: ORG,
        scheme: 'dataverse',
        clientId: '',
        username: '',
        impersonateUsers: true,
      },
    });
  await life.press('provisioning.prepare', { org: ORG });
  const ready = await preparationNow();
  if (ready?.state !== 'ready') return;
  const roleId = ready.roles.find(({ name }) => name === ROLE)?.roleId ?? '';
  const applicationId = reuse && ready.existing[0]?.id;
  await life.press('provisioning.start', {
    workspace: ORG,
    org: ORG,
    name: 'Mapsimise – Contoso',
    months,
    roleId,
    ...(applicationId && { applicationId }),
  });
}
const failureNow = async () =>
  (await runNow())?.steps.find(({ failure }) => failure)?.failure?.code;
const ours = async () =>
  (await visitor.applications()).filter(
    (one) => !one.deleted && one.tags.includes('MapsimiseConnect'),
  );

describe('what is made', () => {
  it.each<[WorldName, { acts?: true; months?: 6 }]>([
    ['provisioning', {}],
    ['provisioning', { acts: true }],
    ['replication-slow', {}],
    ['replication-secret', {}],
    ['replication-dataverse', {}],
    ['two-business-units', {}],
    ['short-tokens', {}],
    ['secret-policy-capped', { months: 6 }],
  ])('in the world %s %o: one of each, tested', async (world, more) => {
    const life = await enter(world);
    await create(life, more);
    expect([(await runNow())?.state, await failureNow()]).toEqual(['done', undefined]);
    const [application, ...others] = (await ours()).filter(({ tags }) =>
      tags.some((tag) => tag.startsWith('run:')),
    );
    expect(others).toEqual([]);
    const valid = application?.secrets.filter(({ removed }) => !removed) ?? [];
    expect(valid).toHaveLength(1);
    const users = await visitor.applicationUsers();
    expect(users.filter((user) => user.applicationId === application?.appId)).toMatchObject([
      { isDisabled: false, isDeleted: false, roles: more.acts ? [ROLE, 'Delegate'] : [ROLE] },
    ]);
    const { local, session } = await kept();
    const { [`secret:draft:${ORG}`]: secret, ...rest } = session;
    expect(secret).toBe(valid[0]?.secretText);
    expect(JSON.stringify([local, rest])).not.toContain(secret);
    const report = session[`report:${ORG}`] as { steps: { id: string; outcome: string }[] };
    expect(report.steps.find(({ id }) => id === 'privileges')?.outcome).toBe('passed');
  });

  it('is taken away again by Undo, with the application user and its namesake for good', async () => {
    const life = await enter('provisioning');
    const before = await visitor.applicationUsers();
    await create(life, { acts: true });
    await life.press('provisioning.undo', { org: ORG });
    expect([(await runNow())?.state, await failureNow()]).toEqual(['undone', undefined]);
    expect(await ours()).toEqual([]);
    expect(await visitor.applicationUsers()).toEqual(before);
  });
});

describe('what is refused is named', () => {
  it.each<[WorldName, Account, string]>([
    ['provisioning', ACCOUNTS.directoryAdministrator, 'provisioning/rights-missing'],
    ['provisioning', ACCOUNTS.newcomer, 'provisioning/not-a-member'],
    ['dataverse-denied', ACCOUNTS.administrator, 'provisioning/rights-missing'],
    ['dataverse-stranger', ACCOUNTS.administrator, 'provisioning/not-a-member'],
    ['graph-down', ACCOUNTS.administrator, 'graph/unavailable'],
  ])('before anything is created, in the world %s', async (world, account, code) => {
    const life = await enter(world, account);
    await create(life);
    expect(await preparationNow()).toMatchObject({ state: 'refused', failure: { code } });
    expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each<[WorldName, Account, string]>([
    ['provisioning', ACCOUNTS.crmAdministrator, 'graph/role-missing'],
    ['graph-denied', ACCOUNTS.administrator, 'graph/role-missing'],
    ['secret-policy-capped', ACCOUNTS.administrator, 'graph/lifetime-capped'],
    ['secret-policy-forbidden', ACCOUNTS.administrator, 'graph/secrets-forbidden'],
    ['replication-never', ACCOUNTS.administrator, 'provisioning/not-known-yet'],
    ['soft-deleted-user', ACCOUNTS.administrator, 'provisioning/user-deleted'],
  ])('at its step, in the world %s', async (world, account, code) => {
    const life = await enter(world, account);
    await create(life, { reuse: true });
    expect([(await runNow())?.state, await failureNow()]).toEqual(['stopped', code]);
  });
});

describe('an application of ours that exists', () => {
  it.each<[WorldName]>([
    ['existing-application'],
    ['existing-application-in-use'],
    ['disabled-user'],
  ])('is used again in the world %s, and Undo leaves all but the new secret', async (world) => {
    const life = await enter(world);
    const [before] = await ours();
    await create(life, { reuse: true });
    expect([(await runNow())?.state, await failureNow()]).toEqual(['done', undefined]);
    expect(await ours()).toHaveLength(1);
    await life.press('provisioning.undo', { org: ORG });
    expect((await runNow())?.state).toBe('undone');
    const [after] = await ours();
    const valid = (one: typeof before) => one?.secrets.filter(({ removed }) => !removed);
    expect(valid(after)).toEqual(valid(before));
  });
});

it('every write says what it is: JSON, OData 4.0, and an If-Match for what must be there', async () => {
  const life = await enter('provisioning');
  await create(life);
  await life.press('provisioning.undo', { org: ORG });
  const writes = sent.filter(({ method, url }) => method !== 'GET' && !url.includes('/token'));
  expect(writes.length).toBeGreaterThan(8);
  for (const { method, url, headers, body } of writes) {
    expect(headers.authorization).toMatch(/^Bearer eyJ/);
    if (body) expect(headers['content-type']).toMatch(/^application\/json/);
    if (url.startsWith(ORG)) expect(headers['odata-version']).toBe('4.0');
    expect(headers['if-match']).toBe(method === 'PATCH' ? '*' : undefined);
  }
});
