import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { type Canary, findCanaries, type Place, readProfile } from './harness/canary.ts';
import { allowDownloads } from './harness/downloads.ts';
import { type Screens, watchScreens } from './harness/screens.ts';
import { readStorage } from './harness/storage.ts';
import { asPage, isWorker } from './harness/targets.ts';
import { serviceWorker } from './harness/worker.ts';
import type { Stage } from './stage.ts';

/** A canary, and the hosts whose business it is. One that `mayRest` need not have been sent there. */
export type Sent = Canary & { to: readonly string[]; mayRest?: true };
/** What is watched from the beginning of a run: screens, copies, and the folder into which files are saved. */
export type Watch = Screens & { downloads: string };

export async function beginWatch({ session }: Stage): Promise<Watch> {
  return {
    ...watchScreens(session.browser),
    downloads: await allowDownloads(session.browser),
  };
}

/** What stands on every page that is open, ours or not: its address, its elements and its fields. */
async function pagesNow({ session }: Stage): Promise<Place[]> {
  const targets = session.browser.targets().filter((one) => !isWorker(one));
  const places: Place[] = [];
  for (const target of targets) {
    if (target.type() !== 'page' && !target.url().startsWith('chrome-extension://')) continue;
    const page = await asPage(target);
    const content = (await page.evaluate(`[
      location.href, document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((box) => box.value),
    ].join('\\n')`)) as string;
    places.push({ name: `the page ${target.url().slice(0, 80)}`, content });
  }
  return places;
}

/** What is stored, without the places that are for secrets: those of this session, and of who signed in. */
async function storagesNow({ session: { browser } }: Stage): Promise<Place[]> {
  const worker = await serviceWorker(browser);
  const [local, sync] = [await readStorage(worker, 'local'), await readStorage(worker, 'sync')];
  const session = Object.entries(await readStorage(worker, 'session')).filter(
    ([name]) => !/^(?:secret|msal):/.test(name),
  );
  return [
    { name: 'local storage', content: JSON.stringify(local) },
    { name: 'synced storage', content: JSON.stringify(sync) },
    { name: 'session storage', content: JSON.stringify(session) },
    { name: 'a database', content: JSON.stringify(await worker.evaluate(READ_DATABASES)) },
  ];
}

/** Runs in the worker: every record of every database of ours. */
const READ_DATABASES = `(async () => {
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      all.push(name, store, await settled(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  return all;
})()`;

/** Files that were saved; lines that a calendar file has folded are one again. */
async function filesIn(folder: string): Promise<Place[]> {
  return Promise.all(
    (await readdir(folder)).map(async (file) => {
      const bytes = await readFile(path.join(folder, file));
      const content = file.endsWith('.ics') ? bytes.toString().replace(/\r\n /g, '') : bytes;
      return { name: `the saved file ${file}`, content };
    }),
  );
}

export type Found = {
  /** Where anything may be written down. */
  places: Place[];
  /** Every request, as it must look to whom a secret is no business of, and to whom it is. */
  requests: { host: string; name: string; all: string; address: string }[];
};

/** Looks everywhere; the browser is closed for its profile, and comes back. */
export async function lookEverywhere(stage: Stage, watch: Watch): Promise<Found> {
  const { browser, logs, userDataDir } = stage.session;
  const open = [...(await pagesNow(stage)), ...(await storagesNow(stage))];
  const log = await stage.emulators.requests();
  await browser.close();
  const profile = await readProfile(userDataDir);
  const saved = await filesIn(watch.downloads);
  await stage.comeBack();
  const requests = log.map(({ host, method, path: address, headers, body }) => ({
    ...{ host, name: `${method} ${host}${address.slice(0, 60)}`, address },
    all: [address, ...Object.values(headers).flat(), body].join('\n'),
  }));
  const consoles = { name: 'a console', content: logs.print() };
  const places = [...watch.shown, ...watch.copied, ...open, ...saved, ...profile, consoles];
  return { places, requests };
}

/** Every hit: in a place, at a host that it is not for, or in an address, where it is for nobody. */
export const hitsOf = (sent: readonly Sent[], { places, requests }: Found): string[] => [
  ...findCanaries(sent, places),
  ...sent.flatMap((one) =>
    findCanaries(
      [one],
      requests.map(({ host, name, all, address }) => ({
        name: `the request ${name}`,
        content: one.to.includes(host) ? address : all,
      })),
    ),
  ),
];

/** Nothing is found anywhere, and it was no empty look. Gives the names of the places. */
export async function expectNowhere(
  stage: Stage,
  watch: Watch,
  sent: readonly Sent[],
): Promise<string[]> {
  const found = await lookEverywhere(stage, watch);
  expect(hitsOf(sent, found)).toEqual([]);
  for (const { name, value, to, mayRest } of sent)
    if (to.length > 0 && !mayRest)
      expect(
        findCanaries(
          [{ name, value }],
          found.requests.map(({ name, all }) => ({ name, content: all })),
        ),
        `${name} was sent to whom it is for`,
      ).not.toEqual([]);
  return found.places.map(({ name }) => name);
}
