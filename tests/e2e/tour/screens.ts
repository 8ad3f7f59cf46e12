import type { Page } from 'puppeteer-core';
import { SIGN_IN_CLIENTS } from '../../emulators/accounts.ts';
import { ACCOUNTS, ON_PREMISES_PAGES } from '../../emulators/on-premises/people.ts';
import {
  ADELE,
  ALEX,
  CLIENT_ID,
  DIEGO,
  MAPSIMISE,
  ORGANISATIONS,
  PAGES,
  SECRET,
} from '../../emulators/people.ts';
import { byRole, clickButton, fill, untilEnabled } from '../harness/controls.ts';
import { untilTestEnded } from '../harness/steps.ts';
import { openOwnTab } from '../harness/tabs.ts';
import { expectText } from '../harness/text.ts';
import { closePopup, untilReady } from '../harness/toolbar.ts';
import { untilTrue } from '../harness/until.ts';
import { killServiceWorker } from '../harness/worker.ts';
import { fillCredentials, fillOptions } from '../way.ts';
import {
  ENVIRONMENTS,
  MANY_ENVIRONMENTS,
  MANY_ROLES,
  manyConnectors,
  PREPARATION_READY,
  PROVISIONING_STOPPED,
  rotationGone,
  rotationPlan,
  rotationStopped,
  SEVERAL_READY,
  SIGNED_IN,
} from './facts.ts';
import { seeRefusals } from './refusals.ts';
import { popupOver, tabFor, tell, untell, type Walk } from './walk.ts';

/** The screens and states of the extension, part by part. Each part begins with a fresh profile in the world `happy`. */
const { contoso } = ORGANISATIONS;
const WORKSPACE = contoso.url;
const CREATE = { host: MAPSIMISE.apiHost, method: 'POST', path: '/api/v1/connectors' };

/** What the click shows on each kind of page, signed out and in. */
export async function seeHome(walk: Walk): Promise<void> {
  const { stop } = walk;
  const kinds = {
    'no CRM': PAGES.elsewhere,
    maker: PAGES.maker,
    'own server': ON_PREMISES_PAGES.internal,
  };
  for (const [name, url] of Object.entries(kinds)) {
    const popup = await popupOver(walk, url);
    await stop(`home, ${name}`, popup);
    await closePopup(popup);
  }
  const popup = await popupOver(walk);
  await expectText(popup, 'As reported by the page');
  await stop('home', popup);
  await tell(popup, 'local', { 'entra-application': SIGN_IN_CLIENTS.own });
  await byRole(popup, 'button', 'Sign in with Microsoft');
  await stop('home, sign-in offered', popup);
  await tell(popup, 'session', { 'environment-list': ENVIRONMENTS, 'sign-in': SIGNED_IN });
  await byRole(popup, 'button', 'Switch account');
  await stop('home, signed in', popup);
  await popup.focus('input[type="search"]');
  await stop('environments', popup);
  await fill(popup, 'Find an environment', 'nowhere');
  await stop('environments, none found', popup);
  await tell(popup, 'session', {
    'sign-in': { failure: { code: 'sign-in/consent-refused' } },
  });
  await stop('home, sign-in failed', popup);
}

