import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  CONNECTOR_ID,
  createWorld,
  OLD_KEY,
  prepare,
  pressNext,
  rotationNow,
  type World,
  wrongEndOf,
} from './a-rotation.ts';
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
import { GRAPH, WRITE_FAULTS } from './simulated-directory.ts';
import type { Life, LifeOptions } from './simulated-world.ts';
import { createWeather } from './weather.ts';

const about = { connectorId: CONNECTOR_ID };
/** One that is done is not pressed again: that would be another rotation, as somebody wants it. */
const isDone = async () => (await rotationNow())?.state === 'done';
const pressRotate = (life: Life) =>
  life.press('rotation.start', { ...about, months: 12, oldKeyIds: [OLD_KEY] });

/** What a person, or the time, does to a worker while it lives. */
const DEEDS = {
  'presses what is offered': pressNext,
  'presses Rotate now twenty times': async (life) => {
    if (await isDone()) return;
    await prepare(life);
    await life.press('rotation.plan', about);
    await Promise.all(Array.from({ length: 20 }, () => pressRotate(life)));
  },
  'presses Continue twice': async (life) => {
    await Promise.all([1, 2].map(() => life.press('rotation.continue', about)));
  },
  'presses everything in a second window too': async (life) => {
    if (await isDone()) return;
    await Promise.all([
      pressNext(life),
      pressRotate(life),
      life.press('rotation.plan', about),
      life.press('rotation.continue', about),
      life.press('connectors.list', {}),
    ]);
  },
} satisfies Record<string, (life: Life) => Promise<void>>;

const aLife = fc.record({
  diesAt: someDeath(200, 4),
  deeds: someDeeds(DEEDS, 3),
  puts: fc.array(fc.constantFrom(...PUT_FAULTS), { maxLength: 3 }),
  writes: fc.array(fc.constantFrom(...WRITE_FAULTS), { maxLength: 3 }),
  gusts: someGusts,
  isBrowserClosed: seldom,
  isNextDay: seldom,
});
const aSchedule = fc.array(aLife, { minLength: 1, maxLength: 4 });
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;
type Wrong = (world: World) => LifeOptions;

async function live(world: World, plan: LifePlan, wrong: LifeOptions): Promise<boolean> {
  if (plan.isBrowserClosed) await world.closeBrowser();
  if (plan.isNextDay) world.clock.nowMs += 86_400_000;
  world.putFaults = [...plan.puts];
  world.directory.faults = [...plan.writes];
  const weather = createWeather(plan.gusts, world.clock);
  const life = world.wakeSignedIn({ ...dyingAt(plan.diesAt), weather, ...wrong });
  return liveOut(life, DEEDS, plan.deeds);
}

async function wrongsOf(lives: readonly LifePlan[], wrong: Wrong = () => ({})) {
  const world = await createWorld();
  let deaths = 0;
  for (const plan of lives) if (await live(world, plan, wrong(world))) deaths++;
  const early = world.directory.writes.length;
  world.putFaults = [];
  world.directory.heal();
  const last = world.wakeSignedIn(wrong(world));
  for (let press = 0; press < 4; press++) await pressNext(last);
  last.kill();
  await last.over;
  world.settle();
  const end = await wrongEndOf(world);
  return { deaths, early, wrongs: end ? [end] : [] };
}

const SEED = 20261125;

it('random lives of a worker, its network, its servers and its person end with one connector and its one secret', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let made = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (lives) => {
      const lived = await wrongsOf(lives);
      expect(lived.wrongs).toEqual([]);
      deaths += lived.deaths;
      if (lived.early > 0) made++;
    }),
    drawFrom(SEED),
  );
  if (!isWholeLook()) return;
  expect(deaths).toBeGreaterThan(SCHEDULES / 3);
  expect(made).toBeGreaterThan(SCHEDULES / 3);
});

it('the same schedules find a worker that makes another secret without seeing its first', {
  timeout: 60_000,
}, async () => {
  const seesOnlyItsOwn: Wrong = ({ server }) => ({
    elsewhere: async (ask) => {
      const isLook = ask.url.startsWith(`https://${GRAPH}`) && (ask.method ?? 'GET') === 'GET';
      if (!isLook || !ask.url.includes('/applications/')) return undefined;
      const reply = await server.answer(ask);
      if (reply.kind !== 'answer' || reply.status !== 200) return reply;
      const known = JSON.stringify((await rotationNow())?.key ?? {});
      const application = JSON.parse(reply.text) as { passwordCredentials: { keyId: string }[] };
      const passwordCredentials = application.passwordCredentials.filter(
        ({ keyId }) => keyId === OLD_KEY || known.includes(keyId),
      );
      return { ...reply, text: JSON.stringify({ ...application, passwordCredentials }) };
    },
  });
  const look = async (lives: LifePlan[]) => (await wrongsOf(lives, seesOnlyItsOwn)).wrongs;
  const wrongs = await wrongsIn(aSchedule, look, SEED);
  expect(wrongs.filter((wrong) => /^\d+ secrets are left/.test(wrong)).length).toBeGreaterThan(3);
});
