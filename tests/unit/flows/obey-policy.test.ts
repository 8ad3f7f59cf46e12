import { beforeAll, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Failure } from '../../../lib/domain/failure.ts';
import { confirmPurchase, readyToBuy } from './a-purchase.ts';
import { isMapsimise, type Server } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  type Kept,
  SECRET,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

async function startUnder(policy: Record<string, unknown>) {
  const universe = await createUniverse(ready);
  await fakeBrowser.storage.managed.clear();
  await fakeBrowser.storage.managed.set(policy);
  return { ...universe, life: universe.wake() };
}
const reportNow = () =>
  factNow<{ state: string; steps: { id: string; failure?: Failure }[] }>(
    'session',
    `report:${WORKSPACE}`,
  );
const OTHER = ['https://other.crm4.dynamics.com'];
const OWN = [FIELDS.organisationUrl];

it.each<[string, Record<string, unknown>, string, Partial<typeof FIELDS>]>([
  ['outside the list', { allowedEnvironments: OTHER }, 'policy/environment-not-allowed', {}],
  ['in an empty list', { allowedEnvironments: [] }, 'policy/environment-not-allowed', {}],
  [
    'of a scheme that is turned off',
    { disabledFeatures: ['onPremises'] },
    'policy/feature-off',
    { scheme: 'ifd' } as Partial<typeof FIELDS>,
  ],
])(
  'an organisation %s is not tested: no server but Mapsimise is asked',
  async (_what, policy, code, change) => {
    const { life, server } = await startUnder(policy);
    const asked = server.asked.length;
    await life.press('connection.test', {
      workspace: WORKSPACE,
      fields: { ...FIELDS, ...change },
      newSecret: SECRET,
    });
    const report = await reportNow();
    expect(report?.state).toBe('failed');
    expect(report?.steps.find(({ id }) => id === 'url')?.failure?.code).toBe(code);
    const later = server.asked.slice(asked);
    expect(later.filter(({ question }) => !isMapsimise(question))).toEqual([]);
  },
);

it('an organisation in the list is tested as ever', async () => {
  const { life } = await startUnder({ allowedEnvironments: OWN });
  await testNow(life);
  expect((await reportNow())?.state).toBe('passed');
});

it('what passed before the policy came is not bought, and the reason is said', async () => {
  const { life, server } = await startUnder({ allowedEnvironments: OTHER });
  await confirmPurchase(life);
  expect(server.countOf('create')).toBe(0);
  expect(await factNow('session', `offer:${WORKSPACE}`)).toMatchObject({
    state: 'refused',
    failure: { code: 'policy/environment-not-allowed' },
  });
});

it.each([
  ['Create these for me', 'createForMe'],
  ['an organisation outside the list', undefined],
])('%s: nobody is asked what could be created there', async (_what, feature) => {
  const policy = feature ? { disabledFeatures: [feature] } : { allowedEnvironments: OTHER };
  const { life, server } = await startUnder(policy);
  const asked = server.asked.length;
  await life.press('provisioning.prepare', { org: FIELDS.organisationUrl });
  expect(await factNow('session', `preparation:${FIELDS.organisationUrl}`)).toMatchObject({
    state: 'refused',
    failure: { code: feature ? 'policy/feature-off' : 'policy/environment-not-allowed' },
  });
  expect(server.asked).toHaveLength(asked);
});

it.each([
  ['coverage', 'coverage.start', { workspace: WORKSPACE, source: { from: 'mapsimise' } }],
  ['bulkRepair', 'coverage.repair', { workspace: WORKSPACE, rows: [0], overwrite: false }],
] as const)(
  'with %s turned off, a page of ours that asks for %s is not heard',
  async (feature, type, ask) => {
    const { life, server } = await startUnder({ disabledFeatures: [feature] });
    const asked = server.asked.length;
    await life.press(type, ask as never);
    expect(server.asked).toHaveLength(asked);
  },
);

