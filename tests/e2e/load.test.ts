import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { CLOUD_HOSTS } from '../emulators/accounts.ts';
import type { WorldName } from '../emulators/control.ts';
import { PAGES } from '../emulators/people.ts';
import { byRole, clickButton, fill } from './harness/controls.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { isOurs } from './harness/targets.ts';
import { expectText, textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { untilTrue } from './harness/until.ts';
import { firstPaint, grantInTab, type Held, heldBy, storedBy } from './load-way.ts';
import { signInOver } from './sign-in-way.ts';
import { clickAgain, clickOn, giveMapsimise, LIST, setStage } from './stage.ts';
import { tell } from './tour/walk.ts';
import { fillCredentials } from './way.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });

const POPUPS = 10;
const TESTS = 1_000;
const hostOf = (number: number) => `https://subsidiary${number}.crm4.dynamics.com`;
const idOf = (number: number) => `7b2d3f40-0000-4b6c-9d7e-${String(number).padStart(12, '0')}`;

/** What three months of tests leave behind: each connector tested five times, and who each address leads to. */
const HISTORY = {
  'test-history:v1': Array.from({ length: TESTS }, (_, at) => ({
    atMs: Date.now() - at * 3_600_000,
    org: hostOf((at % 200) + 1),
    by: 'Megan Bowen',
    scheme: 'dataverse',
    result: at % 3 === 0 ? 'failed' : 'passed',
    organisationId: idOf((at % 200) + 1),
  })),
  'organisations:v1': Array.from({ length: 300 }, (_, at) => ({
    organisationId: idOf(at + 1),
    name: `Subsidiary ${at + 1}`,
    addresses: [hostOf(at + 1)],
  })),
};

type Opened = { popup: Page; held: Held; paintMs: number };

/** A click, the paint of what the click shows, and the list of connectors. */
async function openList(popup: Page, connectors: string): Promise<Opened> {
  const paintMs = await firstPaint(popup);
  await clickButton(popup, 'Connectors');
  await expectText(popup, connectors, 60_000);
  return { popup, paintMs, held: await heldBy(popup) };
}

it('200 connectors, 500 environments, 1,000 tests: ten popups in a row hold what one holds and open as those of an empty company', {
  timeout: 240_000,
}, async () => {
  const { browser } = stage.session;
  await giveMapsimise(stage);
  const { page, popup } = await clickOn(stage);
  const small = [await openList(popup, 'No Microsoft Dynamics CRM connector yet')];
  for (let at = 1; at < 4; at++)
    small.push(await openList(await clickAnew(page, small), 'No Microsoft Dynamics CRM'));
  await stage.enter('large-company');
  await page.close();

  const signedIn = await signInOver(stage, PAGES.elsewhere);
  const tab = await grantInTab(browser, signedIn.popup);
  await allowPermissionPrompt(display.name, tab, `https://${CLOUD_HOSTS.discovery}`);
  await expectText(tab, '506 environments. The first 20 are shown: type to narrow.');
  expect(await tab.$$eval('.pick', (all) => all.length)).toBe(20);
  await fill(tab, 'Find an environment', 'subsidiary 499');
  await expectText(tab, '1 of 506 environments');
  await tell(tab, 'local', HISTORY);

  await stage.emulators.clearRequests();
  await clickButton(tab, 'Connectors');
  await expectText(tab, '200 connectors', 60_000);
  expect(await stage.emulators.requests(LIST)).toHaveLength(200 / 10);
  await turnToTheLast(tab);
  await chooseOfFiveHundred(tab);
  await tab.close();
  await signedIn.page.close();

  const { page: crm, popup: first } = await clickOn(stage);
  const large: Opened[] = [];
  const facts: Awaited<ReturnType<typeof storedBy>>[] = [];
  for (let at = 1; at <= POPUPS; at++) {
    const opened = await openList(at === 1 ? first : await clickAnew(crm, large), '200 connectors');
    large.push(opened);
    facts.push(await storedBy(opened.popup));
    expect(await textOf(opened.popup)).toContain('1 to 20 of 200');
  }
  // The least of several: one that was looked at while something was still on its way holds that, too.
  const [early, late] = [leastHeld(large.slice(0, 5)), leastHeld(large.slice(5))];
  expect(late.nodes).toBe(early.nodes);
  expect(late.listeners).toBe(early.listeners);
  expect(late.heapBytes / early.heapBytes).toBeLessThan(1.1);
  // Twenty connectors are drawn, whether there are twenty or two hundred.
  expect(late.nodes).toBeLessThan(6_000);
  expect(facts.at(-1)?.facts).toBe(facts[0]?.facts);
  expect((facts.at(-1)?.bytes ?? 0) / (facts[0]?.bytes ?? 1)).toBeLessThan(1.01);
  expect(
    browser
      .targets()
      .filter(isOurs)
      .map((target) => target.type())
      .sort(),
  ).toEqual(['page', 'service_worker']);
  const calmest = (all: Opened[]) => Math.min(...all.map(({ paintMs }) => paintMs));
  expect(calmest(large) / calmest(small)).toBeLessThan(2);
});

const leastHeld = (all: Opened[]): Held => {
  const least = (of: (held: Held) => number) => Math.min(...all.map(({ held }) => of(held)));
  return {
    nodes: least(({ nodes }) => nodes),
    listeners: least(({ listeners }) => listeners),
    heapBytes: least(({ heapBytes }) => heapBytes),
  };
};

/** The popup that was opened last closes, and the toolbar is clicked again. */
async function clickAnew(page: Page, opened: Opened[]): Promise<Page> {
  const last = opened.at(-1)?.popup;
  if (last) await closePopup(last);
  return clickAgain(stage, page);
}

/** By keyboard alone to the last page and the last connector on it, or to any by its name: twenty are drawn at any time. */
async function turnToTheLast(tab: Page): Promise<void> {
  const next = await byRole(tab, 'button', 'Next');
  const { nodes } = await heldBy(tab);
  for (let turn = 1; turn < 10; turn++) {
    await next.focus();
    await tab.keyboard.press('Enter');
  }
  await expectText(tab, '181 to 200 of 200');
  expect(await tab.evaluate('document.activeElement.className')).toBe('connectors');
  const names = await tab.$$eval('.connector h2', (all) => all.map((name) => name.textContent));
  expect(names).toHaveLength(20);
  expect(names.at(-1)).toBe('Contoso CRM');
  expect((await heldBy(tab)).nodes / nodes).toBeLessThan(1.1);
  await fill(tab, 'Find a connector', 'subsidiary 199');
  await untilTrue(
    'only the one that was searched',
    async () => (await tab.$$eval('.connector', (all) => all.length)) === 1,
  );
  await fill(tab, 'Find a connector', '.com');
  await expectText(tab, '1 to 20 of 200');
}

/** Several of five hundred environments are found by their name and chosen in one go, a hundred at most. */
async function chooseOfFiveHundred(tab: Page): Promise<void> {
  await clickButton(tab, 'Set up several environments');
  await expectText(tab, '0 chosen, of 506. The first 50 are shown: type to narrow.');
  expect(await tab.$$eval('.choices input', (all) => all.length)).toBe(50);
  await fill(tab, 'Find environments', 'subsidiary49');
  await clickButton(tab, 'Choose all 11 found');
  await expectText(tab, '11 chosen, of 506.');
}

const WORDY: [WorldName, string][] = [
  ['wordy-entra', 'entra/secret-expired'],
  ['wordy-dataverse', 'org/user-unknown'],
  ['wordy-mapsimise', 'mapsimise/refused'],
];

it('refusals of 100 kB of each server are told in a few lines, and no more of them is kept', {
  timeout: 120_000,
}, async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  for (const [world, code] of WORDY) {
    await stage.enter(world);
    await clickButton(popup, 'Test Connection');
    await expectText(popup, code);
    await untilTestEnded(popup);
    const longest = await popup.$$eval('.service, .failure p, .message', (all) =>
      Math.max(...all.map((one) => one.textContent?.length ?? 0)),
    );
    // The server's words, cut at 300 characters, and ours around them.
    expect(longest, world).toBeGreaterThan(250);
    expect(longest, world).toBeLessThan(700);
    expect((await textOf(popup)).length, world).toBeLessThan(10_000);
    for (const area of ['local', 'session'] as const)
      for (const [name, fact] of Object.entries(await readStorage(popup, area)))
        expect(JSON.stringify(fact).length, `${world} ${name}`).toBeLessThan(30_000);
  }
});
