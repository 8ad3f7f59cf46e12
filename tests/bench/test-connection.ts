import type { Page } from 'puppeteer-core';
import { EXTENSION_DIR } from '../e2e/harness/build.ts';
import { clickButton } from '../e2e/harness/controls.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { countSequential } from '../e2e/harness/round-trips.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { clickToolbar } from '../e2e/harness/toolbar.ts';
import { fillCredentials, fillOptions } from '../e2e/way.ts';
import { startEmulators } from '../emulators/control.ts';
import { PAGES } from '../emulators/people.ts';
import { medianOf, type Row, rowOf } from './rows.ts';

const ROUNDS = 7;
const RTT_MS = 100;

/** Listens before the click: the times at which the button was pressed and at which the end was drawn. */
const WATCH = `window.benchTook = new Promise((resolve) => {
  let pressedAt;
  addEventListener('click', () => { pressedAt ??= performance.now(); }, true);
  const look = () => {
    const steps = document.querySelector('ol[aria-busy]');
    if (pressedAt !== undefined && wasBusy && steps?.ariaBusy === 'false') {
      resolve(performance.now() - pressedAt);
    }
    wasBusy ||= pressedAt !== undefined && steps?.ariaBusy === 'true';
  };
  let wasBusy = false;
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
}); undefined`;

/** From the press to the drawn end of the test, against the round trips that had to follow each other. */
export async function measureTestConnection(): Promise<Row[]> {
  const emulators = await startEmulators({ rttMs: RTT_MS });
  const session = await launchWithExtension({
    extensionDir: EXTENSION_DIR,
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  try {
    await (await fillOptions(session.browser)).close();
    const page = await openTab(session.browser, PAGES.contoso);
    const popup = await clickToolbar(session.browser, page);
    await fillCredentials(popup);
    const ratios: number[] = [];
    const tooks: number[] = [];
    const trips: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await emulators.clearRequests();
      const tookMs = await timeOneTest(popup);
      const inARow = countSequential(await emulators.requests(), RTT_MS);
      ratios.push(tookMs / (inARow * RTT_MS));
      tooks.push(tookMs);
      trips.push(inARow);
    }
    return [
      rowOf('Test Connection, against its round trips', medianOf(ratios), '×', 1.25),
      rowOf(`Test Connection at ${RTT_MS} ms a round trip`, medianOf(tooks), 'ms', null),
      rowOf('Test Connection, round trips in a row, at most', Math.max(...trips), '', 4),
    ];
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

async function timeOneTest(popup: Page): Promise<number> {
  await popup.evaluate(WATCH);
  await clickButton(popup, 'Test Connection');
  return (await popup.evaluate('window.benchTook')) as number;
}
