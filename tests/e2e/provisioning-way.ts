import type { Browser, Page } from 'puppeteer-core';
import { ACCOUNTS, SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import { PAGES } from '../emulators/people.ts';
import { choose, clickButton, fill } from './harness/controls.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { enterAs, untilNoSignInWindow, untilSignInWindow } from './harness/sign-in-window.ts';
import { type Step, stepsOf } from './harness/steps.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { clickAgain, clickOn, type Stage } from './stage.ts';

const GRAPH = 'https://graph.microsoft.com';
export const ROLE = 'Mapsimise Service';
const STEPS = [
  'Application',
  'Client secret',
  'Service principal',
  'Application user',
  'Security role',
  'Act on behalf privilege',
];

type Account = keyof typeof ACCOUNTS;

/**
 * The administrator's way to "Create these for me": stands on the CRM, signs in, opens the full tab from the popup and
 * grants what the browser asks for there.
 */
export async function openProvisioning(
  stage: Stage,
  display: string,
  who: Account = 'administrator',
): Promise<{ page: Page; tab: Page }> {
  const { browser } = stage.session;
  const options = await openOwnTab(browser, 'options.html');
  await fill(options, 'Entra application', SIGN_IN_CLIENTS.own);
  await expectText(options, 'Saved.');
  await options.close();
  const { page, popup } = await clickOn(stage, PAGES.contoso);
  await clickButton(popup, 'Sign in with Microsoft');
  await enterAs(await untilSignInWindow(browser), ACCOUNTS[who].userName);
  await untilNoSignInWindow(browser);
  const again = await clickAgain(stage, page);
  await expectText(again, `Signed in as ${ACCOUNTS[who].fullName}`);
  await clickButton(again, 'Set up connector');
  await clickButton(again, 'Create these for me');
  await clickButton(again, 'Open in a tab to grant access');
  const tab = await ownTab(browser);
  await untilNoPopup(browser);
  await clickButton(tab, 'Create these for me');
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display, tab, GRAPH);
  return { page, tab };
}

/** Chooses the role and presses Create; what else is chosen stays as it stands. */
export async function pressCreate(tab: Page, button = 'Create'): Promise<void> {
  await choose(tab, 'Security role', ROLE);
  await clickButton(tab, button);
}

export const provisioningSteps = async (tab: Page): Promise<Step[]> =>
  (await stepsOf(tab)).filter(({ name }) => STEPS.includes(name));

/** Waits until no step of creating waits or runs any more. */
export function untilCreated(tab: Page, deadlineMs = 60_000): Promise<Step[]> {
  return until(
    'end of creating',
    async () => {
      const steps = await provisioningSteps(tab);
      const isOver = steps.every(({ outcome }) => !['waiting', 'running'].includes(outcome));
      return steps.length > 0 && isOver ? steps : undefined;
    },
    deadlineMs,
  );
}

async function ownTab(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  return target.asPage();
}
