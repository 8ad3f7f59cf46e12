import type { Page } from 'puppeteer-core';
import { clickButton } from '../e2e/harness/controls.ts';
import { countSequential, waitedMs } from '../e2e/harness/round-trips.ts';
import type { Emulators } from '../emulators/control.ts';
import { medianOf, type Row, rowOf } from './rows.ts';

const ROUNDS = 7;
const LONGEST_MS = 300;
const RTTS_MS = [20, 100, LONGEST_MS];
const BUDGET = 1.15;
/** What a browser asks its maker for is nobody's wait. */
const OF_THE_BROWSER = /\.(?:google|googleapis|gvt1)\.com$/;

/** A job that is started by a button and drawn when it is done. */
export type Job = {
  name: string;
  page: Page;
  button: string;
  /** An expression that says whether the job is under way, by what is drawn. */
  isBusy: string;
  /** … and whether its end is drawn. */
  isDone: string;
  /** So many round trips have to follow each other at most. */
  mostTrips: number;
};

/** Listens before the press: from the press to the drawn end. */
const watch = ({ isBusy, isDone }: Job) => `window.benchTook = new Promise((resolve) => {
  let pressedAt;
  let wasBusy = false;
  addEventListener('click', () => { pressedAt ??= performance.now(); }, { capture: true, once: true });
  const observer = new MutationObserver(() => {
    if (pressedAt === undefined) return;
    wasBusy ||= Boolean(${isBusy});
    if (!wasBusy || !(${isDone})) return;
    observer.disconnect();
    resolve(performance.now() - pressedAt);
  });
  observer.observe(document.body, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
}); undefined`;

/**
 * At each distance by turns: the wall against the time in which a server had a request of ours, which is the critical
 * path. Round trips are counted at the longest distance, where what comes together cannot be taken for what waited.
 */
export async function measureTrips(job: Job, emulators: Emulators): Promise<Row[]> {
  const took = new Map(RTTS_MS.map((rttMs): [number, Timed[]] => [rttMs, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [rttMs, rounds] of took) {
      const timed = await timeOnce(job, emulators, rttMs);
      if (round >= 0) rounds.push(timed); // the first of each warms the caches up
    }
  }
  await emulators.setRtt(0);
  const all = [...took.values()].flat();
  const trips = took.get(LONGEST_MS)?.map(({ inARow }) => inARow) ?? [];
  return [
    ...[...took].map(([rttMs, rounds]) =>
      rowOf(
        `${job.name}: against its critical path, at ${rttMs} ms a round trip`,
        medianOf(rounds.map(({ ms, pathMs }) => ms / pathMs)),
        '×',
        BUDGET,
      ),
    ),
    rowOf(
      `${job.name}: what it takes beside it`,
      medianOf(all.map(({ ms, pathMs }) => ms - pathMs)),
      'ms',
      null,
    ),
    rowOf(`${job.name}: round trips in a row, at most`, Math.max(...trips), '', job.mostTrips),
  ];
}

type Timed = { ms: number; pathMs: number; inARow: number };

async function timeOnce(job: Job, emulators: Emulators, rttMs: number): Promise<Timed> {
  await emulators.setRtt(rttMs);
  await emulators.clearRequests();
  await job.page.evaluate(watch(job));
  await clickButton(job.page, job.button);
  const ms = (await job.page.evaluate('window.benchTook')) as number;
  const requests = (await emulators.requests()).filter(({ host }) => !OF_THE_BROWSER.test(host));
  return { ms, pathMs: waitedMs(requests), inARow: countSequential(requests, rttMs) };
}
