import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import { SECRET } from '../emulators/people.ts';
import { clickButton, fill, isDisabled, type, untilEnabled } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { until, untilTrue } from './harness/until.ts';
import { serviceWorker } from './harness/worker.ts';
import { type ApiKeyName, clickOn, createsSent, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

async function testUntilPassed(key: ApiKeyName = 'administrator') {
  await giveMapsimise(stage, key);
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  return { popup, page };
}

/** The same secret again; but it was edited, and nobody can compare it. */
const typeAgain = (popup: Page) => fill(popup, 'Client Secret', SECRET);

it.each<[string, (popup: Page) => Promise<void>]>([
  ['the Client Id', (popup) => type(popup, 'Client Id', ' ')],
  ['the Client Secret', typeAgain],
  ['the Organisation URL', (popup) => type(popup, 'Organisation URL', '/')],
  ['Impersonate Users', (popup) => popup.locator('::-p-aria(Impersonate Users)').click()],
])('an edit of %s after a pass locks the purchase and says why', async (_what, edit) => {
  const { popup } = await testUntilPassed();
  await untilEnabled(popup, 'Confirm Purchase');
  await edit(popup);
  expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
  await expectText(popup, /changed/i);
  await clickButton(popup, 'Test Connection');
  await untilEnabled(popup, 'Confirm Purchase');
});

it('a character typed over the kept Client Secret and deleted takes nothing away: the pass still opens the purchase', async () => {
  const { popup } = await testUntilPassed();
  await untilEnabled(popup, 'Confirm Purchase');
  await type(popup, 'Client Secret', 'x');
  await untilTrue('a locked purchase', () => isDisabled(popup, 'Confirm Purchase'));
  await popup.keyboard.press('Backspace');
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
  const create = await until('a create', async () => (await createsSent(stage))[0]);
  expect(JSON.parse(create.body)).toMatchObject({ ClientSecret: SECRET });
});

it('the background refuses a purchase that the screen would not have allowed', async () => {
  const { popup } = await testUntilPassed();
  await untilEnabled(popup, 'Confirm Purchase');
  const worker = await serviceWorker(stage.session.browser);
  const local = await readStorage(worker, 'local');
  const [name, draft] = Object.entries(local).find(([key]) => key.startsWith('draft:')) ?? ['', {}];
  const workspace = name.slice('draft:'.length);
  const { handle } = draft as { handle: string };
  const ask = (type: string, question: object) =>
    popup.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ type, ask: question })})`);
  await ask('draft.keep', {
    workspace,
    fields: { organisationUrl: workspace, clientId: 'other', impersonateUsers: false },
  });
  expect(await ask('connector.register', { workspace, handle })).toEqual({ taken: true });
  expect(await createsSent(stage)).toEqual([]);
});

it.each<[WorldName, ApiKeyName, (string | RegExp)[]]>([
  ['no-create-right', 'administrator', ['Create on Connectors']],
  ['happy', 'basicUser', ['Create on Connectors', 'Basic User']],
  ['happy', 'expired', ['mapsimise/key-refused']],
  ['happy', 'otherOrganisation', ['mapsimise/other-organisation']],
  ['already-registered', 'administrator', [/has a connector already/]],
  ['already-registered-page-7', 'administrator', [/has a connector already/]],
  ['list-fails-page-3', 'administrator', ['mapsimise/list-incomplete']],
  ['mapsimise-401', 'administrator', ['mapsimise/key-refused']],
  ['mapsimise-html', 'administrator', ['mapsimise/session-ended']],
  ['mapsimise-500', 'administrator', ['mapsimise/broken']],
  ['quote-refused', 'administrator', ['mapsimise/refused']],
])(
  'in the world %s with the key %s nothing can be bought, and the reason is said',
  async (world, key, says) => {
    await stage.enter(world);
    const { popup } = await testUntilPassed(key);
    for (const said of says) await expectText(popup, said);
    expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
    expect(await createsSent(stage)).toEqual([]);
  },
);

it('a refused create is said in the words of Mapsimise, and can be tried again', async () => {
  await stage.enter('create-validation-400');
  const { popup } = await testUntilPassed();
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, 'mapsimise/refused');
  expect(await stage.emulators.connectors()).toEqual([]);
  await untilEnabled(popup, 'Confirm Purchase');
});

it('a second machine that registers at the same time is shown, and nothing is deleted', async () => {
  await stage.enter('second-machine');
  const { popup } = await testUntilPassed();
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, 'registration/conflict');
  const both = await stage.emulators.connectors();
  expect(both).toHaveLength(2);
  for (const { Id } of both) await expectText(popup, String(Id));
});

it('Disconnect forgets what was typed, the secret and the results', async () => {
  const { popup } = await testUntilPassed();
  await clickButton(popup, 'Disconnect');
  await expectText(popup, 'Locked until the test has passed.');
  const worker = await serviceWorker(stage.session.browser);
  const kept = JSON.stringify([
    await readStorage(worker, 'session'),
    await readStorage(worker, 'local'),
  ]);
  expect(kept).not.toContain(JSON.stringify(SECRET).slice(1, -1));
  await fill(popup, 'Client Id', 'typed anew');
});
