import { expect, it } from 'vitest';
import type { WorldName } from '../emulators/control.ts';
import { CLIENT_ID, ORGANISATIONS, SECRET_ID, TENANTS } from '../emulators/people.ts';
import { clickButton, fill, isDisabled } from './harness/controls.ts';
import { stepsOf, untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { clickOn, giveMapsimise, setStage, TOKEN_REQUESTS } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();
const { host } = ORGANISATIONS.contoso;

type Fault = { world: WorldName; secret?: string; step: string; says: (string | RegExp)[] };

const FAULTS: Fault[] = [
  { world: 'silent-host', step: 'Reach the organisation', says: [host, 'net/no-reply'] },
  { world: 'captive-portal', step: 'Reach the organisation', says: [/sign in to the network/i] },
  { world: 'redirecting-host', step: 'Reach the organisation', says: ['net/redirected', host] },
  { world: 'renamed-organisation', step: 'Reach the organisation', says: ['org/not-here', host] },
  { world: 'administration-mode', step: 'Reach the organisation', says: ['org/unavailable'] },
  { world: 'no-challenge', step: 'Find the tenant', says: ['org/no-challenge'] },
  {
    world: 'foreign-authority',
    step: 'Find the tenant',
    says: ['org/authority-untrusted', 'evil.test'],
  },
  { world: 'expired-secret', step: 'Get a token', says: [/expired/i, 'AADSTS7000222'] },
  { world: 'wrong-secret', step: 'Get a token', says: ['AADSTS7000215'] },
  {
    world: 'secret-id-pasted',
    secret: SECRET_ID,
    step: 'Get a token',
    says: [/Secret ID/, /Value/],
  },
  {
    world: 'wrong-tenant',
    step: 'Get a token',
    says: [CLIENT_ID, TENANTS.fabrikam, 'AADSTS700016'],
  },
  { world: 'unknown-tenant', step: 'Get a token', says: [TENANTS.unknown, 'AADSTS90002'] },
  { world: 'no-service-principal', step: 'Get a token', says: [CLIENT_ID, 'AADSTS7000229'] },
  { world: 'app-disabled', step: 'Get a token', says: ['AADSTS7000112'] },
  { world: 'resource-unknown', step: 'Get a token', says: ['AADSTS500011'] },
  { world: 'conditional-access', step: 'Get a token', says: [/Conditional Access/, 'AADSTS53003'] },
  { world: 'unknown-aadsts', step: 'Get a token', says: ['entra/refused', /AADSTS\d+/] },
  { world: 'bad-token-answer', step: 'Get a token', says: ['entra/bad-answer'] },
  {
    world: 'no-application-user',
    step: 'Who am I',
    says: [/application user/i, CLIENT_ID, '0x80072560'],
  },
  { world: 'user-disabled', step: 'Who am I', says: [/disabled/i, '0x80040225'] },
  { world: 'token-refused', step: 'Who am I', says: ['org/token-refused', host] },
  { world: 'throttled', step: 'Who am I', says: [/try (it )?again|after \d/i, '0x80072322'] },
  { world: 'oversized-body', step: 'Who am I', says: ['net/too-large'] },
  { world: 'other-organisation', step: 'Organisation', says: ['org/other-organisation'] },
  { world: 'no-role', step: 'Application user and roles', says: [/security role/i, CLIENT_ID] },
  { world: 'no-table-readable', step: 'Table privileges', says: ['prvReadAccount', 'prvReadLead'] },
];

it.each(FAULTS)('in the world $world, $step fails and says cause and remedy', async (fault) => {
  await stage.enter(fault.world);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup, { secret: fault.secret ?? undefined } as { secret: string });
  await clickButton(popup, 'Test Connection');
  const steps = await untilTestEnded(popup, 30_000);
  const failed = steps.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ name }) => name)).toEqual([fault.step]);
  for (const said of [...fault.says, 'What to do:']) expect(failed[0]?.text).toMatch(said);
  expect(failed[0]?.text).not.toMatch(/undefined|\[object|CANARY/);
  expect(await isDisabled(popup, 'Confirm Purchase')).toBe(true);
  const after = steps.slice(steps.findIndex(({ name }) => name === fault.step) + 1);
  expect(after.every(({ outcome }) => outcome === 'skipped' || outcome === 'passed')).toBe(true);
});

it('an address that only looks like Microsoft is refused before any request', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await stage.emulators.clearRequests();
  await fill(popup, 'Organisation URL', 'https://contoso.crm4.dynamics.com.evil.com');
  await clickButton(popup, 'Test Connection');
  await expectText(popup, /evil\.com/);
  expect(await stepsOf(popup)).toEqual([]);
  expect(await stage.emulators.requests(TOKEN_REQUESTS)).toEqual([]);
});

it('the tenant id pasted as Client Id, and the secret id as secret, are said before any call', async () => {
  const { popup } = await clickOn(stage);
  await expectText(popup, TENANTS.contoso);
  await fillCredentials(popup, { clientId: TENANTS.contoso, secret: SECRET_ID });
  await expectText(popup, 'This is the id of the tenant.');
  await expectText(popup, /Secret ID/);
  expect(await stage.emulators.requests(TOKEN_REQUESTS)).toEqual([]);
});

it('one unreadable table is a remark that names its privilege, and does not lock the purchase', async () => {
  await stage.enter('missing-privilege');
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  const steps = await untilTestEnded(popup);
  const tables = steps.find(({ name }) => name === 'Table privileges');
  expect(tables?.outcome).toBe('passed with a remark');
  expect(tables?.text).toContain('prvReadLead');
  expect(await isDisabled(popup, 'Confirm Purchase')).toBe(false);
});

it.each<[WorldName, string]>([
  ['throttled-briefly', 'a busy organisation is waited for, and the wait is shown'],
  ['token-refused-once', 'a token refused once is asked for anew'],
  ['entra-5xx-twice', 'a passing fault of Entra is tried again'],
  ['entra-throttled', 'a busy Entra is waited for as long as it asks'],
])('%s: %s', async (world) => {
  await stage.enter(world);
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  const steps = await untilTestEnded(popup, 30_000);
  expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
});

it('a running test can be cancelled, and says so at every open step', async () => {
  await stage.enter('silent-host');
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await clickButton(popup, 'Cancel');
  const steps = await untilTestEnded(popup, 5_000);
  expect(steps[0]?.outcome).toBe('passed');
  expect(steps.slice(1).every(({ outcome }) => outcome === 'cancelled')).toBe(true);
});
