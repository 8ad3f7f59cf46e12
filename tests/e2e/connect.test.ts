import { expect, it } from 'vitest';
import { ADELE, CLIENT_ID, ORGANISATIONS, PAGES, SECRET } from '../emulators/people.ts';
import { byRole, clickButton, isDisabled, untilEnabled } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { serviceWorker } from './harness/worker.ts';
import { clickOn, createsSent, giveMapsimise, setStage, TOKEN_REQUESTS } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

it('connects a CRM from its own page: one click there, a test that passes, one connector', async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
  await clickButton(popup, 'Test Connection');
  const steps = await untilTestEnded(popup);
  expect(steps.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
    'Organisation URL: passed',
    'Reach the organisation: passed',
    'Find the tenant: passed',
    'Get a token: passed',
    'Who am I: passed',
    'Organisation: passed',
    'Application user and roles: passed',
    'Table privileges: passed',
    'Impersonation: skipped',
  ]);
  expect(steps.slice(0, 8).every(({ ms }) => ms !== undefined)).toBe(true);
  await untilEnabled(popup, 'Confirm Purchase');
  await expectText(popup, 'Contoso Maps');
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, 'The Client Secret was wiped from this browser.');

  const connectors = await stage.emulators.connectors();
  expect(connectors).toHaveLength(1);
  expect(connectors[0]).toMatchObject({
    OrganisationUrl: ORGANISATIONS.contoso.url,
    Scheme: 'Dataverse',
    ClientId: CLIENT_ID,
    ImpersonateUsers: false,
  });
  const [create] = await createsSent(stage);
  expect(JSON.parse(create?.body ?? '')).toMatchObject({ ClientSecret: SECRET });
});

it('takes the Origin header off its own token request, and off nothing else', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  const [token] = await stage.emulators.requests(TOKEN_REQUESTS);
  expect(token?.status).toBe(200);
  expect(token?.headers.origin).toBeUndefined();
  await giveMapsimise(stage);
});

it('copies a report with every step, its request ids and no secret', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await popup.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
  await clickButton(popup, 'Copy report');
  await expectText(popup, 'Copied. It holds no secret.');
  const report = (await popup.evaluate('window.copied')) as string;
  const ids = report.match(/Request id: [0-9a-f-]{36}/g) ?? [];
  expect(ids.length).toBeGreaterThanOrEqual(5);
  expect(report).toContain('Table privileges: passed');
  expect(report).not.toContain('CANARY');
});

it('wipes the secret and the draft once the connector is there', async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await untilEnabled(popup, 'Confirm Purchase');
  await clickButton(popup, 'Confirm Purchase');
  await expectText(popup, 'The Client Secret was wiped from this browser.');
  const worker = await serviceWorker(stage.session.browser);
  const kept = [await readStorage(worker, 'session'), await readStorage(worker, 'local')];
  expect(JSON.stringify(kept)).not.toContain('CANARY-S-');
  expect(Object.keys(kept[1] ?? {}).filter((name) => name.startsWith('draft:'))).toEqual([]);
});

it('shows the environment as the page reports it, right after installing and without a reload', async () => {
  const { popup } = await clickOn(stage);
  const { friendlyName, uniqueName, version, host } = ORGANISATIONS.contoso;
  const screen = await expectText(popup, ADELE.fullName);
  for (const fact of [
    friendlyName,
    uniqueName,
    version,
    host,
    'Production',
    'As reported by the page',
  ])
    expect(screen).toContain(fact);
  expect(screen).toMatch(/Europe|EMEA/);
});

it('marks a sandbox as one', async () => {
  const { popup } = await clickOn(stage, PAGES.contosoUat);
  await expectText(popup, 'Sandbox');
});

it.each<[string, string, string]>([
  ['a maker page', PAGES.maker, ORGANISATIONS.contoso.environmentId],
  ['any other page', PAGES.elsewhere, 'No CRM on this page'],
])('recognises %s, says what comes next and sends nothing there', async (_what, url, said) => {
  const { popup, page } = await clickOn(stage, url);
  await expectText(popup, said);
  await byRole(popup, 'button', 'Set up connector');
  const asked = await stage.emulators.requests({ host: new URL(page.url()).host });
  expect(
    asked.filter(({ path }) => path.startsWith('/api/') || path.includes('XRMServices')),
  ).toEqual([]);
});
