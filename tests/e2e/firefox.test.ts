import { expect, it } from 'vitest';
import { ADELE, MAPPING, ORGANISATIONS } from '../emulators/people.ts';
import { fill, press, untilUnlocked } from './firefox/controls.ts';
import { allowPrompt, untilPopupGone } from './firefox/person.ts';
import { untilScreen } from './firefox/screen.ts';
import { clickOn, fillCredentials, giveMapsimise, setStage } from './firefox/stage.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { CREATE, TOKEN_REQUESTS } from './stage.ts';

const stage = setStage();

it('one click on a CRM page shows the environment, and My mapping asks through the page', async () => {
  const popup = await clickOn(stage);
  await expectText(popup, ADELE.fullName);
  await expectText(popup, ORGANISATIONS.contoso.friendlyName);
  await press(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', MAPPING.email);
  await press(popup, 'Check');
  await expectText(popup, 'As reported by the page, for');
});

it('connects a CRM: the origin is asked for, the test passes, one connector is made', async () => {
  await giveMapsimise(stage);
  const popup = await clickOn(stage);
  await fillCredentials(popup);
  await press(popup, 'Test Connection');
  const reach = await untilStep(popup, 'Reach the organisation', 'failed');
  expect(reach.text).toContain('permission/not-granted');
  await press(popup, 'Open in a tab to grant access');
  await untilPopupGone(stage.session.window);
  const tab = await untilScreen(stage.session.window, '/setup.html');
  await press(tab, 'Grant access');
  const asked = await allowPrompt(stage.session.window);
  expect(asked).toContain(ORGANISATIONS.contoso.host);
  await untilStep(tab, 'Table privileges', 'passed');
  await untilTestEnded(tab);
  const [token] = await stage.emulators.requests(TOKEN_REQUESTS);
  expect(token?.headers.origin).toBeUndefined();
  await untilUnlocked(tab, 'Confirm Purchase');
  await press(tab, 'Confirm Purchase');
  await expectText(tab, 'The Client Secret was wiped from this browser.');
  expect(await stage.emulators.requests(CREATE)).toHaveLength(1);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});
