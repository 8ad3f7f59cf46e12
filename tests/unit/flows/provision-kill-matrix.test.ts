import { describe, expect, it } from 'vitest';
import {
  createWorld,
  expectNoSecretElsewhere,
  impersonate,
  leftovers,
  open,
  pressCreate,
  pressNext,
  pressUndo,
  runNow,
  secretNow,
  wrongEndOf,
} from './a-provisioning.ts';
import type { WriteFault } from './simulated-directory.ts';
import type { Life } from './simulated-world.ts';

/*
 * Create, in a worker that dies at its n-th step, for every n: before the note, between note and request, request and
 * deed, deed and answer, answer and storage, during waits, the proofs and the sweep. Then a new worker wakes on what is
 * stored, and the person presses what the screen offers.
 */
const MOST_STEPS = 1_000;
const MOST_PRESSES = 4;

async function runPlan(diesAt: number, plan: { faults?: WriteFault[]; isBrowserClosed?: boolean }) {
  const world = await createWorld();
  const first = world.wakeSignedIn();
  await impersonate(first);
  await open(first);
  first.kill();
  await first.over;
  world.directory.faults = [...(plan.faults ?? [])];
  const life = world.wakeSignedIn({ diesAt });
  await Promise.race([pressCreate(life), life.over]);
  const hasDied = life.isOver();
  if (hasDied) await life.over;
  await expectNoSecretElsewhere(world);
  if (plan.isBrowserClosed) await world.closeBrowser();
  const next = world.wakeSignedIn();
  for (let press = 0; press < MOST_PRESSES; press++) await pressNext(next);
  world.directory.settle();
  await expectNoSecretElsewhere(world);
  return { hasDied, wrong: await wrongEndOf(world) };
}

async function wrongsOf(plan: { faults?: WriteFault[]; isBrowserClosed?: boolean }, step = 1) {
  const wrongs: string[] = [];
  for (let diesAt = 1; diesAt <= MOST_STEPS; diesAt += step) {
    const { hasDied, wrong } = await runPlan(diesAt, plan);
    if (wrong) wrongs.push(`death at step ${diesAt}: ${wrong}`);
    if (!hasDied) return diesAt > 150 ? wrongs : [...wrongs, `only ${diesAt} steps to die at`];
  }
  return [...wrongs, 'it did not end'];
}

const everyWrite = (fault: WriteFault, at: number): WriteFault[] => [
  ...Array.from({ length: at }, (): WriteFault => 'ok'),
  fault,
];

describe('one of each thing in the end, wherever the worker dies', { timeout: 120_000 }, () => {
  it('when every answer comes', async () => {
    expect(await wrongsOf({})).toEqual([]);
  });

  it('when the browser is closed before anybody looks', async () => {
    expect(await wrongsOf({ isBrowserClosed: true })).toEqual([]);
  });

  it.each<[string, WriteFault[]]>([
    ['the answer to making the application is lost', everyWrite('reset after', 0)],
    ['the request to make the application is lost', everyWrite('reset before', 0)],
    ['the application is made late', everyWrite('late', 0)],
    ['the browser sends the application twice', everyWrite('sent twice', 0)],
    ['the answer with the secret is lost', everyWrite('reset after', 1)],
    ['the secret is made late', everyWrite('late', 1)],
    ['the browser asks for the secret twice', everyWrite('sent twice', 1)],
    ['the answer to the service principal is lost', everyWrite('500 after', 2)],
    ['the answer to the user is lost', everyWrite('html after', 3)],
    ['the answer to the role is lost', everyWrite('reset after', 4)],
  ])('when %s', async (_what, faults) => {
    expect(await wrongsOf({ faults }, 7)).toEqual([]);
  });
});

describe('nothing is left, wherever the worker dies that takes it away', {
  timeout: 120_000,
}, () => {
  it.each<[string, WriteFault[]]>([
    ['when every answer comes', []],
    [
      'when every second answer is lost',
      ['ok', 'reset after', 'ok', '500 after', 'ok', 'reset after', 'ok'],
    ],
  ])('%s', async (_what, faults) => {
    const wrongs: string[] = [];
    for (let diesAt = 1; diesAt <= MOST_STEPS; diesAt += 3) {
      const world = await createWorld();
      const first = world.wakeSignedIn();
      await impersonate(first);
      await open(first);
      await pressCreate(first);
      first.kill();
      await first.over;
      world.directory.faults = [...faults];
      const life: Life = world.wakeSignedIn({ diesAt });
      await Promise.race([pressUndo(life), life.over]);
      const hasDied = life.isOver();
      if (hasDied) await life.over;
      const next = world.wakeSignedIn();
      await next.flows.onAlarm('registration-check');
      for (let press = 0; press < MOST_PRESSES; press++) await pressUndo(next);
      const left = leftovers(world);
      if (left.length > 0 || (await secretNow()) || (await runNow())?.state !== 'undone')
        wrongs.push(`death at step ${diesAt}: ${(await runNow())?.state} ${left.join(', ')}`);
      if (!hasDied) {
        expect(diesAt).toBeGreaterThan(120);
        break;
      }
    }
    expect(wrongs).toEqual([]);
  });
});