/** Set-up: its fields, the ladder in every colour, the purchase. */
export async function seeSetUp(walk: Walk): Promise<void> {
  const { stop, emulators, session } = walk;
  const popup = await popupOver(walk);
  await expectText(popup, 'As reported by the page');
  await clickButton(popup, 'Set up connector');
  await byRole(popup, 'textbox', 'Client Id');
  await stop('set-up, empty', popup);
  await fill(popup, 'Organisation URL', 'Dynamics CRM (contoso.crm4.dynamics.com)');
  await fill(popup, 'Client Id', 'nonsense');
  await fill(popup, 'Client Secret', CLIENT_ID);
  await clickButton(popup, 'Advanced');
  await stop('set-up, refused values', popup);
  await fill(popup, 'Organisation URL', WORKSPACE);
  await fill(popup, 'Client Id', CLIENT_ID);
  await fill(popup, 'Client Secret', SECRET);
  await popup.locator('::-p-aria([name="Impersonate Users"][role="switch"])').click();
  const held = await emulators.hold({
    host: 'login.microsoftonline.com',
    method: 'POST',
    when: 'before',
  });
  await clickButton(popup, 'Test Connection');
  await held.arrived();
  await stop('test, running', popup);
  await held.release('continue');
  await untilTestEnded(popup);
  await expectText(popup, 'Mapsimise Connect needs');
  await stop('test passed, Mapsimise unknown', popup);
  await popup.locator('::-p-aria([name="Impersonate Users"][role="switch"])').click();
  await popup.waitForSelector('[role="switch"][aria-checked="false"]');
  await (await fillOptions(session.browser)).close();
  await closePopup(popup);
  await walk.emulators.setWorld('missing-privilege');
  const tab = await tabFor(walk, { page: WORKSPACE });
  await clickButton(tab, 'Test Connection');
  await untilTestEnded(tab);
  await untilEnabled(tab, 'Confirm Purchase');
  await stop('test passed with a remark, tab', tab);
  await walk.emulators.setWorld('no-application-user');
  await clickButton(tab, 'Test Connection');
  await untilTestEnded(tab);
  await stop('test failed, tab', tab);
  await walk.emulators.setWorld('happy');
  await clickButton(tab, 'Test Connection');
  await untilTestEnded(tab);
  await untilEnabled(tab, 'Confirm Purchase');
  const create = await emulators.hold({ ...CREATE, when: 'after' });
  await clickButton(tab, 'Confirm Purchase');
  await create.arrived();
  await stop('purchase, under way', tab);
  await killServiceWorker(session.browser);
  await create.release('continue');
  const again = await popupOver(walk);
  await byRole(again, 'button', 'Check again');
  await stop('purchase, in doubt', again);
  await clickButton(again, 'Check again');
  await expectText(again, 'The connector is ready');
  await stop('purchase, done', again);
}

export async function seeProvisioning(walk: Walk): Promise<void> {
  const tab = await tabFor(walk, { page: WORKSPACE });
  await tell(tab, 'local', { 'entra-application': SIGN_IN_CLIENTS.own });
  await tell(tab, 'session', { 'environment-list': ENVIRONMENTS, 'sign-in': SIGNED_IN });
  await clickButton(tab, 'Create these for me');
  await expectText(tab, 'What to do');
  await walk.stop('provisioning, refused', tab);
  // The background may be looking still, and tell the refusal once more.
  await untilTrue('the form', async () => {
    await tell(tab, 'session', { [`preparation:${WORKSPACE}`]: PREPARATION_READY });
    return (await tab.$('::-p-aria([name="Application name"][role="textbox"])')) !== null;
  });
  await walk.stop('provisioning, form', tab);
  await tell(tab, 'session', { [`preparation:${WORKSPACE}`]: MANY_ROLES });
  await expectText(tab, '37 more security roles');
  await walk.stop('provisioning, more than 200 roles', tab);
  await tell(tab, 'local', { [`provisioning:${WORKSPACE}`]: PROVISIONING_STOPPED });
  await byRole(tab, 'button', 'Continue');
  await walk.stop('provisioning, stopped', tab);
  await clickButton(tab, 'Undo');
  await walk.stop('provisioning, undo asked', tab);
}

/** My mapping: every kind of verdict. */
export async function seeMapping(walk: Walk): Promise<void> {
  const worlds = {
    'by Username': 'happy',
    'custom field': 'found-in-custom-text',
    ambiguous: 'ambiguous-email',
    'not found': 'not-found',
    failed: 'page-signed-out',
  } as const;
  for (const [name, world] of Object.entries(worlds)) {
    await walk.emulators.setWorld(world);
    const popup = await popupOver(walk);
    await clickButton(popup, 'My mapping');
    await fill(popup, 'Mapsimise email', ADELE.email);
    await clickButton(popup, 'Check');
    await popup.waitForSelector('.verdict, .failure');
    await walk.stop(`mapping, ${name}`, popup);
    if (name === 'not found') {
      await clickButton(popup, 'Save my Mapsimise email to Email 2');
      await walk.stop('mapping, save asked', popup);
    }
    if (name === 'custom field') {
      const tab = await tabFor(walk, { page: WORKSPACE, job: 'mapping' });
      await tab.waitForSelector('.verdict');
      await walk.stop('mapping, tab', tab);
      await untell(tab, 'session', `mapping:${WORKSPACE}`);
      await tab.close();
    } else await untell(popup, 'session', `mapping:${WORKSPACE}`);
    await closePopup(popup);
  }
}

