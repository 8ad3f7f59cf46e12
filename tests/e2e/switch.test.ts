import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { HoldMatch } from '../emulators/control.ts';
import { CLIENT_ID, MAPSIMISE, ORGANISATIONS, PAGES, SECRET } from '../emulators/people.ts';
import { byRole, clickButton, fill, isDisabled, untilEnabled } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { expectText, textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { killServiceWorker } from './harness/worker.ts';
import { clickAgain, clickOn, createsSent, giveMapsimise, setStage } from './stage.ts';

const stage = setStage();
const NAME = 'Contoso UAT';

async function press(page: Page, connector: string, button: string): Promise<void> {
  const item = await byRole(page, 'listitem', connector);
  const found = await item.waitForSelector(
    `::-p-aria([name=${JSON.stringify(button)}][role="button"])`,
  );
  await found?.click();
}

/** From the list over the set-up and its test, on the page of the retired connector's organisation. */
async function readyToSwitch(): Promise<{ popup: Page; page: Page }> {
  await stage.enter('several-connectors');
  await giveMapsimise(stage);
  const { popup, page } = await clickOn(stage, PAGES.contosoUat);
  await clickButton(popup, 'Connectors');
  await expectText(popup, 'Retired sign-in');
  await press(popup, NAME, 'Switch to Dataverse');
  await byRole(popup, 'textbox', 'Client Id');
  expect(await isDisabled(popup, 'Switch to Dataverse')).toBe(true);
  await fill(popup, 'Client Id', CLIENT_ID);
  await fill(popup, 'Client Secret', SECRET);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await untilEnabled(popup, 'Switch to Dataverse');
  return { popup, page };
}

async function expectSwitched(): Promise<void> {
  const all = await stage.emulators.connectors();
  const own = all.filter(({ OrganisationUrl }) =>
    OrganisationUrl.includes(ORGANISATIONS.contosoUat.host),
  );
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({
    Name: NAME,
    Scheme: 'Dataverse',
    ClientId: CLIENT_ID,
    ImpersonateUsers: true,
    SharedCredentials: true,
  });
  expect(all).toHaveLength(4);
  expect(await createsSent(stage)).toEqual([]);
}

it('a retired sign-in is found and walked to Dataverse: the same connector, everything else of it kept', async () => {
  const { popup } = await readyToSwitch();
  await clickButton(popup, 'Switch to Dataverse');
  await expectText(popup, `“${NAME}” signs in by Dataverse now`);
  await expectSwitched();
  await clickButton(popup, 'Connectors');
  expect(await textOf(popup)).not.toContain('Retired sign-in');
});

const update = { host: MAPSIMISE.apiHost, method: 'PUT' };
it.each<[string, HoldMatch]>([
  ['before Mapsimise took the change', { ...update, when: 'before' }],
  ['after Mapsimise took the change, before its answer', { ...update, when: 'after' }],
  [
    'while it is read back',
    { host: MAPSIMISE.apiHost, method: 'GET', pathPrefix: '/api/v1/connectors/', when: 'before' },
  ],
])(
  'a worker killed %s: Check again ends with the one connector, switched',
  async (_when, match) => {
    const { popup, page } = await readyToSwitch();
    const held = await stage.emulators.hold(match);
    await clickButton(popup, 'Switch to Dataverse');
    await held.arrived();
    await closePopup(popup);
    await killServiceWorker(stage.session.browser);
    await held.release('continue');
    const again = await clickAgain(stage, page);
    await clickButton(again, 'Set up connector');
    await expectText(again, 'switch/interrupted');
    await clickButton(again, 'Check again');
    await expectText(again, `“${NAME}” signs in by Dataverse now`);
    await expectSwitched();
  },
);
