import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import { ACCOUNTS, CRM_SERVER, ON_PREMISES_PAGES, STS } from '../emulators/on-premises/people.ts';
import { ADELE, CLIENT_ID, ORGANISATIONS, SECRET } from '../emulators/people.ts';
import { byRole, choose, clickButton, fill, valueIn } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { expectText, textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { fillAccount } from './ifd-way.ts';
import { clickAgain, clickOn, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

async function schemeIn(popup: Page): Promise<string> {
  const list = await byRole(popup, 'combobox', 'Scheme');
  return list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? '');
}
const requestsAt = (host: string) => stage.emulators.requests({ host });

describe('the scheme', () => {
  it('is the one of the page: Dynamics CRM / IFD on one’s own server', async () => {
    const { popup } = await clickOn(stage, ON_PREMISES_PAGES.ifd);
    await clickButton(popup, 'Set up connector');
    expect(await schemeIn(popup)).toBe('Dynamics CRM / IFD');
    expect(await valueIn(popup, 'Organisation URL')).toBe(CRM_SERVER.ifd.url);
    expect(await textOf(popup)).not.toContain('Client Id');
  });

  it('changed, wipes the secret and says so; what else was typed comes back with it', async () => {
    const { popup, page } = await clickOn(stage);
    await fillCredentials(popup);
    await clickButton(popup, 'Advanced');
    await choose(popup, 'Scheme', 'Dynamics CRM / IFD');
    await expectText(popup, 'The Client Secret was wiped when the scheme was changed');
    await fill(popup, 'Username / Email', ACCOUNTS.service.domainName);
    await choose(popup, 'Scheme', 'Dataverse');
    expect(await valueIn(popup, 'Client Id')).toBe(CLIENT_ID);
    await clickButton(popup, 'Test Connection');
    await expectText(popup, 'Enter the Client Secret');
    await closePopup(popup);
    const again = await clickAgain(stage, page);
    await clickButton(again, 'Advanced');
    await choose(again, 'Scheme', 'Dynamics CRM / IFD');
    expect(await valueIn(again, 'Username / Email')).toBe(ACCOUNTS.service.domainName);
    expect(await textOf(again)).not.toContain(SECRET);
  });

  it('with a password is refused for an online organisation, with its history and one click to Dataverse', async () => {
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    await clickButton(popup, 'Advanced');
    await choose(popup, 'Scheme', 'Dynamics CRM / IFD');
    await expectText(popup, '4 April 2022');
    await fill(popup, 'Username / Email', 'megan@contoso.com');
    await fill(popup, 'Password', ACCOUNTS.service.password);
    await stage.emulators.clearRequests();
    await clickButton(popup, 'Test Connection');
    const [url] = await untilTestEnded(popup);
    expect(url?.outcome).toBe('failed');
    expect(url?.text).toContain('ifd/online-organisation');
    expect(await requestsAt(ORGANISATIONS.contoso.host)).toEqual([]);
    await clickButton(popup, 'Use Dataverse');
    expect(await schemeIn(popup)).toBe('Dataverse');
    await fill(popup, 'Client Id', CLIENT_ID);
  });

  it('Dataverse is refused for one’s own server, with one click to Dynamics CRM / IFD', async () => {
    const { popup } = await clickOn(stage);
    await fillCredentials(popup);
    await fill(popup, 'Organisation URL', CRM_SERVER.internal.url);
    await clickButton(popup, 'Test Connection');
    const [url] = await untilTestEnded(popup);
    expect(url?.text).toContain('url/not-dataverse');
    expect(await requestsAt(CRM_SERVER.internal.host)).toEqual([]);
    await clickButton(popup, 'Use Dynamics CRM / IFD');
    expect(await schemeIn(popup)).toBe('Dynamics CRM / IFD');
  });

  it('an address typed for one’s own server is not asked before its origin is granted', async () => {
    const { popup } = await clickOn(stage);
    await clickButton(popup, 'Set up connector');
    await fill(popup, 'Organisation URL', CRM_SERVER.internal.url);
    await clickButton(popup, 'Use Dynamics CRM / IFD');
    await fillAccount(popup);
    await clickButton(popup, 'Test Connection');
    await expectText(popup, 'permission/not-granted');
    expect(await requestsAt(CRM_SERVER.internal.host)).toEqual([]);
  });

  it('advises on a user name and a password as they are typed, and takes any letter', async () => {
    const { popup } = await clickOn(stage, ON_PREMISES_PAGES.internal);
    await clickButton(popup, 'Set up connector');
    await fill(popup, 'Username / Email', 'CONTOSO/svc');
    await expectText(popup, 'backslash');
    await fill(popup, 'Username / Email', 'CONTOSO\\svc ');
    await expectText(popup, 'There is a blank at the beginning or the end.');
    await fill(popup, 'Username / Email', ACCOUNTS.special.domainName);
    await fill(popup, 'Password', ` ${ACCOUNTS.stranger.password} `);
    await expectText(popup, 'It counts, and is sent as it stands.');
    expect(await textOf(popup)).not.toContain('backslash');
  });
});

it('of two AD FS that the server names, each is asked about by itself, and none gets anything before', async () => {
  await stage.enter('ifd-sts-two');
  const { popup } = await clickOn(stage, ON_PREMISES_PAGES.internal);
  await fillAccount(popup);
  await stage.emulators.clearRequests(); // The page itself has signed in there.
  await clickButton(popup, 'Test Connection');
  await expectText(popup, 'ifd/sts-not-confirmed');
  const buttons = await popup.$$(
    '::-p-aria([name="Send my password to this server"][role="button"])',
  );
  expect(buttons).toHaveLength(2);
  await buttons[1]?.evaluate((button) => (button as HTMLElement).click());
  await expectText(popup, 'permission/not-granted');
  await expectText(popup, `Browser permission for ${STS.changedHost} was not granted`);
  for (const host of [STS.host, STS.changedHost]) expect(await requestsAt(host)).toEqual([]);
});

describe('My mapping on one’s own server', () => {
  it.each<[WorldName, string]>([
    ['ifd', ON_PREMISES_PAGES.internal],
    ['ifd', ON_PREMISES_PAGES.ifd],
    ['ifd-api-v8.2', ON_PREMISES_PAGES.internal],
  ])(
    'in the world %s on %s says where the address stands, and explains DOMAIN\\user',
    async (world, address) => {
      await stage.enter(world);
      const { popup } = await clickOn(stage, address);
      await expectText(popup, 'Adele Vance (CONTOSO\\adelev)');
      await clickButton(popup, 'My mapping');
      await fill(popup, 'Mapsimise email', ADELE.email);
      await clickButton(popup, 'Check');
      const screen = await expectText(popup, 'As reported by the page, for');
      expect(screen).toContain('Found in Primary Email: needs a ticket');
      expect(screen).toContain('is a Windows name (DOMAIN\\user)');
      expect(screen).not.toMatch(/Entra|undefined/);
      const host = new URL(address).host;
      expect((await requestsAt(host)).some(({ path }) => path.includes('azureactive'))).toBe(true);
    },
  );
});

describe('very long names', () => {
  it('do not widen the popup', async () => {
    await stage.enter('long-texts');
    const { popup } = await clickOn(stage, ON_PREMISES_PAGES.internal);
    await fillAccount(popup, {
      domainName: `CONTOSO\\${'Kartendarstellungsgesellschaft'.repeat(6)}`,
      password: ACCOUNTS.stranger.password,
    });
    await clickButton(popup, 'Test Connection');
    await untilTestEnded(popup);
    expect(await popup.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
