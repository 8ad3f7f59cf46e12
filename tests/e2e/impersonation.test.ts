import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import {
  ADELE,
  CLIENT_ID,
  EMILY,
  LIES,
  MAPPING,
  NESTOR,
  ORGANISATIONS,
  OWNED,
} from '../emulators/people.ts';
import { clickButton, fill, isDisabled, untilEnabled } from './harness/controls.ts';
import { type Step, untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

async function proveFor(popup: Page, person?: string): Promise<Step | undefined> {
  await fillCredentials(popup);
  await popup.locator('::-p-aria([name="Impersonate Users"][role="switch"])').click();
  if (person) await fill(popup, 'Test impersonation as', person);
  await clickButton(popup, 'Test Connection');
  return (await untilTestEnded(popup)).find(({ name }) => name === 'Impersonation');
}

it('is proved for the person signed in on the page: identity, and rows side by side', async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await expectText(popup, ADELE.fullName);
  const step = await proveFor(popup);
  expect(step?.outcome).toBe('passed');
  expect(step?.text).toContain(`the organisation answered as ${ADELE.fullName}`);
  const { application, adele } = OWNED;
  expect(step?.text).toContain(`Account ${application.accounts} ${adele.accounts}`);
  expect(step?.text).toContain(`Contact ${application.contacts} ${adele.contacts}`);
  await untilEnabled(popup, 'Confirm Purchase');
  await expectText(popup, 'Users are mapped by Username');
});

it('is proved for another person who is named, by their Username', async () => {
  const { popup } = await clickOn(stage);
  const step = await proveFor(popup, EMILY.email);
  expect(step?.text).toContain(EMILY.fullName);
  const asked = await stage.emulators.requests({ host: ORGANISATIONS.contoso.host });
  const acting = asked.filter(({ headers }) => headers.mscrmcallerid === EMILY.userId);
  expect(acting.length).toBeGreaterThan(0);
});

it.each<[WorldName, string]>([
  ['impersonation-without-entra-id', 'passed'],
  ['translated-roles', 'passed'],
  ['impersonation-intersection', 'passed with a remark'],
])('in the world %s it is %s', async (world, outcome) => {
  await stage.enter(world);
  const { popup } = await clickOn(stage);
  await expectText(popup, ADELE.fullName);
  expect((await proveFor(popup))?.outcome).toBe(outcome);
});

it.each<[WorldName, string | undefined, (string | RegExp)[]]>([
  [
    'no-act-on-behalf',
    undefined,
    ['impersonation/not-allowed', 'prvActOnBehalfOfAnotherUser', CLIENT_ID],
  ],
  ['act-on-behalf-by-team', undefined, ['impersonation/by-team-only']],
  ['impersonation-target-unknown', undefined, ['impersonation/person-unknown']],
  ['impersonation-target-disabled', undefined, ['impersonation/person-disabled']],
  ['impersonation-same-user', undefined, ['impersonation/same-user']],
  ['impersonation-ignored', undefined, ['impersonation/ignored']],
  ['happy', 'nobody.at.all@contoso.com', ['impersonation/person-not-found']],
])(
  'in the world %s, as %s, it fails by its name and locks the purchase',
  async (world, person, says) => {
    await stage.enter(world);
    const { popup } = await clickOn(stage);
    await expectText(popup, ADELE.fullName);
    const step = await proveFor(popup, person);
    expect(step?.outcome).toBe('failed');
    for (const said of [...says, 'What to do:']) expect(step?.text).toMatch(said);
    expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
  },
);

it('a person is found by how the name begins; several are named to choose from', async () => {
  const { popup } = await clickOn(stage);
  expect((await proveFor(popup, 'Emily B'))?.text).toContain(EMILY.fullName);
  await fill(popup, 'Test impersonation as', 'A');
  await clickButton(popup, 'Test Connection');
  await expectText(popup, 'impersonation/several-people');
  await expectText(popup, ADELE.fullName);
});

it('a person who may read nothing is acted for all the same, and what is refused is said', async () => {
  const { popup } = await clickOn(stage);
  const step = await proveFor(popup, NESTOR.email);
  expect(step?.outcome).toBe('passed with a remark');
  expect(step?.text).toContain(`${NESTOR.fullName} may not read Account and Contact`);
});

it('when the person maps by another field, the purchase says that a ticket is needed after it', async () => {
  await stage.enter('found-in-email-2');
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await clickButton(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', MAPPING.email);
  await clickButton(popup, 'Check');
  await expectText(popup, 'Found in Email 2');
  await proveFor(popup);
  await untilEnabled(popup, 'Confirm Purchase');
  await expectText(popup, /Email 2.*ticket/);
});

it('a page that lies about who and what it is changes what is shown of it, and nothing that is registered', async () => {
  await stage.enter('lying-page');
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await expectText(popup, 'As reported by the page');
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  const steps = await untilTestEnded(popup);
  const organisation = steps.find(({ name }) => name === 'Organisation');
  // Either the lie was heard, and the contradiction stops the test; or it was not, and the truth is registered.
  if (organisation?.outcome === 'failed') {
    expect(organisation.text).toContain(ORGANISATIONS.contoso.organizationId);
    expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
    return;
  }
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, 'The Client Secret was wiped from this browser.');
  const [connector] = await stage.emulators.connectors();
  expect(JSON.stringify(connector)).not.toContain(LIES.organizationId);
  expect(connector?.OrganisationUrl).toBe(ORGANISATIONS.contoso.url);
});
