/**
 * The window and document that MSAL alone sees (msal-binding.ts, a Vite plugin, imports them into its modules): a worker
 * has neither. Its cache is mirrored in memory here and written through to session storage; what belongs to one
 * interaction only is never written, so a worker that dies in mid-login leaves nothing that would block the next.
 *
 * Source  @azure/msal-browser 5.29.0: SessionStorage.mjs (own keys, hasOwnProperty), BrowserUtils.mjs (isInIframe:
 *         `window.parent`), RedirectClient.mjs (`document.title`, page events), BrowserCrypto.mjs (`window.crypto`)
 */

/** Where the entries of the cache outlive the worker. */
export type Keeper = {
  readAll(): Promise<Record<string, string>>;
  write(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
};

/** Tokens, accounts and their indexes; nothing of a running interaction. Source: CacheKeys.mjs. */
const LASTING = /^msal\.(?:\d+[.|]|version$)/;

type Shelf = Record<string, string>;

const METHODS = {
  getItem(this: Shelf, key: string): string | null {
    return Object.hasOwn(this, key) ? (this[key] ?? null) : null;
  },
  setItem(this: Shelf, key: string, value: string): void {
    this[key] = String(value);
    if (LASTING.test(key)) queue(keepEntry(key, String(value)));
  },
  removeItem(this: Shelf, key: string): void {
    const wasThere = Object.hasOwn(this, key);
    delete this[key];
    if (wasThere && LASTING.test(key)) queue(removeEntry(key));
  },
};

// What may be lost with the worker: it is read anew from the keeper by the next one.
const shelf: Shelf = Object.create(METHODS);
let keeper: Keeper | undefined;
let line: Promise<void> = Promise.resolve();
/** What the browser did not remove where it is kept: the next worker would find it there again. */
const notRemoved = new Set<string>();

const keepEntry = (key: string, value: string) => async (to: Keeper) => {
  await to.write(key, value);
  notRemoved.delete(key);
};
const removeEntry = (key: string) => async (from: Keeper) => {
  notRemoved.add(key);
  await from.remove(key);
  notRemoved.delete(key);
};

function queue(deed: (keeper: Keeper) => Promise<void>): void {
  const to = keeper;
  if (!to) return;
  // What cannot be kept is lost with the worker, and the person signs in once more: nothing else depends on it.
  line = line.then(() => deed(to)).catch(() => undefined);
}

/** Fills the mirror with what an earlier worker kept. To be awaited before MSAL is used. */
export async function openShelf(from: Keeper): Promise<void> {
  emptyMirror();
  notRemoved.clear();
  const kept = await from.readAll();
  keeper = from;
  for (const [key, value] of Object.entries(kept)) if (LASTING.test(key)) shelf[key] = value;
}

/** Resolves when everything that MSAL stored so far is kept, or could not be. */
export const whenKept = (): Promise<void> => line;

/** Forgets the whole cache, here and where it is kept. Rejects where the browser does not remove all of it. */
export const emptyShelf = (): Promise<void> => remove(() => true);

/**
 * Forgets the access tokens whose scopes name a host of which this is true. Rejects where the browser does not remove each.
 *
 * Source  CacheHelpers (the key of a token)
 */
export const dropTokens = (isMeant: (host: string) => boolean): Promise<void> =>
  remove((key) => key.includes('|accesstoken|') && hostsIn(key).some(isMeant));

async function remove(isMeant: (key: string) => boolean): Promise<void> {
  for (const key of [...notRemoved].filter(isMeant)) queue(removeEntry(key));
  for (const key of Object.keys(shelf).filter(isMeant)) METHODS.removeItem.call(shelf, key);
  await whenKept();
  if ([...notRemoved].some(isMeant)) throw new Error('The browser does not remove every token');
}

const hostsIn = (key: string) =>
  [...key.matchAll(/https:\/\/([^/|\s]+)/g)].map(([, host = '']) => host);

function emptyMirror(): void {
  for (const key of Object.keys(shelf)) delete shelf[key];
}

const quiet = () => {};
const listeners = { addEventListener: quiet, removeEventListener: quiet };

/** Never navigated: MSAL hands over the address instead (`onRedirectNavigate`), and the answer comes as `hash`. */
const place = {
  href: 'https://mapsimise.invalid/',
  hash: '',
  search: '',
  origin: 'https://mapsimise.invalid',
};

export const window = {
  ...listeners,
  location: place,
  crypto: globalThis.crypto,
  performance: globalThis.performance,
  navigator: { userAgent: '', onLine: true },
  sessionStorage: shelf,
  get parent(): unknown {
    return window;
  },
};

export const document = { ...listeners, title: '', cookie: '', visibilityState: 'hidden' };

/** MSAL's own way to the network is closed: its requests go through ours, which is behind the gate. */
export const fetch = (): Promise<never> =>
  Promise.reject(new TypeError('MSAL may not go to the network by itself'));
