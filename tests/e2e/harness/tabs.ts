import type { Browser, Page } from 'puppeteer-core';
import { asPage, findExtension } from './targets.ts';
import { DEADLINE_MS } from './until.ts';

export async function openTab(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(DEADLINE_MS);
  await page.goto(url);
  return page;
}

/** A page of the extension in a tab of its own, such as `setup.html` or `options.html`. */
export async function openOwnTab(browser: Browser, file: string): Promise<Page> {
  const { id } = await findExtension(browser);
  return openTab(browser, `chrome-extension://${id}/${file}`);
}

/** A page of the extension that the extension itself opens in a tab. */
export async function ownTabOpened(browser: Browser, file: string): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().endsWith(`/${file}`), {
    timeout: DEADLINE_MS,
  });
  return asPage(target);
}
