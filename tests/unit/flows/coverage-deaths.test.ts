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
} from './a-coverage.ts';
import { refused } from './simulated-company.ts';

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

/** One death after the other, each in the middle of something; then a worker that lives. */
async function liveAndDie(stage: Stage, name: SourceName, deaths: readonly number[]) {
  const [source] = SOURCES[name];
  let died = 0;
  for (const diesAt of deaths) {
    const life = stage.wake({ diesAt });
    const run = await runNow();
    // The first worker that lives long enough notes the run; every later one goes on by itself.
    if (!run || run.id === 'before') await startWith(life, source);
    await untilSettled(life);
    if (life.isOver()) died++;
    life.kill();
    await life.over;
  }
  const last = stage.wake();
  const run = await runNow();
  if (!run || run.id === 'before') await startWith(last, source);
  const end = await untilSettled(last);
  return { died, end: endOf(end, await allRows(end)) };
}

it('200 random schedules of death come to the very end that nobody disturbed', {
  timeout: 120_000,
}, async () => {
  let died = 0;
  const plan = fc.record({
    name: fc.constantFrom(...(Object.keys(SOURCES) as SourceName[])),
    deaths: fc.array(fc.integer({ min: 1, max: 160 }), { minLength: 1, maxLength: 5 }),
    isBusy: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ name, deaths, isBusy }) => {
      const stage = await openStage(smallCompany(), SOURCES[name][1]);
      if (isBusy) stage.company.next(refused(429, '0x80072322', 'Too many', '15'));
      const lived = await liveAndDie(stage, name, deaths);
      died += lived.died;
      expect(lived.end).toEqual(undisturbed[name]);
    }),
    { numRuns: RUNS, seed: 20261126 },
  );
  expect(died).toBeGreaterThan(RUNS);
});

/** How many schedules; a longer look takes more. */
const RUNS = 200;

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
