import type { Browser, WebWorker } from 'puppeteer-core';
import { isWorker } from './targets.ts';
import { DEADLINE_MS, until, untilTrue } from './until.ts';

/** The extension's service worker; it must be awake (a click on the toolbar wakes it). */
export async function serviceWorker(browser: Browser): Promise<WebWorker> {
  const target = await browser.waitForTarget(isWorker, { timeout: DEADLINE_MS });
  return until('service worker', async () => (await target.worker()) ?? undefined);
}

export function isWorkerAwake(browser: Browser): boolean {
  return browser.targets().some(isWorker);
}

/**
 * Stops the service worker as the browser does when it needs the memory, and waits until it is gone:
 * a message to a worker that is just stopping has crashed this browser (the next one wakes a new one).
 */
export async function killServiceWorker(browser: Browser): Promise<void> {
  const target = browser.targets().find(isWorker);
  if (!target) return;
  await (await target.worker())?.close();
  await untilTrue('end of the service worker', () => !browser.targets().includes(target));
}
