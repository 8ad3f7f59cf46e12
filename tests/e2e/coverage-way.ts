import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { ExpectedCoverage } from '../emulators/control.ts';
import { ORGANISATIONS } from '../emulators/people.ts';
import { choose, clickButton } from './harness/controls.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { closePopup, untilReady } from './harness/toolbar.ts';
import { signInOver } from './sign-in-way.ts';
import { clickOn, giveMapsimise, type Stage } from './stage.ts';
import { fillCredentials } from './way.ts';

/** The results in the order of the picture, as the screen names them. */
export const RESULTS = {
  username: 'Mapped by Username',
  field: 'Found in another field',
  ambiguous: 'Ambiguous',
  disabled: 'Disabled',
  'access-mode': 'Wrong access mode',
  'not-found': 'Not found',
} as const;

/**
 * The administrator has an API key, stands on the CRM page, and opens Coverage in a tab. All users are read with the
 * application of the draft, or by who signed in with Microsoft.
 */
export async function openCoverage(
  stage: Stage,
  by: 'application' | 'person' = 'application',
): Promise<{ page: Page; tab: Page }> {
  await giveMapsimise(stage);
  const { page, popup } = by === 'person' ? await signInOver(stage) : await clickOn(stage);
  if (by === 'application') await fillCredentials(popup);
  await closePopup(popup);
  const query = new URLSearchParams({ page: ORGANISATIONS.contoso.url, job: 'coverage' });
  const tab = await openOwnTab(stage.session.browser, `setup.html?${query}`);
  await untilReady(tab);
  return { page, tab };
}

/** Waits for the end of a run, and compares the picture with what the emulators say has to be found. */
export async function expectResult(
  tab: Page,
  expected: Pick<ExpectedCoverage, 'addresses' | 'counts'>,
  deadlineMs?: number,
): Promise<void> {
  const { addresses, counts } = expected;
  const said = (number: number) => number.toLocaleString('en');
  await expectText(
    tab,
    `${said(counts.username)} of ${said(addresses)} are mapped by Username`,
    deadlineMs,
  );
  const shown = await tab.$$eval('.bars tbody:first-of-type tr', (rows) =>
    rows.slice(0, 6).map((row) => {
      const cells = [...row.querySelectorAll('td')];
      return [row.querySelector('th')?.childNodes[1]?.textContent, cells[0]?.textContent];
    }),
  );
  expect(shown).toEqual(
    Object.entries(RESULTS).map(([verdict, name]) => [
      name,
      said(counts[verdict as keyof typeof RESULTS]),
    ]),
  );
}

/** As if a file were dragged onto the page and let go over the list. */
export async function dropFile(tab: Page, name: string, text: string): Promise<void> {
  await choose(tab, 'Whose addresses?', 'A list of addresses');
  await tab.waitForSelector('.drop');
  await tab.evaluate(
    (title, content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], title, { type: 'text/csv' }));
      document
        .querySelector('.drop')
        ?.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
    },
    name,
    text,
  );
  await expectText(tab, `${name},`);
}

export const startAnew = (tab: Page) => clickButton(tab, 'Start anew');
