import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { ORGANISATIONS } from '../emulators/people.ts';
import { byRole, clickButton, valueIn } from './harness/controls.ts';
import { screenshot } from './harness/screenshot.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { killServiceWorker, serviceWorker } from './harness/worker.ts';
import {
  openProvisioning,
  pickAndOpen,
  pressCreate,
  ROLE,
  untilCreated,
} from './provisioning-way.ts';
import { clickAgain, giveMapsimise, setStage } from './stage.ts';
import { pressConfirmPurchase } from './way.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });
const GRAPH = 'graph.microsoft.com';
const CRM = ORGANISATIONS.contoso.host;

/** The applications of ours that stand at Entra now, with the secrets that are valid. */
async function ours() {
  const all = await stage.emulators.applications();
  return all.filter(({ deleted, tags }) => !deleted && tags.includes('MapsimiseConnect'));
}
const usersOf = async (appId: string) =>
  (await stage.emulators.applicationUsers()).filter((user) => user.applicationId === appId);

/** Exactly one of each thing, and the one secret where it may be: in session storage, under the draft. */
async function expectOneOfEach(): Promise<void> {
  const [application, ...others] = await ours();
  if (!application) throw new Error('there is no application of ours');
  expect(others).toEqual([]);
  expect(application.servicePrincipal).toBeDefined();
  const valid = application.secrets.filter((secret) => !secret.removed);
  expect(valid).toHaveLength(1);
  const users = await usersOf(application.appId);
  expect(users).toHaveLength(1);
  expect(users[0]).toMatchObject({ isDisabled: false, isDeleted: false, roles: [ROLE] });
  const worker = await serviceWorker(stage.session.browser);
  const [local, session] = [
    await readStorage(worker, 'local'),
    await readStorage(worker, 'session'),
  ];
  const name = `secret:draft:${ORGANISATIONS.contoso.url}`;
  const { [name]: kept, ...rest } = session;
  expect(kept).toBe(valid[0]?.secretText);
  for (const { secretText } of application.secrets)
    expect(JSON.stringify([local, rest])).not.toContain(secretText);
}

it('from the page to a purchased connector, without typing an id', async () => {
  await stage.enter('provisioning');
  await giveMapsimise(stage);
  const { tab } = await openProvisioning(stage, display.name);
  await expectText(tab, 'Application name');
  await screenshot(tab, 'provisioning form');
  expect(await valueIn(tab, 'Application name')).toMatch(/^Mapsimise – /);
  await pressCreate(tab);
  const made = await untilCreated(tab);
  expect(made.map(({ outcome }) => outcome)).toEqual([
    'passed',
    'passed',
    'passed',
    'passed',
    'passed',
    'skipped',
  ]);
  const [application] = await ours();
  expect(await valueIn(tab, 'Client Id')).toBe(application?.appId);
  const secret = await byRole(tab, 'textbox', 'Client Secret');
  expect(await secret.evaluate((box) => (box as HTMLInputElement).placeholder)).toBe(
    'created, not shown',
  );
  await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
  await untilTestEnded(tab);
  await screenshot(tab, 'provisioning done');
  await expectOneOfEach();
  await expectSecretNotOnScreen(tab);
  await pressConfirmPurchase(tab);
  await expectText(tab, 'The Client Secret was wiped from this browser.');
  expect(await stage.emulators.connectors()).toMatchObject([{ ClientId: application?.appId }]);
});

