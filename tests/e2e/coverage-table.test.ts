import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { expectResult, openCoverage } from './coverage-way.ts';
import { choose, clickButton, fill } from './harness/controls.ts';
import { allowDownloads } from './harness/downloads.ts';
import { expectText } from './harness/text.ts';
import { until } from './harness/until.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const ROWS = '.rows-window';

it('a hundred thousand rows scroll, are filtered and saved without one task over 50 ms', {
  timeout: 300_000,
}, async () => {
  await stage.enter('coverage-100k');
  const expected = await stage.emulators.expectedCoverage();
  const { tab } = await openCoverage(stage);
  await tab.setViewport({ width: 1280, height: 900 });
  await clickButton(tab, 'Start');
  await expectResult(tab, expected, 240_000);
  const count = expected.addresses;
  await untilRow(tab, 2);
  expect(await tab.$eval(`${ROWS} table`, (table) => table.getAttribute('aria-rowcount'))).toBe(
    String(count + 1),
  );
  await watchLongTasks(tab);

  await tab.focus(ROWS);
  const byKeys = await calmest(tab, async () => {
    for (let presses = 0; presses < 20; presses++) await tab.keyboard.press('PageDown');
    await tab.keyboard.press('End');
    await untilRow(tab, count + 1);
    await tab.keyboard.press('ArrowUp');
    await tab.keyboard.press('Home');
    await untilRow(tab, 2);
  });
  expect(byKeys).toEqual([]);
  expect(await calmest(tab, () => scrollThrough(tab))).toEqual([]);

  const said = (number: number) => number.toLocaleString('en');
  const missing = said(expected.counts['not-found']);
  const filtering = await calmest(tab, async () => {
    await choose(tab, 'Result', `Not found (${missing})`);
    await expectText(tab, `${missing} of ${said(count)} users`);
    await fill(tab, 'Search', 'nobody is called so');
    await expectText(tab, 'Nobody passes this filter.');
    await fill(tab, 'Search', '@');
    await expectText(tab, `${missing} of ${said(count)} users`);
    await scrollThrough(tab);
    await choose(tab, 'Result', `All (${said(count)})`);
    await expectText(tab, `${said(count)} of ${said(count)} users`);
  });
  expect(filtering).toEqual([]);

  await allowDownloads(stage.session.browser);
  const saving = await calmest(tab, async () => {
    await clickButton(tab, 'Save shown as CSV');
    await expectText(tab, `Saved ${said(count)} lines.`, 60_000);
  });
  expect(saving).toEqual([]);
});

/**
 * The long tasks of the calmest of eight passes: what the table itself costs comes in every pass, what other work on
 * this machine costs does not.
 */
async function calmest(tab: Page, deed: () => Promise<unknown>): Promise<unknown[]> {
  let best: unknown[] | undefined;
  for (let pass = 0; pass < 8 && best?.length !== 0; pass++) {
    await longTasks(tab);
    await deed();
    const tasks = await longTasks(tab);
    if (!best || tasks.length < best.length) best = tasks;
  }
  return best ?? [];
}

/** Row numbers count the head of the table as the first. */
const untilRow = (tab: Page, rowIndex: number) =>
  until(`row ${rowIndex} with its address`, async () => {
    const text = await tab
      .$eval(`${ROWS} tr[aria-rowindex="${rowIndex}"] td`, (cell) => cell.textContent)
      .catch(() => undefined);
    return text?.includes('@') ? true : undefined;
  });

/** Down the whole list in a hundred leaps, one a frame, as somebody does who drags the scroll bar. */
const scrollThrough = (tab: Page) =>
  tab.evaluate(`(async () => {
    const window = document.querySelector('${ROWS}');
    for (let leap = 0; leap <= 100; leap++) {
      window.scrollTop = (window.scrollHeight * leap) / 100;
      await new Promise(requestAnimationFrame);
    }
  })()`);

/** The browser tells of every task over 50 ms. */
const watchLongTasks = (tab: Page) =>
  tab.evaluate(`{
    const tasks = (window.longTasks = []);
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
    }).observe({ type: 'longtask' });
  }`);

/** Those since it was asked last. What the browser has not told yet, it tells in the next frame. */
const longTasks = async (tab: Page) =>
  (await tab.evaluate(`new Promise((tell) => requestAnimationFrame(() => setTimeout(() => tell(
    window.longTasks.splice(0)), 0)))`)) as unknown[];
