import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { until } from './until.ts';

/** Lets the browser save files into a folder of their own, without asking. Gives the folder. */
export async function allowDownloads(browser: Browser): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mapsimise-downloads-'));
  const cdp = await browser.target().createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return folder;
}

/** The bytes of a file that is being saved: the browser gives it its name once it is whole. */
export function untilSaved(folder: string, name: string): Promise<Buffer> {
  return until(`saved file ${name}`, () =>
    readFile(path.join(folder, name)).catch(() => undefined),
  );
}
