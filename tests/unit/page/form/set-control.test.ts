// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../lib/domain/form/form-field.ts';
import type { Control } from '../../../../lib/page/form/find-controls.ts';
import { isHeld, setControl } from '../../../../lib/page/form/set-control.ts';

function make(markup: string) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
  const control = document.querySelector<Control>('#a');
  if (!control) throw new Error('The markup has no control');
  const heard: string[] = [];
  for (const type of ['click', 'input', 'change', 'submit'])
    document.body.addEventListener(type, (event) => heard.push(event.type));
  return { control, heard };
}
const TEXT: FieldValue = { field: 'clientId', text: 'b7c1' };
const URL_TEXT: FieldValue = { field: 'organisationUrl', text: 'https://acme.crm4.dynamics.com' };
const ON: FieldValue = { field: 'impersonateUsers', isOn: true };
const OFF: FieldValue = { field: 'impersonateUsers', isOn: false };
const IFD: FieldValue = { field: 'scheme', choice: 'ifd' };
const LIST =
  '<select id="a"><option value="1">Dataverse</option><option value="2">Dynamics CRM / IFD</option></select>';

it.each<[string, string, FieldValue, string[]]>([
  ['a line of text', '<input id="a">', TEXT, ['input', 'change']],
  ['a password', '<input type="password" id="a">', TEXT, ['input', 'change']],
  ['several lines', '<textarea id="a"></textarea>', TEXT, ['input', 'change']],
  ['what is there already', '<input id="a" value="b7c1">', TEXT, []],
  ['a list', LIST, IFD, ['input', 'change']],
  ['a list that is right', LIST.replace('value="2"', 'value="2" selected'), IFD, []],
  ['a check box that is on already', '<input type="checkbox" checked id="a">', ON, []],
  ['a switch that is off already', '<i role="switch" aria-checked="false" id="a"></i>', OFF, []],
])('%s holds the value, and the page heard of it', (_what, markup, value, events) => {
  const { control, heard } = make(markup);
  expect(setControl(control, value)).toBeUndefined();
  expect(isHeld(control, value)).toBe(true);
  expect(heard).toEqual(events);
});

it.each([ON, OFF])('a check box is clicked when it has to turn: $isOn', (value) => {
  const { control, heard } = make(
    `<input type="checkbox" id="a" ${value === OFF ? 'checked' : ''}>`,
  );
  expect(setControl(control, value)).toBeUndefined();
  expect(isHeld(control, value)).toBe(true);
  expect(heard).toContain('change');
});

it('a switch is clicked, and counts as set only when it says so', () => {
  const { control, heard } = make('<i role="switch" aria-checked="false" id="a"></i>');
  expect(setControl(control, ON)).toBeUndefined();
  expect(heard).toEqual(['click']);
  expect(isHeld(control, ON)).toBe(false);
  control.setAttribute('aria-checked', 'true');
  expect(isHeld(control, ON)).toBe(true);
});

describe('what is not done', () => {
  it.each<[string, string, FieldValue, string]>([
    [
      'a switch that is a button which sends the form',
      '<form><button role="switch" aria-checked="false" id="a">x</button></form>',
      ON,
      'would-submit',
    ],
    [
      'a switch that is a link',
      '<a href="/buy" role="switch" aria-checked="false" id="a">x</a>',
      ON,
      'would-submit',
    ],
    [
      'a list without that choice',
      '<select id="a"><option>Dataverse</option></select>',
      IFD,
      'no-choice',
    ],
    [
      'a choice that is disabled',
      '<select id="a"><option>x</option><option disabled>Dynamics CRM / IFD</option></select>',
      IFD,
      'no-choice',
    ],
  ])('%s', (_what, markup, value, why) => {
    const { control, heard } = make(markup);
    expect(setControl(control, value)).toBe(why);
    expect(heard).toEqual([]);
  });
});

it('a setter that the page put on the element is passed by', () => {
  const { control } = make('<input id="a">');
  const caught: string[] = [];
  Object.defineProperty(control, 'value', {
    configurable: true,
    get: () => '',
    set: (text: string) => caught.push(text),
  });
  setControl(control, TEXT);
  expect(caught).toEqual([]);
  Reflect.deleteProperty(control, 'value');
  expect((control as HTMLInputElement).value).toBe('b7c1');
});

it.each<[string, FieldValue, string, boolean]>([
  ['an address may get a slash', URL_TEXT, 'https://Acme.crm4.dynamics.com/', true],
  ['an address may not become another', URL_TEXT, 'https://evil.test/', false],
  ['any other text is the same to the letter', TEXT, 'B7C1', false],
])('%s', (_what, value, held, isSame) => {
  const { control } = make('<input id="a">');
  (control as HTMLInputElement).value = held;
  expect(isHeld(control, value)).toBe(isSame);
});

it('a control that was taken away holds nothing', () => {
  const { control } = make('<input id="a">');
  setControl(control, TEXT);
  control.remove();
  expect(isHeld(control, TEXT)).toBe(false);
});
