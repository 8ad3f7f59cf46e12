import { beforeEach, describe, expect, it } from 'vitest';
import {
  document,
  dropTokens,
  emptyShelf,
  fetch,
  type Keeper,
  openShelf,
  whenKept,
  window,
} from '../../../lib/auth/msal-environment.ts';

const ACCOUNT = 'msal.3|oid.tid|login.windows.net|tid';
const VERSION = 'msal.version';
const STATUS = 'msal.interaction.status';
const VERIFIER = 'msal.5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10.code.verifier';

let kept: Map<string, string>;
let keeper: Keeper;
beforeEach(async () => {
  kept = new Map();
  keeper = {
    readAll: async () => Object.fromEntries(kept),
    write: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
  };
  await openShelf(keeper);
});
const storage = window.sessionStorage as unknown as Storage;

it('is to MSAL what session storage is: its entries are its own keys, and nothing else is', () => {
  storage.setItem(ACCOUNT, 'a');
  expect(Object.keys(storage)).toEqual([ACCOUNT]);
  expect(Object.hasOwn(storage, ACCOUNT)).toBe(true);
  expect(storage.getItem(ACCOUNT)).toBe('a');
  expect(storage.getItem('toString')).toBeNull();
  storage.removeItem(ACCOUNT);
  expect(storage.getItem(ACCOUNT)).toBeNull();
});

it('keeps what lasts, in the order written', async () => {
  storage.setItem(ACCOUNT, '1');
  storage.setItem(ACCOUNT, '2');
  storage.setItem(VERSION, '5.29.0');
  storage.removeItem(VERSION);
  await whenKept();
  expect([...kept]).toEqual([[ACCOUNT, '2']]);
});

it('never writes down what belongs to one interaction, so nothing is left of one that was cut off', async () => {
  storage.setItem(STATUS, 'x');
  storage.setItem(VERIFIER, 'y');
  await whenKept();
  expect([...kept]).toEqual([]);
});

it('a new worker begins with what was kept, and with nothing of an interaction even if that was', async () => {
  kept.set(ACCOUNT, 'a').set(STATUS, 'x').set(VERIFIER, 'y');
  await openShelf(keeper);
  expect(Object.keys(storage)).toEqual([ACCOUNT]);
});

it('is emptied wholly', async () => {
  storage.setItem(ACCOUNT, 'a');
  storage.setItem(STATUS, 'x');
  await emptyShelf();
  expect(Object.keys(storage)).toEqual([]);
  expect([...kept]).toEqual([]);
});

it('goes on when the browser cannot keep an entry', async () => {
  await openShelf({ ...keeper, write: () => Promise.reject(new Error('QUOTA_BYTES')) });
  storage.setItem(ACCOUNT, 'a');
  await whenKept();
  expect(storage.getItem(ACCOUNT)).toBe('a');
});

describe('a browser that does not remove an entry', () => {
  const TOKEN = 'msal.3|oid|login|accesstoken|c|tid|https://acme.crm4.dynamics.com/user';
  const OTHER = 'msal.3|oid|login|accesstoken|c|tid|https://uat.crm4.dynamics.com/user';
  let isRefused: boolean;
  beforeEach(async () => {
    isRefused = true;
    const remove = async (key: string) => {
      if (isRefused && key === TOKEN) throw new Error('The storage refuses');
      kept.delete(key);
    };
    await openShelf({ ...keeper, remove });
    storage.setItem(TOKEN, 'CANARY-T-1');
    storage.setItem(OTHER, 'CANARY-T-2');
  });
  const dropAcme = () => dropTokens((host) => host === 'acme.crm4.dynamics.com');

  it.each([
    ['emptied', emptyShelf],
    ['rid of the tokens for a host', dropAcme],
  ])('is not said to be %s, until the next time does it', async (_what, deed) => {
    await expect(deed()).rejects.toThrow('does not remove');
    expect(kept.has(TOKEN)).toBe(true);
    isRefused = false;
    await deed();
    expect(kept.has(TOKEN)).toBe(false);
  });

  it('is rid of everything else', async () => {
    await expect(emptyShelf()).rejects.toThrow();
    expect([...kept.keys()]).toEqual([TOKEN]);
  });

  it('is rid of the tokens for another host, and lets a new one take the place', async () => {
    storage.removeItem(TOKEN);
    await whenKept();
    await dropTokens((host) => host === 'uat.crm4.dynamics.com');
    storage.setItem(TOKEN, 'CANARY-T-3');
    await dropTokens((host) => host === 'uat.crm4.dynamics.com');
    isRefused = false;
    await whenKept();
    expect([...kept]).toEqual([[TOKEN, 'CANARY-T-3']]);
  });
});

it('is no frame, has a title, and no way to the network', async () => {
  expect(window.parent).toBe(window);
  expect(document.title).toBe('');
  await expect(fetch()).rejects.toThrow('by itself');
});
