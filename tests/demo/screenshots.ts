import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { EXTENSION_DIR, ensureBuild, ROOT } from '../e2e/harness/build.ts';
import { clickButton, fill } from '../e2e/harness/controls.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openOwnTab, openTab } from '../e2e/harness/tabs.ts';
import { expectText } from '../e2e/harness/text.ts';
import { clickToolbar, untilReady } from '../e2e/harness/toolbar.ts';
import { inTheme } from '../e2e/tour/themes.ts';
import { fillCredentials, fillOptions, pressTestConnection } from '../e2e/way.ts';
import { startEmulators } from '../emulators/control.ts';
import { ADELE } from '../emulators/people.ts';
import { takeAllScreens } from './all-screens.ts';
import { CAST } from './cast.ts';

/**
 * `npm run screenshots`: the pictures of the README, from the built extension over an emulated CRM page.
 * `-- --all [part…]`: every screen and state, to look at.
 */
const SIZE = { width: 1120, height: 640 };
const PICTURES = path.join(ROOT, 'tests', 'demo', 'pictures');

const [, , first, ...parts] = process.argv;
if (first === '--all') await takeAllScreens(parts);
else await takePictures();

async function takePictures(): Promise<void> {
  ensureBuild();
  await mkdir(PICTURES, { recursive: true });
  const emulators = await startEmulators({ world: 'several-connectors' });
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  const { browser } = session;
  try {
    await (await fillOptions(browser)).close();
    await takeConnectors(browser);
    await emulators.setWorld('happy');
    const page = await openTab(browser, CAST.page);
    await page.setViewport(SIZE);
    await takeTogether(page, await openPopup(page), 'home.png');
    const mapping = await openPopup(page);
    await seeMapping(mapping);
    await takeTogether(page, mapping, 'my-mapping.png');
    const setUp = await openPopup(page);
    await fillCredentials(setUp);
    await pressTestConnection(setUp);
    await showFrom(setUp, '.set-up > .buttons');
    await takeTogether(page, setUp, 'test-connection.png');
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

async function showFrom(page: Page, selector: string): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView()`);
}

/** A picture closes it, as any other window would. */
async function openPopup(page: Page): Promise<Page> {
  const popup = await clickToolbar(page.browser(), page);
  await untilReady(popup);
  await expectText(popup, 'As reported by the page');
  return popup;
}

async function seeMapping(popup: Page): Promise<void> {
  await clickButton(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', ADELE.email);
  await clickButton(popup, 'Check');
  await popup.waitForSelector('.verdict');
  await showFrom(popup, '.work');
}

/** The full tab, as it is painted at night. */
async function takeConnectors(browser: Browser): Promise<void> {
  const tab = await openOwnTab(browser, 'setup.html?job=connectors');
  await tab.setViewport({ width: 1120, height: 700 });
  await expectText(tab, '4 connectors');
  const file = path.join(PICTURES, 'connectors.png') as `${string}.png`;
  await inTheme(tab, 'dark', () => tab.screenshot({ path: file }));
  await tab.close();
}

/** A popup is a window of its own, so it is laid over its page's picture where the browser shows it. */
async function takeTogether(page: Page, popup: Page, name: string): Promise<void> {
  const [below, above] = await Promise.all(
    [page, popup].map((one) => one.screenshot({ encoding: 'base64' })),
  );
  const sheet = await page.browser().newPage();
  await sheet.setViewport(SIZE);
  await sheet.setContent(`<style>
    body { margin: 0; position: relative } img { display: block }
    .popup { position: absolute; top: 10px; right: 24px; border-radius: 8px; box-shadow: 0 8px 32px #0006 }
  </style><img src="data:image/png;base64,${below}"><img class="popup" src="data:image/png;base64,${above}">`);
  await sheet.screenshot({ path: path.join(PICTURES, name) as `${string}.png` });
  await sheet.close();
}
