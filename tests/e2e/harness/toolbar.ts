import type { Browser, Page } from 'puppeteer-core';
import { asPage, findExtension, isPopup } from './targets.ts';
import { DEADLINE_MS, untilTrue } from './until.ts';

/**
 * Presses the real toolbar button while this page is in front, which grants `activeTab` for it,
 * and gives the popup that opens. A popup that is still open closes first, as it does for a person.
 */
export async function clickToolbar(browser: Browser, page: Page): Promise<Page> {
  await page.bringToFront();
  await untilNoPopup(browser);
  const extension = await findExtension(browser);
  await extension.triggerAction(page);
  const target = await browser.waitForTarget(isPopup, { timeout: DEADLINE_MS });
  return asPage(target);
}

/** Waits until the popup says of itself that its first facts are drawn. */
export async function untilReady(popup: Page): Promise<void> {
  await popup.waitForSelector('html[data-ready="true"]');
}

export async function closePopup(popup: Page): Promise<void> {
  const browser = popup.browser();
  if (!popup.isClosed()) await popup.close();
  await untilNoPopup(browser);
}

/** The person clicks back into the page: the popup loses the focus, and so it closes. */
export async function leavePopup(browser: Browser, page: Page): Promise<void> {
  await page.bringToFront();
  await untilNoPopup(browser);
}

export function untilNoPopup(browser: Browser): Promise<void> {
  return untilTrue('end of the popup', () => !browser.targets().some(isPopup));
}
