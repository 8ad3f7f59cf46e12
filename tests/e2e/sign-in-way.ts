import type { Page } from 'puppeteer-core';
import { ACCOUNTS } from '../emulators/accounts.ts';
import { PAGES } from '../emulators/people.ts';
import { clickButton } from './harness/controls.ts';
import { enterAs, untilNoSignInWindow, untilSignInWindow } from './harness/sign-in-window.ts';
import { expectText } from './harness/text.ts';
import { clickAgain, clickOn, type Stage } from './stage.ts';
import { giveApplication } from './way.ts';

/** Options name the application to sign in with; the person signs in over this page, and opens the popup anew. */
export async function signInOver(
  stage: Stage,
  url: string = PAGES.contoso,
  who: keyof typeof ACCOUNTS = 'administrator',
): Promise<{ page: Page; popup: Page }> {
  const { browser } = stage.session;
  await giveApplication(browser);
  const { page, popup } = await clickOn(stage, url);
  await clickButton(popup, 'Sign in with Microsoft');
  await enterAs(await untilSignInWindow(browser), ACCOUNTS[who].userName);
  await untilNoSignInWindow(browser);
  const again = await clickAgain(stage, page);
  await expectText(again, `Signed in as ${ACCOUNTS[who].fullName}`);
  return { page, popup: again };
}
