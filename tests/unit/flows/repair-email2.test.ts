import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RepairLine } from '../../../lib/domain/repair.ts';
import { readRepairLines } from '../../../lib/facts/coverage-repair.ts';
import {
  openStage,
  runNow,
  runOnce,
  type Stage,
  untilRepaired,
  untilSettled,
  WORKSPACE,
} from './a-coverage.ts';
import { answered, idOf, refused } from './simulated-company.ts';
import type { Life } from './simulated-world.ts';

let stage: Stage;
let life: Life;
beforeEach(async () => {
  stage = await openStage();
  life = (await runOnce(stage)).life;
  stage.company.requests.length = 0;
});

const ALL = Array.from({ length: 10 }, (_, at) => at);
const email2Of = (at: number) =>
  stage.company.users.find(({ systemuserid }) => systemuserid === idOf(at))?.personalemailaddress;
const linesNow = async () => readRepairLines((await runNow())?.id ?? '');
const told = (lines: RepairLine[]) => lines.map(({ at, state, why }) => [at, state, why]);

async function repair(rows: number[], overwrite = false) {
  await life.press('coverage.repair', { workspace: WORKSPACE, rows, overwrite });
  return (await untilRepaired(life))?.repair;
}

describe('writing addresses into Email 2', () => {
  it('writes those of which one usable user is known, and tells each what became of it', async () => {
    expect(await repair(ALL)).toEqual({
      state: 'done',
      of: 6,
      overwrite: false,
      done: 4,
      skipped: 2,
      failed: 0,
      undoable: 4,
    });
    expect(told(await linesNow())).toEqual([
      [0, 'done', undefined],
      [1, 'skipped', 'holds-another'],
      [2, 'skipped', 'already'],
      [3, 'done', undefined],
      [7, 'done', undefined],
      [8, 'done', undefined],
    ]);
    expect([1, 2, 4, 9, 11, 7, 8].map(email2Of)).toEqual([
      'ann@contoso.com',
      'bob@home.example',
      'dan@contoso.com',
      'hal@contoso.com',
      'ivy@contoso.com',
      null,
      null,
    ]);
  });

  it('takes two requests, whatever the number of users in a batch', async () => {
    await repair(ALL);
    expect(stage.company.requests).toEqual(['POST $batch', 'POST $batch']);
  });

  it('replaces what stands there only when that was asked for, and keeps it for the undo file', async () => {
    await repair([1], true);
    expect(email2Of(2)).toBe('bob@contoso.com');
    expect((await linesNow())[0]).toMatchObject({ old: 'bob@home.example', state: 'done' });
  });

  it('leaves alone what is not as it was seen', async () => {
    const dan = stage.company.users.find(({ systemuserid }) => systemuserid === idOf(4));
    if (dan) dan.personalemailaddress = 'dan@new.example';
    await repair([3], true);
    expect(told(await linesNow())).toEqual([[3, 'skipped', 'changed-since']]);
    expect(email2Of(4)).toBe('dan@new.example');
  });

  it('a user who is gone is told, and the others are written', async () => {
    stage.company.users = stage.company.users.filter(
      ({ systemuserid }) => systemuserid !== idOf(4),
    );
    await repair([0, 3]);
    expect(told(await linesNow())).toEqual([
      [0, 'done', undefined],
      [3, 'skipped', 'gone'],
    ]);
  });

  it('a right that is missing is named, once, and Continue tries again', async () => {
    stage.company.mayWrite = false;
    expect(await repair([0, 3])).toMatchObject({
      state: 'failed',
      failed: 2,
      failure: { code: 'coverage/write-refused', privilege: 'prvWriteUser' },
    });
    stage.company.mayWrite = true;
    await life.press('coverage.resume', { workspace: WORKSPACE });
    expect((await untilRepaired(life))?.repair).toMatchObject({
      state: 'done',
      done: 2,
      failed: 0,
    });
  });

  it('a busy organisation is waited for, and nothing is written twice', async () => {
    stage.company.next(refused(429, '0x80072322', 'Too many', '7'));
    expect(await repair([0, 3])).toMatchObject({ state: 'done', done: 2 });
    expect(stage.company.writes).toHaveLength(2);
  });

  it('an answer that is lost is found out by reading, and nothing is written twice', async () => {
    const answer = stage.company.answer;
    let batches = 0;
    stage.company.answer = (ask) => {
      const reply = answer(ask);
      return ++batches === 2 ? { kind: 'unreachable', host: 'x' } : reply;
    };
    expect(await repair([0, 3])).toMatchObject({ state: 'done', done: 2 });
    expect(stage.company.writes).toHaveLength(2);
  });

  it('what no batch answers is named', async () => {
    const page = answered(200, '<html>', { contentType: 'text/html' });
    stage.company.next(page, page, page, page, page);
    expect((await repair([0]))?.failure?.code).toBe('coverage/batch-refused');
  });
});

