import { spawnSync } from 'node:child_process';
import type { Page } from 'puppeteer-core';
import { untilTrue } from './until.ts';

/** For so long after it opens, a prompt ignores keys, so that nobody allows by accident. */
const DEAF_MS = 1_200;

/**
 * Presses *Allow* in the browser's own permission prompt, which no protocol reaches: it opens with
 * the focus on *Deny*, one Tab away. `page` is the tab that asked; it has lost the focus to the prompt.
 */
export async function allowPermissionPrompt(
  display: string,
  page: Page,
  origin: string,
): Promise<void> {
  await allowPrompt(display, page, { origins: [`${origin}/*`] });
}

type Asked = { origins?: string[]; permissions?: string[] };

/** The same for whatever was asked for. */
export async function allowPrompt(display: string, page: Page, asked: Asked): Promise<void> {
  await untilPromptListens(page);
  pressKey(display, 'Tab');
  pressKey(display, 'Return');
  await untilTrue(`permission for ${JSON.stringify(asked)}`, () => isHeld(page, asked));
}

export const isGranted = (page: Page, origin: string) => isHeld(page, { origins: [`${origin}/*`] });

async function isHeld(page: Page, asked: Asked): Promise<boolean> {
  const ask = JSON.stringify(asked);
  return (await page.evaluate(`chrome.permissions.contains(${ask})`)) as boolean;
}

async function untilPromptListens(page: Page): Promise<void> {
  let openSince: number | undefined;
  await untilTrue('permission prompt', async () => {
    const hasFocus = await page.evaluate('document.hasFocus()');
    openSince = hasFocus ? undefined : (openSince ?? performance.now());
    return openSince !== undefined && performance.now() - openSince > DEAF_MS;
  });
}

function pressKey(display: string, key: string): void {
  const { status, error } = spawnSync('xdotool', ['key', key], {
    env: { ...process.env, DISPLAY: display },
  });
  if (status !== 0) throw new Error(`xdotool could not press ${key}`, { cause: error });
}
