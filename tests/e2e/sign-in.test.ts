import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { ACCOUNTS, PASSWORD, SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import { PAGES } from '../emulators/people.ts';
import { byRole, clickButton, clickLink } from './harness/controls.ts';
import {
  enterAs,
  untilNoSignInWindow,
  untilSignInWindow,
  untilWindowSays,
} from './harness/sign-in-window.ts';
import { readStorage } from './harness/storage.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText, textOf } from './harness/text.ts';
import { killServiceWorker, serviceWorker } from './harness/worker.ts';
import { clickAgain, clickOn, setStage } from './stage.ts';
import { giveApplication } from './way.ts';

const stage = setStage();
const { administrator, seller, foreigner, blocked } = ACCOUNTS;
const signedIn = (who: { fullName: string }) => `Signed in as ${who.fullName}`;

/** Clicks on a CRM page and presses the button there. */
async function press(url: string = PAGES.contoso): Promise<{ page: Page; window: Page }> {
  const { page, popup } = await clickOn(stage, url);
  return { page, window: await pressIn(popup) };
}
async function pressIn(popup: Page, name = 'Sign in with Microsoft'): Promise<Page> {
  await clickButton(popup, name);
  return untilSignInWindow(stage.session.browser);
}

/** What the popup says when it is opened again after the window. */
async function comeBackTo(page: Page, says: string): Promise<Page> {
  await untilNoSignInWindow(stage.session.browser);
  const popup = await clickAgain(stage, page);
  await expectText(popup, says);
  return popup;
}

async function signInAs(who: { userName: string; fullName: string }): Promise<Page> {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, who.userName);
  await comeBackTo(page, signedIn(who));
  return page;
}

/** Everything that is stored, but the entries of MSAL's own cache. */
async function factsKept(): Promise<string> {
  const worker = await serviceWorker(stage.session.browser);
  const [local, session] = [
    await readStorage(worker, 'local'),
    await readStorage(worker, 'session'),
  ];
  const facts = Object.entries(session).filter(([key]) => !key.startsWith('msal:'));
  return JSON.stringify([local, facts]);
}

it('signs in: the popup closes with the window, and says who it is when it is opened again', async () => {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, administrator.userName);
  const popup = await comeBackTo(page, signedIn(administrator));
  const screen = await textOf(popup);
  expect(screen).toContain(administrator.userName);
  expect(screen).toContain(administrator.tenantId);
  const [redeemed] = await stage.emulators.requests({
    host: 'login.microsoftonline.com',
    method: 'POST',
    pathPrefix: `/${administrator.tenantId}/oauth2/v2.0/token`,
  });
  expect(redeemed?.status).toBe(200);
  expect(redeemed?.headers.origin).toBeUndefined();
  const facts = await factsKept();
  expect(facts).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  expect(facts).not.toContain(PASSWORD);
});

it('a window that was closed is said to be, and the next sign-in works', async () => {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await window.close();
  const popup = await comeBackTo(page, 'The sign-in window was closed');
  await enterAs(await pressIn(popup), administrator.userName);
  await comeBackTo(page, signedIn(administrator));
});

it('a refused consent is named', async () => {
  await stage.enter('consent-needed');
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, seller.userName);
  await clickButton(window, 'Cancel');
  const popup = await comeBackTo(page, 'The permissions were refused');
  const again = await pressIn(popup);
  await clickButton(again, 'Accept');
  await comeBackTo(page, signedIn(seller));
});

it('names the consent that only an administrator can give', async () => {
  await stage.enter('admin-consent-needed');
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, seller.userName);
  await clickLink(window, 'Return to the application without granting consent');
  await comeBackTo(page, 'An administrator has to consent first');
});

it('an account of another tenant is kept out of this one, and its person can choose another', async () => {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, foreigner.userName);
  await untilWindowSays(window, 'AADSTS50020');
  await clickButton(window, 'Use another account');
  await enterAs(window, administrator.userName);
  await comeBackTo(page, signedIn(administrator));
});

it('Conditional Access bars an account in the window, which can be closed', async () => {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await enterAs(window, blocked.userName);
  await untilWindowSays(window, 'AADSTS53003');
  await window.close();
  await comeBackTo(page, 'The sign-in window was closed');
});

