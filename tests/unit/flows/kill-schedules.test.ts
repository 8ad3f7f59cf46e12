import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  confirmPurchase,
  handleNow,
  newestEntry,
  pressNext,
  readyToBuy,
  untruthOf,
  wrongEndOf,
} from './a-purchase.ts';
import { CREATE_FAULTS } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  type Kept,
  type Life,
  SECRET,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

/** What a person, or the time, does to a worker while it lives. */
const DEEDS = {
  'presses what is offered': pressNext,
  'presses Confirm Purchase': confirmPurchase,
  'presses it twenty times': async (life) => {
    await Promise.all(Array.from({ length: 20 }, () => confirmPurchase(life)));
  },
  'presses Check again': async (life) =>
    life.press('registration.check', { key: (await newestEntry())?.key ?? '' }),
  'puts the outcome away': async (life) =>
    life.press('registration.dismiss', { key: (await newestEntry())?.key ?? '' }),
  'edits while it buys': async (life) => {
    const buying = confirmPurchase(life);
    await life.press('draft.keep', {
      workspace: WORKSPACE,
      fields: { ...FIELDS, clientId: `${FIELDS.clientId} ` },
    });
    await buying;
  },
  'types the secret again': (life) =>
    life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret: SECRET }),
  'is woken by the alarm': (life) => life.flows.onAlarm('registration-check'),
} satisfies Record<string, (life: Life) => Promise<void>>;
type Deed = keyof typeof DEEDS;

const aLife = fc.record({
  diesAt: fc.option(fc.integer({ min: 1, max: 220 }), { nil: undefined, freq: 4 }),
  deeds: fc.array(fc.constantFrom(...(Object.keys(DEEDS) as Deed[])), {
    minLength: 1,
    maxLength: 3,
  }),
  createFault: fc.constantFrom(...CREATE_FAULTS),
  listsFailing: fc.nat(3),
  isBrowserClosed: fc.boolean(),
  isNextDay: fc.boolean(),
});
const aSchedule = fc.record({
  lives: fc.array(aLife, { minLength: 1, maxLength: 4 }),
  keepsMarker: fc.boolean(),
  honoursKey: fc.boolean(),
});

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

async function live(universe: Universe, plan: LifePlan) {
  const { server } = universe;
  if (plan.isBrowserClosed) await universe.closeBrowser();
  if (plan.isNextDay) universe.clock.nowMs += 86_400_000;
  server.heal();
  server.createFaults = [plan.createFault];
  for (let at = 0; at < plan.listsFailing; at++)
    server.next('list', { kind: 'unreachable', host: 'api.eugb.mapsimise.com' });
  const life = universe.wake(plan.diesAt === undefined ? {} : { diesAt: plan.diesAt });
  for (const deed of plan.deeds) {
    await Promise.race([DEEDS[deed](life), life.over]);
    if (life.isOver()) break;
  }
  life.kill();
  await life.over;
}

it('1,000 random lives of a worker, its server and its person end with one connector, or say why not', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let bought = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async ({ lives, keepsMarker, honoursKey }) => {
      const universe = await createUniverse(ready);
      const creates = lives.map((plan) => plan.createFault);
      const beTwo = creates.includes('sent twice by the browser') && !honoursKey;
      const bePutAway = lives.some((plan) => plan.deeds.includes('puts the outcome away'));
      Object.assign(universe.server, { keepsMarker, honoursKey });
      for (const plan of lives) {
        await live(universe, plan);
        if (plan.diesAt !== undefined) deaths++;
        expect(untruthOf(universe, await newestEntry(), beTwo && bePutAway)).toBeUndefined();
      }
      universe.server.heal();
      const last = universe.wake();
      for (let press = 0; press < 6; press++) await pressNext(last);
      const end = wrongEndOf(universe, await newestEntry(), { beTwo, bePutAway });
      expect(end).toBeUndefined();
      if (await handleNow()) bought++;
    }),
    { numRuns: 1000, seed: 20261123 },
  );
  expect(deaths).toBeGreaterThan(300);
  expect(bought).toBeLessThan(1000);
});
