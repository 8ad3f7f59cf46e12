import type { FieldRefusal, FieldValue } from '../../domain/form/form-field.ts';
import { isSchemeText } from '../../domain/form/wordings.ts';
import type { Control } from './find-controls.ts';
import { visibleText } from './visible-text.ts';

const TEXT_TYPES = ['text', 'password', 'url', 'email', 'search'];

/** Is this the kind of control that can hold the value? */
export function isOfKind(control: Control, value: FieldValue): boolean {
  if ('text' in value)
    return (
      control instanceof HTMLTextAreaElement ||
      (control instanceof HTMLInputElement && TEXT_TYPES.includes(control.type))
    );
  if ('choice' in value) return control instanceof HTMLSelectElement || isInput(control, 'radio');
  return isInput(control, 'checkbox') || control.getAttribute('role') === 'switch';
}

const isInput = (control: Control, type: string): control is HTMLInputElement =>
  control instanceof HTMLInputElement && control.type === type;

/**
 * Puts a value into a control as a person's hand would: the browser's own setter, then the events that forms listen
 * to. A page that renders its form from a state of its own takes it up by these.
 *
 * Gives   why it could not be, and nothing was done then; undefined when it was
 */
export function setControl(control: Control, value: FieldValue): FieldRefusal | undefined {
  if ('text' in value) {
    if (readText(control) !== value.text) writeNative(control, 'value', value.text);
    return undefined;
  }
  if ('choice' in value) return choose(control, value);
  if (isOn(control) === value.isOn) return undefined;
  if (wouldSubmit(control)) return 'would-submit';
  control.click();
  return undefined;
}

/** Does the control hold the value now? Whoever draws it may have put it back, or put another in its place. */
export function isHeld(control: Control, value: FieldValue): boolean {
  if (!control.isConnected) return false;
  if ('text' in value) return isSameText(readText(control), value);
  if ('isOn' in value) return isOn(control) === value.isOn;
  if (control instanceof HTMLSelectElement)
    return isSchemeText(control.options[control.selectedIndex]?.text ?? '', value.choice);
  return isInput(control, 'radio') && control.checked;
}

function choose(
  control: Control,
  value: Extract<FieldValue, { field: 'scheme' }>,
): FieldRefusal | undefined {
  if (isHeld(control, value)) return undefined;
  if (isInput(control, 'radio')) {
    control.click();
    return undefined;
  }
  const options = control instanceof HTMLSelectElement ? [...control.options] : [];
  const at = options.findIndex(
    ({ text, disabled }) => !disabled && isSchemeText(text, value.choice),
  );
  if (at < 0) return 'no-choice';
  writeNative(control, 'selectedIndex', at);
  return undefined;
}

/** By the setter of the browser's own class: a page may have put another on the element. */
function writeNative(
  control: Control,
  property: 'value' | 'selectedIndex',
  content: string | number,
): void {
  const { prototype } = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].find(
    (kind) => control instanceof kind,
  ) ?? { prototype: control };
  Object.getOwnPropertyDescriptor(prototype, property)?.set?.call(control, content);
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

const readText = (control: Control) =>
  control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
    ? control.value
    : undefined;

/** A form may tidy an address; a secret is the same to the letter or it is not there. */
function isSameText(held: string | undefined, value: Extract<FieldValue, { text: string }>) {
  if (value.field !== 'organisationUrl') return held === value.text;
  const tidy = (text: string) => text.trim().replace(/\/$/, '').toLowerCase();
  return held !== undefined && tidy(held) === tidy(value.text);
}

const isOn = (control: Control) =>
  isInput(control, 'checkbox') ? control.checked : control.getAttribute('aria-checked') === 'true';

/** A switch that is made of a button which sends the form, or of a link, is not pressed. */
const wouldSubmit = (control: Control) =>
  control.matches('a[href]') ||
  (control instanceof HTMLButtonElement && control.type !== 'button' && control.form !== null);

/** The words beside one radio button name the scheme it stands for. */
export const isRadioFor = (control: Control, value: FieldValue) =>
  'choice' in value &&
  isInput(control, 'radio') &&
  [...(control.labels ?? [])].some((label) => isSchemeText(visibleText(label), value.choice));
