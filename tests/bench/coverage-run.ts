import type { Page } from 'puppeteer-core';
import type { ExpectedCoverage } from '../emulators/control.ts';
import { ORGANISATIONS } from '../emulators/people.ts';

/** What is looked at of a run when it has ended. */
export type Run = {
  tookMs: number;
  run: {
    state: string;
    crmUsers: number;
    addresses: number;
    way?: string;
    counts: Record<string, number>;
    failure?: unknown;
  };
};
const DEADLINE_MS = 240_000;
const BEGUN_WITHIN_MS = 15_000;

/** Asks as the screen does, and follows the fact until the run has ended. */
const START = `new Promise((resolve, reject) => {
  const beganAt = performance.now();
  const timer = setTimeout(() => reject(new Error('the run did not end')), ${DEADLINE_MS});
  const early = setTimeout(() => reject(new Error('no run has begun')), ${BEGUN_WITHIN_MS});
  const look = (changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) {
      if (!key.startsWith('coverage-run:') || !newValue) continue;
      clearTimeout(early);
      if (newValue.state === 'running') continue;
      clearTimeout(timer);
      chrome.storage.local.onChanged.removeListener(look);
      resolve({ tookMs: performance.now() - beganAt, run: newValue });
    }
  };
  chrome.storage.local.onChanged.addListener(look);
  const ask = { workspace: ${JSON.stringify(ORGANISATIONS.contoso.url)}, source: { from: 'mapsimise' } };
  void chrome.runtime.sendMessage({ type: 'coverage.start', ask });
})`;

export const runOnce = async (own: Page) => (await own.evaluate(START)) as Run;

/** A run that is fast and wrong is none. */
export function expectCounts({ run }: Run, expected: ExpectedCoverage): void {
  const found = JSON.stringify([run.state, run.addresses, sorted(run.counts)]);
  const right = JSON.stringify(['done', expected.addresses, sorted(expected.counts)]);
  if (found === right) return;
  const why = JSON.stringify(run.failure ?? {});
  throw new Error(`coverage found ${found}, expected was ${right} ${why}`);
}

const sorted = (counts: Record<string, number>) => Object.entries(counts).sort();
