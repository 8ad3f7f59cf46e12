import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { setStage } from './stage.ts';
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

it.each(Object.entries(PARTS))(
  'nothing of WCAG 2.2 AA that a machine can find is amiss, light or dark: %s',
  async (_part, see) => {
    const amiss: Record<string, string[]> = {};
    const seen: string[] = [];
    await see({
      ...stage,
      stop: async (name, page) => {
        seen.push(name);
        const light = await inTheme(page, 'light', () => violationsOf(page, EVERYTHING));
        const dark = await inTheme(page, 'dark', () => violationsOf(page, CONTRAST));
        if (light.length > 0) amiss[name] = light;
        if (dark.length > 0) amiss[`${name}, dark`] = dark;
      },
    });
    expect(amiss).toEqual({});
    expect(seen.length).toBeGreaterThan(0);
  },
  120_000,
);
