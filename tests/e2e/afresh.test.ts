import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { type Emulators, startEmulators } from '../emulators/control.ts';
import { ORGANISATIONS, PAGES } from '../emulators/people.ts';
import { type SharedBrowser, shareBrowser } from './harness/afresh.ts';
import { EXTENSION_DIR } from './harness/build.ts';
import type { Session } from './harness/launch.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { clickToolbar, untilReady } from './harness/toolbar.ts';

let display: Display;
let emulators: Emulators;
let shared: SharedBrowser;
beforeAll(async () => {
  [display, emulators] = await Promise.all([ensureDisplay(), startEmulators()]);
  shared = shareBrowser();
});
afterAll(async () => {
  await shared.close();
  await Promise.all([display.stop(), emulators.stop()]);
});

const open = () =>
  shared.openAfresh({
    extensionDir: EXTENSION_DIR,
    emulatorPort: emulators.port,
    spki: emulators.spki,
    display: display.name,
    headless: false,
  });
const OTHER = ORGANISATIONS.fabrikam.url;

/** All that a test could leave to the next one: in the extension, in the web's pages, on the screen. */
async function tracesIn({ browser }: Session): Promise<object> {
  const tabs = (await browser.pages()).map((page) => page.url());
  const own = await openOwnTab(browser, 'options.html');
  await untilReady(own);
  const inExtension = await own.evaluate(`(async () => ({
    stored: await Promise.all(['local', 'session', 'sync'].map((area) => chrome.storage[area].get(null))),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    permissions: await chrome.permissions.getAll(),
    rules: await chrome.declarativeNetRequest.getSessionRules(),
    alarms: (await chrome.alarms.getAll()).map(({ name }) => name),
    badge: await chrome.action.getBadgeText({}),
    reached: await fetch('${PAGES.contoso}').then(() => true, () => false),
  }))()`);
  await own.close();
  const page = await openTab(browser, PAGES.contoso);
  const onTheWeb = await page.evaluate('[document.cookie, localStorage.length]');
  await page.close();
  return { tabs, inExtension, onTheWeb };
}

async function leaveTraces({ browser }: Session): Promise<void> {
  const page = await openTab(browser, PAGES.contoso);
  await page.evaluate(`document.cookie = 'left=1'; localStorage.setItem('left', '1')`);
  await untilReady(await clickToolbar(browser, page));
  const own = await openOwnTab(browser, 'options.html');
  await own.evaluate(`(async () => {
    for (const area of ['local', 'session', 'sync']) await chrome.storage[area].set({ left: 1 });
    await new Promise((resolve) => { indexedDB.open('left').onsuccess = resolve; });
    await caches.open('left');
    await chrome.alarms.create('left', { delayInMinutes: 60 });
    await chrome.action.setBadgeText({ text: '9' });
    await chrome.declarativeNetRequest.updateSessionRules({
      addRules: [{ id: 99, action: { type: 'block' }, condition: { urlFilter: '||left.test' } }],
    });
  })()`);
  await grant(own);
}

async function grant(own: Page): Promise<void> {
  await own.bringToFront();
  await own.evaluate(`void chrome.permissions.request({ origins: ['${OTHER}/*'] })`);
  await allowPermissionPrompt(display.name, own, OTHER);
}

it('a test that gets the browser of another finds no trace of it', async () => {
  const first = await open();
  const untouched = await tracesIn(first);
  await leaveTraces(first);
  expect(await tracesIn(first)).not.toEqual(untouched);
  await shared.giveBack(first, true);
  const second = await open();
  expect(second.browser).toBe(first.browser);
  expect(await tracesIn(second)).toEqual(untouched);
  await shared.giveBack(second, true);
});

it('a browser in which a test failed, or that it closed, serves no other', async () => {
  const failed = await open();
  await shared.giveBack(failed, false);
  const closed = await open();
  expect(closed.browser).not.toBe(failed.browser);
  await closed.browser.close();
  await shared.giveBack(closed, true);
  const last = await open();
  expect(last.browser).not.toBe(closed.browser);
  await shared.giveBack(last, true);
});
