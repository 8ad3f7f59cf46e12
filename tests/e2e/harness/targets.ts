import type { Browser, Extension, Page, Target } from 'puppeteer-core';
import { until } from './until.ts';

/** Just after start the browser may not list the extension yet, hence the wait. */
export function findExtension(browser: Browser, dir?: string): Promise<Extension> {
  return until('extension in the browser', async () => {
    const extensions = [...(await browser.extensions()).values()];
    return extensions.find(({ path }) => dir === undefined || path === dir);
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
