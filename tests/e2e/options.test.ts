import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { API_KEYS, MAPSIMISE } from '../emulators/people.ts';
import { byRole, clickButton, fill, valueIn } from './harness/controls.ts';
import { readStorage } from './harness/storage.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { expectText, textOf } from './harness/text.ts';
import { setStage } from './stage.ts';
import { fillOptions } from './way.ts';

const stage = setStage();
const turn = async (page: Page, name: string) => (await byRole(page, 'switch', name)).click();
const openOptions = () => openOwnTab(stage.session.browser, 'options.html');

it('Options say who one is in Mapsimise: name, role, organisation and rights', async () => {
  const options = await fillOptions(stage.session.browser);
  await expectText(options, /Megan Bowen \(megan\.bowen@contoso\.com\)/);
  await expectText(options, MAPSIMISE.organisationName);
  await expectText(options, 'Administrator');
  await expectText(options, 'View, Create, Edit, Delete');
});

it('Options list all that is stored, tell the keys that open the popup, and lead to the privacy page', async () => {
  const options = await fillOptions(stage.session.browser);
  await expectText(options, 'Alt+Shift+M opens Mapsimise Connect');
  expect(await storedIn(options)).toMatchObject({
    'What you chose in Options, and your Mapsimise email': '1 entry',
    'Set-ups that you began, without their secrets': 'nothing',
  });
  await Promise.all([
    options.waitForNavigation(),
    byRole(options, 'link', 'Privacy').then((link) => link.click()),
  ]);
  await expectText(options, 'no server of its own, no telemetry');
});

it('an account without the right to create hears what that means', async () => {
  const options = await fillOptions(stage.session.browser, 'basicUser');
  await expectText(options, 'Basic User');
  await expectText(options, 'Without the right Create on Connectors this account can test');
});

it.each([
  ['expired', 'mapsimise/key-refused'],
  ['otherOrganisation', 'mapsimise/other-organisation'],
] as const)('a key that is %s is named: %s', async (key, code) => {
  const options = await fillOptions(stage.session.browser, key);
  await expectText(options, code);
});

it('organisation and region come from the Mapsimise that is open in a tab', async () => {
  await openTab(stage.session.browser, `https://fabrikam.useast.mapsimise.com/connectors`);
  const options = await openOptions();
  await expectText(options, 'Taken from the Mapsimise tab that is open.');
  expect(await valueIn(options, 'Mapsimise organisation')).toBe('fabrikam');
  expect(await valueIn(options, 'Region')).toBe('useast');
});

it('a key kept on this device outlives the browser, encrypted; Forget everything takes it and its key', async () => {
  const options = await fillOptions(stage.session.browser);
  await turn(options, 'Keep on this device');
  await expectText(options, 'Kept on this device, encrypted.');
  await stage.session.browser.close();
  await stage.comeBack();

  const again = await openOptions();
  await expectText(again, 'Megan Bowen');
  expect(JSON.stringify(await readStorage(again, 'local'))).not.toContain('CANARY');
  expect(await keysOnDevice(again)).toEqual([{ extractable: false, algorithm: 'AES-GCM' }]);
  const [me] = (await stage.emulators.requests({ host: MAPSIMISE.apiHost })).slice(-1);
  expect(me?.headers.authorization).toBe(`Bearer ${API_KEYS.administrator}`);

  await clickButton(again, 'Forget everything');
  await clickButton(again, 'Yes, forget everything');
  await expectText(again, 'Everything was forgotten.');
  expect(await keysOnDevice(again)).toEqual([]);
  expect(await readStorage(again, 'local')).toEqual({});
  expect(await textOf(again)).not.toContain('Megan Bowen');
});

it('a key for the session only is gone with the browser', async () => {
  await fillOptions(stage.session.browser);
  await stage.session.browser.close();
  await stage.comeBack();
  const again = await openOptions();
  await expectText(again, 'Give the organisation, its region and an API key');
  await fill(again, 'Region', MAPSIMISE.region);
  expect(await keysOnDevice(again)).toEqual([]);
});

/** The list under What is stored: what, and how much of it. */
const storedIn = (page: Page): Promise<Record<string, string>> =>
  page.$$eval('.stored dl > div', (lines) =>
    Object.fromEntries(
      lines.map((line) => [
        line.querySelector('dt')?.textContent ?? '',
        line.querySelector('dd')?.textContent ?? '',
      ]),
    ),
  );

/** What the browser's database holds, as any script of ours could see it. */
async function keysOnDevice(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('device');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.contains('keys')) return resolve([]);
      const all = database.transaction('keys').objectStore('keys').getAll();
      all.onsuccess = () => {
        database.close();
        resolve(all.result.map((key) => ({ extractable: key.extractable, algorithm: key.algorithm.name })));
      };
    };
  })`);
}
