import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { PASSWORD } from '../emulators/accounts.ts';
import { ACCOUNTS, STS } from '../emulators/on-premises/people.ts';
import { MAPSIMISE, ORGANISATIONS, PAGES, SECRET } from '../emulators/people.ts';
import { beginWatch, expectNowhere, hitsOf, lookEverywhere, type Sent } from './canary-places.ts';
import { PLANTED, PLANTS } from './canary-plants.ts';
import {
  API_KEY,
  hearSts,
  LOGIN,
  secretsCreated,
  tokensKept,
  tokensSent,
} from './canary-tokens.ts';
import { openCoverage } from './coverage-way.ts';
import { clickButton, clickLink, untilEnabled } from './harness/controls.ts';
import { untilSaved } from './harness/downloads.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { serviceWorker } from './harness/worker.ts';
import { allowSts, testFirst } from './ifd-way.ts';
import { openProvisioning, pressCreate, untilCreated } from './provisioning-way.ts';
import { giveMapsimise, setStage } from './stage.ts';
import { pressConfirmPurchase } from './way.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name, ownProfile: true });

const LONG = { timeout: 120_000 };

it('one that is planted is found in each place that is looked into', LONG, async () => {
  const { browser } = stage.session;
  const watch = await beginWatch(stage);
  const places = {
    web: await openTab(browser, PAGES.contoso),
    ours: await openOwnTab(browser, 'setup.html'),
    worker: await serviceWorker(browser),
  };
  for (const [where, put] of PLANTS) await places[where].evaluate(put);
  await untilSaved(watch.downloads, 'planted.txt');
  const hits = hitsOf([PLANTED], await lookEverywhere(stage, watch));
  for (const [, put, ...found] of PLANTS)
    for (const where of found)
      expect(
        hits.filter((hit) => where.test(hit)),
        put,
      ).not.toEqual([]);
});

it(
  'creating, testing and buying: the created secret and the tokens of who signed in stay where they belong',
  LONG,
  async () => {
    await stage.enter('provisioning');
    const watch = await beginWatch(stage);
    await giveMapsimise(stage);
    const { tab } = await openProvisioning(stage, display.name);
    await pressCreate(tab);
    await untilCreated(tab);
    await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
    await untilTestEnded(tab);
    const kept = await tokensKept(stage);
    expect(await storageSeenInPage()).toEqual([]);
    await copyReport(tab);
    await pressConfirmPurchase(tab);
    await expectText(tab, 'The Client Secret was wiped from this browser.');
    await saveReminder();
    const created = await secretsCreated(stage);
    expect(created).toHaveLength(1);
    const sent = await tokensSent(stage);
    expect(new Set(sent.map(({ to }) => to[0])).size).toBeGreaterThan(1);
    const typed: Sent = { name: 'password of a person', value: PASSWORD, to: [LOGIN] };
    const names = await expectNowhere(stage, watch, [API_KEY, typed, ...kept, ...sent, ...created]);
    expect(names).toEqual(expect.arrayContaining(['the saved file Contoso.ics']));
  },
);

/** The file with which a calendar reminds of the secret’s end. */
async function saveReminder(): Promise<void> {
  const tab = await openOwnTab(stage.session.browser, 'setup.html?job=connectors');
  await expectText(tab, '1 connector');
  await tab.locator('::-p-text(Secret expiry)').click();
  await clickLink(tab, 'Add to calendar');
}

it(
  'testing and buying for one’s own server: password, token and proof key of AD FS stay where they belong',
  LONG,
  async () => {
    const watch = await beginWatch(stage);
    await giveMapsimise(stage);
    const { popup } = await testFirst(stage);
    const heard = await hearSts(await serviceWorker(stage.session.browser));
    const tab = await allowSts(stage, popup, display.name);
    await untilStep(tab, 'Table privileges', 'passed');
    const ofSts = await heard();
    await copyReport(tab);
    await untilEnabled(tab, 'Confirm Purchase');
    await clickButton(tab, 'Confirm Purchase');
    await expectText(tab, 'The Password was wiped from this browser.');
    const to = [STS.host, MAPSIMISE.apiHost];
    const password: Sent = { name: 'password', value: ACCOUNTS.service.password, to };
    await expectNowhere(stage, watch, [API_KEY, password, ...ofSts]);
  },
);

it(
  'Coverage: its file, its undo file and its ticket, and what is shown on the way, have no secret in them',
  LONG,
  async () => {
    await stage.enter('coverage-small');
    const watch = await beginWatch(stage);
    const { tab } = await openCoverage(stage);
    const { host } = ORGANISATIONS.contoso;
    await clickButton(tab, 'Start');
    await expectText(tab, 'are mapped by Username');
    await clickButton(tab, 'Save as CSV');
    await untilSaved(watch.downloads, `coverage-${host}.csv`);
    await clickButton(tab, 'Copy ticket');
    await expectText(tab, 'Copied.');
    await clickButton(tab, 'Repair in Email 2');
    await clickButton(tab, 'Select all shown');
    await clickButton(tab, 'Write into Email 2');
    await clickButton(tab, 'Save undo file');
    await untilSaved(watch.downloads, `undo-email-2-${host}.csv`);
    const secret: Sent = { name: 'client secret', value: SECRET, to: [LOGIN] };
    const sent = await tokensSent(stage);
    expect(sent.map(({ to }) => to)).toEqual([[host]]);
    const names = await expectNowhere(stage, watch, [API_KEY, secret, ...sent]);
    expect(names.filter((name) => /saved file|a copy from/.test(name))).toHaveLength(3);
  },
);

/** What the copied report holds is looked at with all that was copied. */
async function copyReport(tab: Page): Promise<void> {
  await clickButton(tab, 'Copy report');
  await expectText(tab, 'Copied. It holds no secret.');
}

/** What a script of ours finds in the extension's storage, run in the CRM page; nothing, where it is refused. */
async function storageSeenInPage(): Promise<string[]> {
  const worker = await serviceWorker(stage.session.browser);
  const seen = (await worker.evaluate(`(async () => {
    const read = async () => {
      const seen = [];
      for (const area of ['local', 'session', 'sync'])
        try {
          await chrome.storage[area].get(null);
          seen.push(area);
        } catch {}
      return seen;
    };
    const tabs = await chrome.tabs.query({});
    const all = await Promise.allSettled(tabs.map(({ id: tabId }) =>
      chrome.scripting.executeScript({ target: { tabId }, func: read })));
    return all.flatMap(({ value }) => value ? [value[0].result] : []);
  })()`)) as string[][];
  expect(seen.length).toBeGreaterThan(0);
  return seen.flat();
}
