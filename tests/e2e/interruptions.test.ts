import { expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import { CLIENT_ID, ORGANISATIONS, PAGES } from '../emulators/people.ts';
import { clickButton, fill, untilEnabled, valueIn } from './harness/controls.ts';
import { killBrowser } from './harness/kill.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { openTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { clickToolbar, closePopup, untilReady } from './harness/toolbar.ts';
import { untilTrue } from './harness/until.ts';
import { killServiceWorker, serviceWorker } from './harness/worker.ts';
import {
  CREATE,
  clickAgain,
  clickOn,
  createsSent,
  giveMapsimise,
  LIST,
  READ_BACK,
  readyToBuy,
  setStage,
} from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();
const DONE = 'The Client Secret was wiped from this browser.';

it('closing the popup loses nothing that was typed, and the secret is kept but not shown', async () => {
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  await closePopup(popup);
  const again = await clickAgain(stage, page);
  expect(await valueIn(again, 'Client Id')).toBe(CLIENT_ID);
  expect(await valueIn(again, 'Client Secret')).toBe('');
  await clickButton(again, 'Test Connection');
  const steps = await untilTestEnded(again);
  expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
});

it('a test goes on while the popup is closed, and is there when it is opened again', async () => {
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  const whoAmI = {
    host: ORGANISATIONS.contoso.host,
    method: 'GET',
    pathPrefix: '/api/data/v9.2/WhoAmI',
  };
  const challenge = await stage.emulators.hold({ ...whoAmI, when: 'before' });
  await clickButton(popup, 'Test Connection');
  await challenge.arrived();
  await closePopup(popup);
  const again = await clickAgain(stage, page);
  await untilStep(again, 'Reach the organisation', 'running');
  await challenge.release('continue');
  const steps = await untilTestEnded(again);
  expect(steps.find(({ name }) => name === 'Table privileges')?.outcome).toBe('passed');
});

it('a worker that dies in mid-test leaves a test that says so, not one that runs for ever', async () => {
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  const token = await stage.emulators.hold({
    host: 'login.microsoftonline.com',
    method: 'POST',
    when: 'before',
  });
  await clickButton(popup, 'Test Connection');
  await token.arrived();
  await closePopup(popup);
  await killServiceWorker(stage.session.browser);
  const again = await clickAgain(stage, page);
  await expectText(again, 'test/interrupted');
  await clickButton(again, 'Test Connection');
  await untilStep(again, 'Table privileges', 'passed');
});

it('a worker killed before the create was sent: nothing exists, and one more click buys one', async () => {
  const { popup, page } = await readyToBuy(stage);
  const list = await stage.emulators.hold({ ...LIST, when: 'before' });
  await clickButton(popup, 'Confirm Purchase');
  await list.arrived();
  await closePopup(popup);
  await killServiceWorker(stage.session.browser);
  await list.release('reset');
  const again = await clickAgain(stage, page);
  await untilEnabled(again, 'Confirm Purchase');
  expect(await stage.emulators.connectors()).toHaveLength(0);
  await clickButton(again, 'Confirm Purchase');
  await expectText(again, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it.each<['before' | 'after', string]>([
  ['before', 'during the create, which the server then carries out'],
  ['after', 'after the server created, before it could answer'],
])('a worker killed (%s commit) %s: Check again finds the one connector', async (when) => {
  const { popup, page } = await readyToBuy(stage);
  const create = await stage.emulators.hold({ ...CREATE, when });
  await clickButton(popup, 'Confirm Purchase');
  await create.arrived();
  await closePopup(popup);
  await killServiceWorker(stage.session.browser);
  await create.release('continue');
  const again = await clickAgain(stage, page);
  await expectText(again, 'registration/interrupted');
  await clickButton(again, 'Check again');
  await expectText(again, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
  expect(await createsSent(stage)).toHaveLength(1);
});

it('a worker killed after the answer: the connector is found done or by Check again, once', async () => {
  const { popup, page } = await readyToBuy(stage);
  const readBack = await stage.emulators.hold({ ...READ_BACK, when: 'before' });
  await clickButton(popup, 'Confirm Purchase');
  await readBack.arrived();
  await closePopup(popup);
  await killServiceWorker(stage.session.browser);
  await readBack.release('reset');
  const again = await clickAgain(stage, page);
  await clickButton(again, 'Check again');
  await expectText(again, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
  expect(await createsSent(stage)).toHaveLength(1);
});

it('the whole browser killed during the create: the journal is on disk and one connector results', async () => {
  const { popup } = await readyToBuy(stage);
  const create = await stage.emulators.hold({ ...CREATE, when: 'after' });
  await clickButton(popup, 'Confirm Purchase');
  await create.arrived();
  await killBrowser(stage.session);
  await stage.comeBack();
  await giveMapsimise(stage);
  const page = await openTab(stage.session.browser, PAGES.contoso);
  const again = await clickToolbar(stage.session.browser, page);
  await untilReady(again);
  await expectText(again, 'registration/interrupted');
  await clickButton(again, 'Check again');
  await expectText(again, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it.each<[WorldName]>([
  ['create-500-after-commit'],
  ['create-html-after-commit'],
  ['create-resets-after-commit'],
  ['idempotency-ignored'],
])('in the world %s an unclear create is looked for and found, never sent again', async (world) => {
  await stage.enter(world);
  const { popup } = await readyToBuy(stage);
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it('a double click and a second window buy one connector', async () => {
  const { popup } = await readyToBuy(stage);
  const create = await stage.emulators.hold({ ...CREATE, when: 'before' });
  await popup.$$eval('button', (buttons) => {
    const button = buttons.find((one) => one.textContent === 'Confirm Purchase');
    for (let times = 0; times < 20; times++) button?.click();
  });
  await create.arrived();
  await create.release('continue');
  await expectText(popup, DONE);
  expect(await createsSent(stage)).toHaveLength(1);
});

it('each organisation has its own draft: one never sees what was typed for another', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await closePopup(popup);
  const other = await clickOn(stage, PAGES.contosoUat);
  await clickButton(other.popup, 'Set up connector');
  expect(await valueIn(other.popup, 'Client Id')).toBe('');
  expect(await valueIn(other.popup, 'Organisation URL')).toBe(ORGANISATIONS.contosoUat.url);
  await fill(other.popup, 'Client Id', 'another');
});

it('a popup closed during the create takes nothing along: the worker buys one, and the button says how it ended', async () => {
  const { popup, page } = await readyToBuy(stage);
  const create = await stage.emulators.hold({ ...CREATE, when: 'before' });
  await clickButton(popup, 'Confirm Purchase');
  await create.arrived();
  await closePopup(popup);
  await create.release('continue');
  const worker = await serviceWorker(stage.session.browser);
  await untilTrue('✓ on the button', async () => {
    return (await worker.evaluate('chrome.action.getBadgeText({})')) === '✓';
  });
  expect(await worker.evaluate('chrome.action.getTitle({})')).toContain('is ready');
  const again = await clickAgain(stage, page);
  await expectText(again, DONE);
  expect(await stage.emulators.connectors()).toHaveLength(1);
  expect(await createsSent(stage)).toHaveLength(1);
  await clickButton(again, 'Done');
  await untilTrue('a plain button', async () => {
    return (await worker.evaluate('chrome.action.getBadgeText({})')) === '';
  });
});
