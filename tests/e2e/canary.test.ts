import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { ACCOUNTS, CRM_SERVER, STS } from '../emulators/on-premises/people.ts';
import { API_KEYS, MAPSIMISE, ORGANISATIONS } from '../emulators/people.ts';
import {
  type Canary,
  findCanaries,
  type Place,
  readProfile,
  spellingsOf,
} from './harness/canary.ts';
import { clickButton, untilEnabled } from './harness/controls.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { asPage, isWorker } from './harness/targets.ts';
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

const LOGIN = 'login.microsoftonline.com';
const GRAPH = 'graph.microsoft.com';
/** A canary, and the hosts whose business it is. */
type Sent = Canary & { to: readonly string[] };
const API_KEY: Sent = {
  name: 'API key',
  value: API_KEYS.administrator,
  to: [MAPSIMISE.apiHost],
};
const PLANTED: Canary = { name: 'planted', value: 'PLANTED-S-&<"\'%+/=é-7Qk' };

/** The tokens of who signed in, as they are kept for the session, each with the hosts it is for. */
async function tokensKept(): Promise<Sent[]> {
  const session = await readStorage(await serviceWorker(stage.session.browser), 'session');
  const entries = Object.entries(session).filter(([name]) => name.startsWith('msal:'));
  const tokens = entries.flatMap(([, kept]): Sent[] => {
    const { credentialType, secret, target } = readEntry(kept);
    if (!credentialType || !secret) return [];
    const name = `${credentialType} ${target ?? ''}`;
    if (credentialType === 'RefreshToken') return [{ name, value: secret, to: [LOGIN] }];
    const host = /graph/.test(target ?? '') ? GRAPH : ORGANISATIONS.contoso.host;
    return [{ name, value: secret, to: credentialType === 'IdToken' ? [] : [host] }];
  });
  expect(tokens.map(({ name }) => name.split(' ')[0])).toEqual(
    expect.arrayContaining(['AccessToken', 'IdToken', 'RefreshToken']),
  );
  return tokens;
}

function readEntry(kept: unknown): { credentialType?: string; secret?: string; target?: string } {
  const value: unknown = String(kept).startsWith('{') ? JSON.parse(String(kept)) : undefined;
  return typeof value === 'object' && value !== null ? value : {};
}

async function copiedReport(tab: Page): Promise<Place> {
  await tab.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
  await clickButton(tab, 'Copy report');
  await expectText(tab, 'Copied. It holds no secret.');
  const content = (await tab.evaluate('window.copied')) as string;
  expect(content).toContain('Table privileges');
  return { name: 'the copied report', content };
}

/** What stands on every page that is open, ours or not: its address, its elements and its fields. */
async function pagesNow(): Promise<Place[]> {
  const targets = stage.session.browser.targets().filter((one) => !isWorker(one));
  const places: Place[] = [];
  for (const target of targets) {
    if (target.type() !== 'page' && !target.url().startsWith('chrome-extension://')) continue;
    const page = await asPage(target);
    const content = (await page.evaluate(`JSON.stringify([
      location.href, document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((box) => box.value),
    ])`)) as string;
    places.push({ name: `the page ${target.url().slice(0, 80)}`, content });
  }
  return places;
}

