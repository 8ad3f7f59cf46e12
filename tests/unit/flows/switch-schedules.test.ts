import fc from 'fast-check';
import { expect, it } from 'vitest';
import { about, createWorld, pressNext, pressSwitch, type World, wrongEndOf } from './a-switch.ts';
import { PUT_FAULTS } from './faulty-update.ts';
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
import { ORG, questionOf } from './simulated-server.ts';
import { type Life, type LifeOptions, testNow } from './simulated-world.ts';
import { createWeather } from './weather.ts';

/** What a person, or the time, does to a worker while it lives. */
const DEEDS = {
  'presses what is offered': pressNext,
  'presses Switch twenty times': async (life) => {
    await pressNext(life);
    await Promise.all(Array.from({ length: 20 }, () => pressSwitch(life)));
  },
  'presses Check again twice': async (life) => {
    await Promise.all([1, 2].map(() => life.press('switch.check', about)));
  },
  'presses everything in a second window too': async (life) => {
    await Promise.all([
      pressNext(life),
      pressSwitch(life),
      life.press('switch.check', about),
      life.press('connectors.list', {}),
      testNow(life),
    ]);
  },
  'puts the outcome away': (life) => life.press('switch.dismiss', about),
} satisfies Record<string, (life: Life) => Promise<void>>;

const aLife = fc.record({
  diesAt: someDeath(200, 3),
  deeds: someDeeds(DEEDS, 3),
  faults: fc.array(fc.constantFrom(...PUT_FAULTS), { maxLength: 4 }),
  gusts: someGusts,
  isBrowserClosed: seldom,
});
const aSchedule = fc.array(aLife, { minLength: 1, maxLength: 3 });
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;
type Wrong = (world: World) => LifeOptions;

async function live(world: World, plan: LifePlan, wrong: LifeOptions): Promise<boolean> {
  if (plan.isBrowserClosed) await world.closeBrowser();
  world.faults = [...plan.faults];
  const weather = createWeather(plan.gusts, world.clock);
  const life = world.wake({ ...dyingAt(plan.diesAt), weather, ...wrong });
  return liveOut(life, DEEDS, plan.deeds);
}

async function wrongsOf(lives: readonly LifePlan[], wrong: Wrong = () => ({})) {
  const world = await createWorld();
  let deaths = 0;
  for (const plan of lives) if (await live(world, plan, wrong(world))) deaths++;
  const early = world.server.countOf('credentials');
  world.faults = [];
  const last = world.wake(wrong(world));
  for (let press = 0; press < 6; press++) await pressNext(last);
  last.kill();
  await last.over;
  world.settle();
  const isPutAway = lives.some(({ deeds }) => deeds.includes('puts the outcome away'));
  const end = await wrongEndOf(world, { isPutAway });
  return { deaths, early, wrongs: end ? [end] : [] };
}

const SEED = 20261126;

it('random lives of a worker, its network, its server and its person end with the one connector, switched', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (lives) => {
      const lived = await wrongsOf(lives);
      expect(lived.wrongs).toEqual([]);
      deaths += lived.deaths;
      if (lived.early > 0) sent++;
    }),
    drawFrom(SEED),
  );
  if (!isWholeLook()) return;
  expect(deaths).toBeGreaterThan(SCHEDULES / 3);
  expect(sent).toBeGreaterThan(SCHEDULES / 4);
});

it('the same schedules find a worker that makes a new connector instead, and again where that is unclear', {
  timeout: 60_000,
}, async () => {
  const makesAnew: Wrong = ({ server }) => ({
    elsewhere: (ask) => {
      if (!ask.url.includes('mapsimise') || questionOf(ask) !== 'credentials') return undefined;
      const { origin, pathname } = new URL(ask.url);
      const url = `${origin}${pathname.split('/').slice(0, 4).join('/')}`;
      const body = JSON.stringify({ Name: 'Acme', OrganisationUrl: ORG });
      return server.answer({ ...ask, method: 'POST', url, body });
    },
  });
  const look = async (lives: LifePlan[]) => (await wrongsOf(lives, makesAnew)).wrongs;
  const wrongs = await wrongsIn(aSchedule, look, SEED, 60);
  expect(wrongs.filter((wrong) => /^[2-9] connectors/.test(wrong)).length).toBeGreaterThan(30);
});
