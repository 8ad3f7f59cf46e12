import { describe, expect, it } from 'vitest';
import { CLIENT } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  kept,
  SECRET,
  setUp,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

const MINUTE = 60_000;
const secretsNow = async () =>
  Object.keys((await kept()).session).filter((name) => name.startsWith('secret:'));
const draftNow = () =>
  factNow<{ hasSecret: boolean; clientId: string }>('local', `draft:${WORKSPACE}`);

async function start() {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  return { ...universe, life };
}

describe('an idle hour', () => {
  it.each([
    ['59 minutes', 59 * MINUTE, 2],
    ['one millisecond less than an hour', 60 * MINUTE - 1, 2],
    ['an hour', 60 * MINUTE, 0],
    ['a week', 7 * 24 * 60 * MINUTE, 0],
  ])('after %s', async (_time, waitedMs, left) => {
    const { life, clock } = await start();
    clock.nowMs += waitedMs;
    await life.flows.onAlarm('secrets-idle');
    expect(await secretsNow()).toHaveLength(left);
    expect((await draftNow())?.hasSecret).toBe(left > 0);
    expect(await factNow('session', 'has-api-key')).toBe(left > 0);
  });

  it('starts anew with every use', async () => {
    const { life, clock, alarms } = await start();
    clock.nowMs += 50 * MINUTE;
    await testNow(life);
    const usedAtMs = alarms.get('secrets-idle') ?? 0;
    clock.nowMs += 50 * MINUTE;
    await life.flows.onAlarm('secrets-idle');
    expect(await secretsNow()).toHaveLength(2);
    expect(usedAtMs).toBeLessThanOrEqual(clock.nowMs + 10 * MINUTE);
    expect(usedAtMs).toBeGreaterThan(clock.nowMs);
  });

  it('that ended while the worker slept is noticed on waking, before any deed', async () => {
    const { life, clock, wake, server } = await start();
    life.kill();
    clock.nowMs += 61 * MINUTE;
    await testNow(wake());
    expect(server.countOf('token')).toBe(0);
    expect(await secretsNow()).toEqual([]);
  });

  it('sets its alarm for the very end of the hour', async () => {
    const { clock, alarms } = await start();
    expect(alarms.get('secrets-idle')).toBe(clock.nowMs + 60 * MINUTE);
  });

  it('keeps what was typed in the same moment', async () => {
    for (let delay = 0; delay < 30; delay++) {
      const { life, clock } = await start();
      clock.nowMs += 60 * MINUTE;
      const wiping = life.flows.onAlarm('secrets-idle');
      for (let turn = 0; turn < delay; turn++) await Promise.resolve();
      await life.press('draft.keep', {
        workspace: WORKSPACE,
        fields: { ...FIELDS, clientId: 'typed in the same moment' },
      });
      await wiping;
      expect((await draftNow())?.clientId, `after ${delay} turns`).toBe('typed in the same moment');
    }
  });
});

describe('the browser was closed', () => {
  it('no draft claims a secret that went with it', async () => {
    const { life, wake, closeBrowser } = await start();
    life.kill();
    await closeBrowser();
    await wake().press('test.cancel', { workspace: WORKSPACE });
    expect(await draftNow()).toMatchObject({ hasSecret: false, clientId: CLIENT });
  });

  it('what was typed is still there, and the test asks for the secret', async () => {
    const { life, wake, closeBrowser, server } = await start();
    life.kill();
    await closeBrowser();
    await testNow(wake());
    const report = await factNow<{ steps: { failure?: { code: string } }[] }>(
      'session',
      `report:${WORKSPACE}`,
    );
    const failures = report?.steps.flatMap(({ failure }) => failure?.code ?? []);
    expect(failures).toEqual(['secret/missing']);
    expect(server.countOf('token')).toBe(0);
  });
});

it('a worker that only slept still has the secret', async () => {
  const { life, wake } = await start();
  life.kill();
  await wake().press('test.cancel', { workspace: WORKSPACE });
  expect(await factNow('session', `secret:draft:${WORKSPACE}`)).toBe(SECRET);
  expect((await draftNow())?.hasSecret).toBe(true);
});

it('a start that could not mend is tried again by the next deed', async () => {
  const { life, wake, closeBrowser } = await start();
  life.kill();
  await closeBrowser();
  let isFull = true;
  const next = wake({ failsToStore: () => isFull });
  await expect(next.press('test.cancel', { workspace: WORKSPACE })).rejects.toThrow('quota');
  isFull = false;
  await next.press('test.cancel', { workspace: WORKSPACE });
  expect((await draftNow())?.hasSecret).toBe(false);
});
