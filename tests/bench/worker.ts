import path from 'node:path';
import type { Browser, Extension, Page } from 'puppeteer-core';
import { EXTENSION_DIR, ROOT, runWxt } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { findExtension } from '../e2e/harness/targets.ts';
import { untilTrue } from '../e2e/harness/until.ts';
import { startEmulators } from '../emulators/control.ts';
import { medianOf, type Row, rowOf } from './rows.ts';

const ROUNDS = 25;
const WITHOUT_DIR = path.join(ROOT, 'bench-output', 'without-sign-in', 'chrome-mv3');

/** A question that has nothing to do: until it is answered, the worker was started and has mended what was left. */
const ASK = `(async () => {
  const beganAt = performance.now();
  await chrome.runtime.sendMessage({ type: 'mapping.suggest', ask: {} });
  return performance.now() - beganAt;
})()`;

/** From asking a worker that sleeps to its answer: ours, and the same without the library that signs people in. */
export async function measureWorker(): Promise<Row[]> {
  runWxt(['build', '-c', 'tests/bench/wxt-without-sign-in.config.ts'], ROOT);
  const emulators = await startEmulators();
  const session = await launchWithExtension({
    extensionDir: EXTENSION_DIR,
    alsoLoad: [WITHOUT_DIR],
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  try {
    const { browser } = session;
    const ours = await standIn(browser, await findExtension(browser, EXTENSION_DIR));
    const without = await standIn(browser, await findExtension(browser, WITHOUT_DIR));
    const took = { ours: [] as number[], without: [] as number[] };
    for (let round = -2; round < ROUNDS; round += 1) {
      const [oursMs, withoutMs] = [await wake(browser, ours), await wake(browser, without)];
      if (round < 0) continue; // the first ones warm the code caches up
      took.ours.push(oursMs);
      took.without.push(withoutMs);
    }
    const [oursMs, withoutMs] = [medianOf(took.ours), medianOf(took.without)];
    return [
      rowOf('worker: wake → answer, more than without sign-in', oursMs - withoutMs, 'ms', 40),
      rowOf('worker: wake → answer', oursMs, 'ms', null),
      rowOf('worker without sign-in: wake → answer', withoutMs, 'ms', null),
    ];
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

type Stand = { page: Page; origin: string };

async function standIn(browser: Browser, { id }: Extension): Promise<Stand> {
  const origin = `chrome-extension://${id}/`;
  return { page: await openTab(browser, `${origin}options.html`), origin };
}

async function wake(browser: Browser, { page, origin }: Stand): Promise<number> {
  await page.bringToFront();
  const worker = browser
    .targets()
    .find((target) => target.type() === 'service_worker' && target.url().startsWith(origin));
  await (await worker?.worker())?.close();
  await untilTrue('end of the worker', () => !worker || !browser.targets().includes(worker));
  return (await page.evaluate(ASK)) as number;
}