/** What is stored, without the places that are for secrets: those of this session, and of who signed in. */
async function storagesNow(): Promise<Place[]> {
  const worker = await serviceWorker(stage.session.browser);
  const [local, sync] = [await readStorage(worker, 'local'), await readStorage(worker, 'sync')];
  const session = Object.entries(await readStorage(worker, 'session')).filter(
    ([name]) => !/^(?:secret|msal):/.test(name),
  );
  return [
    { name: 'local storage', content: JSON.stringify(local) },
    { name: 'synced storage', content: JSON.stringify(sync) },
    { name: 'session storage', content: JSON.stringify(session) },
  ];
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

/** Looks everywhere; the browser is closed for its profile, and comes back. */
async function expectNowhere(sent: readonly Sent[], also: readonly Place[] = []): Promise<void> {
  const { browser, logs, userDataDir } = stage.session;
  await (await serviceWorker(browser)).evaluate(
    `chrome.storage.local.set({ planted: ${JSON.stringify(PLANTED.value)} })`,
  );
  const open = [...(await pagesNow()), ...(await storagesNow())];
  const requests = await stage.emulators.requests();
  await browser.close();
  const profile = await readProfile(userDataDir);
  const everywhere = [...also, ...open, ...profile, { name: 'a console', content: logs.print() }];
  expect(findCanaries(sent, everywhere)).toEqual([]);
  const strangers = sent.flatMap((one) =>
    findCanaries(
      [one],
      requests.map(({ host, method, path, headers, body }) => ({
        name: `${method} ${host}${path.slice(0, 60)}`,
        // Whose business it is may have it in a header or a body, and never in an address.
        content: one.to.includes(host) ? path : JSON.stringify([path, headers]) + body,
      })),
    ),
  );
  expect(strangers).toEqual([]);
  const found = findCanaries([PLANTED], everywhere);
  expect(found.some((line) => line.endsWith('in local storage'))).toBe(true);
  expect(found.some((line) => /in .*Local Extension Settings/.test(line))).toBe(true);
  await stage.comeBack();
}

it('every spelling of a secret is found where it is planted, whatever stands around it', () => {
  for (const { form, bytes } of spellingsOf(PLANTED.value)) {
    const content = Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]);
    expect(findCanaries([PLANTED], [{ name: 'a file', content }]), form).not.toEqual([]);
  }
  for (const around of ['', 'a', 'ab']) {
    const content = Buffer.from(`${around}${PLANTED.value}z`).toString('base64');
    expect(findCanaries([PLANTED], [{ name: 'a file', content }])).not.toEqual([]);
  }
});

it('creating, testing and buying: the created secret and the tokens of who signed in stay where they belong', async () => {
  await stage.enter('provisioning');
  await giveMapsimise(stage);
  const { tab } = await openProvisioning(stage, display.name);
  await pressCreate(tab);
  await untilCreated(tab);
  await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
  await untilTestEnded(tab);
  const tokens = await tokensKept();
  expect(await storageSeenInPage()).toEqual([]);
  const report = await copiedReport(tab);
  await pressConfirmPurchase(tab);
  await expectText(tab, 'The Client Secret was wiped from this browser.');
  const applications = await stage.emulators.applications();
  const created = applications
    .filter(({ tags }) => tags.includes('MapsimiseConnect'))
    .flatMap(({ secrets }) => secrets)
    .map(({ secretText }) => ({
      name: 'created secret',
      value: secretText,
      to: [LOGIN, MAPSIMISE.apiHost],
    }));
  expect(created).toHaveLength(1);
  await expectNowhere([API_KEY, ...tokens, ...created], [report]);
});

it('testing and buying for one’s own server: the password and the token of AD FS stay where they belong', async () => {
  await giveMapsimise(stage);
  const { popup } = await testFirst(stage);
  const tab = await allowSts(stage, popup, display.name);
  await untilStep(tab, 'Table privileges', 'passed');
  const report = await copiedReport(tab);
  await untilEnabled(tab, 'Confirm Purchase');
  await clickButton(tab, 'Confirm Purchase');
  await expectText(tab, 'The Password was wiped from this browser.');
  const { host } = new URL(CRM_SERVER.internal.url);
  const calls = await stage.emulators.requests({ host, method: 'POST' });
  const cipher = calls.flatMap(({ body }) => /CipherValue>([^<]{64,})</.exec(body)?.[1] ?? []);
  expect(cipher.length).toBeGreaterThan(0);
  await expectNowhere(
    [
      API_KEY,
      {
        name: 'password',
        value: ACCOUNTS.service.password,
        to: [STS.host, MAPSIMISE.apiHost],
      },
      { name: 'token of AD FS', value: cipher[0] ?? '', to: [host] },
    ],
    [report],
  );
});
