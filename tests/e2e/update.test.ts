import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PAGES } from '../emulators/people.ts';
import { EXTENSION_DIR } from './harness/build.ts';
import { clickButton } from './harness/controls.ts';
import { killBrowser } from './harness/kill.ts';
import { closeBrowser, launchWithExtension, relaunch } from './harness/launch.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { untilTrue } from './harness/until.ts';
import { serviceWorker } from './harness/worker.ts';
import { CREATE, clickOn, createsSent, giveMapsimise, readyToBuy, setStage } from './stage.ts';

const stage = setStage();
const DONE = 'The Client Secret was wiped from this browser.';

it('a newer version that comes in the middle of a create is woken by that, and finds the one connector', async () => {
  const extensionDir = await realpath(await mkdtemp(path.join(tmpdir(), 'mapsimise-update-')));
  await cp(EXTENSION_DIR, extensionDir, { recursive: true });
  const { port: emulatorPort, spki } = stage.emulators;
  let session = await launchWithExtension({ extensionDir, emulatorPort, spki });
  try {
    const { popup } = await readyToBuy({ ...stage, session });
    const create = await stage.emulators.hold({ ...CREATE, when: 'after' });
    await clickButton(popup, 'Confirm Purchase');
    await create.arrived();
    const manifestFile = path.join(extensionDir, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
    await writeFile(manifestFile, JSON.stringify({ ...manifest, version: '99.0.0' }));
    await killBrowser(session);
    await create.release('reset');
    session = await relaunch(session);
    // Nobody opens anything: the update itself wakes the new version.
    const worker = await serviceWorker(session.browser);
    expect(await worker.evaluate('chrome.runtime.getManifest().version')).toBe('99.0.0');
    await untilTrue('an open purchase in the journal', async () => {
      const { 'journal:v1': entries } = await readStorage(worker, 'local');
      return (entries as { state: string }[])[0]?.state === 'unclear';
    });
    expect(await worker.evaluate('chrome.action.getBadgeText({})')).toBe('!');
    await giveMapsimise({ ...stage, session });
    const { popup: again } = await clickOn({ ...stage, session }, PAGES.contoso);
    await expectText(again, 'registration/interrupted');
    await clickButton(again, 'Check again');
    await expectText(again, DONE);
    expect(await stage.emulators.connectors()).toHaveLength(1);
    expect(await createsSent(stage)).toHaveLength(1);
  } finally {
    await closeBrowser(session);
    await rm(extensionDir, { recursive: true, force: true });
  }
});
