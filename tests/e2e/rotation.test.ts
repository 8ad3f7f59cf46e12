import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import type { HoldMatch } from '../emulators/control.ts';
import { CLIENT_ID, MAPSIMISE, SECRET } from '../emulators/people.ts';
import { byRole, clickButton } from './harness/controls.ts';
import { allowPermissionPrompt } from './harness/prompt.ts';
import { expectText } from './harness/text.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { killServiceWorker } from './harness/worker.ts';
import { signInOver } from './sign-in-way.ts';
import { giveMapsimise, setStage, TOKEN_REQUESTS } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });
const GRAPH = 'https://graph.microsoft.com';

async function press(page: Page, connector: string, button: string): Promise<void> {
  const item = await byRole(page, 'listitem', connector);
  const found = await item.waitForSelector(
    `::-p-aria([name=${JSON.stringify(button)}][role="button"])`,
  );
  await found?.click();
}

/** Signed in over the CRM page; then the full tab, where the browser may be asked for Graph. */
async function openRotation(): Promise<Page> {
  await stage.enter('several-connectors');
  await giveMapsimise(stage);
  const { browser } = stage.session;
  const { popup } = await signInOver(stage);
  await clickButton(popup, 'Connectors');
  await press(popup, 'Contoso CRM', 'Rotate secret');
  await clickButton(popup, 'Open in a tab to grant access');
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  const tab = await target.asPage();
  await untilNoPopup(browser);
  await press(tab, 'Contoso CRM', 'Rotate secret');
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display.name, tab, GRAPH);
  await expectText(tab, 'Secret that the connector uses now');
  return tab;
}

/** Exactly one connector of contoso, exactly one secret, and the connector has it. */
async function expectRotated(): Promise<void> {
  const application = (await stage.emulators.applications()).find(
    ({ appId }) => appId === CLIENT_ID,
  );
  const left = application?.secrets.filter(({ removed }) => !removed) ?? [];
  expect(left).toHaveLength(1);
  expect(left[0]?.secretText).not.toBe(SECRET);
  const puts = await stage.emulators.requests({ host: MAPSIMISE.apiHost, method: 'PUT' });
  const answered = puts.filter(({ status }) => status === 200).at(-1);
  expect(JSON.parse(answered?.body ?? '{}')).toEqual({
    ClientId: CLIENT_ID,
    ClientSecret: left[0]?.secretText,
  });
  const connectors = await stage.emulators.connectors();
  expect(connectors).toHaveLength(4);
  expect(connectors.find(({ Name }) => Name === 'Contoso CRM')).toMatchObject({
    ClientId: CLIENT_ID,
    Scheme: 'Dataverse',
    ImpersonateUsers: true,
    ImpersonationField: 'personalemailaddress',
  });
}

it('a secret is rotated by one click, and no secret stands on the screen', async () => {
  const tab = await openRotation();
  await clickButton(tab, 'Rotate now');
  const screen = await expectText(tab, 'Rotated. The connector has the new secret');
  await expectRotated();
  const application = (await stage.emulators.applications()).find(
    ({ appId }) => appId === CLIENT_ID,
  );
  for (const { secretText } of application?.secrets ?? []) expect(screen).not.toContain(secretText);
  await clickButton(tab, 'Done');
  await expectText(tab, 'Secret ends');
});

const GRAPH_POST = { host: 'graph.microsoft.com', method: 'POST' };
const graph = { ...GRAPH_POST, pathPrefix: '/v1.0/applications/' };
const update = { host: MAPSIMISE.apiHost, method: 'PUT' };
it.each<[string, HoldMatch]>([
  ['before Entra made the secret', { ...graph, when: 'before' }],
  ['after Entra made the secret, before its answer', { ...graph, when: 'after' }],
  ['while the new secret is tested', { ...TOKEN_REQUESTS, when: 'before' }],
  ['before Mapsimise took the new secret', { ...update, when: 'before' }],
  ['after Mapsimise took the new secret, before its answer', { ...update, when: 'after' }],
  [
    'while it is verified',
    { host: MAPSIMISE.apiHost, method: 'GET', pathPrefix: '/api/v1/connectors/', when: 'before' },
  ],
])(
  'a worker killed %s: Continue ends with one connector that works and one secret',
  async (_when, match) => {
    const tab = await openRotation();
    const held = await stage.emulators.hold(match);
    await clickButton(tab, 'Rotate now');
    await held.arrived();
    await killServiceWorker(stage.session.browser);
    await held.release('continue');
    await clickButton(tab, 'Refresh');
    await expectText(tab, 'rotation/interrupted');
    await clickButton(tab, 'Continue');
    await expectText(tab, 'Rotated. The connector has the new secret', 60_000);
    await expectRotated();
  },
  150_000,
);

it.each(['before', 'after'] as const)(
  'a worker killed %s Entra removed the old secret: Continue removes it once',
  async (when) => {
    const tab = await openRotation();
    const all = await stage.emulators.applications();
    const { id } = all.find(({ appId }) => appId === CLIENT_ID) ?? {};
    const path = `/v1.0/applications/${id}/removePassword`;
    const held = await stage.emulators.hold({ ...GRAPH_POST, path, when });
    await clickButton(tab, 'Rotate now');
    await held.arrived();
    await killServiceWorker(stage.session.browser);
    await held.release('continue');
    await clickButton(tab, 'Refresh');
    await expectText(tab, 'rotation/interrupted');
    await clickButton(tab, 'Continue');
    await expectText(tab, 'Rotated. The connector has the new secret', 60_000);
    await expectRotated();
  },
  150_000,
);
