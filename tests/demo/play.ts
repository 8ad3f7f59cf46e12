import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { screenshot } from '../e2e/harness/screenshot.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { clickToolbar, untilReady } from '../e2e/harness/toolbar.ts';
import { untilTrue } from '../e2e/harness/until.ts';
import {
  fillCredentials,
  fillOptions,
  pressConfirmPurchase,
  pressTestConnection,
} from '../e2e/way.ts';
import type { Emulators } from '../emulators/control.ts';
import { CAST } from './cast.ts';

const OUTPUT = path.join(ROOT, 'demo-output');

/** Goes the whole way without anybody watching; true when exactly one connector exists at its end. */
export async function playDemo(emulators: Emulators, extensionDir: string): Promise<boolean> {
  await rm(OUTPUT, { recursive: true, force: true });
  const session = await launchWithExtension({
    extensionDir,
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  const tell = createTeller();
  try {
    const options = await fillOptions(session.browser);
    await tell('Options filled in', options);
    const page = await openTab(session.browser, CAST.page);
    const popup = await clickToolbar(session.browser, page);
    await untilReady(popup);
    await tell('Toolbar button clicked on the CRM page', popup);
    await fillCredentials(popup);
    await tell('Client Id and Client Secret given', popup);
    for (const { name, outcome, ms } of await pressTestConnection(popup)) {
      process.stdout.write(`         ${name}: ${outcome}${ms === undefined ? '' : `, ${ms} ms`}\n`);
    }
    await tell('Test Connection ended', popup);
    await pressConfirmPurchase(popup);
    await untilTrue(
      'connector in Mapsimise',
      async () => (await emulators.connectors()).length > 0,
    );
    await untilTrue('end of the purchase on the screen', () => isNoLongerOffered(popup));
    await tell('Confirm Purchase pressed', popup);
    return await tellConnectors(emulators);
  } finally {
    await closeBrowser(session);
  }
}

/** Once the connector is there, the set-up has given way to what to do next. */
async function isNoLongerOffered(popup: Page): Promise<boolean> {
  return (await popup.$('::-p-aria([name="Confirm Purchase"][role="button"])')) === null;
}

function createTeller() {
  let startedAt = performance.now();
  let count = 0;
  return async (what: string, page: Page) => {
    const tookMs = Math.round(performance.now() - startedAt);
    count += 1;
    const file = await screenshot(page, `${count} ${what}`, OUTPUT);
    process.stdout.write(
      `${String(tookMs).padStart(6)} ms  ${what}  (${path.relative(process.cwd(), file)})\n`,
    );
    startedAt = performance.now();
  };
}

async function tellConnectors(emulators: Emulators): Promise<boolean> {
  const connectors = await emulators.connectors();
  process.stdout.write(`Connectors in Mapsimise: ${connectors.length}\n`);
  return connectors.length === 1;
}
