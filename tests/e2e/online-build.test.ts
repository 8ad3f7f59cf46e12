import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Emulators, startEmulators } from '../emulators/control.ts';
import { ON_PREMISES_PAGES, STS } from '../emulators/on-premises/people.ts';
import { EXTENSION_DIR, ensureOnlineBuild, ONLINE_DIR } from './harness/build.ts';
import { byRole, clickButton } from './harness/controls.ts';
import { closeBrowser, launchWithExtension, type Session } from './harness/launch.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { clickToolbar, untilReady } from './harness/toolbar.ts';

let emulators: Emulators;
let session: Session | undefined;
beforeAll(async () => {
  ensureOnlineBuild();
  emulators = await startEmulators({ world: 'ifd' });
}, 120_000);
afterAll(() => emulators.stop());
beforeEach(() => emulators.clearRequests());
afterEach(async () => {
  if (session) await closeBrowser(session);
  session = undefined;
});

async function launch(extensionDir: string): Promise<Session> {
  const { port: emulatorPort, spki } = emulators;
  session = await launchWithExtension({ extensionDir, emulatorPort, spki });
  return session;
}

it('the online build says on a company’s own page why Dynamics CRM / IFD is not to be chosen', async () => {
  const { browser } = await launch(ONLINE_DIR);
  const popup = await clickToolbar(browser, await openTab(browser, ON_PREMISES_PAGES.internal));
  await untilReady(popup);
  await clickButton(popup, 'Set up connector');
  await expectText(popup, 'Use the build of Mapsimise Connect that has the scheme');
  await clickButton(popup, 'Advanced');
  await expectText(popup, 'so Dynamics CRM / IFD is not in it');
  const list = await byRole(popup, 'combobox', 'Scheme');
  const choices = await list.evaluate((element) =>
    [...(element as HTMLSelectElement).options].map(({ text, disabled }) => `${text}: ${disabled}`),
  );
  expect(choices).toEqual(['Dataverse: false', 'Dynamics CRM / IFD: true']);
});

it.each([
  ['the online build, where the browser stops it', ONLINE_DIR, 0],
  ['the default build, where only our own gate stands before it', EXTENSION_DIR, 1],
])('a secret sent to an AD FS by mistake from %s', async (_build, dir, arriving) => {
  const { browser } = await launch(dir);
  // A page of ours is under the same policy as the worker, and does not fall asleep.
  const page = await openOwnTab(browser, 'options.html');
  await page.evaluate(
    `fetch('https://${STS.host}/adfs/ls/', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }).catch(() => {})`,
  );
  expect(await emulators.requests({ host: STS.host, method: 'POST' })).toHaveLength(arriving);
});
