import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { API_KEYS, ORGANISATIONS } from '../emulators/people.ts';
import { clickButton, fill, isDisabled, untilEnabled, valueIn } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { until } from './harness/until.ts';
import { serviceWorker } from './harness/worker.ts';
import { clickAgain, clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials, fillOptions } from './way.ts';

const stage = setStage();
const SET_UP = `setup.html?page=${encodeURIComponent(ORGANISATIONS.contoso.url)}`;

/** The set-up in a full tab, tested, beside the CRM page on which the person clicked. */
async function testInTab(): Promise<{ tab: Page; page: Page }> {
  const { popup, page } = await clickOn(stage);
  await popup.close();
  const tab = await openOwnTab(stage.session.browser, SET_UP);
  await fillCredentials(tab);
  await clickButton(tab, 'Test Connection');
  await untilTestEnded(tab);
  return { tab, page };
}

const secretsOnScreen = (page: Page) =>
  page.$$eval('input', (boxes) => boxes.filter((box) => box.value.includes('CANARY')).length);

it('a secret leaves its field as soon as the focus does, and is kept all the same', async () => {
  const { tab } = await testInTab();
  expect(await secretsOnScreen(tab)).toBe(0);
  await clickButton(tab, 'Test Connection');
  expect((await untilTestEnded(tab)).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
});

it('Forget everything empties every open page: nothing is left in a field, and one key brings nothing back', async () => {
  const options = await fillOptions(stage.session.browser);
  const { tab } = await testInTab();
  await options.bringToFront();
  await clickButton(options, 'Forget everything');
  await clickButton(options, 'Yes, forget everything');
  await expectText(options, 'Everything was forgotten.');
  expect(await valueIn(options, 'Mapsimise organisation')).toBe('');
  expect(await secretsOnScreen(options)).toBe(0);
  await fill(options, 'Region', 'x');
  await expectText(options, 'cannot be used yet');
  const worker = await serviceWorker(stage.session.browser);
  expect(await worker.evaluate('chrome.storage.local.get("settings")')).toEqual({
    settings: { organisation: '', region: 'x' },
  });
  await tab.bringToFront();
  expect(await valueIn(tab, 'Client Id')).toBe('');
});

it('Disconnect in one window empties the other', async () => {
  const { tab, page } = await testInTab();
  const popup = await clickAgain(stage, page);
  await clickButton(popup, 'Disconnect');
  await until(
    'an empty draft',
    async () => (await valueIn(popup, 'Client Id')) === '' || undefined,
  );
  await tab.bringToFront();
  await until('an empty set-up', async () => (await valueIn(tab, 'Client Id')) === '' || undefined);
});

it('a secret that went while the page stood open is said to be gone, and nothing is tested without it', async () => {
  const { tab } = await testInTab();
  const worker = await serviceWorker(stage.session.browser);
  await worker.evaluate(`(async () => {
    const drafts = await chrome.storage.local.get(null);
    const [name, draft] = Object.entries(drafts).find(([key]) => key.startsWith('draft:'));
    await chrome.storage.session.remove('secret:' + name);
    await chrome.storage.local.set({ [name]: { ...draft, hasSecret: false } });
  })()`);
  await stage.emulators.clearRequests();
  await clickButton(tab, 'Test Connection');
  await tab.waitForSelector('input[type="password"][aria-invalid="true"]');
  expect(
    await stage.emulators.requests({ host: 'login.microsoftonline.com', method: 'POST' }),
  ).toEqual([]);
});

it('another API key means another offer: the price is asked for again as the new account', async () => {
  await giveMapsimise(stage);
  const { tab } = await testInTab();
  await untilEnabled(tab, 'Confirm Purchase');
  await expectText(tab, 'Megan Bowen');
  const options = await openOwnTab(stage.session.browser, 'options.html');
  await fill(options, 'API key', API_KEYS.basicUser);
  await options.close();
  await tab.bringToFront();
  await expectText(tab, 'Create on Connectors');
  expect(await isDisabled(tab, 'Confirm Purchase')).toBe(true);
});
