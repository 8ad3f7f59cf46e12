import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  confirmPurchase,
  newestEntry,
  pressNext,
  readyToBuy,
  untruthOf,
  wrongEndOf,
} from './a-purchase.ts';
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
import { answerOf, CREATE_FAULTS, questionOf, type Server } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  type Kept,
  type Life,
  type LifeOptions,
  SECRET,
  testNow,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';
import { createWeather } from './weather.ts';

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
  'presses everything in a second window too': async (life) => {
    const key = (await newestEntry())?.key ?? '';
    await Promise.all([
      pressNext(life),
      confirmPurchase(life),
      life.press('registration.check', { key }),
      life.press('offer.ask', { workspace: WORKSPACE }),
      testNow(life),
    ]);
  },
  'is woken by the alarm': (life) => life.flows.onAlarm('registration-check'),
} satisfies Record<string, (life: Life) => Promise<void>>;

const aLife = fc.record({
  diesAt: someDeath(300, 3),
  deeds: someDeeds(DEEDS, 3),
  createFault: fc.constantFrom(...CREATE_FAULTS),
  gusts: someGusts,
  isBrowserClosed: seldom,
  isNextDay: seldom,
});
const aSchedule = fc.record({
  lives: fc.array(aLife, { minLength: 1, maxLength: 4 }),
  keepsMarker: fc.boolean(),
  honoursKey: fc.boolean(),
});
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;
type Schedule = typeof aSchedule extends fc.Arbitrary<infer T> ? T : never;
/** A client that is wrong on purpose: what it makes of a request to this server. */
type Wrong = (server: Server) => NonNullable<LifeOptions['elsewhere']>;

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

async function live(universe: Universe, plan: LifePlan, wrong?: Wrong) {
  const { server, clock } = universe;
  if (plan.isBrowserClosed) await universe.closeBrowser();
  if (plan.isNextDay) clock.nowMs += 86_400_000;
  server.heal();
  server.createFaults = [plan.createFault];
  const weather = createWeather(plan.gusts, clock);
  const life = universe.wake({ ...dyingAt(plan.diesAt), weather, ...madeWrong(server, wrong) });
  await liveOut(life, DEEDS, plan.deeds);
}

const madeWrong = (server: Server, wrong?: Wrong) => (wrong ? { elsewhere: wrong(server) } : {});

/** Everything that was not true at some moment, and what is wrong in the end. */
async function wrongsOf({ lives, keepsMarker, honoursKey }: Schedule, wrong?: Wrong) {
  const universe = await createUniverse(ready);
  const creates = lives.map((plan) => plan.createFault);
  const beTwo = creates.includes('sent twice by the browser') && !honoursKey;
  const bePutAway = lives.some((plan) => plan.deeds.includes('puts the outcome away'));
  Object.assign(universe.server, { keepsMarker, honoursKey });
  const wrongs: (string | undefined)[] = [];
  for (const plan of lives) {
    await live(universe, plan, wrong);
    wrongs.push(untruthOf(universe, await newestEntry(), beTwo && bePutAway));
  }
  const early = universe.server.countOf('create');
  universe.server.heal();
  const last = universe.wake(madeWrong(universe.server, wrong));
  for (let press = 0; press < 6; press++) await pressNext(last);
  last.kill();
  await last.over;
  wrongs.push(wrongEndOf(universe, await newestEntry(), { beTwo, bePutAway }));
  return {
    early,
    wrongs: wrongs.filter((wrong) => wrong !== undefined),
    trace: universe.server.asked.map(({ question }) => question),
  };
}

const SEED = 20261123;

it('random lives of a worker, its network, its server and its person end with one connector, or say why not', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let posted = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (schedule) => {
      deaths += schedule.lives.filter(({ diesAt }) => diesAt !== undefined).length;
      const { wrongs, early } = await wrongsOf(schedule);
      expect(wrongs).toEqual([]);
      if (early > 0) posted++;
    }),
    drawFrom(SEED),
  );
  if (!isWholeLook()) return;
  expect(deaths).toBeGreaterThan(SCHEDULES / 3);
  expect(posted).toBeGreaterThan(SCHEDULES / 3);
});

it('a schedule that is drawn again is lived again, request by request', {
  timeout: 60_000,
}, async () => {
  const draw = () => fc.sample(aSchedule, { seed: SEED, numRuns: 20 });
  const traces = async () => {
    const all: string[][] = [];
    for (const schedule of draw()) all.push((await wrongsOf(schedule)).trace);
    return all;
  };
  const first = await traces();
  expect(first.flat().length).toBeGreaterThan(100);
  expect(await traces()).toEqual(first);
});

const seesNothing: Wrong = () => (ask) =>
  questionOf(ask) === 'list'
    ? answerOf(ask, 200, { Status: 1, Data: { Items: [], Page: 1, PageCount: 1 } })
    : undefined;
const sendsAgain: Wrong = (server) => async (ask) => {
  if (questionOf(ask) !== 'create') return undefined;
  const reply = await server.answer(ask);
  const isClear = reply.kind === 'answer' && /^{.*"Status":1/.test(reply.text);
  return isClear ? reply : server.answer(ask);
};

it.each<[string, Wrong]>([
  ['that sends a create again when its answer is not clear', sendsAgain],
  ['that buys again without seeing what exists', seesNothing],
])('the same schedules find a worker %s', { timeout: 60_000 }, async (_what, wrong) => {
  const look = async (schedule: Schedule) => (await wrongsOf(schedule, wrong)).wrongs;
  const wrongs = await wrongsIn(aSchedule, look, SEED);
  expect(wrongs.filter((one) => /^[2-9] connectors in the end/.test(one)).length).toBeGreaterThan(
    3,
  );
});
