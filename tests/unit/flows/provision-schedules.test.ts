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
import {
  drawFrom,
  dyingAt,
  isWholeLook,
  liveOut,
  SCHEDULES,
  seldom,
  someDeath,
  someDeeds,
  someGusts,
  wrongsIn,
} from './schedules.ts';
import { GRAPH, WRITE_FAULTS } from './simulated-directory.ts';
import { answerOf, ORG } from './simulated-server.ts';
import type { Life, LifeOptions } from './simulated-world.ts';
import { createWeather } from './weather.ts';

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
  'presses everything in a second window too': async (life) => {
    await open(life);
    await Promise.all([pressNext(life), pressCreate(life), pressContinue(life), open(life)]);
  },
  'changes the draft meanwhile': async (life) => {
    const going = pressNext(life);
    await impersonate(life);
    await going;
  },
} satisfies Record<string, (life: Life) => Promise<void>>;

const aLife = fc.record({
  diesAt: someDeath(260, 4),
  deeds: someDeeds(DEEDS, 2),
  faults: fc.array(fc.constantFrom(...WRITE_FAULTS), { maxLength: 6 }),
  gusts: someGusts,
  lagMs: fc.constantFrom(0, 0, 9_000, 60_000, 400_000),
  isBrowserClosed: seldom,
});
const aSchedule = fc.record({
  lives: fc.array(aLife, { minLength: 1, maxLength: 3 }),
  isUndone: fc.boolean(),
});
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;
type Schedule = typeof aSchedule extends fc.Arbitrary<infer T> ? T : never;
type Eyes = LifeOptions['elsewhere'];

async function live(world: World, plan: LifePlan, wrong: LifeOptions) {
  const { directory, clock } = world;
  if (plan.isBrowserClosed) await world.closeBrowser();
  directory.faults = [...plan.faults];
  directory.lagMs = plan.lagMs;
  const weather = createWeather(plan.gusts, clock);
  const life = world.wakeSignedIn({ ...dyingAt(plan.diesAt), weather, ...wrong });
  await Promise.race([impersonate(life), life.over]);
  await liveOut(life, DEEDS, plan.deeds);
}

async function liveAll({ lives }: Schedule, eyes?: Eyes): Promise<{ world: World; last: Life }> {
  const world = await createWorld();
  const wrong = eyes ? { elsewhere: eyes } : {};
  for (const plan of lives) {
    await live(world, plan, wrong);
    await expectNoSecretElsewhere(world);
  }
  world.directory.heal();
  const last = world.wakeSignedIn(wrong);
  for (let press = 0; press < 4; press++) await pressNext(last);
  world.directory.settle();
  return { world, last };
}

const SEED = 20261125;

it('random lives of a worker, its network and its servers end with one of each thing, or with nothing after Undo', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let writes = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (schedule) => {
      const { world, last } = await liveAll(schedule);
      deaths += schedule.lives.filter(({ diesAt }) => diesAt !== undefined).length;
      writes += world.directory.writes.length;
      expect(await wrongEndOf(world)).toBeUndefined();
      await expectNoSecretElsewhere(world);
      if (!schedule.isUndone) return;
      await pressUndo(last);
      expect((await runNow())?.state).toBe('undone');
      expect(leftovers(world)).toEqual([]);
    }),
    drawFrom(SEED),
  );
  if (!isWholeLook()) return;
  expect(deaths).toBeGreaterThan(SCHEDULES / 2);
  expect(writes).toBeGreaterThan(SCHEDULES * 6);
});

it('the same schedules find a worker that makes another application without seeing its first', {
  timeout: 60_000,
}, async () => {
  const seesNone: Eyes = (ask) =>
    ask.url.startsWith(`https://${GRAPH}`) && /\/applications\?.*tags/.test(ask.url)
      ? answerOf(ask, 200, { value: [] })
      : undefined;
  const look = async (schedule: Schedule) => {
    const { world } = await liveAll(schedule, seesNone);
    return [`${world.directory.applications.length} applications`];
  };
  const ends = await wrongsIn(aSchedule, look, SEED);
  expect(ends.filter((end) => /^([2-9]|1\d)/.test(end)).length).toBeGreaterThan(5);
});
