import path from 'node:path';
import type { Browser, Extension, Page } from 'puppeteer-core';
import { EXTENSION_DIR, ROOT, runWxt } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { asPage, findExtension, isPopup } from '../e2e/harness/targets.ts';
import { expectText } from '../e2e/harness/text.ts';
import { closePopup, untilNoPopup } from '../e2e/harness/toolbar.ts';
import { startEmulators } from '../emulators/control.ts';
import { PAGES } from '../emulators/people.ts';
import { medianOf, type Row, rowOf, spreadOf } from './rows.ts';

const ROUNDS = 15;
const BLANK_DIR = path.join(ROOT, 'bench-output', 'blank-popup', 'chrome-mv3');

/**
 * When the popup was ready and painted, and when its document began, as epoch milliseconds. A small
 * popup is ready before anybody can listen, so the browser's own paint record is read; a popup that
 * paints something first and is ready later is caught by waiting for both.
 */
const READY_AT = `new Promise((resolve) => {
  const html = document.documentElement;
  let readyAt = 0;
  const tell = (painted) => resolve({
    beganAt: performance.timeOrigin,
    readyAt: performance.timeOrigin + Math.max(readyAt, painted.startTime),
  });
  const awaitPaint = () => new PerformanceObserver((list) => {
    const [painted] = list.getEntriesByName('first-contentful-paint');
    if (painted) tell(painted);
  }).observe({ type: 'paint', buffered: true });
  if (html.dataset.ready === 'true') awaitPaint();
  else new MutationObserver((_changes, observer) => {
    if (html.dataset.ready !== 'true') return;
    observer.disconnect();
    readyAt = performance.now();
    awaitPaint();
  }).observe(html, { attributes: true });
})`;
type Times = { beganAt: number; readyAt: number };
/** From the click, as a person feels it; and from the document's start, which is ours to answer for. */
type Took = { clickMs: number; documentMs: number };

/** Ours and the blank one by turns in one browser, so that both meet the same weather. */
export async function measurePopup(extensionDir = EXTENSION_DIR): Promise<Row[]> {
  runWxt(['build'], path.join(ROOT, 'tests', 'bench', 'blank-popup'));
  const emulators = await startEmulators();
  const session = await launchWithExtension({
    extensionDir,
    alsoLoad: [BLANK_DIR],
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  try {
    const page = await openTab(session.browser, PAGES.contoso);
    const ours = await findExtension(session.browser, extensionDir);
    const blank = await findExtension(session.browser, BLANK_DIR);
    const took = { ours: [] as Took[], blank: [] as Took[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const oursTook = await clickUntilReady(session.browser, page, ours, untilPageRead);
      const blankTook = await clickUntilReady(session.browser, page, blank);
      if (round < 0) continue; // the first of each warms the caches up
      took.ours.push(oursTook);
      took.blank.push(blankTook);
    }
    return describe(took);
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

function describe({ ours, blank }: { ours: Took[]; blank: Took[] }): Row[] {
  const clickMs = (took: Took[]) => medianOf(took.map((one) => one.clickMs));
  const documentMs = (took: Took[]) => medianOf(took.map((one) => one.documentMs));
  const ratio = clickMs(ours) / clickMs(blank);
  return [
    rowOf('popup: click → ready, against a blank Preact popup', ratio, '×', 1.5),
    rowOf('popup: click → ready', clickMs(ours), 'ms', null),
    rowOf('blank popup: click → ready', clickMs(blank), 'ms', null),
    rowOf(
      'blank popup: noise (middle half of its rounds, against its median)',
      noiseOf(blank),
      '×',
      null,
    ),
    rowOf('popup: document → ready', documentMs(ours), 'ms', null),
    rowOf('blank popup: document → ready', documentMs(blank), 'ms', null),
  ];
}

/** The blank popup does the same each time: where it varies, the machine is busy with something else. */
function noiseOf(took: Took[]): number {
  return spreadOf(took.map((one) => one.clickMs));
}

/** What our click set going goes on after ready; left running, it would slow the blank one down. */
async function untilPageRead(popup: Page): Promise<void> {
  await expectText(popup, 'As reported by the page');
}

async function clickUntilReady(
  browser: Browser,
  page: Page,
  extension: Extension,
  settle?: (popup: Page) => Promise<void>,
): Promise<Took> {
  await page.bringToFront();
  await untilNoPopup(browser);
  const opened = browser.waitForTarget(isPopup);
  const clickedAt = performance.timeOrigin + performance.now();
  await extension.triggerAction(page);
  const popup = await asPage(await opened);
  const { beganAt, readyAt } = (await popup.evaluate(READY_AT)) as Times;
  await settle?.(popup);
  await closePopup(popup);
  return { clickMs: readyAt - clickedAt, documentMs: readyAt - beganAt };
}
