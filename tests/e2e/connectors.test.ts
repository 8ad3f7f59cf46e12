import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { CLIENT_ID, ORGANISATIONS, PAGES, WRONG_SECRET } from '../emulators/people.ts';
import { byRole, clickButton, fill, valueIn } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText, textOf } from './harness/text.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

async function openConnectors(url?: string) {
  await giveMapsimise(stage);
  const { popup, page } = await clickOn(stage, url);
  await clickButton(popup, 'Connectors');
  await expectText(popup, /\d+ connectors?/);
  return { popup, page };
}
const named = (page: Page, name: string) => byRole(page, 'listitem', name);
const namesOf = (page: Page) =>
  page.$$eval('.connector h2', (all) => all.map((one) => one.textContent));
/** Presses a button of one connector. */
async function press(page: Page, connector: string, button: string): Promise<void> {
  const item = await named(page, connector);
  const [found] = await item.$$(`::-p-aria([name=${JSON.stringify(button)}][role="button"])`);
  await found?.click();
}
const open = async (page: Page, connector: string, summary: string) => {
  const item = await named(page, connector);
  await (await item.$(`::-p-text(${summary})`))?.click();
};

it('shows every connector, and the one of the page first', async () => {
  await stage.enter('several-connectors');
  const { popup } = await openConnectors();
  expect(await namesOf(popup)).toEqual([
    'Contoso CRM',
    'Contoso UK',
    'Contoso UAT',
    'Contoso at home',
  ]);
  const own = await (await named(popup, 'Contoso CRM')).evaluate((item) => item.textContent);
  expect(own).toContain('This page');
  expect(own).toContain('On, by Email 2 (personalemailaddress)');
  expect(own).toContain('Not tested here');
  const retired = await (await named(popup, 'Contoso UAT')).evaluate((item) => item.textContent);
  expect(retired).toContain('Retired sign-in');
});

it('Test again opens the set-up with its values, and the result is kept: by whom, when, what', async () => {
  await stage.enter('several-connectors');
  const { popup } = await openConnectors();
  await press(popup, 'Contoso CRM', 'Test again');
  await byRole(popup, 'textbox', 'Client Id');
  expect(await valueIn(popup, 'Client Id')).toBe(CLIENT_ID);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await clickButton(popup, 'Connectors');
  await expectText(popup, 'Healthy');
  await expectText(popup, /passed, .* by Megan Bowen \(megan\.bowen@contoso\.com\)/);

  await stage.session.browser.close();
  await stage.comeBack();
  await giveMapsimise(stage);
  const next = await clickOn(stage);
  await clickButton(next.popup, 'Connectors');
  await expectText(next.popup, /passed, .* by Megan Bowen/);
});

it('a test that fails is the badge of its connector; Forget takes what is known here, and nothing else', async () => {
  await stage.enter('several-connectors');
  const { popup } = await openConnectors();
  await press(popup, 'Contoso CRM', 'Test again');
  await fillCredentials(popup, { secret: WRONG_SECRET });
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await clickButton(popup, 'Connectors');
  await expectText(popup, 'Last test failed');
  await expectText(popup, 'failed at Get a token');
  await press(popup, 'Contoso CRM', 'Forget');
  await clickButton(popup, 'Yes, forget');
  await expectText(popup, 'Forgotten here. Mapsimise still has the connector.');
  expect(await textOf(popup)).not.toContain('Last test failed');
  expect(await stage.emulators.connectors()).toHaveLength(4);
});

it('a connector of another organisation is tested in a tab of its own, with its values', async () => {
  await stage.enter('several-connectors');
  const { popup } = await openConnectors();
  const opened = stage.session.browser.waitForTarget((target) =>
    target.url().includes('setup.html'),
  );
  await press(popup, 'Contoso UK', 'Test again');
  const tab = await (await opened).asPage();
  await expectText(tab, 'Client Id');
  expect(await valueIn(tab, 'Organisation URL')).toBe(ORGANISATIONS.fabrikam.url);
  expect(await valueIn(tab, 'Client Id')).toBe('e0b1c2d3-4f56-4789-8abc-def012345678');
});

it('the impersonation field is changed on the connector itself', async () => {
  await stage.enter('several-connectors');
  const { popup } = await openConnectors();
  await open(popup, 'Contoso CRM', 'Change Impersonate Users');
  await fill(popup, 'Impersonation field', 'contoso_mapsimiselogin');
  await press(popup, 'Contoso CRM', 'Save');
  await expectText(popup, 'Saved on the connector.');
  await expectText(popup, 'On, by contoso_mapsimiselogin');
  const kept = (await stage.emulators.connectors()).find(({ Name }) => Name === 'Contoso CRM');
  expect(kept).toMatchObject({
    ImpersonateUsers: true,
    ImpersonationField: 'contoso_mapsimiselogin',
  });
});

it('where Mapsimise does not let us change it, the ticket is ready', async () => {
  await stage.enter('impersonation-by-ticket');
  const { popup } = await openConnectors();
  await open(popup, 'Contoso CRM', 'Change Impersonate Users');
  await fill(popup, 'Impersonation field', 'contoso_mapsimiselogin');
  await press(popup, 'Contoso CRM', 'Save');
  await expectText(popup, 'Please open a ticket to change the impersonation field.');
  await expectText(popup, 'Field logical name: contoso_mapsimiselogin');
  await byRole(popup, 'button', 'Copy ticket');
});

it('70 connectors are listed to the last page, the one of the page first', async () => {
  await stage.enter('already-registered-page-7');
  const { popup } = await openConnectors(PAGES.contoso);
  await expectText(popup, '66 connectors');
  expect((await namesOf(popup))[0]).toBe('Contoso CRM');
  await fill(popup, 'Find a connector', 'subsidiary 101');
  expect(await namesOf(popup)).toEqual(['Subsidiary 101']);
});

it.each([
  ['mapsimise-401', 'mapsimise/key-refused'],
  ['list-fails-page-3', 'mapsimise/list-incomplete'],
] as const)('in the world %s it says why there is no list: %s', async (world, code) => {
  await stage.enter(world);
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await clickButton(popup, 'Connectors');
  await expectText(popup, code);
});

it('in the full tab it is the same', async () => {
  await stage.enter('several-connectors');
  await giveMapsimise(stage);
  const tab = await openOwnTab(stage.session.browser, 'setup.html');
  await clickButton(tab, 'Connectors');
  await expectText(tab, '4 connectors');
});
