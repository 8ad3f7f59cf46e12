import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { CoverageRow } from '../../../lib/domain/coverage.ts';
import type { CoverageRun } from '../../../lib/domain/coverage-run.ts';
import {
  allRows,
  openStage,
  runNow,
  runOnce,
  type Stage,
  smallCompany,
  startWith,
  untilSettled,
  WORKSPACE,
} from './a-coverage.ts';
import { drawFrom, isWholeLook, SCHEDULES, someGusts } from './schedules.ts';
import { refused } from './simulated-company.ts';
import { type Life, tick } from './simulated-world.ts';
import { createWeather } from './weather.ts';

/** What a run tells in the end; what it took to come there may differ. */
type End = { rows: CoverageRow[]; run: Partial<CoverageRun> };
const endOf = (run: CoverageRun | undefined, rows: CoverageRow[]): End => {
  const { state, way, addresses, crmUsers, pages, counts, fields, leftOut } = run ?? {};
  const unmapped = run?.crmUsersUnmapped;
  const told = { state, way, addresses, crmUsers, pages, counts, fields, leftOut, unmapped };
  return { rows, run: told as Partial<CoverageRun> };
};

const LIST = 'Ann <ann@contoso.com>\nbob@contoso.com\neve@contoso.com\nnobody@contoso.com';
const SOURCES = {
  'all of Mapsimise, read page by page': [{ from: 'mapsimise' }, { isCounted: true }],
  'a list, asked for in batches': [{ from: 'list', text: LIST }, { isCounted: false }],
} as const;
type SourceName = keyof typeof SOURCES;

const undisturbed = {} as Record<SourceName, End>;
beforeAll(async () => {
  for (const name of Object.keys(SOURCES) as SourceName[]) {
    const [source, options] = SOURCES[name];
    const { run, rows } = await runOnce(await openStage(smallCompany(), options), source);
    undisturbed[name] = endOf(run, rows);
  }
});

const aLife = fc.record({
  diesAt: fc.integer({ min: 1, max: 160 }),
  gusts: someGusts,
  windows: fc.integer({ min: 1, max: 3 }),
  /** After so many turns Cancel is pressed; mostly it is not. */
  cancelsAfter: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat(60) },
  ),
});
type LifePlan = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

/** What the screen offers: Start, or Continue where the run has failed or was cancelled. A window may have been open for a while. */
async function pressNext(life: Life, source: (typeof SOURCES)[SourceName][0], windows = 1) {
  const run = await runNow();
  const isNew = !run || run.id === 'before';
  const press = () =>
    isNew ? startWith(life, source) : life.press('coverage.resume', { workspace: WORKSPACE });
  if (isNew || run.state === 'failed' || run.state === 'cancelled')
    await Promise.all(Array.from({ length: windows }, press));
}

/** One death after the other, each in the middle of something; then a worker that lives. */
async function liveAndDie(stage: Stage, name: SourceName, lives: readonly LifePlan[]) {
  const [source] = SOURCES[name];
  let died = 0;
  let cancelled = 0;
  for (const { diesAt, gusts, windows, cancelsAfter } of lives) {
    const life = stage.wake({ diesAt, weather: createWeather(gusts, stage.universe.clock) });
    // The first worker that lives long enough notes the run; every later one goes on by itself.
    await pressNext(life, source, windows);
    if (cancelsAfter !== undefined) {
      for (let turn = 0; turn < cancelsAfter; turn++) await tick();
      await life.press('coverage.cancel', { workspace: WORKSPACE });
    }
    if ((await untilSettled(life))?.state === 'cancelled') cancelled++;
    if (life.isOver()) died++;
    life.kill();
    await life.over;
  }
  const last = stage.wake();
  await pressNext(last, source);
  const end = await untilSettled(last);
  return { died, cancelled, end: endOf(end, await allRows(end)) };
}

it('random lives of a worker, its network, its windows and its Cancel come to the very end that nobody disturbed', {
  timeout: 300_000,
}, async () => {
  let died = 0;
  let cancelled = 0;
  const plan = fc.record({
    name: fc.constantFrom(...(Object.keys(SOURCES) as SourceName[])),
    lives: fc.array(aLife, { minLength: 1, maxLength: 4 }),
    isBusy: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ name, lives, isBusy }) => {
      const stage = await openStage(smallCompany(), SOURCES[name][1]);
      if (isBusy) stage.company.next(refused(429, '0x80072322', 'Too many', '15'));
      const lived = await liveAndDie(stage, name, lives);
      died += lived.died;
      cancelled += lived.cancelled;
      expect(lived.end).toEqual(undisturbed[name]);
    }),
    drawFrom(20261126),
  );
  if (!isWholeLook()) return;
  expect(died).toBeGreaterThan(SCHEDULES / 2);
  expect(cancelled).toBeGreaterThan(SCHEDULES / 20);
});

it('what was kept of a page is not asked for again', async () => {
  const stage = await openStage();
  const first = stage.wake();
  const answer = stage.company.answer;
  stage.company.answer = (ask) => {
    if (ask.url.includes('$skiptoken=8')) first.kill();
    return answer(ask);
  };
  await startWith(first, { from: 'mapsimise' });
  await untilSettled(first);
  await first.over;
  stage.company.requests.length = 0;
  stage.company.answer = answer;
  const run = await untilSettled(stage.wake());
  expect(run?.state).toBe('done');
  expect(stage.company.requests.length).toBeLessThanOrEqual(2);
  expect(endOf(run, await allRows(run))).toEqual(
    undisturbed['all of Mapsimise, read page by page'],
  );
});
