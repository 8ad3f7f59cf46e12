import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulators, startEmulators } from '../emulators/control.ts';
import { ORGANISATIONS, PAGES } from '../emulators/people.ts';
import { EXTENSION_DIR } from './harness/build.ts';
import { closeBrowser, launchWithExtension, type Session } from './harness/launch.ts';
import { readStorage } from './harness/storage.ts';
import { openTab } from './harness/tabs.ts';
import { asPage, findExtension, isPopup } from './harness/targets.ts';
import { expectText } from './harness/text.ts';
import { untilReady } from './harness/toolbar.ts';
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

/** What comes of a message and of a connection, as the browser tells the one who tries. */
const knockAt = (id: string) => `(async () => {
  const send = (message) => new Promise((resolve) =>
    chrome.runtime.sendMessage('${id}', message, (answer) =>
      resolve(chrome.runtime.lastError ? 'refused' : JSON.stringify(answer))));
  const connect = () => new Promise((resolve) => {
    const port = chrome.runtime.connect('${id}');
    port.onMessage.addListener(() => resolve('answered'));
    port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError ? 'refused' : 'closed'));
  });
  return [
    await send({ type: 'everything.forget', ask: {} }),
    await send({ type: 'org.seen', ask: {} }),
    await send('everything.forget'),
    await connect(),
  ];
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
  expect(await asking.evaluate(knockAt(id))).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(await page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe('undefined');
  const reached = await page.evaluate(`Promise.all(
    ['popup.html', 'manifest.json', 'dynamics.js', 'icon/16.png'].map((file) =>
      fetch('chrome-extension://${id}/' + file).then(() => file, () => 'refused')))`);
  expect(reached).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(await stored()).toBe(before);
});
