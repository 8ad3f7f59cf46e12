import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { byRole, clickButton, clickLink } from './harness/controls.ts';
import { allowPrompt } from './harness/prompt.ts';
import { openOwnTab, ownTabOpened } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { until } from './harness/until.ts';
import { serviceWorker } from './harness/worker.ts';
import { giveMapsimise, setStage } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });

async function openConnectors(): Promise<Page> {
  await stage.enter('already-registered');
  await giveMapsimise(stage);
  const tab = await openOwnTab(stage.session.browser, 'setup.html');
  await clickButton(tab, 'Connectors');
  await expectText(tab, '1 connector');
  return tab;
}
async function enterDay(tab: Page, days: number): Promise<void> {
  if (!(await tab.$('details[open] ::-p-aria([name="Secret expires on"])')))
    await tab.locator('::-p-text(Secret expiry)').click();
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await tab.locator('::-p-aria([name="Secret expires on"])').fill(day);
  await clickButton(tab, 'Keep date');
}
const badgeNow = async () =>
  (await serviceWorker(stage.session.browser)).evaluate('chrome.action.getBadgeText({})');
const untilBadge = (text: string) =>
  until(`badge “${text}”`, async () => ((await badgeNow()) === text ? true : undefined));
const notificationsNow = async () =>
  Object.keys(
    (await (
      await serviceWorker(stage.session.browser)
    ).evaluate('new Promise((told) => chrome.notifications.getAll(told))')) as object,
  );

/** As the desktop tells the browser of it: a notification has no page in which it could be clicked. */
const clickNotification = async (id: string) =>
  (await serviceWorker(stage.session.browser)).evaluate(
    `chrome.notifications.onClicked.dispatch(${JSON.stringify(id)})`,
  );

it('a day that is near is the badge of the connector and of the toolbar button, also after a restart', async () => {
  const tab = await openConnectors();
  await enterDay(tab, 10);
  await expectText(tab, 'Secret expires in 10 days');
  await untilBadge('1');
  await enterDay(tab, 200);
  await untilBadge('');
  await enterDay(tab, 2);
  await untilBadge('1');
  await stage.session.browser.close();
  await stage.comeBack();
  await openOwnTab(stage.session.browser, 'options.html');
  await untilBadge('1');
});

it('the calendar file is downloaded by a link, and names the day and the connector', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mapsimise-ics-'));
  const tab = await openConnectors();
  const cdp = await stage.session.browser.target().createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  await enterDay(tab, 40);
  await clickLink(tab, 'Add to calendar');
  const file = await until('calendar file', async () =>
    (await readdir(folder)).find((name) => name === 'Contoso-CRM.ics'),
  );
  const text = await readFile(path.join(folder, file), 'utf8');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toContain('TRIGGER:-P14D');
  expect(text.replace(/\r\n /g, '')).toContain('connector Contoso CRM ends');
  expect(text).not.toContain('CANARY');
  await rm(folder, { recursive: true });
});

it('a notification comes once, and only after the person said yes to the browser', async () => {
  const tab = await openConnectors();
  await enterDay(tab, 10);
  await expectText(tab, 'Secret expires in 10 days');
  const worker = await serviceWorker(stage.session.browser);
  expect(await worker.evaluate('typeof chrome.notifications')).toBe('undefined');

  const options = await openOwnTab(stage.session.browser, 'options.html');
  await (await byRole(options, 'switch', 'Notify me before a secret expires')).click();
  await allowPrompt(display.name, options, { permissions: ['notifications'] });
  await expectText(options, 'Notifications are on.');
  await until('notification', async () => (await notificationsNow())[0]);
  const [shown = '', ...more] = await notificationsNow();
  expect(more).toEqual([]);
  await clickNotification(shown);
  const opened = await ownTabOpened(stage.session.browser, 'setup.html?job=connectors');
  await expectText(opened, '1 connector');
  await opened.close();

  await (await serviceWorker(stage.session.browser)).evaluate(`(async () => {
    for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
    await chrome.storage.local.remove('expiry-watched');
    await chrome.alarms.create('expiry-watch', { when: Date.now() });
  })()`);
  // The daily look writes when it looked: then it is over.
  await until(
    'daily look',
    async () => {
      const now = (await serviceWorker(stage.session.browser)).evaluate(
        'chrome.storage.local.get("expiry-watched")',
      );
      return ((await now) as { 'expiry-watched'?: number })['expiry-watched'];
    },
    90_000,
  );
  await tab.bringToFront();
  await enterDay(tab, 10);
  await expectText(tab, 'Kept. You are warned');
  expect(await notificationsNow()).toEqual([]);
}, 150_000);
