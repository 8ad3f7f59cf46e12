import { untilTrue } from '../harness/until.ts';
import type { Screen } from './screen.ts';

/** Presses what can be seen and is called so: a button, a link, a switch, a choice. */
export const press = (screen: Screen, name: string) =>
  untilTrue(`control “${name}”`, () => screen.clickOn(find('pressable', name)));

/** Replaces what the text field holds, and leaves it. */
export const fill = (screen: Screen, label: string, text: string) =>
  untilTrue(`field “${label}”`, async () => {
    const filled = await screen.evaluate(
      `(${FILL})(${find('field', label)}, ${JSON.stringify(text)})`,
    );
    return filled === true;
  });

export async function valueIn(screen: Screen, label: string): Promise<string> {
  await untilTrue(
    `field “${label}”`,
    async () => (await screen.evaluate(`Boolean(${find('field', label)})`)) === true,
  );
  return (await screen.evaluate(`${find('field', label)}.value`)) as string;
}

/** The attribute of a control; null where the control has none. */
export const attributeOf = (screen: Screen, name: string, attribute: string) =>
  screen.evaluate(
    `${find('pressable', name)}?.getAttribute(${JSON.stringify(attribute)})`,
  ) as Promise<string | null>;

export const untilUnlocked = (screen: Screen, name: string) =>
  untilTrue(
    `button “${name}” that can be pressed`,
    async () =>
      (await screen.evaluate(
        `(${find('pressable', name)})?.matches(':not(:disabled):not([aria-disabled="true"])')`,
      )) === true,
  );

const KINDS = {
  pressable: 'button, a, summary, [role="button"], [role="switch"], input',
  field: 'input, select, textarea',
};

function find(kind: keyof typeof KINDS, name: string): string {
  return `[...document.querySelectorAll(${JSON.stringify(KINDS[kind])})].find((one) =>
    one.getClientRects().length > 0 &&
    (one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.innerText).trim() === ${JSON.stringify(name)})`;
}

const FILL = `(field, text) => {
  if (!field) return false;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.blur();
  return true;
}`;
