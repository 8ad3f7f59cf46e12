import type { Browser, CDPSession } from 'puppeteer-core';
import { isWorker } from '../e2e/harness/targets.ts';

const EVERY_MS = 50;
type Usage = { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number };

/**
 * Watches how far the worker's memory grows above what it holds now. `all`: garbage that waits to be collected is in it,
 * of which a browser leaves as much as it has room for. `held`: it is collected before each look, which takes time.
 */
export async function watchHeap(
  browser: Browser,
  what: 'all' | 'held',
): Promise<{ stop(): Promise<number> }> {
  const target = browser.targets().find(isWorker);
  if (!target) throw new Error('The worker sleeps');
  const cdp = await target.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const base = await usedBytes(cdp);
  let peak = base;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      if (what === 'held') await cdp.send('HeapProfiler.collectGarbage');
      peak = Math.max(peak, await usedBytes(cdp));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      await cdp.detach();
      return (peak - base) / 1_000_000;
    },
  };
}

async function usedBytes(cdp: CDPSession): Promise<number> {
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  }: Usage = await cdp.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
