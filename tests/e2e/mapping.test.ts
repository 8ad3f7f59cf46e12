import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import { ALEX, DIEGO, MAPPING, MEGAN, NAMESAKES, ORGANISATIONS } from '../emulators/people.ts';
import { clickButton, fill, valueIn } from './harness/controls.ts';
import { countSequential } from './harness/round-trips.ts';
import { expectText, textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { clickAgain, clickOn, giveMapsimise, setStage } from './stage.ts';

const stage = setStage();
const ORG = { host: ORGANISATIONS.contoso.host, pathPrefix: '/api/data/' };
const RTT_MS = 200;
const DONE = 'As reported by the page, for';

async function checkMapping(popup: Page, email: string = MAPPING.email): Promise<string> {
  await clickButton(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', email);
  await clickButton(popup, 'Check');
  return expectText(popup, DONE);
}

describe('the verdict, from one click on the CRM page and nothing else', () => {
  it.each<[WorldName, (string | RegExp)[]]>([
    ['mapped-by-username', ['Mapped by Username (default)', 'My Active Contacts']],
    ['found-in-email-2', ['Found in Email 2: needs a ticket', MAPPING.otherUserName]],
    [
      'found-in-custom-text',
      [`Found in ${MAPPING.customLabel}: needs a ticket`, MAPPING.customColumn],
    ],
    ['found-with-spaces-and-case', ['Found in Email 2', 'has spaces around the address']],
    ['ambiguous-email', ['Ambiguous: 3 users carry it', 'several (3)']],
    ['belongs-to-another', [`Belongs to another user: ${ALEX.fullName}`]],
    ['belongs-to-disabled', [`Belongs to another user: ${DIEGO.fullName}`, '(disabled)']],
    ['not-found', ['Not found', MAPPING.oldEmail2]],
    ['guest-user', ['Found in Primary Email', 'You are a guest (#EXT#)']],
    ['domain-user', ['Found in Primary Email', 'is a Windows name']],
    ['no-entra-id', ['Mapped by Username', 'no Entra object id']],
    ['unlicensed-me', ['Mapped by Username', 'no licence']],
    ['administrative-me', ['Mapped by Username', 'access mode is Administrative']],
    ['secured-column', ['Column security hides', MAPPING.securedLabel]],
  ])('%s', async (world, says) => {
    await stage.enter(world);
    const { popup } = await clickOn(stage);
    const screen = await checkMapping(popup);
    for (const said of says) await expectText(popup, said);
    expect(screen).not.toMatch(/undefined|\[object/);
  });

  it('a connector that maps by another field is taken into account', async () => {
    await stage.enter('configured-field');
    await giveMapsimise(stage);
    const { popup } = await clickOn(stage);
    await checkMapping(popup);
    await expectText(popup, `Already configured: mapped by ${MAPPING.customLabel}`);
  });

  it('an address with an apostrophe is looked for as it is', async () => {
    const { popup } = await clickOn(stage);
    await checkMapping(popup, "o'neil@contoso.com");
    await expectText(popup, /Belongs to another user|Not found|Ambiguous/);
  });
});

it.each<[WorldName, string]>([
  ['metadata-refused', 'mapping/columns-refused'],
  ['page-signed-out', 'page/signed-out'],
])('in the world %s the reason and the remedy are said', async (world, code) => {
  await stage.enter(world);
  const { popup } = await clickOn(stage);
  await clickButton(popup, 'My mapping');
  await fill(popup, 'Mapsimise email', MAPPING.email);
  await clickButton(popup, 'Check');
  expect(await expectText(popup, code)).toContain('What to do:');
});

it('costs two round trips the first time and one when the columns are known, with no token and no sign-in', async () => {
  const { popup, page } = await clickOn(stage);
  await expectText(popup, 'As reported by the page');
  await stage.emulators.setRtt(RTT_MS);
  await stage.emulators.clearRequests();
  await checkMapping(popup);
  expect(await tripsNow()).toBeLessThanOrEqual(3);
  await closePopup(popup);
  await stage.emulators.clearRequests();
  const again = await clickAgain(stage, page);
  expect(await valueIn(again, 'Mapsimise email')).toBe(MAPPING.email);
  await untilPageWasRead();
  await stage.emulators.clearRequests();
  await fill(again, 'Mapsimise email', ALEX.email);
  await clickButton(again, 'Check');
  await expectText(again, `for Adele Vance and ${ALEX.email}`);
  const asked = await stage.emulators.requests(ORG);
  expect(asked.filter(({ path }) => path.includes('EntityDefinitions'))).toEqual([]);
  expect(asked.filter(({ headers }) => headers.authorization)).toEqual([]);
  expect(await tripsNow()).toBe(1);
  expect(
    await stage.emulators.requests({ host: 'login.microsoftonline.com', method: 'POST' }),
  ).toEqual([]);
});

/** Each click has the page say who is signed in; the last of those questions is about that user. */
async function untilPageWasRead(): Promise<void> {
  await until('end of reading the page', async () => {
    const asked = await stage.emulators.requests(ORG);
    return asked.some(
      ({ path, finished }) => finished && path.includes('$select=fullname,domainname'),
    )
      ? true
      : undefined;
  });
}

const tripsNow = async () => countSequential(await stage.emulators.requests(ORG), RTT_MS);

it('fills in the address that Mapsimise knows, where a key is kept and none was typed', async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await clickButton(popup, 'My mapping');
  await until('an address', async () => (await valueIn(popup, 'Mapsimise email')) || undefined);
  expect(await valueIn(popup, 'Mapsimise email')).toBe(MEGAN.email);
});

it('shows of other users the name only', async () => {
  await stage.enter('ambiguous-email');
  const { popup } = await clickOn(stage);
  const screen = await checkMapping(popup);
  for (const { userId } of NAMESAKES) expect(screen).not.toContain(userId);
  expect(screen).not.toMatch(/patti|raul/i);
});

it('the ticket names the field and the organisation, and can be copied', async () => {
  await stage.enter('found-in-custom-text');
  const { popup } = await clickOn(stage);
  const screen = await checkMapping(popup);
  for (const fact of [MAPPING.customLabel, MAPPING.customColumn, ORGANISATIONS.contoso.url])
    expect(screen).toContain(fact);
  const ticket = (await popup.$eval('pre', (element) => element.textContent)) ?? '';
  expect(ticket).not.toContain('Adele');
  await popup.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
  await clickButton(popup, 'Copy ticket');
  await expectText(popup, 'Copied.');
  expect(await popup.evaluate('window.copied')).toBe(ticket);
});

describe('Save my Mapsimise email to Email 2', () => {
  const WRITES = { ...ORG, method: 'PATCH' };

  it('shows old and new, asks, writes the own row only, reads it back, and the verdict follows', async () => {
    await stage.enter('not-found');
    const { popup } = await clickOn(stage);
    await checkMapping(popup);
    await clickButton(popup, 'Save my Mapsimise email to Email 2');
    const asked = await expectText(popup, 'Change Email 2 of your own user record?');
    expect(asked).toContain(MAPPING.oldEmail2);
    expect(await stage.emulators.requests(WRITES)).toEqual([]);
    await clickButton(popup, 'Cancel');
    await clickButton(popup, 'Save my Mapsimise email to Email 2');
    await clickButton(popup, 'Save');
    await expectText(popup, 'Saved to Email 2, and read back.');
    expect(await textOf(popup)).toContain('Found in Email 2: needs a ticket');
    const writes = await stage.emulators.requests(WRITES);
    expect(writes.map(({ body }) => JSON.parse(body))).toEqual([
      { personalemailaddress: MAPPING.email },
    ]);
  });

  it.each<[WorldName, string]>([
    ['no-write-privilege', 'mapping/write-refused'],
    ['secured-email-2', 'mapping/column-secured'],
  ])('in the world %s it says why it may not', async (world, code) => {
    await stage.enter(world);
    const { popup } = await clickOn(stage);
    await checkMapping(popup);
    await clickButton(popup, 'Save my Mapsimise email to Email 2');
    await clickButton(popup, 'Save');
    expect(await expectText(popup, code)).toContain('What to do:');
  });
});
