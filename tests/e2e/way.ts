import type { Browser, Page } from 'puppeteer-core';
import { SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import { API_KEYS, CLIENT_ID, MAPSIMISE, SECRET } from '../emulators/people.ts';
import { clickButton, fill, untilEnabled } from './harness/controls.ts';
import { type Step, untilTestEnded } from './harness/steps.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';

/** The administrator's way, as a person goes it; the demo, the bench and the tests walk on it. */
export async function fillOptions(
  browser: Browser,
  key: keyof typeof API_KEYS = 'administrator',
): Promise<Page> {
  const options = await openOwnTab(browser, 'options.html');
  await fill(options, 'Mapsimise organisation', MAPSIMISE.organisation);
  await fill(options, 'Region', MAPSIMISE.region);
  await fill(options, 'API key', API_KEYS[key]);
  await expectText(options, 'Saved for this browser session.');
  return options;
}

export async function fillCredentials(
  popup: Page,
  { clientId = CLIENT_ID, secret = SECRET }: { clientId?: string; secret?: string } = {},
): Promise<void> {
  await clickButton(popup, 'Set up connector');
  await fill(popup, 'Client Id', clientId);
  await fill(popup, 'Client Secret', secret);
}

export async function pressTestConnection(popup: Page): Promise<Step[]> {
  await clickButton(popup, 'Test Connection');
  return untilTestEnded(popup, 30_000);
}

export async function pressConfirmPurchase(popup: Page): Promise<void> {
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
}

/** The application that people sign in to is entered in Options, as an administrator does once. */
export async function giveApplication(
  browser: Browser,
  clientId: string = SIGN_IN_CLIENTS.own,
): Promise<void> {
  const options = await openOwnTab(browser, 'options.html');
  await fill(options, 'Entra application', clientId);
  await expectText(options, 'Saved.');
  await options.close();
}