it('from the list to a purchased connector: find, pick, create, test and buy, without typing an id', async () => {
  await stage.enter('provisioning');
  await giveMapsimise(stage);
  const tab = await pickAndOpen(stage, display.name, 'Contoso');
  await pressCreate(tab);
  await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
  await expectOneOfEach();
  await pressConfirmPurchase(tab);
  await expectText(tab, 'The Client Secret was wiped from this browser.');
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

async function expectSecretNotOnScreen(tab: Page) {
  const html = (await tab.evaluate('document.documentElement.outerHTML')) as string;
  for (const { secrets } of await ours())
    for (const { secretText } of secrets) expect(html).not.toContain(secretText);
}

it.each<[string, { host: string; method: string; pathPrefix: string }, 'before' | 'after']>([
  ['Application', { host: GRAPH, method: 'POST', pathPrefix: '/v1.0/applications' }, 'after'],
  ['Client secret', { host: GRAPH, method: 'POST', pathPrefix: '/v1.0/applications/' }, 'after'],
  [
    'Service principal',
    { host: GRAPH, method: 'POST', pathPrefix: '/v1.0/servicePrincipals' },
    'after',
  ],
  [
    'Application user',
    { host: CRM, method: 'POST', pathPrefix: '/api/data/v9.2/systemusers' },
    'after',
  ],
  [
    'Security role',
    { host: CRM, method: 'POST', pathPrefix: '/api/data/v9.2/systemusers(' },
    'before',
  ],
])(
  'a worker killed at the step %s: Continue leaves one of each thing and no orphan',
  async (name, match, when) => {
    await stage.enter('provisioning');
    const { tab } = await openProvisioning(stage, display.name);
    const held = await stage.emulators.hold({ ...match, when });
    await pressCreate(tab);
    await held.arrived();
    await killServiceWorker(stage.session.browser);
    await held.release('continue');
    await tab.reload();
    const stopped = await untilStep(tab, name, 'failed');
    expect(stopped.text).toContain('provisioning/interrupted');
    await clickButton(tab, 'Continue');
    await untilStep(tab, 'Security role', 'passed');
    await untilCreated(tab);
    await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
    await expectOneOfEach();
  },
);

it('with Impersonate Users on the smallest role for it is added, and the window may be closed meanwhile', async () => {
  await stage.enter('provisioning');
  const { page, tab } = await openProvisioning(stage, display.name);
  await (await byRole(tab, 'switch', 'Impersonate Users')).click();
  const role = await stage.emulators.hold({
    host: CRM,
    method: 'POST',
    pathPrefix: '/api/data/v9.2/systemusers(',
    when: 'before',
  });
  await pressCreate(tab);
  await role.arrived();
  await tab.close();
  await role.release('continue');
  const popup = await clickAgain(stage, page);
  await untilStep(popup, 'Act on behalf privilege', 'passed');
  await untilStep(popup, 'Table privileges', 'passed', 'passed with a remark');
  const [application] = await ours();
  expect(await usersOf(application?.appId ?? '')).toMatchObject([{ roles: [ROLE, 'Delegate'] }]);
  expect(await valueIn(popup, 'Client Id')).toBe(application?.appId);
});

it('Undo asks, and removes exactly what was created', async () => {
  await stage.enter('provisioning');
  const before = await stage.emulators.applications();
  const { tab } = await openProvisioning(stage, display.name);
  await pressCreate(tab);
  await untilStep(tab, 'Security role', 'passed');
  await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
  const [application] = await ours();
  await clickButton(tab, 'Undo');
  await screenshot(tab, 'provisioning undo');
  await clickButton(tab, 'Remove them');
  await expectText(tab, 'Everything that was created was removed.');
  expect(await ours()).toEqual([]);
  expect(await usersOf(application?.appId ?? '')).toEqual([]);
  expect((await stage.emulators.applications()).filter(({ deleted }) => !deleted)).toEqual(
    before.filter(({ deleted }) => !deleted),
  );
  expect(await valueIn(tab, 'Client Id')).toBe('');
});

it.each<
  [string, Parameters<typeof stage.enter>[0], Parameters<typeof openProvisioning>[2], string]
>([
  [
    'no right to add users',
    'provisioning',
    'directoryAdministrator',
    'provisioning/rights-missing',
  ],
  ['no user of the organisation', 'provisioning', 'newcomer', 'provisioning/not-a-member'],
])(
  '%s: named before anything is created, with the manual way beside it',
  async (_what, world, who, code) => {
    await stage.enter(world);
    const { tab } = await openProvisioning(stage, display.name, who);
    await expectText(tab, code);
    await expectText(tab, 'pac admin create-service-principal');
    await screenshot(tab, `provisioning ${code}`);
    expect(await stage.emulators.requests({ host: GRAPH, method: 'POST' })).toEqual([]);
  },
);

it('no directory role: Entra refuses the first step, which is named, and nothing is there', async () => {
  await stage.enter('provisioning');
  const { tab } = await openProvisioning(stage, display.name, 'crmAdministrator');
  await pressCreate(tab);
  const refused = await untilStep(tab, 'Application', 'failed');
  expect(refused.text).toContain('graph/role-missing');
  expect(await ours()).toEqual([]);
});

it('what is not known everywhere yet is waited out, and said', async () => {
  await stage.enter('replication-slow');
  const { tab } = await openProvisioning(stage, display.name);
  await pressCreate(tab);
  await expectText(tab, 'everywhere yet');
  await screenshot(tab, 'provisioning waits');
  await untilStep(tab, 'Security role', 'passed');
  await untilStep(tab, 'Table privileges', 'passed', 'passed with a remark');
  await expectOneOfEach();
});

it('an application of ours that exists is offered, and Undo leaves all but the new secret and role', async () => {
  await stage.enter('existing-application-in-use');
  const [before] = await ours();
  const { tab } = await openProvisioning(stage, display.name);
  await pressCreate(tab, 'Use existing application');
  await untilStep(tab, 'Security role', 'passed');
  await untilCreated(tab);
  await clickButton(tab, 'Undo');
  await clickButton(tab, 'Remove them');
  await expectText(tab, 'The application was there before, and stays.');
  const [after] = await ours();
  const valid = (application: typeof before) =>
    application?.secrets.filter(({ removed }) => !removed);
  expect(valid(after)).toEqual(valid(before));
  expect(after?.servicePrincipal).toEqual(before?.servicePrincipal);
});

it('a softly deleted application user is explained with its remedy', async () => {
  await stage.enter('soft-deleted-user');
  const { tab } = await openProvisioning(stage, display.name);
  await pressCreate(tab, 'Use existing application');
  const refused = await untilStep(tab, 'Application user', 'failed');
  expect(refused.text).toContain('provisioning/user-deleted');
  expect(refused.text).toContain('delete it for good');
});
