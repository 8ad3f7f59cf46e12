import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { CLIENT_ID, ORGANISATIONS } from '../emulators/people.ts';
import { clickButton, fill, isDisabled, valueIn } from './harness/controls.ts';
import { allowPermissionPrompt, isGranted } from './harness/prompt.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { killServiceWorker } from './harness/worker.ts';
import { clickOn, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });
const OTHER = ORGANISATIONS.contosoUat.url;

it('another organisation than the page needs one exact origin, granted in a full tab; the test then goes on, and taking the origin back takes the secret along', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await fill(popup, 'Organisation URL', OTHER);
  await clickButton(popup, 'Test Connection');
  const [, reach] = await untilTestEnded(popup);
  expect(reach?.outcome).toBe('failed');
  expect(reach?.text).toContain('permission/not-granted');
  expect(reach?.text).toContain(new URL(OTHER).host);

  await clickButton(popup, 'Open in a tab to grant access');
  const tab = await ownTab(stage.session.browser);
  await untilNoPopup(stage.session.browser);
  expect(await valueIn(tab, 'Organisation URL')).toBe(OTHER);
  expect(await isGranted(tab, OTHER)).toBe(false);
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display.name, tab, OTHER);
  await untilStep(tab, 'Table privileges', 'passed');
  expect(await isGranted(tab, ORGANISATIONS.fabrikam.url)).toBe(false);

  await killServiceWorker(stage.session.browser);
  expect(await secretsIn(tab)).toHaveLength(1);
  await tab.evaluate(`chrome.permissions.remove({ origins: ['${OTHER}/*'] })`);
  await expectText(tab, `because access to ${new URL(OTHER).host} was taken back in the browser`);
  expect(await secretsIn(tab)).toEqual([]);
  expect(await valueIn(tab, 'Client Id')).toBe(CLIENT_ID);
  expect(await isDisabled(tab, 'Confirm Purchase')).toBe(true);
});

const secretsIn = async (tab: Page) =>
  Object.keys(await readStorage(tab, 'session')).filter((name) => name.startsWith('secret:'));

async function ownTab(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  return target.asPage();
}
