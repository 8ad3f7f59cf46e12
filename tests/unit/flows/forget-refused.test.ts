import { beforeEach, expect, it, vi } from 'vitest';
import { createDatabase } from './simulated-database.ts';
import {
  createUniverse,
  kept,
  type LifeOptions,
  setUp,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

const NOTHING = { local: {}, session: {} };
let isBroken: boolean;
let database: ReturnType<typeof createDatabase>;
beforeEach(() => {
  isBroken = false;
  database = createDatabase(() => isBroken);
  vi.stubGlobal('indexedDB', database.indexedDB);
});

/** A worker that woke with everything kept: a draft with its secret, and an API key on the device. */
async function wakeWithAll(options: LifeOptions = {}) {
  const universe = await createUniverse();
  const first = universe.wake();
  await setUp(first);
  await first.press('api-key.place', { onDevice: true });
  await testNow(first);
  first.kill();
  await first.over;
  expect(database.items.size).toBe(1);
  return { universe, life: universe.wake(options) };
}

const needed = async () => ({ ok: false, failure: { code: 'sign-in/needed' } }) as const;
const refuses = () => Promise.reject(new Error('The browser refuses'));

it('a broken database keeps no secret from being forgotten, and it is not said that all is', async () => {
  const { life } = await wakeWithAll();
  isBroken = true;
  await expect(life.press('everything.forget', {})).rejects.toThrow('2 places are left');
  expect(await kept()).toEqual(NOTHING);
  isBroken = false;
  await life.press('everything.forget', {});
  expect(database.items.size).toBe(0);
});

it('tokens that stay keep nothing else from being forgotten, and it is not said that all is', async () => {
  const { life } = await wakeWithAll({
    entra: { signIn: needed, token: needed, forget: refuses, forgetFor: refuses },
  });
  await expect(life.press('everything.forget', {})).rejects.toThrow('1 places are left');
  expect(await kept()).toEqual(NOTHING);
  expect(database.items.size).toBe(0);
});

it('is done by a worker that cannot mend what its predecessor left', async () => {
  const { life, universe } = await wakeWithAll();
  life.kill();
  await life.over;
  await universe.closeBrowser();
  const next = universe.wake({ failsToStore: () => true });
  await expect(next.press('test.cancel', { workspace: WORKSPACE })).rejects.toThrow('quota');
  await next.press('everything.forget', {});
  expect(await kept()).toEqual(NOTHING);
});
