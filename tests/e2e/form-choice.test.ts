import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { ACCOUNTS } from '../emulators/on-premises/people.ts';
import {
  CLIENT_ID,
  MAPSIMISE,
  ORGANISATIONS,
  PAGES,
  SECRET,
  WRONG_SECRET,
} from '../emulators/people.ts';
import {
  formUrl,
  gotNow,
  pressFillTheForm,
  pressFillTheSecret,
  standAt,
  typeSetUp,
} from './form-way.ts';
import { byRole, choose, clickButton, fill, isDisabled } from './harness/controls.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { killServiceWorker } from './harness/worker.ts';
import { clickAgain, clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();
const OTHER_CLIENT = '7f3b2c1d-0a4e-4f5b-8c6d-9e8f7a6b5c4d';
const WAY = 'Connectors → Add a Connector → Microsoft Dynamics CRM';

const siteTab = () =>
  until('tab of Mapsimise', async () => {
    const pages = await stage.session.browser.pages();
    return pages.find((page) => page.url().startsWith(MAPSIMISE.url));
  });
const siteTabs = async () =>
  (await stage.session.browser.pages()).filter((page) => page.url().includes('mapsimise.com'));

describe('Fill the form in Mapsimise, on the set-up screen', () => {
  it('opens the organisation’s own site in a new tab and says where to go', async () => {
    await giveMapsimise(stage);
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    await expectText(popup, WAY);
    await clickButton(popup, 'Fill the form in Mapsimise');
    expect((await siteTab()).url()).toBe(`${MAPSIMISE.url}/`);
  });

  it('is locked with its reason while Options name no organisation, and the way leads there', async () => {
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    expect(await isDisabled(popup, 'Fill the form in Mapsimise')).toBe(true);
    await clickButton(popup, 'Fill the form in Mapsimise');
    await expectText(popup, 'Locked until Options name your Mapsimise organisation');
    await byRole(popup, 'button', 'Name it in Options');
    expect(await siteTabs()).toEqual([]);
  });

  it('needs no API key', async () => {
    await nameSite();
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    await clickButton(popup, 'Fill the form in Mapsimise');
    await siteTab();
  });

  it('says first when the API key is of another organisation than Options name', async () => {
    await giveMapsimise(stage, 'otherOrganisation');
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    await clickButton(popup, 'Fill the form in Mapsimise');
    await expectText(popup, 'The API key is of another Mapsimise organisation');
    await clickButton(popup, 'Fill the form in Mapsimise');
    await siteTab();
  });
});

/** Options with the organisation and its region alone. */
async function nameSite(): Promise<void> {
  const options = await openOwnTab(stage.session.browser, 'options.html');
  await fill(options, 'Mapsimise organisation', MAPSIMISE.url);
  await expectText(options, 'Saved.');
  await options.close();
}

describe('on the page of Mapsimise', () => {
  it('says so when Options name no organisation, with the way there', async () => {
    const { popup } = await standAt(stage, 'plain');
    await expectText(popup, 'Options do not name your Mapsimise');
    await byRole(popup, 'button', 'Open Options');
  });

  it('says so when nothing was set up', async () => {
    await nameSite();
    const { popup } = await standAt(stage, 'plain');
    await expectText(popup, 'There is nothing to fill in yet');
  });

  it('says first when the API key is of another organisation than Options name', async () => {
    await giveMapsimise(stage, 'otherOrganisation');
    const { popup: onCrm } = await clickOn(stage);
    await fillCredentials(onCrm);
    await closePopup(onCrm);
    const { popup } = await standAt(stage, 'plain');
    await expectText(popup, 'The API key is of another Mapsimise organisation');
  });

  it('of several set-ups the person chooses, the one edited last first', async () => {
    await typeSetUp(stage);
    await typeSecondSetUp();
    const { page, popup } = await standAt(stage, 'plain');
    const names = await popup.$$eval('input[type="radio"]', (all) =>
      all.map((one) => one.closest('label')?.textContent?.trim()),
    );
    expect(names).toEqual([
      expect.stringContaining(ORGANISATIONS.contosoUat.host),
      expect.stringContaining(ORGANISATIONS.contoso.host),
    ]);
    await pressFillTheForm(popup);
    expect((await gotNow(stage, page)).fields.clientId).toBe(OTHER_CLIENT);
    await popup.locator(`::-p-aria([name="${names[1]}"][role="radio"])`).click();
    expect(await isDisabled(popup, 'Fill the secret')).toBe(true);
    await expectText(popup, 'the form was filled from another set-up');
    await clickButton(popup, 'Fill the form');
    await until('the other values', async () =>
      (await gotNow(stage, page)).fields.clientId === CLIENT_ID ? true : undefined,
    );
    expect(await pressFillTheSecret(popup)).toBe('Client Secret: filled');
    expect((await gotNow(stage, page)).fields).toMatchObject({
      organisationUrl: ORGANISATIONS.contoso.url,
      clientSecret: SECRET,
    });
  });

  async function typeSecondSetUp(): Promise<void> {
    const { page, popup } = await clickOn(stage, PAGES.contosoUat);
    await fillCredentials(popup, { clientId: OTHER_CLIENT, secret: WRONG_SECRET });
    await closePopup(popup);
    await page.close();
  }

  it('values that were edited after the form was filled keep the secret back', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'plain');
    await pressFillTheForm(popup);
    const setup = await openOwnTab(
      stage.session.browser,
      `setup.html?page=${encodeURIComponent(ORGANISATIONS.contoso.url)}`,
    );
    await fill(setup, 'Client Id', OTHER_CLIENT);
    await setup.close();
    const again = await standAgain(page);
    await clickButton(again, 'Fill the secret');
    await expectText(again, 'The values were changed since the form was filled');
    expect((await gotNow(stage, page)).fields.clientSecret).toBe('');
  });

  it('a worker that dies while a late form is awaited loses nothing', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'late-switch');
    const filling = pressFillTheForm(popup);
    await until('our script at work', async () =>
      (await gotNow(stage, page)).fields.clientId === CLIENT_ID ? true : undefined,
    );
    await killServiceWorker(stage.session.browser);
    await page.evaluate('window.renderForm()');
    expect(await filling).toMatchObject({ 'Client Id': 'filled' });
    expect(await pressFillTheSecret(popup)).toBe('Client Secret: filled');
    expect((await gotNow(stage, page)).fields.clientSecret).toBe(SECRET);
  });
});