/** The connectors, few and many, and what can be done to one. */
export async function seeConnectors(walk: Walk): Promise<void> {
  const { stop, session } = walk;
  const popup = await popupOver(walk);
  await clickButton(popup, 'Connectors');
  await popup.waitForSelector('.failure');
  await stop('connectors, not set up', popup);
  await closePopup(popup);
  await (await fillOptions(session.browser)).close();
  await walk.emulators.setWorld('happy');
  const empty = await popupOver(walk);
  await clickButton(empty, 'Connectors');
  await expectText(empty, 'connector yet');
  await stop('connectors, none', empty);
  await closePopup(empty);
  await walk.emulators.setWorld('several-connectors');
  const few = await popupOver(walk);
  await clickButton(few, 'Connectors');
  await expectText(few, '4 connectors');
  await stop('connectors', few);
  await closePopup(few);
  const tab = await tabFor(walk, { page: WORKSPACE, job: 'connectors' });
  await expectText(tab, '4 connectors');
  await stop('connectors, tab', tab);
  const id = '7d1f0a52-0004-4c3e-9b7a-5e8d2f6c1a04';
  await pressIn(tab, 'Contoso CRM', 'Rotate secret');
  await tab.waitForSelector('.rotation .failure');
  await tell(tab, 'session', { 'rotation-plans': rotationPlan(id) });
  await byRole(tab, 'button', 'Rotate now');
  await tab.$$eval('.connector:first-child details', (all) => {
    for (const one of all) one.setAttribute('open', '');
  });
  await pressIn(tab, 'Contoso CRM', 'Forget');
  await stop('connector, all of it open', tab);
  await tell(tab, 'local', { 'rotations:v1': rotationStopped(id) });
  await byRole(tab, 'button', 'Continue');
  await stop('rotation, stopped', tab);
  await tell(tab, 'local', { 'rotations:v1': rotationGone(id) });
  await byRole(tab, 'button', 'Put away');
  await stop('rotation, application deleted', tab);
  await tell(tab, 'session', {
    connectors: { state: 'known', connectors: manyConnectors(200), atMs: Date.now() },
  });
  await expectText(tab, '200 connectors');
  await stop('connectors, 200', tab);
  await clickButton(tab, 'Next');
  await expectText(tab, '21 to 40 of 200');
  await tab.$eval('[type="checkbox"]', (box) => (box as HTMLInputElement).click());
  await expectText(tab, '1 to 20 of 29');
  await fill(tab, 'Find a connector', 'department 11');
  await expectText(tab, 'Department 116');
  await stop('connectors, those in need found', tab);
  await fill(tab, 'Find a connector', 'nowhere');
  await expectText(tab, 'None of those that need attention');
  await stop('connectors, none found', tab);
}

export async function pressIn(page: Page, connector: string, button: string): Promise<void> {
  const item = await byRole(page, 'listitem', connector);
  const found = await item.waitForSelector(
    `::-p-aria([name=${JSON.stringify(button)}][role="button"])`,
  );
  await found?.click();
}

/** Coverage: where it begins, and what it found. The emulated organisation has users of every kind. */
export async function seeCoverage(walk: Walk): Promise<void> {
  const popup = await popupOver(walk);
  await expectText(popup, 'As reported by the page');
  await clickButton(popup, 'Coverage');
  await popup.locator('::-p-aria([name="A list of addresses"][role="radio"])').click();
  await fill(popup, 'Addresses', [ADELE, ALEX, DIEGO].map(({ email }) => email).join('\n'));
  await walk.stop('coverage, start', popup);
  await clickButton(popup, 'Start');
  await byRole(popup, 'button', 'Start anew');
  await walk.stop('coverage, refused', popup);
  await fillCredentials(popup);
  await clickButton(popup, 'Coverage');
  await clickButton(popup, 'Continue');
  await expectText(popup, 'Save as CSV', 30_000);
  await walk.stop('coverage, result', popup);
  await closePopup(popup);
  const tab = await tabFor(walk, { page: WORKSPACE, job: 'coverage' });
  await expectText(tab, 'Save as CSV');
  await walk.stop('coverage, tab', tab);
}

