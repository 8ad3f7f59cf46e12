import path from 'node:path';
import type { Page, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTRACT } from '../../lib/messages/contract.ts';
import { type Emulators, startEmulators } from '../emulators/control.ts';
import { ORGANISATIONS, PAGES, SECRET } from '../emulators/people.ts';
import { TYPES, WELL_FORMED } from '../unit/messages/a-message.ts';
import { EXTENSION_DIR } from './harness/build.ts';
import { closeBrowser, launchWithExtension, type Session } from './harness/launch.ts';
import { readStorage } from './harness/storage.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { asPage, findExtension, isPopup } from './harness/targets.ts';
import { expectText } from './harness/text.ts';
import { clickToolbar, untilReady } from './harness/toolbar.ts';
import { serviceWorker } from './harness/worker.ts';
import { fillCredentials } from './way.ts';

const OTHER_DIR = path.join(import.meta.dirname, 'other-extension');
let emulators: Emulators;
let session: Session;
beforeAll(async () => {
  emulators = await startEmulators();
  await emulators.setWorld('happy');
  session = await launchWithExtension({
    extensionDir: EXTENSION_DIR,
    alsoLoad: [OTHER_DIR],
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
});
afterAll(async () => {
  await closeBrowser(session);
  await emulators.stop();
});

/** One message of each type, good as it is: who sends it is all that is wrong with it. */
const GOOD = TYPES.map((type) => ({ type, ask: WELL_FORMED[type] }));
const BAD = GOOD.map(({ type, ask }) => ({ type, ask: { ...ask, url: 'https://evil.test' } }));
const REPORTS: readonly string[] = TYPES.filter((type) => CONTRACT[type].from === 'content');
const refusedAs = (why: string) => ({ taken: false, why });

/** Sends each from where it stands, one after the other, and gives the answers. Runs in the page as it is written here. */
const SEND_ALL = `async (messages) => {
  const told = [];
  for (const message of messages) told.push(await chrome.runtime.sendMessage(message));
  return told;
}`;
const sendAll = (page: Page, messages: object[]) =>
  page.evaluate(`(${SEND_ALL})(${JSON.stringify(messages)})`) as Promise<object[]>;

/** The same from our own kind of script, put into every frame of the page in front: by frame, the top one first. */
async function sendAllFromScripts(worker: WebWorker, page: Page, messages: object[]) {
  const told = (await worker.evaluate(`(async () => {
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find(({ url }) => url === ${JSON.stringify(page.url())});
    const all = await chrome.scripting.executeScript({
      target: { tabId: tab.id, allFrames: true },
      func: ${SEND_ALL},
      args: [${JSON.stringify(messages)}],
    });
    return all.map(({ frameId, result }) => ({ frameId, result }));
  })()`)) as { frameId: number; result: object[] }[];
  return told.sort((a, b) => a.frameId - b.frameId).map(({ result }) => result);
}

/** What comes of each message and of a connection for it, as the browser tells the extension that tries. */
const knockAt = (id: string) => `(async () => {
  const send = (message) => new Promise((resolve) =>
    chrome.runtime.sendMessage('${id}', message, (answer) =>
      resolve(chrome.runtime.lastError ? 'refused' : JSON.stringify(answer))));
  const connect = (message) => new Promise((resolve) => {
    const port = chrome.runtime.connect('${id}', { name: message.type });
    port.onMessage.addListener(() => resolve('answered'));
    port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError ? 'refused' : 'closed'));
    try {
      port.postMessage(message);
    } catch {} // It was closed before a word was said.
  });
  const messages = ${JSON.stringify(GOOD)};
  return Promise.all(messages.flatMap((one) => [send(one), send(one.type), connect(one)]));
})()`;

it('a web page does not notice the click, and neither it nor another extension reaches anything', async () => {
  const { browser } = session;
  const { id } = await findExtension(browser, EXTENSION_DIR);
  const page = await openTab(browser, PAGES.contoso);
  // The page bends what a script might read there, and then watches every change of itself.
  await page.evaluate(`
    for (const name of ['url', 'organisationId', 'friendlyName', 'type'])
      Object.defineProperty(Object.prototype, name, { value: 'https://evil.test', configurable: true });
    document.body.insertAdjacentHTML('beforeend',
      '<form id="location"></form><img name="getElementById"><img name="querySelector">');
    window.changes = 0;
    new MutationObserver((seen) => { window.changes += seen.length; }).observe(document,
      { subtree: true, childList: true, attributes: true, characterData: true });`);
  await page.bringToFront();
  await (await findExtension(browser, EXTENSION_DIR)).triggerAction(page);
  const popup = await asPage(await browser.waitForTarget(isPopup));
  await untilReady(popup);
  await expectText(popup, ORGANISATIONS.contoso.host);
  await fillCredentials(popup);
  expect(await page.evaluate('window.changes')).toBe(0);

  const worker = await serviceWorker(browser);
  const stored = async () =>
    JSON.stringify([await readStorage(worker, 'local'), await readStorage(worker, 'session')]);
  await expect.poll(stored).toContain('secret:draft:');
  const before = await stored();

  const other = await findExtension(browser, OTHER_DIR);
  const asking = await openTab(browser, `chrome-extension://${other.id}/asking.html`);
  const answers = (await asking.evaluate(knockAt(id))) as string[];
  expect(answers).toHaveLength(3 * TYPES.length);
  expect(new Set(answers)).toEqual(new Set(['refused']));
  expect(await page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe('undefined');
  const reached = await page.evaluate(`Promise.all(
    ['popup.html', 'manifest.json', 'dynamics.js', 'icon/16.png'].map((file) =>
      fetch('chrome-extension://${id}/' + file).then(() => file, () => 'refused')))`);
  expect(reached).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(await stored()).toBe(before);
});

it('of all messages a script of ours in a page may send its two reports, from the top frame; in none of the answers is a secret', async () => {
  const { browser } = session;
  const page = await openTab(browser, `${PAGES.contoso}&asks=1`);
  const popup = await clickToolbar(browser, page);
  await untilReady(popup);
  await fillCredentials(popup);
  const worker = await serviceWorker(browser);
  const stored = async () => ({
    ...(await readStorage(worker, 'local')),
    ...(await readStorage(worker, 'session')),
  });
  await expect.poll(async () => JSON.stringify(await stored())).toContain(JSON.stringify(SECRET));
  const before = await stored();

  // A frame of the page’s own, and every message that no script may send.
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = resolve;
    frame.src = '/a-frame-of-its-own';
    document.body.append(frame);
  })`);
  const forPages = GOOD.filter(({ type }) => !REPORTS.includes(type));
  const told = await sendAllFromScripts(worker, page, [...forPages, ...BAD]);
  expect(told).toHaveLength(2);
  const malformed = ({ type }: { type: string }) => REPORTS.includes(type);
  expect(told[0]).toEqual([
    ...forPages.map(() => refusedAs('stranger')),
    ...BAD.map((one) => refusedAs(malformed(one) ? 'malformed' : 'stranger')),
  ]);
  expect(told[1]).toEqual([...forPages, ...BAD].map(() => refusedAs('stranger')));

  // What is for scripts, from our own pages; and what is for our pages, with a member too many.
  const reports = GOOD.filter(({ type }) => REPORTS.includes(type));
  for (const open of [async () => popup, () => openOwnTab(browser, 'setup.html')]) {
    const own = await open();
    await untilReady(own);
    expect(await sendAll(own, [...reports, ...BAD])).toEqual([
      ...reports.map(() => refusedAs('stranger')),
      ...BAD.map((one) => refusedAs(malformed(one) ? 'stranger' : 'malformed')),
    ]);
  }
  expect(await stored()).toEqual(before);

  // The reports themselves: taken from the top frame alone, and what they change is what the page is said to show.
  const [top, frame] = await sendAllFromScripts(worker, page, reports);
  expect(top).toEqual(REPORTS.map(() => ({ taken: true })));
  expect(frame).toEqual(REPORTS.map(() => refusedAs('stranger')));
  const after = await stored();
  const changed = Object.keys(after).filter(
    (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
  );
  expect(changed).toEqual([`environment:${ORGANISATIONS.contoso.url}`]);
  expect(JSON.stringify([told, top, frame])).not.toContain('CANARY');
});
