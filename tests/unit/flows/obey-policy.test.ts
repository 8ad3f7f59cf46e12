import { beforeAll, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Failure } from '../../../lib/domain/failure.ts';
import { confirmPurchase, readyToBuy } from './a-purchase.ts';
import { isMapsimise } from './simulated-server.ts';
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
