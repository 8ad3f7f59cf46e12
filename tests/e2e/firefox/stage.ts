import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Emulators, startEmulators } from '../../emulators/control.ts';
import { API_KEYS, CLIENT_ID, MAPSIMISE, PAGES, SECRET } from '../../emulators/people.ts';
import { ensureFirefoxBuild, FIREFOX_DIR } from '../harness/build.ts';
import { fill, press } from './controls.ts';
import { ADD_ON_ID, launchFirefox, type Session } from './launch.ts';
import { clickToolbar, openOwnTab, openTab } from './person.ts';
import type { Screen } from './screen.ts';

/** One Firefox for the file, because its start is slow; the add-on is installed anew for each test, with nothing stored. */
export type Stage = { emulators: Emulators; session: Session };

export function setStage(policies?: object): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    ensureFirefoxBuild();
    stage.emulators = await startEmulators();
    stage.session = await launchFirefox({
      emulatorPort: stage.emulators.port,
      ...(policies && { policies }),
    });
  }, 240_000);
  afterAll(async () => {
    await stage.session?.stop();
    await stage.emulators?.stop();
  });
  beforeEach(async () => {
    await stage.emulators.setWorld('happy');
    await stage.session.browser.installExtension(FIREFOX_DIR);
  });
  afterEach(async () => {
    await stage.session.window.run(
      `() => gBrowser.removeAllTabsBut(gBrowser.addTrustedTab('about:blank'))`,
    );
    await stage.session.browser.uninstallExtension(ADD_ON_ID);
  });
  return stage;
}

/** The administrator stands on a page and clicks the toolbar button. */
export async function clickOn({ session }: Stage, url: string = PAGES.contoso): Promise<Screen> {
  await openTab(session.window, url);
  return clickToolbar(session.window);
}

export async function giveMapsimise({ session }: Stage): Promise<Screen> {
  const options = await openOwnTab(session.window, 'options.html');
  await fill(options, 'Mapsimise organisation', MAPSIMISE.organisation);
  await fill(options, 'Region', MAPSIMISE.region);
  await fill(options, 'API key', API_KEYS.administrator);
  return options;
}

export async function fillCredentials(screen: Screen): Promise<void> {
  await press(screen, 'Set up connector');
  await fill(screen, 'Client Id', CLIENT_ID);
  await fill(screen, 'Client Secret', SECRET);
}
