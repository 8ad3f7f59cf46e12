import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRepairLines } from '../../../lib/facts/coverage-repair.ts';
import {
  allRows,
  openStage,
  runNow,
  runOnce,
  type Stage,
  untilRepaired,
  WORKSPACE,
} from './a-coverage.ts';
import {
  type Deeds,
  drawFrom,
  dyingAt,
  isWholeLook,
  liveOut,
  SCHEDULES,
  someDeath,
  someDeeds,
  someGusts,
  wrongsIn,
} from './schedules.ts';
import type { SimulatedUser } from './simulated-company.ts';
import { type Life, tick } from './simulated-world.ts';
import { createWeather } from './weather.ts';

const HERE = { workspace: WORKSPACE };
const EVERY_ROW = Array.from({ length: 10 }, (_, at) => at);
const repair = (life: Life) =>
  life.press('coverage.repair', { ...HERE, rows: EVERY_ROW, overwrite: true });
const undo = (life: Life) => life.press('coverage.undo-repair', HERE);
const goOn = (life: Life) => life.press('coverage.resume', HERE);

/** Presses what the screen offers: Continue where it stopped, Undo of what is done, else the repair. */
async function press(life: Life) {
  const state = (await runNow())?.repair?.state;
  if (state === 'failed' || state === 'cancelled') await goOn(life);
  else if (state === 'done') await undo(life);
  else await repair(life);
}
async function pressNext(life: Life) {
  await press(life);
  await untilRepaired(life);
}

async function ticks(count: number) {
  for (let turn = 0; turn < count; turn++) await tick();
}

/** Whoever works at the CRM by hand: what they wrote last into Email 2 must be there in the end. */
function createColleague({ company }: Stage) {
  const wrote = new Map<SimulatedUser, string>();
  const { answer } = company;
  let editsAfter: number | undefined;
  company.answer = (ask) => {
    const reply = answer(ask);
    if (editsAfter !== undefined && ask.url.endsWith('$batch') && editsAfter-- === 0)
      edit(company.requests.length);
    return reply;
  };
  const edit = (at: number) => {
    for (const user of company.users.filter((_, place) => place % 3 === at % 3)) {
      wrote.set(user, `colleague-${wrote.size}@contoso.com`);
      company.edit(user.systemuserid, wrote.get(user) ?? null);
    }
  };
  return {
    /** Comes between two requests of the worker, so many from now. */
    editsAfter(requests: number) {
      editsAfter = requests;
    },
    hasWritten: (user: SimulatedUser) => wrote.has(user),
    lost: () =>
      [...wrote].flatMap(([user, value]) =>
        user.personalemailaddress === value
          ? []
          : [`${value} was replaced by ${user.personalemailaddress}`],
      ),
  };
}
type Colleague = ReturnType<typeof createColleague>;

/** What a person, the time or a colleague does while a worker lives. */
const deedsFor = (colleague: Colleague, pause: number) =>
  ({
    'presses what is offered': pressNext,
    async 'undoes it'(life) {
      await undo(life);
      await untilRepaired(life);
    },
    async 'presses Cancel in the middle'(life) {
      await press(life);
      await ticks(pause);
      await life.press('coverage.cancel', HERE);
      await untilRepaired(life);
    },
    async 'presses everything in a second window too'(life) {
      await Promise.all([press(life), undo(life), goOn(life), press(life)]);
      await untilRepaired(life);
    },
    async 'works while a colleague does'(life) {
      colleague.editsAfter(pause % 3);
      await press(life);
      await untilRepaired(life);
    },
  }) satisfies Deeds<string>;
const aLife = fc.record({
  diesAt: someDeath(120, 3),
  deeds: someDeeds(deedsFor({} as Colleague, 0), 3),
  pause: fc.nat(30),
  gusts: someGusts,
});
const aSchedule = fc.array(aLife, { minLength: 1, maxLength: 4 });
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