describe('an organisation outside the list', () => {
  const connector = {
    id: 'c-1',
    name: 'Acme',
    organisationUrl: FIELDS.organisationUrl,
    scheme: 'Office365',
    clientId: FIELDS.clientId,
  };
  const failure = { code: 'policy/environment-not-allowed', host: 'acme.crm4.dynamics.com' };
  const know = (scheme: string, more: object = {}) =>
    fakeBrowser.storage.session.set({
      connectors: { state: 'known', connectors: [{ ...connector, scheme }] },
      ...more,
    });
  const start = async () => {
    const begun = await startUnder({ allowedEnvironments: OTHER });
    return { ...begun, asked: begun.server.asked.length };
  };

  it('is not asked for My mapping, and the reason is said', async () => {
    const { life, server, asked } = await start();
    await life.press('mapping.find', { org: WORKSPACE, email: 'ann@acme.com' });
    expect(await factNow('session', `mapping:${WORKSPACE}`)).toMatchObject({
      state: 'failed',
      failure,
    });
    expect(server.asked).toHaveLength(asked);
  });

  it('is not written to where My mapping was found before the policy came', async () => {
    const { life } = await start();
    await fakeBrowser.storage.session.set({
      [`mapping:${WORKSPACE}`]: { state: 'done', email: 'ann@acme.com', person: { userId: 'u' } },
      [`columns:${WORKSPACE}`]: { userId: 'u', columns: [] },
    });
    await life.press('mapping.save', { org: WORKSPACE });
    expect(await factNow('session', `mapping:${WORKSPACE}`)).toMatchObject({
      saved: { state: 'refused', failure },
    });
  });

  it('no rotation is planned or begun for its connector', async () => {
    const { life, server, asked } = await start();
    await know('Dataverse');
    await life.press('rotation.plan', { connectorId: 'c-1' });
    const refused = { 'c-1': { state: 'refused', failure } };
    expect(await factNow('session', 'rotation-plans')).toEqual(refused);
    const plan = { state: 'ready', keys: [], sharedWith: [] };
    await know('Dataverse', { 'rotation-plans': { 'c-1': plan } });
    await life.press('rotation.start', { connectorId: 'c-1', months: 12, oldKeyIds: [] });
    expect(await factNow('session', 'rotation-plans')).toEqual(refused);
    expect(await factNow('local', 'rotations:v1')).toBeUndefined();
    expect(server.asked).toHaveLength(asked);
  });

  it('its connector is not switched to values that passed before the policy came', async () => {
    const { life, server, asked } = await start();
    await know('Office365');
    const draft = await factNow<{ handle: string }>('local', `draft:${WORKSPACE}`);
    await life.press('connector.switch', {
      connectorId: 'c-1',
      workspace: WORKSPACE,
      handle: draft?.handle ?? '',
    });
    expect(await factNow('local', 'switches:v1')).toMatchObject({
      'c-1': { state: 'failed', failure },
    });
    expect(server.asked).toHaveLength(asked);
  });

  it('whom its connector acts as is not changed', async () => {
    const { life, server, asked } = await start();
    await know('Dataverse');
    await life.press('connector.impersonate', { connectorId: 'c-1', isOn: true });
    expect(await factNow('session', 'connector-deeds')).toMatchObject({
      'c-1': { state: 'refused', failure },
    });
    expect(server.asked).toHaveLength(asked);
  });

  const DEEDS = [
    ['connector.impersonate', 'connector-deeds', { isOn: true }],
    ['shared-credentials.set', 'shared-credentials', { isShared: true }],
  ] as const;
  const now = async (fact: string) =>
    (await factNow<Record<string, unknown>>('session', fact))?.['c-1'];
  const methods = (all: Server['asked']) => all.map(({ ask }) => ask.method ?? 'GET');

  it('its connector does not share its credentials', async () => {
    const { life, server, asked } = await start();
    await know('DynamicsIfd');
    await life.press('shared-credentials.set', { connectorId: 'c-1', isShared: true });
    expect(await now('shared-credentials')).toMatchObject({ state: 'refused', failure });
    expect(server.asked).toHaveLength(asked);
  });

  it.each(DEEDS)(
    '%s of a connector that is not listed reads it first, and does not change it',
    async (type, fact, how) => {
      const { life, server, asked } = await start();
      server.connectors.push({ Id: 'c-1', Name: 'Acme', OrganisationUrl: FIELDS.organisationUrl });
      await life.press(type, { connectorId: 'c-1', ...how } as never);
      expect(await now(fact)).toMatchObject({ state: 'refused', failure });
      expect(methods(server.asked.slice(asked))).toEqual(['GET']);
    },
  );

  it.each(DEEDS)('%s of what Mapsimise does not tell is not done', async (type, fact, how) => {
    const { life, server, asked } = await start();
    await life.press(type, { connectorId: 'c-1', ...how } as never);
    expect(await now(fact)).toMatchObject({ failure: { code: 'mapsimise/refused' } });
    expect(methods(server.asked.slice(asked))).toEqual(['GET']);
  });

  it.each(DEEDS)('%s of a connector that reads none is not done', async (type, fact, how) => {
    const { life, server, asked } = await start();
    server.connectors.push({ Id: 'c-1', Name: 'Acme', OrganisationUrl: 'acme' });
    await life.press(type, { connectorId: 'c-1', ...how } as never);
    expect(await now(fact)).toMatchObject({ failure: { code: failure.code, host: 'acme' } });
    expect(methods(server.asked.slice(asked))).toEqual(['GET']);
  });
});

it.each([{ allowedEnvironments: OWN }, {}])(
  'a connector of an organisation that may be set up under %j is changed as ever',
  async (policy) => {
    const { life, server } = await startUnder(policy);
    server.connectors.push({ Id: 'c-1', Name: 'Acme', OrganisationUrl: FIELDS.organisationUrl });
    await life.press('connector.impersonate', { connectorId: 'c-1', isOn: true });
    expect(server.connectors[0]).toMatchObject({ ImpersonateUsers: true });
  },
);
