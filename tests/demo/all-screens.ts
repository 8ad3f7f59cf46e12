import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { EXTENSION_DIR, ensureBuild } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension, type Session } from '../e2e/harness/launch.ts';
import { ARTIFACTS, screenshot } from '../e2e/harness/screenshot.ts';
import { asPage, isOurs, isWorker } from '../e2e/harness/targets.ts';
import { PARTS } from '../e2e/tour/screens.ts';
import { inTheme, THEMES } from '../e2e/tour/themes.ts';
import { tell } from '../e2e/tour/walk.ts';
import { startEmulators } from '../emulators/control.ts';

/**
 * `npm run screenshots -- --all [part…]`: every screen and state in every theme, for people to look at. They go to
 * `tests/.artifacts/screens`, which git ignores.
 */
export async function takeAllScreens(wanted: readonly string[]): Promise<void> {
  ensureBuild();
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  try {
    for (const [part, see] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(part)) continue;
      await emulators.setWorld('happy');
      const session = await launchWithExtension({
        extensionDir: EXTENSION_DIR,
        emulatorPort,
        spki,
      });
      try {
        await see({ emulators, session, stop: takeInThemes });
      } catch (cause) {
        process.stdout.write(`${part} was not seen to its end: ${String(cause)}\n`);
        process.exitCode = 1;
        for (const page of await ownPages(session)) await takeInThemes(`${part} stopped`, page);
      } finally {
        await closeBrowser(session);
      }
    }
  } finally {
    await emulators.stop();
  }
}

const ownPages = async ({ browser }: Session): Promise<Page[]> =>
  Promise.all(
    browser
      .targets()
      .filter((one) => isOurs(one) && !isWorker(one))
      .map(asPage),
  );

async function takeInThemes(name: string, page: Page): Promise<void> {
  for (const language of LANGUAGES) {
    await tell(page, 'local', { language });
    await page.waitForSelector(`html[lang="${language}"]`);
    await takeThemes(`${name} ${language}`, page);
  }
  await tell(page, 'local', { language: 'en' });
  await page.waitForSelector('html[lang="en"]');
}

async function takeThemes(name: string, page: Page): Promise<void> {
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
  for (const theme of THEMES) await inTheme(page, theme, () => takeWhole(page, `${name} ${theme}`));
  process.stdout.write(`${name} (${height} px)\n`);
}

/** What is seen of it: `npm run screenshots -- --all` takes these. */
const LANGUAGES = ['en', 'de', 'ja'];

/** A popup shows 600 px at most: what has to be scrolled to has pictures of its own. */
async function takeWhole(page: Page, name: string): Promise<void> {
  const folder = path.join(ARTIFACTS, 'screens');
  if (!page.url().includes('/popup.html')) return void (await screenshot(page, name, folder));
  const [height, shown] = (await page.evaluate(
    '[document.documentElement.scrollHeight, innerHeight]',
  )) as [number, number];
  for (let top = 0; top < height; top += shown) {
    await page.evaluate(`scrollTo(0, ${top})`);
    await screenshot(page, `${name} ${top / shown + 1}`, folder, false);
  }
}
