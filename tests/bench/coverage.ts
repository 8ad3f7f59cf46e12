import type { Browser, Page } from 'puppeteer-core';
import { EXTENSION_DIR } from '../e2e/harness/build.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { clickToolbar, leavePopup } from '../e2e/harness/toolbar.ts';
import { serviceWorker } from '../e2e/harness/worker.ts';
import { fillCredentials, fillOptions } from '../e2e/way.ts';
import {
  type Emulators,
  type Logged,
  startEmulators,
  type WorldName,
} from '../emulators/control.ts';
import { ORGANISATIONS, PAGES } from '../emulators/people.ts';
import { type Floor, readFloor } from './coverage-floor.ts';
import { expectCounts, runOnce } from './coverage-run.ts';
import { watchHeap } from './heap.ts';
import { medianOf, moreIsBetter, type Row, rowOf } from './rows.ts';

const ROUNDS = 7;
const RTT_MS = 100;
const SIZES: readonly { users: number; label: string; world: WorldName }[] = [
  { users: 1000, label: '1k', world: 'coverage-1k' },
  { users: 10_000, label: '10k', world: 'coverage-10k' },
  { users: 100_000, label: '100k', world: 'coverage-100k' },
];
/** Twenty pages, the columns, and one more. */
const MOST_REQUESTS = 22;
const MOST_HEAP_MB = 64;

type Took = { wallMs: number; heapMb: number; requests: number; floor: Floor };

/** Everybody against everybody, ours and the bare reading of the same pages by turns. */
export async function measureCoverage(): Promise<Row[]> {
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  try {
    const { browser } = session;
    const own = await fillOptions(browser);
    const page = await openTab(browser, PAGES.contoso);
    const popup = await clickToolbar(browser, page);
    await fillCredentials(popup);
    await leavePopup(browser, page);
    const rows: Row[] = [];
    const perUserMs: number[] = [];
    for (const { users, label, world } of SIZES) {
      const [first, ...tooks] = await measureSize(browser, own, emulators, world);
      perUserMs.push(medianOf(tooks.map(({ wallMs }) => wallMs)) / users);
      rows.push(...describe(label, users, tooks), ...heapRows(label, users, first, tooks));
    }
    const [, tenThousand = Number.NaN, hundredThousand = Number.NaN] = perUserMs;
    rows.push(
      rowOf('coverage: a user at 100k against one at 10k', hundredThousand / tenThousand, '×', 1.2),
    );
    return rows;
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

async function measureSize(browser: Browser, own: Page, emulators: Emulators, world: WorldName) {
  await emulators.setWorld(world);
  await emulators.setRtt(0);
  // … which also has the emulator make all rows, so that nobody waits for that later.
  const expected = await emulators.expectedCoverage();
  const tooks: Took[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    await emulators.clearRequests();
    await emulators.setRtt(RTT_MS);
    // The first one warms everything up, and is looked at for what it holds.
    const ran = await runWatched(browser, own, round < 0 ? 'held' : 'all');
    expectCounts(ran.run, expected);
    const asked = await emulators.requests();
    await emulators.setRtt(0);
    const floor = await readFloor(await serviceWorker(browser), asked, RTT_MS);
    const requests = asked.filter(isToCrm).length;
    tooks.push({ wallMs: ran.run.tookMs, heapMb: ran.heapMb, requests, floor });
  }
  return tooks;
}

async function runWatched(browser: Browser, own: Page, what: 'all' | 'held') {
  await wakeWorker(own);
  const heap = await watchHeap(browser, what);
  const run = await runOnce(own);
  return { run, heapMb: await heap.stop() };
}

const isToCrm = ({ host, path }: Logged) =>
  host === ORGANISATIONS.contoso.host && path.startsWith('/api/data/');

const wakeWorker = (own: Page) =>
  own.evaluate(`chrome.runtime.sendMessage({ type: 'mapping.suggest', ask: {} })`);

function describe(label: string, users: number, tooks: readonly Took[]): Row[] {
  const median = (of: (took: Took) => number) => medianOf(tooks.map(of));
  const isLarge = users === 100_000;
  const most = Math.max(...tooks.map(({ requests }) => requests));
  const least = Math.ceil(users / 5000) + 1;
  return [
    rowOf(`coverage ${label}: CRM requests`, most, '', isLarge ? MOST_REQUESTS : null),
    rowOf(`coverage ${label}: … against pages and columns`, most / least, '×', null),
    rowOf(
      `coverage ${label}: against pages × ${RTT_MS} ms + transfer`,
      median(({ wallMs, floor }) => wallMs / floor.inARowMs),
      '×',
      isLarge ? 1.3 : null,
    ),
    rowOf(
      `coverage ${label}: … with both services read side by side`,
      median(({ wallMs, floor }) => wallMs / floor.besideMs),
      '×',
      null,
    ),
    moreIsBetter(
      rowOf(
        `coverage ${label}: users a second`,
        median(({ wallMs }) => (users * 1000) / wallMs),
        '',
        null,
      ),
    ),
  ];
}

function heapRows(label: string, users: number, first: Took | undefined, tooks: Took[]): Row[] {
  const budget = users === 100_000 ? MOST_HEAP_MB : null;
  const heapsMb = tooks.map(({ heapMb }) => heapMb);
  return [
    rowOf(`coverage ${label}: heap growth, held`, first?.heapMb ?? Number.NaN, 'MB', budget),
    rowOf(`coverage ${label}: heap growth, with garbage`, medianOf(heapsMb), 'MB', null),
  ];
}