it.each(['schemes', 'scheme-radios'])(
  'Dynamics CRM / IFD, %s: Scheme first, then the fields that it brings up, and the password by the second click',
  async (build) => {
    await nameSite();
    await typeIfdSetUp();
    const { page, popup } = await standAt(stage, build);
    expect(await pressFillTheForm(popup)).toEqual({
      Scheme: 'filled',
      'Organisation URL': 'filled',
      'Username / Email': 'filled',
    });
    expect((await gotNow(stage, page)).fields).toMatchObject({
      organisationUrl: IFD_ORG,
      username: IFD_USER,
      password: '',
    });
    expect(await pressFillTheSecret(popup)).toBe('Password: filled');
    const { fields, pressed } = await gotNow(stage, page);
    expect(fields.password).toBe(PASSWORD);
    expect(pressed).toEqual([]);
  },
);

const IFD_ORG = 'https://crm.adatum.com/Adatum';
const IFD_USER = 'ADATUM\\svc-mapsimise';
const PASSWORD = ACCOUNTS.service.password;

async function typeIfdSetUp(): Promise<void> {
  const setup = await openOwnTab(stage.session.browser, 'setup.html');
  await fill(setup, 'Organisation URL', IFD_ORG);
  await clickButton(setup, 'Advanced');
  await choose(setup, 'Scheme', 'Dynamics CRM / IFD');
  await fill(setup, 'Username / Email', IFD_USER);
  await fill(setup, 'Password', PASSWORD);
  await setup.close();
}

async function standAgain(page: Page): Promise<Page> {
  expect(page.url()).toBe(formUrl('plain'));
  return clickAgain(stage, page);
}
