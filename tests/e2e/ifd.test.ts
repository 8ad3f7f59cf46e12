import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { ACCOUNTS, CRM_SERVER, STS } from '../emulators/on-premises/people.ts';
import { byRole, clickButton, untilEnabled, valueIn } from './harness/controls.ts';
import { isGranted } from './harness/prompt.ts';
import { untilStep, untilTestEnded } from './harness/steps.ts';
import { readStorage } from './harness/storage.ts';
import { expectText } from './harness/text.ts';
import { untilTrue } from './harness/until.ts';
import { serviceWorker } from './harness/worker.ts';
import { allowSts, grantInTab, outcomesOf, testFirst } from './ifd-way.ts';
import { createsSent, giveMapsimise, setStage } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });

const SIGN_IN = { host: STS.host, method: 'POST' };
const wrote = (body: string) => /CANARY-P/.test(body);
/** Every request that had a password in it, wherever it went. */
const passwordsSent = async () =>
  (await stage.emulators.requests()).filter(
    ({ body, path, headers }) => wrote(body) || wrote(path) || wrote(JSON.stringify(headers)),
  );
const signInsOf = async (sam: string) =>
  (await stage.emulators.signIns()).find((one) => one.account.endsWith(sam));

describe('a company’s own CRM', () => {
  it('from the click on its page to a registered connector with Shared Credentials', async () => {
    await giveMapsimise(stage);
    const { popup, steps } = await testFirst(stage);
    await expectText(popup, CRM_SERVER.friendlyName);
    await expectText(popup, 'crm.contoso.local/Contoso');
    await expectText(popup, CRM_SERVER.version);
    await expectText(popup, 'Adele Vance (CONTOSO\\adelev)');
    expect(await valueIn(popup, 'Organisation URL')).toBe(CRM_SERVER.internal.url);
    expect(outcomesOf(steps)).toEqual([
      'Organisation URL: passed',
      expect.stringMatching(/^Reach the organisation: passed/),
      'Find AD FS: failed',
      'Sign in: skipped',
      'Who am I: skipped',
      'Organisation: skipped',
      'Table privileges: skipped',
    ]);
    expect(steps[2]?.text).toContain(STS.host);
    expect(await stage.emulators.requests(SIGN_IN)).toEqual([]);
    expect(await passwordsSent()).toEqual([]);

    await clickButton(popup, 'Send my password to this server');
    await expectText(popup, 'permission/not-granted');
    expect(await passwordsSent()).toEqual([]);
    const tab = await grantInTab(stage, popup, display.name, STS.host);
    await untilStep(tab, 'Table privileges', 'passed');
    expect(await isGranted(tab, 'https://sts2.contoso.local')).toBe(false);

    await untilEnabled(tab, 'Confirm Purchase');
    await expectText(tab, ACCOUNTS.service.domainName);
    await clickButton(tab, 'Confirm Purchase');
    await expectText(tab, 'The connector is ready');
    await expectText(tab, 'The Password was wiped from this browser.');
    const [made, ...more] = await stage.emulators.connectors();
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      OrganisationUrl: CRM_SERVER.internal.url,
      Scheme: 'DynamicsIfd',
      SharedCredentials: false,
    });

    const shared = async () => (await stage.emulators.connectors())[0]?.SharedCredentials;
    await expectText(tab, 'everybody gives a user name and password of their own');
    await (await byRole(tab, 'switch', 'Shared Credentials')).click();
    await expectText(tab, 'this one account reads and writes for everybody');
    expect(await shared()).toBe(true);
    await (await byRole(tab, 'switch', 'Shared Credentials')).click();
    await untilTrue('Shared Credentials taken away', async () => (await shared()) === false);

    const places = (await passwordsSent()).map(({ host, path }) => `${host}${path}`);
    expect([...new Set(places)].sort()).toEqual([
      'api.eugb.mapsimise.com/api/v1/connectors',
      `${STS.host}/adfs/services/trust/13/usernamemixed`,
    ]);
    expect(await createsSent(stage)).toHaveLength(1);
    const worker = await serviceWorker(stage.session.browser);
    const kept = [await readStorage(worker, 'local'), await readStorage(worker, 'session')];
    expect(JSON.stringify(kept)).not.toContain('CANARY-P');
  });

  it('a name and a password full of special characters sign in, blanks and all', async () => {
    const { popup } = await testFirst(stage, ACCOUNTS.special);
    const tab = await allowSts(stage, popup, display.name);
    const steps = await untilTestEnded(tab);
    expect(outcomesOf(steps)).toContain('Sign in: passed');
    expect(await signInsOf('müller&söhne')).toMatchObject({ attempts: 1, failures: 0 });
  });

  it('a wrong password is tried once for each press, and never again by itself', async () => {
    await stage.enter('ifd-wrong-password');
    const { popup } = await testFirst(stage);
    const tab = await allowSts(stage, popup, display.name);
    await expectText(tab, 'ifd/wrong-password');
    expect(await stage.emulators.requests(SIGN_IN)).toHaveLength(1);
    await clickButton(tab, 'Test Connection');
    await untilTrue(
      'the second try',
      async () => (await stage.emulators.requests(SIGN_IN)).length === 2,
    );
    await untilTestEnded(tab);
    expect(await stage.emulators.requests(SIGN_IN)).toHaveLength(2);
  });

  it('another AD FS than the one allowed is asked about anew, and told apart', async () => {
    const { popup } = await testFirst(stage);
    const tab = await allowSts(stage, popup, display.name);
    await untilStep(tab, 'Table privileges', 'passed');
    await stage.enter('ifd-sts-changed');
    await clickButton(tab, 'Test Connection');
    await expectText(tab, 'ifd/sts-changed');
    await expectText(tab, /Allowed before\s+sts\.contoso\.local/);
    await expectText(tab, /Named now\s+sts2\.contoso\.local/);
    expect(await passwordsSent()).toEqual([]);
    await clickButton(tab, 'Send my password to this server');
    await expectText(tab, 'permission/not-granted');
    await stage.enter('ifd');
    await clickButton(tab, 'Test Connection');
    await expectText(tab, 'ifd/sts-changed');
    expect(await passwordsSent()).toEqual([]);
  });
});
