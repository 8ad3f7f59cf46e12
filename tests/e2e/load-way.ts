import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { clickButton } from './harness/controls.ts';
import { readStorage } from './harness/storage.ts';
import { asPage } from './harness/targets.ts';
import { untilNoPopup } from './harness/toolbar.ts';

/** What a page of ours holds when everything that can be given back was given back. */
export type Held = { nodes: number; listeners: number; heapBytes: number };

/** Source: Chrome DevTools Protocol, Performance.getMetrics after HeapProfiler.collectGarbage. */
export async function heldBy(page: Page): Promise<Held> {
  const cdp = await page.createCDPSession();
  try {
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.collectGarbage');
    const metric = await metricsOf(cdp);
    return {
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      heapBytes: metric('JSHeapUsedSize'),
    };
  } finally {
    await cdp.detach();
  }
}

async function metricsOf(cdp: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** What is stored: how many facts, and how long they are as text. */
export async function storedBy(page: Page): Promise<{ facts: number; bytes: number }> {
  const areas = await Promise.all([readStorage(page, 'local'), readStorage(page, 'session')]);
  const facts = areas.flatMap((area) => Object.entries(area));
  return { facts: facts.length, bytes: JSON.stringify(facts).length };
}

/** Milliseconds from the document's start to its first paint with something in it. */
export const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((tell) => new PerformanceObserver((list) => {
    const [painted] = list.getEntriesByName('first-contentful-paint');
    if (painted) tell(painted.startTime);
  }).observe({ type: 'paint', buffered: true }))`) as Promise<number>;

/** From the popup into the full tab, where the browser is asked for the hosts that list the environments. */
export async function grantInTab(browser: Browser, popup: Page): Promise<Page> {
  await clickButton(popup, 'Open in a tab to grant access');
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  const tab = await asPage(target);
  await untilNoPopup(browser);
  await clickButton(tab, 'Grant access');
  return tab;
}
