import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

/** Where failing tests leave what they saw; ignored by git. */
export const ARTIFACTS = path.resolve(import.meta.dirname, '../../.artifacts');

/** The whole page, also what has to be scrolled to. A window on a screen can only show what is in it: `isWhole` false. */
export async function screenshot(
  page: Page,
  name: string,
  folder = ARTIFACTS,
  isWhole = true,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${asFileName(name)}.png`);
  await page.screenshot({ path: file as `${string}.png`, fullPage: isWhole });
  return file;
}

export function asFileName(name: string): string {
  return name.replace(/[^\w-]+/g, '-').slice(-160);
}
