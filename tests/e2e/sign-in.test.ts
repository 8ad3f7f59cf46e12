import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { ACCOUNTS, SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import { PAGES } from '../emulators/people.ts';
import { clickButton, fill } from './harness/controls.ts';
import { enterAs, untilNoSignInWindow, untilSignInWindow } from './harness/sign-in-window.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { clickAgain, clickOn, setStage } from './stage.ts';

const stage = setStage();
const { administrator } = ACCOUNTS;

/** The company's application is entered in Options, as an administrator does once. */
async function giveApplication(clientId: string = SIGN_IN_CLIENTS.own): Promise<void> {
  const options = await openOwnTab(stage.session.browser, 'options.html');
  await fill(options, 'Entra application', clientId);
  await expectText(options, 'Saved.');
  await options.close();
}

/** Clicks on a CRM page and presses the button there. */
async function press(url: string = PAGES.contoso): Promise<{ page: Page; window: Page }> {
  const { page, popup } = await clickOn(stage, url);
  await clickButton(popup, 'Sign in with Microsoft');
  return { page, window: await untilSignInWindow(stage.session.browser) };
}

const signedIn = (who: { fullName: string }) => `Signed in as ${who.fullName}`;

it('signs in: the popup closes with the window, and says who it is when it is opened again', async () => {
  await giveApplication();
  const { page, window } = await press();
  await enterAs(window, administrator.userName);
  await untilNoSignInWindow(stage.session.browser);
  const popup = await clickAgain(stage, page);
  const screen = await expectText(popup, signedIn(administrator));
  expect(screen).toContain(administrator.userName);
});
