import type { Browser, Page, Target } from 'puppeteer-core';
import { PASSWORD } from '../../emulators/accounts.ts';
import { clickButton, fill } from './controls.ts';
import { asPage } from './targets.ts';
import { DEADLINE_MS, untilTrue } from './until.ts';

const isMicrosofts = (target: Target) =>
  target.type() === 'page' && /^https:\/\/login\.microsoftonline\.(?:com|us)\//.test(target.url());

/** The window that the browser opened for the sign-in. */
export async function untilSignInWindow(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget(isMicrosofts, { timeout: DEADLINE_MS });
  return asPage(target);
}

/** Types who one is, as at the first sign-in. */
export async function enterAs(window: Page, userName: string): Promise<void> {
  await fill(window, 'User name', userName);
  await fill(window, 'Password', PASSWORD);
  await clickButton(window, 'Sign in');
}

export function untilNoSignInWindow(browser: Browser): Promise<void> {
  return untilTrue('end of the sign-in window', () => !browser.targets().some(isMicrosofts));
}

/** Waits until Microsoft's page says so, also while it is on its way from one page to the next. */
export async function untilWindowSays(window: Page, words: string): Promise<void> {
  await window.waitForSelector(`::-p-text(${words})`);
}
