import type { ElementHandle, Page } from 'puppeteer-core';
import { untilTrue } from './until.ts';

/** Finds a control the way a screen reader names it; waits until it can be seen. */
export async function byRole(page: Page, role: string, name: string): Promise<ElementHandle> {
  const found = await page.waitForSelector(selectByRole(role, name), { visible: true });
  if (!found) throw new Error(`No ${role} is called “${name}”`);
  return found;
}

export async function clickButton(page: Page, name: string): Promise<void> {
  await page.locator(selectByRole('button', name)).click();
}

export async function clickLink(page: Page, name: string): Promise<void> {
  await page.locator(selectByRole('link', name)).click();
}

/**
 * Replaces what the text field holds all at once, as by pasting, which is how ids and secrets come into it. (Key by key,
 * each is drawn and kept for itself: four times the work for the same end. `type` is for who means the keys.)
 */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await untilTrue(`field “${label}” that takes text`, async () => {
    const field = await findField(page, label);
    return field.evaluate((element) => {
      (element as HTMLInputElement).focus();
      (element as HTMLInputElement).select();
      return document.activeElement === element;
    });
  });
  await page.keyboard.sendCharacter(text);
}

/** Adds to what the text field holds, key by key. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await (await findField(page, label)).type(text);
}

export async function valueIn(page: Page, label: string): Promise<string> {
  const field = await findField(page, label);
  return field.evaluate((element) => (element as HTMLInputElement).value);
}

async function findField(page: Page, label: string): Promise<ElementHandle> {
  const field = await page.waitForSelector(selectField(label), { visible: true });
  if (!field) throw new Error(`No field is called “${label}”`);
  return field;
}

/** A text field with suggestions is a combobox to those who cannot see it. */
function selectField(label: string): string {
  return ['textbox', 'combobox', 'searchbox'].map((role) => selectByRole(role, label)).join(', ');
}

/** Chooses by the words on screen: from a list, or the radio button of that name. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const list = await page.$(selectByRole('combobox', label));
  if (!list) return page.locator(selectByRole('radio', option)).click();
  const value = await list.evaluate(
    (element, wanted) =>
      [...(element as HTMLSelectElement).options].find(({ text }) => text.trim() === wanted)?.value,
    option,
  );
  if (value === undefined) throw new Error(`“${label}” has no choice “${option}”`);
  await list.select(value);
}

/** Is the button there, but locked? */
export async function isDisabled(page: Page, name: string): Promise<boolean> {
  const button = await byRole(page, 'button', name);
  return button.evaluate(
    (element) => element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true',
  );
}

export function untilEnabled(page: Page, name: string): Promise<void> {
  return untilTrue(
    `button “${name}” that can be pressed`,
    async () => !(await isDisabled(page, name)),
  );
}

function selectByRole(role: string, name: string): string {
  return `::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`;
}
