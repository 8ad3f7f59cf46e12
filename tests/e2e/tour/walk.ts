import type { Page } from 'puppeteer-core';
import type { Emulators } from '../../emulators/control.ts';
import { PAGES } from '../../emulators/people.ts';
import type { Session } from '../harness/launch.ts';
import type { StorageArea } from '../harness/storage.ts';
import { openOwnTab, openTab } from '../harness/tabs.ts';
import { clickToolbar, untilReady } from '../harness/toolbar.ts';

/** A walk through the screens in one browser. At each stop the screen is as a person finds it. */
export type Walk = {
  emulators: Emulators;
  session: Session;
  /** Called at every screen and state: a picture is taken there, or it is judged. */
  stop: (name: string, page: Page) => Promise<void>;
};

/** Stands on a page of its own and clicks the toolbar button. */
export async function popupOver({ session }: Walk, url: string = PAGES.contoso): Promise<Page> {
  const page = await openTab(session.browser, url);
  const popup = await clickToolbar(session.browser, page);
  await untilReady(popup);
  return popup;
}

/** The popup closes, and the toolbar is clicked again over the page that is in front. */
export async function popupAgain({ session }: Walk, page: Page): Promise<Page> {
  const popup = await clickToolbar(session.browser, page);
  await untilReady(popup);
  return popup;
}

/** The full tab, for the organisation of this page. */
export async function tabFor({ session }: Walk, query: Record<string, string>): Promise<Page> {
  const tab = await openOwnTab(session.browser, `setup.html?${new URLSearchParams(query)}`);
  await tab.setViewport({ width: 1280, height: 800 });
  await untilReady(tab);
  return tab;
}

/**
 * Writes facts as the background would: they come down as storage, so the screen shows them at once. For what else
 * takes a sign-in, a prompt of the browser or weeks. The background may do so too, which it does only when asked.
 */
export async function tell(
  page: Page,
  area: StorageArea,
  facts: Record<string, unknown>,
): Promise<void> {
  await page.evaluate(`chrome.storage.${area}.set(${JSON.stringify(facts)})`);
}

export async function untell(page: Page, area: StorageArea, ...names: string[]): Promise<void> {
  await page.evaluate(`chrome.storage.${area}.remove(${JSON.stringify(names)})`);
}
