import { EXTENSION_DIR } from '../e2e/harness/build.ts';
import { clickButton, fill } from '../e2e/harness/controls.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { expectText } from '../e2e/harness/text.ts';
import { clickToolbar } from '../e2e/harness/toolbar.ts';
import { startEmulators } from '../emulators/control.ts';
import { MAPPING, PAGES } from '../emulators/people.ts';
import type { Row } from './rows.ts';
import { measureTrips } from './trips.ts';

const VERDICT = `document.body.innerText.includes('As reported by the page, for')`;

/** From the press of Check to the drawn verdict; the columns are known from the first time. */
export async function measureMapping(): Promise<Row[]> {
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  try {
    const page = await openTab(session.browser, PAGES.contoso);
    const popup = await clickToolbar(session.browser, page);
    await clickButton(popup, 'My mapping');
    await fill(popup, 'Mapsimise email', MAPPING.email);
    await clickButton(popup, 'Check');
    await expectText(popup, 'As reported by the page, for');
    const job = {
      name: 'My mapping',
      page: popup,
      button: 'Check',
      isBusy: `!${VERDICT}`,
      isDone: VERDICT,
      mostTrips: 2,
    };
    return await measureTrips(job, emulators);
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}