export async function seeSeveral(walk: Walk): Promise<void> {
  const tab = await tabFor(walk, { page: WORKSPACE, job: 'connectors' });
  await tell(tab, 'session', { 'environment-list': ENVIRONMENTS, 'sign-in': SIGNED_IN });
  await clickButton(tab, 'Set up several environments');
  await byRole(tab, 'button', 'Test all');
  await walk.stop('several, form', tab);
  await tell(tab, 'session', { 'several-environments': SEVERAL_READY });
  await byRole(tab, 'button', 'Confirm Purchase of 1 connector');
  await walk.stop('several, results', tab);
  await untell(tab, 'session', 'several-environments');
  await tell(tab, 'session', { 'environment-list': MANY_ENVIRONMENTS });
  await expectText(tab, '0 chosen, of 500');
  await walk.stop('several, 500', tab);
  await fill(tab, 'Find environments', 'department 49');
  await clickButton(tab, 'Choose all 15 found');
  await fill(tab, 'Find environments', 'department 2');
  await expectText(tab, 'The first 50 are shown');
  await walk.stop('several, chosen of 500', tab);
}

export async function seeOptions(walk: Walk): Promise<void> {
  const options = await openOwnTab(walk.session.browser, 'options.html');
  await options.setViewport({ width: 1280, height: 800 });
  await untilReady(options);
  await walk.stop('options, empty', options);
  const lostHost = `${MAPSIMISE.organisation}.${MAPSIMISE.region}.mapsimise.com`;
  await tell(options, 'local', { 'api-key-place': { onDevice: true, lostHost } });
  await expectText(options, 'was taken back in the browser');
  await walk.stop('options, access taken back', options);
  await untell(options, 'local', 'api-key-place');
  await options.close();
  const privacy = await openOwnTab(walk.session.browser, 'privacy.html');
  await privacy.setViewport({ width: 1280, height: 800 });
  await untilReady(privacy);
  await walk.stop('privacy', privacy);
  await privacy.close();
  const filled = await fillOptions(walk.session.browser);
  await expectText(filled, 'Rights on Connectors');
  await fill(filled, 'Entra application', SIGN_IN_CLIENTS.own);
  await clickButton(filled, 'Forget everything');
  await walk.stop('options, filled', filled);
  await fill(filled, 'Mapsimise organisation', 'two words');
  await fill(filled, 'Region', 'not a region');
  await walk.stop('options, refused values', filled);
}

/** A company's own server, and Mapsimise's own form. */
export async function seeOwnServer(walk: Walk): Promise<void> {
  const popup = await popupOver(walk, ON_PREMISES_PAGES.internal);
  await expectText(popup, 'As reported by the page');
  await clickButton(popup, 'Set up connector');
  await fill(popup, 'Username / Email', 'CONTOSO\\svc-mapsimise');
  await fill(popup, 'Password', ACCOUNTS.service.password);
  await clickButton(popup, 'Test Connection');
  await byRole(popup, 'button', 'Send my password to this server');
  await byRole(popup, 'button', 'Remove Password');
  await walk.stop('own server, password asked', popup);
  await closePopup(popup);
}

export async function seeForm(walk: Walk): Promise<void> {
  await (await fillOptions(walk.session.browser)).close();
  const first = await popupOver(walk);
  await fillCredentials(first);
  await closePopup(first);
  const page = 'https://contoso.eugb.mapsimise.com/connectors/add?form=plain';
  const popup = await popupOver(walk, page);
  await clickButton(popup, 'Fill the form');
  await popup.waitForSelector('.field-results li');
  await walk.stop('form, filled', popup);
}

export const PARTS = {
  home: seeHome,
  setUp: seeSetUp,
  refusals: seeRefusals,
  provisioning: seeProvisioning,
  mapping: seeMapping,
  connectors: seeConnectors,
  coverage: seeCoverage,
  several: seeSeveral,
  options: seeOptions,
  ownServer: seeOwnServer,
  form: seeForm,
};
