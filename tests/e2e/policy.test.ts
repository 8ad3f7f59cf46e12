import { afterEach, describe, expect, it } from 'vitest';
import { SIGN_IN_CLIENTS } from '../emulators/accounts.ts';
import { startEmulators } from '../emulators/control.ts';
import { CLIENT_ID, MAPSIMISE, ORGANISATIONS, PAGES, SECRET } from '../emulators/people.ts';
import { ADD_ON_ID, launchFirefox } from './firefox/launch.ts';
import { openOwnTab as openFirefoxTab } from './firefox/person.ts';
import { EXTENSION_DIR, ensureFirefoxBuild, FIREFOX_DIR } from './harness/build.ts';
import { closeBrowser, launchWithExtension } from './harness/launch.ts';
import { manageExtension } from './harness/policy-file.ts';
import { openOwnTab, openTab } from './harness/tabs.ts';
import { findExtension } from './harness/targets.ts';
import { expectText, type Readable } from './harness/text.ts';
import { clickToolbar, untilReady } from './harness/toolbar.ts';
import { untilTrue } from './harness/until.ts';
import { fillCredentials, pressTestConnection } from './way.ts';

/** What a company writes: the same words for every browser. */
const POLICY = {
  mapsimiseOrganisation: MAPSIMISE.organisation,
  region: MAPSIMISE.region,
  entraApplication: SIGN_IN_CLIENTS.own,
  allowedEnvironments: [ORGANISATIONS.contosoUat.url],
  disabledFeatures: ['formFill'],
};
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A page of ours asks the background for what the policy forbids, past every control of the screen. */
const ASK_FOR_TEST = `browserNow.runtime.sendMessage({ type: 'connection.test', ask: {
  workspace: 'elsewhere',
  newSecret: ${JSON.stringify(SECRET)},
  fields: {
    organisationUrl: ${JSON.stringify(ORGANISATIONS.contoso.url)},
    clientId: ${JSON.stringify(CLIENT_ID)},
    impersonateUsers: false,
  },
} })`;
const FIELDS = `[...document.querySelectorAll('input')].filter((one) => one.readOnly)
  .map((one) => one.labels[0].innerText + ': ' + one.value)`;

async function expectObeyed(options: Readable, api: string): Promise<void> {
  await expectText(options, 'Set by your organisation');
  await expectText(options, `Only these environments are allowed: ${ORGANISATIONS.contosoUat.url}`);
  await expectText(options, 'Turned off: Fill the form in Mapsimise.');
  const wanted = [
    `Mapsimise organisation: ${MAPSIMISE.organisation}`,
    `Region: ${MAPSIMISE.region}`,
    `Entra application: ${SIGN_IN_CLIENTS.own}`,
  ];
  await untilTrue(
    `locked fields ${wanted}`,
    async () => JSON.stringify(await options.evaluate(FIELDS)) === JSON.stringify(wanted),
  );
  await options.evaluate(ASK_FOR_TEST.replace('browserNow', api));
  await untilTrue('a refused test', async () => {
    const kept = await options.evaluate(`${api}.storage.session.get('report:elsewhere')`);
    return JSON.stringify(kept).includes('policy/environment-not-allowed');
  });
}

describe('what a company’s policy says is shown, locked and obeyed by the background', () => {
  it('in Chromium, from a file where its administrator puts it', async () => {
    const emulators = await startEmulators();
    closing.push(() => emulators.stop());
    const managed = await manageExtension(EXTENSION_DIR, POLICY);
    closing.push(managed.remove);
    const session = await launchWithExtension({
      extensionDir: managed.extensionDir,
      emulatorPort: emulators.port,
      spki: emulators.spki,
    });
    closing.push(() => closeBrowser(session));
    await expectObeyed(await openOwnTab(session.browser, 'options.html'), 'chrome');
    expect(await emulators.requests({ host: ORGANISATIONS.contoso.host })).toEqual([]);
  }, 90_000);

  it('in Firefox, from its policies.json', async () => {
    ensureFirefoxBuild();
    const emulators = await startEmulators();
    closing.push(() => emulators.stop());
    const session = await launchFirefox({
      emulatorPort: emulators.port,
      policies: { '3rdparty': { Extensions: { [ADD_ON_ID]: POLICY } } },
    });
    closing.push(session.stop);
    await session.browser.installExtension(FIREFOX_DIR);
    await expectObeyed(await openFirefoxTab(session.window, 'options.html'), 'browser');
    expect(await emulators.requests({ host: ORGANISATIONS.contoso.host })).toEqual([]);
  }, 90_000);
});

it('a host that the browser’s policy closes to extensions is told as that, with the id to allow', async () => {
  const emulators = await startEmulators();
  closing.push(() => emulators.stop());
  const { url, host } = ORGANISATIONS.contoso;
  const managed = await manageExtension(
    EXTENSION_DIR,
    {},
    { runtime_blocked_hosts: [url.replace('https:', '*:')] },
  );
  closing.push(managed.remove);
  const session = await launchWithExtension({
    extensionDir: managed.extensionDir,
    emulatorPort: emulators.port,
    spki: emulators.spki,
  });
  closing.push(() => closeBrowser(session));
  const popup = await clickToolbar(session.browser, await openTab(session.browser, PAGES.contoso));
  await untilReady(popup);
  await fillCredentials(popup);
  const [, reach] = await pressTestConnection(popup);
  const { id } = await findExtension(session.browser);
  expect(reach).toMatchObject({ name: 'Reach the organisation', outcome: 'failed' });
  expect(reach?.text).toContain('permission/blocked-by-policy');
  expect(reach?.text).toContain(`allow the extension ${id} on ${host}`);
  expect(await emulators.requests({ host: 'login.microsoftonline.com', method: 'POST' })).toEqual(
    [],
  );
}, 90_000);
