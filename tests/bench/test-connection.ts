import { ensureDisplay } from '../browser/display.ts';
import { EXTENSION_DIR } from '../e2e/harness/build.ts';
import { clickButton } from '../e2e/harness/controls.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { untilTestEnded } from '../e2e/harness/steps.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { clickToolbar } from '../e2e/harness/toolbar.ts';
import { allowSts, fillAccount } from '../e2e/ifd-way.ts';
import { fillCredentials, fillOptions } from '../e2e/way.ts';
import { startEmulators } from '../emulators/control.ts';
import { ON_PREMISES_PAGES } from '../emulators/on-premises/people.ts';
import { PAGES } from '../emulators/people.ts';
import type { Row } from './rows.ts';
import { measureTrips } from './trips.ts';

const STEPS = `document.querySelector('ol[aria-busy]')?.ariaBusy`;
const JOB = {
  button: 'Test Connection',
  isBusy: `${STEPS} === 'true'`,
  isDone: `${STEPS} === 'false'`,
};

/** From the press to the drawn end of the test, as the application. */
export async function measureTestConnection(): Promise<Row[]> {
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const session = await launchWithExtension({ extensionDir: EXTENSION_DIR, emulatorPort, spki });
  try {
    await (await fillOptions(session.browser)).close();
    const page = await openTab(session.browser, PAGES.contoso);
    const popup = await clickToolbar(session.browser, page);
    await fillCredentials(popup);
    const job = { ...JOB, name: 'Test Connection, Dataverse', page: popup, mostTrips: 4 };
    return await measureTrips(job, emulators);
  } finally {
    await closeBrowser(session);
    await emulators.stop();
  }
}

/** … and with an account of the company's own server, whose AD FS was allowed before. */
export async function measureIfdTest(): Promise<Row[]> {
  const emulators = await startEmulators();
  const { port: emulatorPort, spki } = emulators;
  const display = await ensureDisplay();
  const session = await launchWithExtension({
    extensionDir: EXTENSION_DIR,
    emulatorPort,
    spki,
    display: display.name,
    headless: false,
  });
  try {
    await (await fillOptions(session.browser)).close();
    const crm = await openTab(session.browser, ON_PREMISES_PAGES.internal);
    const popup = await clickToolbar(session.browser, crm);
    await fillAccount(popup);
    await clickButton(popup, 'Test Connection');
    await untilTestEnded(popup);
    const page = await allowSts({ session }, popup, display.name);
    await untilTestEnded(page);
    const job = { ...JOB, name: 'Test Connection, IFD', page, mostTrips: 8 };
    return await measureTrips(job, emulators);
  } finally {
    await closeBrowser(session);
    await display.stop();
    await emulators.stop();
  }
}
