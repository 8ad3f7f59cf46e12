import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase } from './simulated-database.ts';
import { API_KEY, createUniverse, factNow, kept, setUp, type Universe } from './simulated-world.ts';

let database: ReturnType<typeof createDatabase>;
let isFull = false;
beforeEach(() => {
  isFull = false;
  database = createDatabase(() => isFull);
  vi.stubGlobal('indexedDB', database.indexedDB);
});

const accountNow = () =>
  factNow<{ state: string; account?: object; failure?: { code: string } }>('session', 'account');
const deviceText = async () => JSON.stringify((await kept()).local);

async function start(onDevice = true) {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  if (onDevice) await life.press('api-key.place', { onDevice });
  return { universe, life };
}
async function restartBrowser(universe: Universe) {
  await universe.closeBrowser();
  return universe.wake();
}

describe('an API key kept on this device', () => {
  it('lies there encrypted, by a key that cannot be taken out of the browser', async () => {
    await start();
    expect(await deviceText()).not.toContain(API_KEY);
    expect(await factNow('local', 'api-key-sealed')).toMatchObject({ v: 1 });
    const key = database.items.get('api-key') as CryptoKey;
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('is there after the browser was closed, and is what Mapsimise is asked with', async () => {
    const { universe } = await start();
    const life = await restartBrowser(universe);
    await life.press('account.ask', {});
    expect(await factNow('session', 'has-api-key')).toBe(true);
    expect(universe.server.asked.at(-1)?.ask.headers?.Authorization).toBe(`Bearer ${API_KEY}`);
    expect(await accountNow()).toMatchObject({ state: 'known' });
  });

  it('outlives the idle hour; one for the session only does not', async () => {
    for (const onDevice of [true, false]) {
      const { universe, life } = await start(onDevice);
      universe.clock.nowMs += 61 * 60_000;
      await life.flows.onAlarm('secrets-idle');
      expect(await factNow('session', 'has-api-key')).toBe(onDevice);
      expect(await factNow('session', 'secret:api-key')).toBeUndefined();
    }
  });

  it('is replaced by the next one that is typed', async () => {
    const { universe, life } = await start();
    await life.press('api-key.keep', { newKey: 'CANARY-K-another' });
    const next = await restartBrowser(universe);
    await next.press('account.ask', {});
    expect(universe.server.asked.at(-1)?.ask.headers?.Authorization).toBe(
      'Bearer CANARY-K-another',
    );
  });

  it.each([
    ['a blank is typed over it', ' '],
    ['it is pasted over itself, and erased', API_KEY, ''],
    ['a blank is typed over it, then another, and that is erased', ' ', 'CANARY-K-other', ''],
  ])('is kept, here and on the device, when %s', async (_what, ...typed) => {
    const { universe, life } = await start();
    for (const newKey of typed) await life.press('api-key.keep', { newKey, over: 'stay-1' });
    expect(await factNow('session', 'secret:api-key')).toBe(API_KEY);
    const next = await restartBrowser(universe);
    await next.press('account.ask', {});
    expect(universe.server.asked.at(-1)?.ask.headers?.Authorization).toBe(`Bearer ${API_KEY}`);
  });

  it('goes from the device, and stays for the session, when that is switched off', async () => {
    const { universe } = await start();
    const life = await restartBrowser(universe);
    await life.press('api-key.place', { onDevice: false });
    expect(await factNow('local', 'api-key-sealed')).toBeUndefined();
    expect(database.items.size).toBe(0);
    expect(await factNow('session', 'secret:api-key')).toBe(API_KEY);
  });

  it.each(['api-key.keep', 'everything.forget'] as const)(
    '%s leaves neither it nor its key',
    async (type) => {
      const { universe, life } = await start();
      if (type === 'api-key.keep') await life.press(type, { newKey: '' });
      else await life.press(type, {});
      expect(database.items.size).toBe(0);
      expect(await factNow('local', 'api-key-sealed')).toBeUndefined();
      const next = await restartBrowser(universe);
      await next.press('account.ask', {});
      expect(universe.server.countOf('me')).toBe(0);
      expect(await accountNow()).toMatchObject({ failure: { code: 'mapsimise/not-set-up' } });
    },
  );

  it('whose text was altered, or whose key went, is as none', async () => {
    const { universe } = await start();
    database.items.clear();
    const life = await restartBrowser(universe);
    await life.press('account.ask', {});
    expect(await factNow('session', 'has-api-key')).toBe(false);
  });

  it('where the browser gives no place, is kept for the session, and that is said', async () => {
    const { life } = await start(false);
    isFull = true;
    await life.press('api-key.place', { onDevice: true });
    expect(await factNow('local', 'api-key-place')).toEqual({ onDevice: false, isRefused: true });
    expect(await factNow('session', 'secret:api-key')).toBe(API_KEY);
  });
});

describe('who am I in Mapsimise', () => {
  it('is forgotten with another key, organisation or region', async () => {
    const { life } = await start(false);
    for (const change of [
      () => life.press('api-key.keep', { newKey: 'CANARY-K-another' }),
      () => life.press('settings.keep', { organisation: 'contoso', region: 'useast' }),
    ]) {
      await life.press('account.ask', {});
      expect(await accountNow()).toMatchObject({ state: 'known' });
      await change();
      expect(await accountNow()).toBeUndefined();
    }
  });

  it('is not told of half a key, when the rest is typed while Mapsimise answers', async () => {
    const { life, universe } = await start(false);
    await life.press('api-key.keep', { newKey: 'CANARY-K-ha' });
    universe.server.next('me', async (ask) => {
      await life.press('api-key.keep', { newKey: 'CANARY-K-half' });
      return { kind: 'unreachable', host: new URL(ask.url).host };
    });
    await life.press('account.ask', {});
    expect(await accountNow()).toMatchObject({ state: 'known' });
    expect(universe.server.asked.at(-1)?.ask.headers?.Authorization).toBe('Bearer CANARY-K-half');
  });

  it('says that the key is of another organisation, and whose it is', async () => {
    const { life } = await start(false);
    await life.press('settings.keep', { organisation: 'fabrikam', region: 'eugb' });
    await life.press('account.ask', {});
    expect(await accountNow()).toMatchObject({
      state: 'failed',
      failure: { code: 'mapsimise/other-organisation', expected: 'fabrikam', actual: 'contoso' },
      account: { role: 'Owner' },
    });
  });
});