describe('Undo', () => {
  it('puts back what was there, also nothing', async () => {
    await repair([0, 1], true);
    await life.press('coverage.undo-repair', { workspace: WORKSPACE });
    expect((await untilRepaired(life))?.repair).toMatchObject({ state: 'undone', undoable: 0 });
    expect([email2Of(1), email2Of(2)]).toEqual([null, 'bob@home.example']);
    expect(told(await linesNow())).toEqual([
      [0, 'undone', undefined],
      [1, 'undone', undefined],
    ]);
  });

  it('leaves alone what somebody changed since', async () => {
    await repair([0]);
    const ann = stage.company.users.find(({ systemuserid }) => systemuserid === idOf(1));
    if (ann) ann.personalemailaddress = 'ann@new.example';
    await life.press('coverage.undo-repair', { workspace: WORKSPACE });
    await untilRepaired(life);
    expect(email2Of(1)).toBe('ann@new.example');
    expect(told(await linesNow())).toEqual([[0, 'done', 'changed-since']]);
  });
});

it('100 random schedules of death write each user once, and put each back', {
  timeout: 120_000,
}, async () => {
  const deaths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });
  let died = 0;
  await fc.assert(
    fc.asyncProperty(deaths, deaths, async (whileWriting, whileUndoing) => {
      stage = await openStage();
      life = (await runOnce(stage)).life;
      life.kill();
      const lines = ['done', 'done', 'skipped', 'done', 'done', 'done'];
      died += await through(whileWriting, 'coverage.repair', undefined);
      expect((await linesNow()).map(({ state }) => state)).toEqual(lines);
      expect(stage.company.writes).toHaveLength(5);
      stage.company.writes.length = 0;
      died += await through(whileUndoing, 'coverage.undo-repair', 'done');
      expect((await runNow())?.repair).toMatchObject({ state: 'undone', undoable: 0 });
      expect(stage.company.writes).toHaveLength(5);
      expect([1, 2, 4].map(email2Of)).toEqual([null, 'bob@home.example', null]);
    }),
    { numRuns: 100, seed: 20261126 },
  );
  expect(died).toBeGreaterThan(100);
});

/** Presses until it is noted, dies as often as planned, and lets a last worker finish. */
async function through(
  deaths: readonly number[],
  deed: 'coverage.repair' | 'coverage.undo-repair',
  before: string | undefined,
) {
  let died = 0;
  for (const diesAt of [...deaths, undefined]) {
    life = stage.wake(diesAt === undefined ? {} : { diesAt });
    const isNoted = (await runNow())?.repair?.state !== before;
    if (!isNoted && deed === 'coverage.repair')
      await life.press(deed, { workspace: WORKSPACE, rows: ALL, overwrite: true });
    else if (!isNoted) await life.press('coverage.undo-repair', { workspace: WORKSPACE });
    await untilRepaired(life);
    if (life.isOver()) died++;
    if (diesAt === undefined) break;
    life.kill();
    await life.over;
  }
  return died;
}

it('a repair that is asked for in two windows at once is one, and can still be undone', async () => {
  const press = () =>
    life.press('coverage.repair', { workspace: WORKSPACE, rows: ALL, overwrite: false });
  await Promise.all([press(), press()]);
  expect((await untilRepaired(life))?.repair).toMatchObject({ done: 4, undoable: 4 });
  expect(stage.company.requests).toEqual(['POST $batch', 'POST $batch']);
});

it('while a run reads, nothing is repaired', async () => {
  await life.press('coverage.start', { workspace: WORKSPACE, source: { from: 'mapsimise' } });
  await life.press('coverage.cancel', { workspace: WORKSPACE });
  await untilSettled(life);
  await life.press('coverage.repair', { workspace: WORKSPACE, rows: ALL, overwrite: true });
  expect((await runNow())?.repair).toBeUndefined();
  expect(stage.company.writes).toEqual([]);
});