it('a redirect URI that is not registered is suspected, and the screen says which to register', async () => {
  await stage.enter('redirect-unregistered');
  await giveApplication(stage.session.browser);
  const { page, popup: first } = await clickOn(stage);
  await clickButton(first, 'Sign in with Microsoft');
  const popup = await comeBackTo(page, 'The sign-in page could not be shown');
  const screen = await textOf(popup);
  expect(screen).toMatch(/https:\/\/[a-p]{32}\.chromiumapp\.org\//);
  expect(screen).toContain('Mobile and desktop applications');
});

it('an application of the wrong platform is named', async () => {
  await giveApplication(stage.session.browser, SIGN_IN_CLIENTS.singlePage);
  const { page, window } = await press();
  await enterAs(window, administrator.userName);
  await comeBackTo(page, 'sign-in/wrong-platform');
});

it('an application of one tenant only serves on the pages of that tenant', async () => {
  await giveApplication(stage.session.browser, SIGN_IN_CLIENTS.singleTenant);
  const { page, window } = await press();
  await enterAs(window, administrator.userName);
  await comeBackTo(page, signedIn(administrator));
});

it('a worker killed in mid-login: the screen says that it was interrupted, and the next sign-in works', async () => {
  await giveApplication(stage.session.browser);
  const { page, window } = await press();
  await killServiceWorker(stage.session.browser);
  if (!window.isClosed()) await window.close();
  const popup = await comeBackTo(page, 'The sign-in was interrupted');
  await enterAs(await pressIn(popup), administrator.userName);
  await comeBackTo(page, signedIn(administrator));
});

it('after a restart of the browser the person is let in again without a window', async () => {
  await signInAs(administrator);
  await stage.session.browser.close();
  await stage.comeBack();
  await stage.emulators.clearRequests();
  const { popup } = await clickOn(stage);
  await expectText(popup, signedIn(administrator));
  const asked = await stage.emulators.requests({ host: 'login.microsoftonline.com' });
  expect(asked.filter(({ path }) => path.includes('prompt=none'))).toHaveLength(1);
});

it('after a restart, who is no longer signed in at Microsoft is asked to, by name', async () => {
  await signInAs(administrator);
  await stage.emulators.endSignIn({ refreshTokens: true, sessions: true });
  await stage.session.browser.close();
  await stage.comeBack();
  const { popup } = await clickOn(stage);
  await expectText(popup, `You were signed in as ${administrator.userName}`);
  await byRole(popup, 'button', 'Sign in with Microsoft');
});

it('another account than the one that signed in is not let in, unless the person switches', async () => {
  const page = await signInAs(administrator);
  await stage.emulators.endSignIn({ refreshTokens: true, sessions: true });
  const options = await openOwnTab(stage.session.browser, 'options.html');
  await clickButton(options, 'Switch account');
  const window = await untilSignInWindow(stage.session.browser);
  await enterAs(window, seller.userName);
  await untilNoSignInWindow(stage.session.browser);
  await expectText(options, signedIn(seller));
  const popup = await clickAgain(stage, page);
  expect(await textOf(popup)).not.toContain(administrator.userName);
});

it('signing out leaves nothing of the account: no token, no name, no list', async () => {
  const page = await signInAs(administrator);
  const popup = await clickAgain(stage, page);
  await clickButton(popup, 'Sign out');
  await expectText(popup, 'Signed in with Microsoft, you can find any of your environments here.');
  const worker = await serviceWorker(stage.session.browser);
  const kept = JSON.stringify([
    await readStorage(worker, 'local'),
    Object.entries(await readStorage(worker, 'session')).filter(
      ([key]) => !key.startsWith('environment:'),
    ),
  ]);
  expect(kept).not.toMatch(/megan|msal:|eyJ/i);
});

it('without an application the screen says how to register one, and everything else works', async () => {
  const { popup } = await clickOn(stage);
  await popup.locator('summary ::-p-text(has to be registered in Entra once)').click();
  const screen = await expectText(popup, 'Redirect URI');
  expect(screen).toMatch(/https:\/\/[a-p]{32}\.chromiumapp\.org\//);
  expect(screen).toContain('Mobile and desktop applications');
  expect(screen).toContain('user_impersonation');
  await popup.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
  await clickButton(popup, 'Copy Redirect URI');
  await expectText(popup, 'Copied.');
  expect(await popup.evaluate('window.copied')).toMatch(
    /^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/,
  );
  await byRole(popup, 'button', 'Set up connector');
});
