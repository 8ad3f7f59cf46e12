import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { ACCOUNTS, CLOUD_HOSTS } from '../emulators/accounts.ts';
import { ORGANISATIONS, PAGES } from '../emulators/people.ts';
import { clickButton, fill, valueIn } from './harness/controls.ts';
import { allowPermissionPrompt, isGranted } from './harness/prompt.ts';
import { enterAs, untilSignInWindow } from './harness/sign-in-window.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { killServiceWorker, serviceWorker } from './harness/worker.ts';
import { signInOver } from './sign-in-way.ts';
import { clickAgain, clickOn, setStage } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });
const { administrator, seller } = ACCOUNTS;
const DISCOVERY = `https://${CLOUD_HOSTS.discovery}`;
const BAP = `https://${CLOUD_HOSTS.bap}`;
const makerPage = (environmentId: string) =>
  `https://make.powerapps.com/environments/${environmentId}/home`;
const APPS_ONLY = 'a1c3e5f7-9b2d-4e6f-8a10-2c4e6f8a0b1d';

async function ownTab(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  return target.asPage();
}

/** From the popup into the full tab, where one question of the browser grants both hosts. */
async function grantFrom(popup: Page): Promise<Page> {
  await clickButton(popup, 'Open in a tab to grant access');
  const tab = await ownTab(stage.session.browser);
  await untilNoPopup(stage.session.browser);
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display.name, tab, DISCOVERY);
  return tab;
}

it('lists every environment of the account, finds one by its name, and fills in its address', async () => {
  const { popup } = await signInOver(stage, PAGES.elsewhere);
  const tab = await grantFrom(popup);
  const screen = await expectText(tab, 'Contoso UAT');
  expect(await isGranted(tab, BAP)).toBe(true);
  for (const said of ['Contoso US', 'Production', 'Sandbox', 'Disabled by an administrator'])
    expect(screen).toContain(said);
  expect(screen).not.toContain('Fabrikam');
  expect(screen).not.toContain('Apps only');
  await fill(tab, 'Find an environment', 'contoso-uat');
  await expectText(tab, /1 of \d+ environments/);
  await clickButton(tab, 'Contoso UAT');
  await expectText(tab, 'As Microsoft lists it for your account');
  expect(await valueIn(tab, 'Organisation URL')).toBe(ORGANISATIONS.contosoUat.url);
  const local = JSON.stringify(await readStorage(tab, 'local'));
  expect(local).toContain('recent-environments');
  expect(local).not.toMatch(/eyJ[\w-]+\./);
});

it('a maker page leads to its organisation, and says so where there is none', async () => {
  const { page, popup } = await signInOver(stage, PAGES.maker);
  const tab = await grantFrom(popup);
  await expectText(tab, 'As Microsoft lists it for your account');
  expect(await valueIn(tab, 'Organisation URL')).toBe(ORGANISATIONS.contoso.url);
  await tab.close();

  const again = await clickAgain(stage, page);
  await expectText(again, ORGANISATIONS.contoso.host);
  await clickButton(again, 'Set up connector');
  expect(await valueIn(again, 'Organisation URL')).toBe(ORGANISATIONS.contoso.url);

  await page.goto(makerPage(APPS_ONLY));
  await expectText(await clickAgain(stage, page), 'This environment has no Dataverse database');
  await page.goto(makerPage(ORGANISATIONS.fabrikam.environmentId));
  const refused = await expectText(
    await clickAgain(stage, page),
    'This account cannot see the environment',
  );
  expect(refused).toContain(administrator.userName);
});

it('goes on after the worker died: tokens are renewed and nobody is asked', async () => {
  await stage.enter('short-tokens');
  const { popup } = await signInOver(stage, PAGES.elsewhere);
  const tab = await grantFrom(popup);
  await expectText(tab, 'Contoso UAT');
  await killServiceWorker(stage.session.browser);
  await stage.emulators.clearRequests();
  await clickButton(tab, 'Look again');
  const asked = await until('a renewed token', async () => {
    const all = await stage.emulators.requests({ host: 'login.microsoftonline.com' });
    return all.find(({ body }) => body.includes('grant_type=refresh_token')) && all;
  });
  expect(asked.filter(({ path }) => path.includes('/authorize'))).toEqual([]);
  await expectText(tab, 'Contoso UAT');
  const worker = await serviceWorker(stage.session.browser);
  const facts = Object.entries(await readStorage(worker, 'session')).filter(
    ([key]) => !key.startsWith('msal:'),
  );
  expect(JSON.stringify(facts)).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
});

it('who comes back as somebody else than asked for is not let in, and nothing of them is kept', async () => {
  await stage.enter('short-tokens');
  const { popup } = await signInOver(stage, PAGES.elsewhere);
  const tab = await grantFrom(popup);
  await expectText(tab, 'Contoso UAT');
  await stage.emulators.endSignIn({ refreshTokens: true, sessions: true });
  await killServiceWorker(stage.session.browser);
  await clickButton(tab, 'Look again');
  await expectText(tab, 'You are not signed in with Microsoft');
  await clickButton(tab, 'Sign in with Microsoft');
  await enterAs(await untilSignInWindow(stage.session.browser), seller.userName);
  const screen = await expectText(tab, 'Another account came back than the one that signed in');
  expect(screen).toContain(`It was asked for ${administrator.userName}`);
  expect(screen).toContain(`Signed in as ${administrator.fullName}`);
  const session = JSON.stringify(await readStorage(tab, 'session'));
  expect(session).not.toContain(seller.objectId);
});

it('a page behind the session proxy is read through itself, and is the same organisation', async () => {
  const { popup } = await clickOn(
    stage,
    PAGES.contoso.replace('crm4.dynamics.com', 'crm4.dynamics.com.mcas.ms'),
  );
  const screen = await expectText(popup, ORGANISATIONS.contoso.friendlyName);
  expect(screen).toContain(ORGANISATIONS.contoso.host);
  expect(screen).not.toContain('mcas');
  await expectText(popup, 'As reported by the page');
});
