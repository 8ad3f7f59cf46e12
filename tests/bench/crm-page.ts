import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { EXTENSION_DIR } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { expectText } from '../e2e/harness/text.ts';
import { clickToolbar, closePopup } from '../e2e/harness/toolbar.ts';
import { startEmulators } from '../emulators/control.ts';
import { PAGES } from '../emulators/people.ts';
import { medianOf, type Row, rowOf } from './rows.ts';

const ROUNDS = 9;
const WATCHED_ROUNDS = 3;

/** What a CRM page has to bear from us: before anybody clicks, and when somebody does. */
export async function measureCrmPage(): Promise<Row[]> {
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  try {
    const page = await openTab(session.browser, PAGES.contoso);
    const clickedMs: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      await page.reload();
      const ms = await timeClick(session.browser, page);
      if (round >= 0) clickedMs.push(ms); // the first one warms the caches up
    }
    // Only now: whoever listens to a page makes it slower.
    const before: Watched[] = [];
    const clicked: Watched[] = [];
    for (let round = 0; round < WATCHED_ROUNDS; round += 1) {
      const cdp = await page.createCDPSession();
      before.push(await watchScripts(cdp, () => page.reload()));
      clicked.push(await watchScripts(cdp, () => click(session.browser, page)));
      await cdp.detach();
    }
    const most = (of: Watched[], what: keyof Watched) => Math.max(...of.map((one) => one[what]));
    return [
      rowOf('CRM page before a click: our script', most(before, 'bytes'), 'bytes', 0),
      rowOf('CRM page before a click: its time', most(before, 'ms'), 'ms', 0),
      rowOf('CRM page when clicked: our script', most(clicked, 'bytes') / 1000, 'kB', null),
      rowOf('CRM page when clicked: script of it and ours', medianOf(clickedMs), 'ms', 5),
    ];
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

type Watched = { bytes: number; ms: number };
type Parsed = { url: string; length?: number };
type Profile = {
  nodes: { id: number; callFrame: { url: string }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
};
const isOurs = ({ url }: { url: string }) => url.startsWith('chrome-extension://');

/** Scripts of an extension that the page gets while something happens, and the samples in which one of them ran. */
async function watchScripts(cdp: CDPSession, deed: () => Promise<unknown>): Promise<Watched> {
  let bytes = 0;
  const count = (script: Parsed) => {
    if (isOurs(script)) bytes += script.length ?? 0;
  };
  await cdp.send('Debugger.enable'); // which tells of those of earlier documents first
  cdp.on('Debugger.scriptParsed', count);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 50 });
  await cdp.send('Profiler.start');
  await deed();
  const { profile } = await cdp.send('Profiler.stop');
  await cdp.send('Profiler.disable');
  await cdp.send('Debugger.disable');
  cdp.off('Debugger.scriptParsed', count);
  return { bytes, ms: oursIn(profile) };
}

/** Our functions, and whatever they called. */
function oursIn({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const ours = new Set(nodes.filter(({ callFrame }) => isOurs(callFrame)).map(({ id }) => id));
  for (const { id, children = [] } of nodes) {
    if (ours.has(id)) for (const child of children) ours.add(child); // parents come first
  }
  const micros = samples.map((id, at) => (ours.has(id) ? (timeDeltas[at] ?? 0) : 0));
  return micros.reduce((sum, one) => sum + one, 0) / 1000;
}

/** All script that ran in the page from the click until its facts were shown: ours, and what the page did meanwhile. */
async function timeClick(browser: Browser, page: Page): Promise<number> {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable');
  const before = await scriptSeconds(cdp);
  await click(browser, page);
  const tookMs = ((await scriptSeconds(cdp)) - before) * 1000;
  await cdp.detach();
  return tookMs;
}

async function click(browser: Browser, page: Page): Promise<void> {
  const popup = await clickToolbar(browser, page);
  await expectText(popup, 'As reported by the page');
  await closePopup(popup);
}

async function scriptSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}
