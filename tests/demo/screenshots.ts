import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { EXTENSION_DIR, ensureBuild, ROOT } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { expectText } from '../e2e/harness/text.ts';
import { clickToolbar, untilReady } from '../e2e/harness/toolbar.ts';
import { fillCredentials, fillOptions, pressTestConnection } from '../e2e/way.ts';
import { startEmulators } from '../emulators/control.ts';
import { takeAllScreens } from './all-screens.ts';
import { CAST } from './cast.ts';

/**
 * `npm run screenshots`: the pictures of the README, from the built extension over an emulated CRM page.
 * `-- --all [part…]`: every screen and state, to look at.
 */
const PICTURES = path.join(ROOT, 'tests', 'demo', 'pictures');

const [, , first, ...parts] = process.argv;
if (first === '--all') await takeAllScreens(parts);
else await takePictures();

async function takePictures(): Promise<void> {
  ensureBuild();
  await mkdir(PICTURES, { recursive: true });
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  try {
    await (await fillOptions(session.browser)).close();
    const page = await openTab(session.browser, CAST.page);
    await page.setViewport({ width: 1120, height: 640 });
    const popup = await clickToolbar(session.browser, page);
    await untilReady(popup);
    await expectText(popup, 'As reported by the page');
    await fillCredentials(popup);
    await pressTestConnection(popup);
    await popup.evaluate("document.querySelector('.set-up > .buttons').scrollIntoView()");
    await takeTogether(page, popup, 'test-connection.png');
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

/** A popup is a window of its own, so it is laid over its page's picture where the browser shows it. */
async function takeTogether(page: Page, popup: Page, name: string): Promise<void> {
  const [below, above] = await Promise.all(
    [page, popup].map((one) => one.screenshot({ encoding: 'base64' })),
  );
  const sheet = await page.browser().newPage();
  await sheet.setViewport({ width: 1120, height: 640 });
  await sheet.setContent(`<style>
    body { margin: 0; position: relative } img { display: block }
    .popup { position: absolute; top: 10px; right: 24px; border-radius: 8px; box-shadow: 0 8px 32px #0006 }
  </style><img src="data:image/png;base64,${below}"><img class="popup" src="data:image/png;base64,${above}">`);
  await sheet.screenshot({ path: path.join(PICTURES, name) as `${string}.png` });
}
