import type { Browser, Page } from 'puppeteer-core';
import { ACCOUNTS, ON_PREMISES_PAGES, STS } from '../emulators/on-premises/people.ts';
import { clickButton, fill } from './harness/controls.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { type Step, untilStep, untilTestEnded } from './harness/steps.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { clickOn, type Stage } from './stage.ts';

/** The way of the scheme Dynamics CRM / IFD, as an administrator goes it on the company's own CRM page. */
export async function fillAccount(
  popup: Page,
  { domainName, password }: { domainName: string; password: string } = ACCOUNTS.service,
): Promise<void> {
  await clickButton(popup, 'Set up connector');
  await fill(popup, 'Username / Email', domainName);
  await fill(popup, 'Password', password);
}

/** On the page, filled in and tested for the first time: it stops, because nobody has allowed the AD FS yet. */
export async function testFirst(stage: Stage, account?: Parameters<typeof fillAccount>[1]) {
  const { popup, page } = await clickOn(stage, ON_PREMISES_PAGES.internal);
  await fillAccount(popup, account);
  await clickButton(popup, 'Test Connection');
  return { popup, page, steps: await untilTestEnded(popup) };
}

export const outcomesOf = (steps: Step[]) =>
  steps.map(({ name, outcome }) => `${name}: ${outcome}`);

/** Opens the full tab from a step that lacks access, and presses Grant access there; the browser's own prompt is answered. */
export async function grantInTab(
  stage: Pick<Stage, 'session'>,
  popup: Page,
  display: string,
  host: string,
) {
  await clickButton(popup, 'Open in a tab to grant access');
  const tab = await ownTab(stage.session.browser);
  await untilNoPopup(stage.session.browser);
  await grantHere(tab, display, host);
  return tab;
}

export async function grantHere(tab: Page, display: string, host: string): Promise<void> {
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display, tab, `https://${host}`);
}

/** Consent to the AD FS and the browser's access to it; gives the full tab when the test has gone on from there. */
export async function allowSts(
  stage: Pick<Stage, 'session'>,
  popup: Page,
  display: string,
): Promise<Page> {
  await clickButton(popup, 'Send my password to this server');
  await untilStep(popup, 'Find AD FS', 'failed');
  const tab = await grantInTab(stage, popup, display, STS.host);
  await untilStep(tab, 'Sign in', 'passed', 'failed', 'passed with a remark');
  return tab;
}

async function ownTab(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  return target.asPage();
}
