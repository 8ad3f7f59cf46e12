import type { Browser, Page } from 'puppeteer-core';
import { ORGANISATIONS } from '../../emulators/people.ts';
import { readStorage } from '../harness/storage.ts';
import { openOwnTab } from '../harness/tabs.ts';

/** What the extension has stored, whole. */
export type Kept = { local: Record<string, unknown>; session: Record<string, unknown> };

/** A page of ours that shows none of this: from there storage is read and put back. */
export const openDesk = (browser: Browser): Promise<Page> => openOwnTab(browser, 'privacy.html');

export const readKept = async (desk: Page): Promise<Kept> => ({
  local: await readStorage(desk, 'local'),
  session: await readStorage(desk, 'session'),
});

/**
 * As if all had been typed and tested again; and Mapsimise makes its offer anew, since it knows no earlier one.
 *
 * Takes   isAnew  nothing of an earlier purchase is left
 */
export async function makeReady(
  desk: Page,
  { local, session }: Kept,
  { isAnew = false } = {},
): Promise<void> {
  const ask = { type: 'offer.ask', ask: { workspace: ORGANISATIONS.contoso.url } };
  await desk.evaluate(`(async () => {
    const { local, session } = chrome.storage;
    if (${isAnew}) await Promise.all([local.clear(), session.clear()]);
    await local.set(${JSON.stringify(local)});
    await session.set(${JSON.stringify(session)});
    await chrome.runtime.sendMessage(${JSON.stringify(ask)});
  })()`);
}

/** The API key, typed again after the browser had forgotten it. */
export async function giveKey(desk: Page, newKey: string): Promise<void> {
  const message = JSON.stringify({ type: 'api-key.keep', ask: { newKey } });
  await desk.evaluate(`chrome.runtime.sendMessage(${message})`);
}