/** What is told of each user must be so: who is told to be written has the address, who was put back what was there. */
async function untruthsOf({ company }: Stage, colleague: Colleague): Promise<string[]> {
  const run = await runNow();
  const lines = await readRepairLines(run?.id ?? '');
  const untruths = lines.flatMap(({ userId, state, why, email, old }) => {
    const user = company.users.find(({ systemuserid }) => systemuserid === userId);
    if (!user || why || colleague.hasWritten(user)) return [];
    const holds = user.personalemailaddress ?? '';
    const wanted = { done: email, undone: old }[state as string];
    return wanted === undefined || holds === wanted.trim()
      ? []
      : [`${userId} is told ${state}, and holds “${holds}”`];
  });
  const undoable = lines.filter(({ state, why }) => state === 'done' && !why).length;
  if (run?.repair && run.repair.undoable !== undoable)
    untruths.push(`${run.repair.undoable} can be undone, and ${undoable} could`);
  return untruths;
}

async function wrongsOf(lives: readonly LifePlan[], breakIt = (_: Stage) => {}) {
  const stage = await openStage();
  const first = await runOnce(stage);
  first.life.kill();
  await first.life.over;
  const before = stage.company.users.map((user) => user.personalemailaddress ?? '');
  const rows = await allRowsOf(stage);
  breakIt(stage);
  const colleague = createColleague(stage);
  let deaths = 0;
  for (const { diesAt, deeds, pause, gusts } of lives) {
    const weather = createWeather(gusts, stage.universe.clock);
    const life = stage.wake({ ...dyingAt(diesAt), weather });
    if (await liveOut(life, deedsFor(colleague, pause), deeds)) deaths++;
  }
  const wrote = stage.company.writes.length;
  const last = stage.wake();
  await untilRepaired(last);
  for (let press = 0; press < 4 && (await runNow())?.repair?.state !== 'done'; press++)
    await pressNext(last);
  const wrongs = [...colleague.lost(), ...(await untruthsOf(stage, colleague))];
  if ((await runNow())?.repair?.state !== 'done') wrongs.push('the repair comes to no end');
  await undo(last);
  await untilRepaired(last);
  for (const [at, user] of stage.company.users.entries())
    if (!colleague.hasWritten(user) && (user.personalemailaddress ?? '') !== before[at])
      wrongs.push(`after Undo ${user.systemuserid} holds “${user.personalemailaddress}”`);
  if (JSON.stringify(await allRows(await runNow())) !== JSON.stringify(rows))
    wrongs.push('the rows are others than before');
  wrongs.push(...colleague.lost(), ...(await untruthsOf(stage, colleague)));
  last.kill();
  await last.over;
  return { deaths, wrote, wrongs };
}

/** Read while somebody lives, as everything in the database is. */
async function allRowsOf(stage: Stage) {
  const life = stage.wake();
  const rows = await allRows(await runNow());
  life.kill();
  await life.over;
  return rows;
}

const SEED = 20261126;
/** Each has a whole run before it. */
const REPAIRS = Math.ceil(SCHEDULES / 4);

it('random lives of a repair, its Cancel, its Undo and a colleague end as is told of each user, and replace nothing of the colleague’s', {
  timeout: 300_000,
}, async () => {
  let deaths = 0;
  let written = 0;
  await fc.assert(
    fc.asyncProperty(aSchedule, async (lives) => {
      const lived = await wrongsOf(lives);
      expect(lived.wrongs).toEqual([]);
      deaths += lived.deaths;
      if (lived.wrote > 0) written++;
    }),
    { ...drawFrom(SEED), numRuns: REPAIRS },
  );
  if (!isWholeLook()) return;
  expect(deaths).toBeGreaterThan(REPAIRS / 3);
  expect(written).toBeGreaterThan(REPAIRS / 2);
});

it('the same schedules find a repair that writes without If-Match', {
  timeout: 60_000,
}, async () => {
  const look = async (lives: LifePlan[]) =>
    (await wrongsOf(lives, ({ company }) => Object.assign(company, { comparesVersions: false })))
      .wrongs;
  const wrongs = await wrongsIn(aSchedule, look, SEED, 60);
  expect(wrongs.filter((one) => /^colleague-.* was replaced by/.test(one)).length).toBeGreaterThan(
    3,
  );
});
