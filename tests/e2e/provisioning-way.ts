import type { Browser, Page } from 'puppeteer-core';
import type { ACCOUNTS } from '../emulators/accounts.ts';
import { PAGES } from '../emulators/people.ts';
import { byRole, choose, clickButton, fill } from './harness/controls.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { type Step, stepsOf } from './harness/steps.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { signInOver } from './sign-in-way.ts';
import type { Stage } from './stage.ts';

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

/** What the browser must be asked goes to the full tab: it is granted there. */
async function grantInTab(
  stage: Stage,
  display: string,
  popup: Page,
  origin: string,
): Promise<Page> {
  await clickButton(popup, 'Open in a tab to grant access');
  const tab = await ownTab(stage.session.browser);
  await untilNoPopup(stage.session.browser);
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display, tab, origin);
  return tab;
}

/** The way to "Create these for me" from the CRM's own page, in ten clicks to a connector. */
export async function openProvisioning(
  stage: Stage,
  display: string,
  who: Account = 'administrator',
): Promise<{ page: Page; tab: Page }> {
  const { page, popup } = await signInOver(stage, PAGES.contoso, who);
  await clickButton(popup, 'Set up connector');
  await clickButton(popup, 'Create these for me');
  return { page, tab: await grantInTab(stage, display, popup, GRAPH) };
}

/** The same from anywhere: the environment is found in the list and picked there. */
export async function pickAndOpen(stage: Stage, display: string, name: string): Promise<Page> {
  const { popup } = await signInOver(stage, PAGES.elsewhere, 'administrator');
  const tab = await grantInTab(stage, display, popup, 'https://globaldisco.crm.dynamics.com');
  await fill(tab, 'Find an environment', name);
  await clickButton(tab, name);
  await clickButton(tab, 'Create these for me');
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display, tab, GRAPH);
  return tab;
}

/** Chooses the role and presses Create; what else is chosen stays as it stands. */
export async function pressCreate(tab: Page, button = 'Create'): Promise<void> {
  await byRole(tab, 'combobox', 'Security role');
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
