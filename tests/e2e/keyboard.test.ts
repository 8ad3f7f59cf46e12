import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  ADELE,
  API_KEYS,
  CLIENT_ID,
  MAPSIMISE,
  ORGANISATIONS,
  SECRET,
} from '../emulators/people.ts';
import { byRole } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { untilReady } from './harness/toolbar.ts';
import { until } from './harness/until.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';
import { PREPARATION_READY, PROVISIONING_STOPPED, SIGNED_IN } from './tour/facts.ts';
import { tell } from './tour/walk.ts';

const stage = setStage();

/** Tabs until the control of this name has the focus; no control may be skipped over or trap the focus. */
async function tabTo(popup: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    const focused = await nameOfFocus(popup);
    if (focused === name) return;
    seen.push(focused);
    await popup.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to “${name}”; it passed ${seen.join(', ')}`);
}

async function nameOfFocus(popup: Page): Promise<string> {
  const focused = await popup.evaluateHandle('document.activeElement ?? document.body');
  const element = focused.asElement();
  const tree = element && (await popup.accessibility.snapshot({ root: element as never }));
  return tree?.name ?? '';
}

/** Writes down what the live regions say from now on, as a screen reader would: each text when it comes to stand there. */
async function listenToStatus(page: Page): Promise<void> {
  await page.evaluate(`globalThis.heard = [];
    new MutationObserver((changes) => {
      const regions = new Set(changes.map(({ target }) =>
        (target.parentElement ?? target).closest('[role="status"]') ?? target.querySelector?.('[role="status"]')));
      for (const region of regions) {
        const text = region?.textContent;
        if (text && region.last !== text) heard.push((region.last = text));
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })`);
}
const heardIn = (page: Page) => page.evaluate('heard') as Promise<string[]>;

const textOfFocus = (page: Page) =>
  page.evaluate('document.activeElement.innerText.slice(0, 200)') as Promise<string>;

/** Is what has the focus in sight, or does something lie over it? WCAG 2.2, 2.4.11. */
const isFocusInSight = (page: Page) =>
  page.evaluate(`(() => {
    const { x, y, width, height } = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return document.activeElement.contains(top) || top?.contains(document.activeElement) || false;
  })()`) as Promise<boolean>;

it('the whole way is gone by keyboard alone, and the focus stays where the person left it', async () => {
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await tabTo(popup, 'Set up connector');
  await popup.keyboard.press('Enter');
  await until('set-up', () => popup.$('input[type="password"]').then((box) => box ?? undefined));
  await tabTo(popup, 'Client Id');
  await popup.keyboard.type(CLIENT_ID);
  await tabTo(popup, 'Client Secret');
  await popup.keyboard.sendCharacter(SECRET);
  await tabTo(popup, 'Impersonate Users');
  await popup.keyboard.press('Space');
  await popup.keyboard.press('Space');
  await tabTo(popup, 'Test Connection');
  await listenToStatus(popup);
  await popup.keyboard.press('Enter');
  const steps = await untilTestEnded(popup);
  expect(await nameOfFocus(popup)).toBe('Test Connection');
  const told = (await heardIn(popup)).join(' ');
  for (const { name, outcome } of steps.filter((step) => step.outcome !== 'skipped'))
    expect(told.split(`${name}: ${outcome}.`)).toHaveLength(2);
  expect(told.split('Test Connection passed.')).toHaveLength(2);
  await until('an open purchase', async () => {
    const isOpen = await popup.$('button[aria-disabled="false"]::-p-text(Confirm Purchase)');
    return isOpen ?? undefined;
  });
  await tabTo(popup, 'Confirm Purchase');
  await popup.keyboard.press('Enter');
  await expectText(popup, 'The connector is ready');
  expect(await nameOfFocus(popup)).toBe('The connector is ready');
  expect(await stage.emulators.connectors()).toHaveLength(1);
});

it('Enter in a field tests, and an unusable value gets the focus and its reason', async () => {
  const { popup } = await clickOn(stage);
  await tabTo(popup, 'Set up connector');
  await popup.keyboard.press('Enter');
  await until('set-up', () => popup.$('input[type="password"]').then((box) => box ?? undefined));
  await tabTo(popup, 'Client Id');
  await popup.keyboard.type('nonsense');
  await popup.keyboard.press('Enter');
  expect(await nameOfFocus(popup)).toBe('Client Id');
  const field = await popup.accessibility.snapshot({
    root: (await popup.evaluateHandle('document.activeElement')).asElement() as never,
  });
  expect(field?.invalid).toBe('true');
  expect(field?.description).toMatch(/Client Id/);
});

it('My mapping is found, and Email 2 filled in, by keyboard alone', async () => {
  await stage.enter('not-found');
  const { popup } = await clickOn(stage);
  await tabTo(popup, 'My mapping');
  await popup.keyboard.press('Enter');
  await byRole(popup, 'textbox', 'Mapsimise email');
  await tabTo(popup, 'Mapsimise email');
  await popup.keyboard.type(ADELE.email);
  await popup.keyboard.press('Enter');
  await expectText(popup, 'Not found');
  expect(await nameOfFocus(popup)).toBe('Mapsimise email');
  await tabTo(popup, 'Save my Mapsimise email to Email 2');
  await popup.keyboard.press('Enter');
  await tabTo(popup, 'Save');
  await popup.keyboard.press('Enter');
  await expectText(popup, 'Saved to Email 2');
  expect(await textOfFocus(popup)).toContain('Email 2');
  // Where there is little room the table is laid out otherwise; it is a table all the same.
  const tree = JSON.stringify(await popup.accessibility.snapshot({ interestingOnly: false }));
  for (const role of ['table', 'row', 'rowheader', 'columnheader', 'cell'])
    expect(tree).toContain(`"role":"${role}"`);
});

it('Connectors: a field is changed, and forgetting taken back, by keyboard alone', async () => {
  await stage.enter('several-connectors');
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await tabTo(popup, 'Connectors');
  await popup.keyboard.press('Enter');
  await expectText(popup, '4 connectors');
  await tabTo(popup, 'Forget');
  await popup.keyboard.press('Enter');
  await byRole(popup, 'button', 'Yes, forget');
  await tabTo(popup, 'Cancel');
  await popup.keyboard.press('Enter');
  await byRole(popup, 'button', 'Forget');
  await tabTo(popup, 'Change Impersonate Users');
  await popup.keyboard.press('Enter');
  await tabTo(popup, 'Impersonation field');
  await popup.keyboard.press('End');
  for (let at = 0; at < 'personalemailaddress'.length; at++)
    await popup.keyboard.press('Backspace');
  await popup.keyboard.type('internalemailaddress');
  await popup.keyboard.press('Enter');
  await expectText(popup, 'Saved on the connector.');
  expect(await nameOfFocus(popup)).toBe('Impersonation field');
});

it('Options are filled in by keyboard alone, and nothing lies over what has the focus', async () => {
  const options = await openOwnTab(stage.session.browser, 'options.html');
  await options.setViewport({ width: 640, height: 400 });
  await untilReady(options);
  const typed = {
    'Mapsimise organisation': MAPSIMISE.organisation,
    Region: MAPSIMISE.region,
    'API key': API_KEYS.administrator,
  };
  for (const [name, text] of Object.entries(typed)) {
    await tabTo(options, name);
    await options.keyboard.sendCharacter(text);
  }
  await expectText(options, 'Rights on Connectors');
  for (const name of ['Keep on this device', 'Entra application', 'Forget everything']) {
    await tabTo(options, name);
    expect([name, await isFocusInSight(options)]).toEqual([name, true]);
  }
  await options.keyboard.press('Enter');
  await tabTo(options, 'Cancel');
  await options.keyboard.press('Enter');
  await byRole(options, 'button', 'Forget everything');
  expect(await textOfFocus(options)).toMatch(/^What is stored/);
});

it('Create these for me: from the choice of a role to Undo, by keyboard alone', async () => {
  const { contoso } = ORGANISATIONS;
  const tab = await openOwnTab(stage.session.browser, `setup.html?page=${contoso.url}`);
  await untilReady(tab);
  await tell(tab, 'session', { 'sign-in': SIGNED_IN });
  await byRole(tab, 'button', 'Create these for me');
  await tabTo(tab, 'Create these for me');
  await tab.keyboard.press('Enter');
  await expectText(tab, 'What to do');
  await tell(tab, 'session', { [`preparation:${contoso.url}`]: PREPARATION_READY });
  await byRole(tab, 'textbox', 'Application name');
  await tabTo(tab, 'Secret lifetime');
  await tab.keyboard.press('ArrowDown');
  for (const name of ['Security role', 'Create']) await tabTo(tab, name);
  await tell(tab, 'local', { [`provisioning:${contoso.url}`]: PROVISIONING_STOPPED });
  await byRole(tab, 'button', 'Continue');
  // The form that had the focus is gone: what stands in its place has it.
  expect(await textOfFocus(tab)).toMatch(/^It stopped before its end/);
  await tabTo(tab, 'Undo');
  await tab.keyboard.press('Enter');
  await tabTo(tab, 'Remove them');
  expect(await isFocusInSight(tab)).toBe(true);
});
