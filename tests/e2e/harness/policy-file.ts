import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from '../../browser/install-browser.ts';

/** Where each browser looks for its company's policies on Linux, by a part of its program's path. */
const PLACES: [program: RegExp, folder: string][] = [
  [/testing|puppeteer|playwright/i, '/etc/opt/chrome_for_testing/policies/managed'],
  [/edge/i, '/etc/opt/edge/policies/managed'],
  [/chromium/i, '/etc/chromium/policies/managed'],
  [/chrome/i, '/etc/opt/chrome/policies/managed'],
];

export type Managed = { extensionDir: string; remove: () => Promise<void> };

/**
 * Writes a real policy file for one copy of the extension, as an administrator does. The copy has a place and so an id of
 * its own: no other browser of this machine obeys the file. Throws a sentence where we may not write there.
 *
 * Takes   policy    what our own schema knows
 *         settings  what the browser itself holds the extension to
 * Source  support.google.com/chrome/a/answer/9867568 (places on Linux); `3rdparty` → extensions → id;
 *         chromeenterprise.google/policies/extension-settings
 */
export async function manageExtension(
  built: string,
  policy: object,
  settings: object = {},
): Promise<Managed> {
  const { file } = ensureBrowser();
  const folder = PLACES.find(([program]) => program.test(file))?.[1];
  if (!folder || process.platform !== 'linux')
    throw new Error(`Where ${file} looks for policies is not known here.`);
  const extensionDir = await realpath(await mkdtemp(path.join(tmpdir(), 'mapsimise-managed-')));
  await cp(built, extensionDir, { recursive: true });
  const id = idOf(extensionDir);
  const content = {
    '3rdparty': { extensions: { [id]: policy } },
    ExtensionSettings: { [id]: settings },
  };
  const policyFile = path.join(folder, `${path.basename(extensionDir)}.json`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(policyFile, JSON.stringify(content));
  } catch (cause) {
    throw new Error(`A policy file needs the right to write into ${folder}: run as root.`, {
      cause,
    });
  }
  const remove = async () => {
    await rm(policyFile, { force: true });
    await rm(extensionDir, { recursive: true, force: true });
  };
  return { extensionDir, remove };
}

/** The id that Chromium gives an unpacked extension: a hash of its place, in the letters a to p. */
function idOf(folder: string): string {
  const hex = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
