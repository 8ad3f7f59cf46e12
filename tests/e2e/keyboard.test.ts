import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { CLIENT_ID, SECRET } from '../emulators/people.ts';
import { untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { until } from './harness/until.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';

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
  await popup.keyboard.press('Enter');
  await untilTestEnded(popup);
  expect(await nameOfFocus(popup)).toBe('Test Connection');
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
