import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { openOwnTab } from './harness/tabs.ts';
import { untilReady } from './harness/toolbar.ts';
import { setStage } from './stage.ts';
import { amissInLanguages } from './tour/languages.ts';
import { PARTS } from './tour/screens.ts';
import { inTheme } from './tour/themes.ts';

const stage = setStage();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] };

/** What axe finds on the page as it stands. Evaluated by the debugger, which the page's own policy does not stop. */
async function violationsOf(page: Page, options: object): Promise<string[]> {
  await page.evaluate(`if (!globalThis.axe) { ${AXE}; } 0`);
  const ask = `axe.run(document, ${JSON.stringify({ ...options, resultTypes: ['violations'] })})`;
  const found = (await page.evaluate(`${ask}.then(({ violations }) => violations)`)) as Violation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const EVERYTHING = {
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'target-size': { enabled: true } },
};
const CONTRAST = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** A popup is 600 px high at most; so much of it a person sees without scrolling. */
const POPUP_PX = 600;
/** WCAG 2.2, 1.4.10: 320 px is what is left of 1280 at a zoom of 400 %. */
const REFLOW_PX = 320;

const heightOf = (page: Page) =>
  page.evaluate('document.documentElement.scrollHeight') as Promise<number>;

/** How far the page is wider than a window of this width: what lies there can only be scrolled to sideways. */
async function overhangAt(page: Page, width: number): Promise<number> {
  await page.setViewport({ width, height: 800 });
  const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
  await page.setViewport({ width: 1280, height: 800 });
  return wide - width;
}

async function amissOn(name: string, page: Page): Promise<string[]> {
  const found = await inTheme(page, 'light', () => violationsOf(page, EVERYTHING));
  for (const theme of ['dark', 'forced'] as const) {
    const more = await inTheme(page, theme, () => violationsOf(page, CONTRAST));
    found.push(...more.map((one) => `${theme}: ${one}`));
  }
  const isPopup = page.url().includes('/popup.html');
  if (isPopup && /^home(?:, signed in)?$/.test(name)) {
    const height = await heightOf(page);
    if (height > POPUP_PX) found.push(`the home screen is ${height} px high`);
  }
  const overhang = isPopup ? 0 : await overhangAt(page, REFLOW_PX);
  if (overhang > 0) found.push(`${overhang} px wider than ${REFLOW_PX}`);
  return found;
}

it.each(Object.entries(PARTS))(
  'nothing of WCAG 2.2 AA that a machine can find is amiss in any theme or when zoomed in, and no language is cut off or left half in English: %s',
  async (_part, see) => {
    const amiss: Record<string, string[]> = {};
    const seen: string[] = [];
    await see({
      ...stage,
      stop: async (name, page) => {
        seen.push(name);
        const found = [...(await amissOn(name, page)), ...(await amissInLanguages(page))];
        if (found.length > 0) amiss[name] = found;
      },
    });
    expect(amiss).toEqual({});
    expect(seen.length).toBeGreaterThan(0);
  },
  120_000,
);

it('a flaw that is put in is found: a name taken away, a pale text, a tiny button, a wide box', async () => {
  const tab = await openOwnTab(stage.session.browser, 'setup.html');
  await untilReady(tab);
  await tab.setViewport({ width: 1280, height: 800 });
  await tab.evaluate(`for (const [name, text, style] of [
    ['input', '', ''],
    ['p', 'pale', 'color: #ccc; background: #fff'],
    ['button', 'x', 'all: unset; width: 9px; height: 9px'],
    ['button', 'y', 'all: unset; width: 9px; height: 9px'],
    ['div', 'wide', 'width: 900px'],
  ]) {
    const flaw = document.createElement(name);
    flaw.textContent = text;
    flaw.style.cssText = style;
    document.querySelector('.set-up').append(flaw);
  }`);
  const found = (await amissOn('set-up', tab)).join('\n');
  for (const flaw of [
    'label: .set-up > input',
    'color-contrast: p',
    'target-size: button',
    'px wider than 320',
  ])
    expect(found).toContain(flaw);
});
