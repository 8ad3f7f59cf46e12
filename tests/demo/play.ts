import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { screenshot } from '../e2e/harness/screenshot.ts';
import type { Step } from '../e2e/harness/steps.ts';
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
export type Teller = (what: string, page: Page) => Promise<void>;

/** Goes the whole way without anybody watching; true when exactly one connector exists at its end. */
export async function playDemo(emulators: Emulators, extensionDir: string): Promise<boolean> {
  const tell = await createTeller();
  const session = await launchWithExtension({
    extensionDir,
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  try {
    const options = await fillOptions(session.browser);
    await tell('Options filled in', options);
    const page = await openTab(session.browser, CAST.page);
    const popup = await clickToolbar(session.browser, page);
    await untilReady(popup);
    await tell('Toolbar button clicked on the CRM page', popup);
    await fillCredentials(popup);
    await tell('Client Id and Client Secret given', popup);
    tellSteps(await pressTestConnection(popup));
    await tell('Test Connection ended', popup);
    await buy(emulators, popup);
    await tell('Confirm Purchase pressed', popup);
    return await tellConnectors(emulators);
  } finally {
    await closeBrowser(session);
  }
}

export function tellSteps(steps: Step[]): void {
  for (const { name, outcome, ms } of steps)
    process.stdout.write(`         ${name}: ${outcome}${ms === undefined ? '' : `, ${ms} ms`}\n`);
}

/** Presses Confirm Purchase, and waits until the screen says that it is done. */
export async function buy(emulators: Emulators, page: Page): Promise<void> {
  await pressConfirmPurchase(page);
  await untilTrue('connector in Mapsimise', async () => (await emulators.connectors()).length > 0);
  await untilTrue('end of the purchase on the screen', () => isNoLongerOffered(page));
}

/** Once the connector is there, the set-up has given way to what to do next. */
async function isNoLongerOffered(popup: Page): Promise<boolean> {
  return (await popup.$('::-p-aria([name="Confirm Purchase"][role="button"])')) === null;
}

/** Tells each step with its time, and takes a picture of it. What an earlier demo has left goes first. */
export async function createTeller({ isWhole = true } = {}): Promise<Teller> {
  await rm(OUTPUT, { recursive: true, force: true });
  let startedAt = performance.now();
  let count = 0;
  return async (what, page) => {
    const tookMs = Math.round(performance.now() - startedAt);
    count += 1;
    const file = await screenshot(page, `${count} ${what}`, OUTPUT, isWhole);
    process.stdout.write(
      `${String(tookMs).padStart(6)} ms  ${what}  (${path.relative(process.cwd(), file)})\n`,
    );
    startedAt = performance.now();
  };
}

export async function tellConnectors(emulators: Emulators): Promise<boolean> {
  const connectors = await emulators.connectors();
  process.stdout.write(`Connectors in Mapsimise: ${connectors.length}\n`);
  return connectors.length === 1;
}
