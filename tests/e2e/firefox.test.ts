import { expect, it } from 'vitest';
import { ACCOUNTS, PASSWORD, SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import {
  ADELE,
  CLIENT_ID,
  MAPPING,
  MAPSIMISE,
  ORGANISATIONS,
  SECRET,
} from '../emulators/people.ts';
import { fill, press, untilUnlocked, valueIn } from './firefox/controls.ts';
import {
  allowPrompt,
  clickToolbar,
  closePopup,
  killEventPage,
  openOwnTab,
  openTab,
  readStorage,
  takeBack,
  untilPopupGone,
} from './firefox/person.ts';
import { type Screen, screenAt, untilGone, untilOpen, untilScreen } from './firefox/screen.ts';
import { clickOn, fillCredentials, giveMapsimise, setStage } from './firefox/stage.ts';
import { formUrl } from './form-way.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { untilTrue } from './harness/until.ts';
import { CREATE, TOKEN_REQUESTS } from './stage.ts';

const stage = setStage();
const DONE = 'The Client Secret was wiped from this browser.';
const SIGN_IN = 'login.microsoftonline.com';

it('one click on a CRM page shows the environment, and My mapping asks through the page', async () => {
  const popup = await clickOn(stage);
  await expectText(popup, ADELE.fullName);
  await expectText(popup, ORGANISATIONS.contoso.friendlyName);
  await press(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', MAPPING.email);
  await press(popup, 'Check');
  await expectText(popup, 'As reported by the page, for');
});

/** From the CRM page to a test that passed in the full tab, where the organisation's origin was granted. */
async function readyToBuy(): Promise<Screen> {
  const { window } = stage.session;
  await giveMapsimise(stage);
  const popup = await clickOn(stage);
  await fillCredentials(popup);
  await press(popup, 'Test Connection');
  const reach = await untilStep(popup, 'Reach the organisation', 'failed');
  expect(reach.text).toContain('permission/not-granted');
  await press(popup, 'Open in a tab to grant access');
  await untilPopupGone(window);
  const tab = await untilScreen(window, '/setup.html');
  await press(tab, 'Grant access');
  expect(await allowPrompt(window)).toContain(ORGANISATIONS.contoso.host);
  await untilStep(tab, 'Table privileges', 'passed');
  await untilTestEnded(tab);
  await untilUnlocked(tab, 'Confirm Purchase');
  return tab;
}

it('connects a CRM: the origin is asked for, the test passes, one connector is made', async () => {
  const tab = await readyToBuy();
  const [token] = await stage.emulators.requests(TOKEN_REQUESTS);
  expect(token?.headers.origin).toBeUndefined();
  await press(tab, 'Confirm Purchase');
  await expectText(tab, DONE);
  expect(await stage.emulators.requests(CREATE)).toHaveLength(1);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it('an event page that ends in the middle of a create loses nothing: Check again finds the one connector', async () => {
  const { window } = stage.session;
  const tab = await readyToBuy();
  const create = await stage.emulators.hold({ ...CREATE, when: 'after' });
  await press(tab, 'Confirm Purchase');
  await create.arrived();
  await killEventPage(window);
  await create.release('continue');
  const popup = await clickOn(stage);
  await expectText(popup, 'registration/interrupted');
  await press(popup, 'Check again');
  await expectText(popup, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it('what was typed outlives the popup and the event page, and the secret stays out of every page', async () => {
  const { window } = stage.session;
  await fillCredentials(await clickOn(stage));
  await closePopup(window);
  await killEventPage(window);
  const again = await clickToolbar(window);
  expect(await valueIn(again, 'Client Id')).toBe(CLIENT_ID);
  expect(await valueIn(again, 'Client Secret')).toBe('');
  expect(JSON.stringify(await readStorage(again, 'local'))).not.toContain(SECRET);
});

it('signs in with Microsoft in the window that Firefox opens for it', async () => {
  const { window } = stage.session;
  const options = await openOwnTab(window, 'options.html');
  await fill(options, 'Entra application', SIGN_IN_CLIENTS.own);
  await press(await clickOn(stage), 'Sign in with Microsoft');
  await untilOpen(window, SIGN_IN);
  const microsoft = screenAt(window, SIGN_IN);
  await fill(microsoft, 'User name', ACCOUNTS.administrator.userName);
  await fill(microsoft, 'Password', PASSWORD);
  await press(microsoft, 'Sign in');
  await untilGone(window, SIGN_IN);
  const popup = await clickToolbar(window);
  await expectText(popup, `Signed in as ${ACCOUNTS.administrator.fullName}`);
});

it('fills the form in Mapsimise by two clicks, the secret by the second alone', async () => {
  const { window } = stage.session;
  await giveMapsimise(stage);
  await fillCredentials(await clickOn(stage));
  await closePopup(window);
  await openTab(window, formUrl('plain'));
  const popup = await clickToolbar(window);
  const page = screenAt(window, `${new URL(MAPSIMISE.url).host}/connectors/add`);
  await press(popup, 'Fill the form');
  const holds = async (text: string) =>
    JSON.stringify(
      await page.evaluate(`[...document.querySelectorAll('input')].map((one) => one.value)`),
    ).includes(JSON.stringify(text).slice(1, -1));
  await untilTrue('Client Id in the form', () => holds(CLIENT_ID));
  expect(await holds(SECRET)).toBe(false);
  await untilUnlocked(popup, 'Fill the secret');
  await press(popup, 'Fill the secret');
  await untilTrue('Client Secret in the form', () => holds(SECRET));
});

it('notices that a host of the manifest was taken back, and asks for it', async () => {
  const { window } = stage.session;
  await takeBack(window, 'https://*.mapsimise.com/*');
  const options = await giveMapsimise(stage);
  await expectText(options, 'permission/not-granted');
  await press(options, 'Grant access');
  await allowPrompt(window);
  await expectText(options, 'Administrator');
});
