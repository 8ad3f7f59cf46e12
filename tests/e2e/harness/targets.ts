import type { Browser, Extension, Page, Target } from 'puppeteer-core';
import { until } from './until.ts';

/**
 * Ours, or the one built in this folder. Just after start the browser may not list it yet, hence the wait. Beside others
 * ours is known by its name: their order follows from the places of their folders.
 */
export function findExtension(browser: Browser, dir?: string): Promise<Extension> {
  return until('extension in the browser', async () => {
    const extensions = [...(await browser.extensions()).values()];
    return extensions.find(({ path, name }) =>
      dir === undefined ? name === 'Mapsimise Connect' : path === dir,
    );
  });
}

export function isPopup(target: Target): boolean {
  return isOurs(target) && new URL(target.url()).pathname === '/popup.html';
}

export function isWorker(target: Target): boolean {
  return isOurs(target) && target.type() === 'service_worker';
}

export function isOurs(target: Target): boolean {
  return target.url().startsWith('chrome-extension://');
}

/** A popup is a target of its own kind: no tab, so `browser.pages()` does not list it. */
export async function asPage(target: Target): Promise<Page> {
  const page = await target.asPage();
  page.setDefaultTimeout(15_000);
  return page;
}
