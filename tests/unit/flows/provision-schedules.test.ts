import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createWorld,
  expectNoSecretElsewhere,
  impersonate,
  leftovers,
  open,
  pressContinue,
  pressCreate,
  pressNext,
  pressUndo,
  runNow,
  type World,
  wrongEndOf,
} from './a-provisioning.ts';
import { WRITE_FAULTS } from './simulated-directory.ts';
import { ORG } from './simulated-server.ts';
import type { Life } from './simulated-world.ts';

/** What a person, or the time, does to a worker while it lives. */
const DEEDS = {
  'presses what is offered': pressNext,
  'presses Create': async (life) => {
    await open(life);
    await pressCreate(life);
  },
  'presses Create ten times': async (life) => {
    await open(life);
    await Promise.all(Array.from({ length: 10 }, () => pressCreate(life)));
  },
  'presses Continue twice': async (life) => {
    await Promise.all([pressContinue(life), pressContinue(life)]);
  },
  'presses Cancel in the middle': async (life) => {
    const going = pressNext(life);
    await life.press('provisioning.cancel', { org: ORG });
    await going;
  },
  'changes the draft meanwhile': async (life) => {
    const going = pressNext(life);
    await impersonate(life);
    await going;
  },
} satisfies Record<string, (life: Life) => Promise<void>>;
type Deed = keyof typeof DEEDS;

const aLife = fc.record({
  diesAt: fc.option(fc.integer({ min: 1, max: 260 }), { nil: undefined, freq: 4 }),
  deeds: fc.array(fc.constantFrom(...(Object.keys(DEEDS) as Deed[])), {
    minLength: 1,
    maxLength: 2,
  }),
  faults: fc.array(fc.constantFrom(...WRITE_FAULTS), { maxLength: 6 }),
  readsFailing: fc.nat(2),
  lagMs: fc.constantFrom(0, 0, 9_000, 60_000, 400_000),
  isBrowserClosed: fc.boolean(),
});
const aSchedule = fc.record({
  lives: fc.array(aLife, { minLength: 1, maxLength: 3 }),
  isUndone: fc.boolean(),
});
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

async function live(world: World, plan: LifePlan) {
  const { directory } = world;
  if (plan.isBrowserClosed) await world.closeBrowser();
  directory.faults = [...plan.faults];
  directory.readsFailing = plan.readsFailing;
  directory.lagMs = plan.lagMs;
  const life = world.wakeSignedIn(plan.diesAt === undefined ? {} : { diesAt: plan.diesAt });
  await Promise.race([impersonate(life), life.over]);
  for (const deed of plan.deeds) {
    await Promise.race([DEEDS[deed](life), life.over]);
    if (life.isOver()) break;
  }
  life.kill();
  await life.over;
}

it('1,000 random lives of a worker and its servers end with one of each thing, or with nothing after Undo', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let writes = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async ({ lives, isUndone }) => {
      const world = await createWorld();
      for (const plan of lives) {
        await live(world, plan);
        if (plan.diesAt !== undefined) deaths++;
        await expectNoSecretElsewhere(world);
      }
      world.directory.heal();
      const last = world.wakeSignedIn();
      for (let press = 0; press < 4; press++) await pressNext(last);
      world.directory.settle();
      writes += world.directory.writes.length;
      expect(await wrongEndOf(world)).toBeUndefined();
      await expectNoSecretElsewhere(world);
      if (!isUndone) return;
      await pressUndo(last);
      expect((await runNow())?.state).toBe('undone');
      expect(leftovers(world)).toEqual([]);
    }),
    { numRuns: 1_000, seed: 20261125 },
  );
  expect(deaths).toBeGreaterThan(500);
  expect(writes).toBeGreaterThan(6_000);
});
