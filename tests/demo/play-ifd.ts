import { ensureDisplay } from '../browser/display.ts';
import { clickButton } from '../e2e/harness/controls.ts';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { untilStep, untilTestEnded } from '../e2e/harness/steps.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { expectText } from '../e2e/harness/text.ts';
import { clickToolbar, untilReady } from '../e2e/harness/toolbar.ts';
import { fillAccount, grantInTab } from '../e2e/ifd-way.ts';
import { fillOptions, pressTestConnection } from '../e2e/way.ts';
import type { Emulators } from '../emulators/control.ts';
import { STS } from '../emulators/on-premises/people.ts';
import { OWN_SERVER } from './cast.ts';
import { buy, createTeller, tellConnectors, tellSteps } from './play.ts';

/**
 * The same for a company's own server: Dynamics CRM / IFD. The browser asks whether the AD FS may be reached, which only
 * a browser with a screen can; that screen is in memory.
 */
export async function playIfdDemo(emulators: Emulators, extensionDir: string): Promise<boolean> {
  const tell = await createTeller({ isWhole: false });
  const display = await ensureDisplay();
  const session = await launchWithExtension({
    extensionDir,
    emulatorPort: emulators.port,
    spki: emulators.spki,
    headless: false,
    display: display.name,
  });
  try {
    await tell('Options filled in', await fillOptions(session.browser));
    const page = await openTab(session.browser, OWN_SERVER.page);
    const popup = await clickToolbar(session.browser, page);
    await untilReady(popup);
    await expectText(popup, 'As reported by the page');
    await tell('Toolbar button clicked on the page of the own server', popup);
    await fillAccount(popup);
    await tell('Username and Password given', popup);
    tellSteps(await pressTestConnection(popup));
    await tell('Test Connection stopped before the password was sent', popup);
    await clickButton(popup, 'Send my password to this server');
    await untilStep(popup, 'Find AD FS', 'failed');
    const tab = await grantInTab({ session }, popup, display.name, STS.host);
    tellSteps(await untilTestEnded(tab));
    await tell('AD FS allowed, and Test Connection ended', tab);
    await buy(emulators, tab);
    await tell('Confirm Purchase pressed', tab);
    return await tellConnectors(emulators);
  } finally {
    await closeBrowser(session);
    await display.stop();
  }
}
