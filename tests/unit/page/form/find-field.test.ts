// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldRefusal, FieldValue } from '../../../../lib/domain/form/form-field.ts';
import { rootsOf } from '../../../../lib/page/form/find-controls.ts';
import { type Found, findField } from '../../../../lib/page/form/find-field.ts';

const CLIENT_ID: FieldValue = { field: 'clientId', text: 'x' };
const IMPERSONATE: FieldValue = { field: 'impersonateUsers', isOn: true };
const IFD: FieldValue = { field: 'scheme', choice: 'ifd' };

/** Nothing is laid out here: what bears `data-why` stands for a control that cannot be used for that reason. */
const judge = (control: Element) =>
  (control.getAttribute('data-why') ?? undefined) as FieldRefusal | undefined;
const find = (value: FieldValue) => findField(rootsOf(document), value, judge);
/** The id of what was found, or what was said instead. */
function say(found: Found): string {
  if ('control' in found) return `#${found.control.id}`;
  return found.result.outcome === 'refused' ? found.result.why : found.result.outcome;
}
function show(markup: string) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
}
beforeEach(() => document.body.replaceChildren());

describe('a field is found by its visible label', () => {
  it.each<[string, string, string]>([
    ['label for', '<label for="a">Client Id</label><input id="a">', '#a'],
    ['a label around it', '<label>Client Id: <input id="a"></label>', '#a'],
    ['aria-label', '<input id="a" aria-label="client id">', '#a'],
    [
      'aria-labelledby, of several parts',
      '<b id="p">Client</b><b id="q">Id *</b><input id="a" aria-labelledby="p q">',
      '#a',
    ],
    [
      'a label with a mark and a help button in it',
      '<label for="a">Client&nbsp;Id <sup>*</sup><button>?</button></label><input id="a">',
      '#a',
    ],
    [
      'two labels that say the same of one control',
      '<label for="a">Client Id</label><label for="a">Client-ID</label><input id="a">',
      '#a',
    ],
    [
      'a label in a text that runs from right to left',
      '<div dir="rtl"><label for="a">\u202bClient Id\u202c\u200f :</label><input id="a"></div>',
      '#a',
    ],
    ['a field of several lines', '<label>Client Id<textarea id="a"></textarea></label>', '#a'],
    ['a German form', '<label for="a">Anwendungs-ID</label><input id="a">', '#a'],
    ['a French form', '<label for="a">ID client&nbsp;:</label><input id="a">', '#a'],
  ])('%s', (_what, markup, found) => {
    show(markup);
    expect(say(find(CLIENT_ID))).toBe(found);
  });
});

describe('a label beside its field in one row', () => {
  it.each<[string, string, string]>([
    ['a label without for', '<div><label>Client Id</label><input id="a"></div>', '#a'],
    [
      'a table',
      '<table><tr><td>Client Id</td><td><input id="a"></td></tr><tr><td>Other</td><td><input></td></tr></table>',
      '#a',
    ],
    [
      'a hint in the row does not count',
      '<div><span>Client Id</span><div><input id="a"><small>A GUID</small></div></div><div><input></div>',
      '#a',
    ],
    [
      'two fields in the row: not found',
      '<div><label>Client Id</label><input id="a"><input id="b"></div>',
      'not-found',
    ],
    [
      'two labels in the row: not found',
      '<div><label>Client Id</label><label>Tenant Id</label><input id="a"></div>',
      'not-found',
    ],
    [
      'labels in one column and fields in the other: not found',
      '<form><div><p>Client Id</p><p>Client Secret</p></div><div><div><input id="a"></div><div><input id="b"></div></div></form>',
      'not-found',
    ],
    [
      'a field with a name of its own does not take that of the row',
      '<div><label>Client Id</label><input id="a" aria-label="Search"></div>',
      'not-found',
    ],
    [
      'what stands outside the form is no row of it',
      '<div><p>Client Id</p><form><input id="a"></form></div>',
      'not-found',
    ],
  ])('%s', (_what, markup, found) => {
    show(markup);
    expect(say(find(CLIENT_ID))).toBe(found);
  });
});

describe('when in doubt, nothing', () => {
  const field = (id: string, more = '') =>
    `<label for="${id}">Client Id</label><input id="${id}" ${more}>`;
  it.each<[string, string, string]>([
    ['two equal labels', field('a') + field('b'), 'several'],
    ['a hidden twin is no twin', field('a', 'data-why="hidden"') + field('b'), '#b'],
    ['only a hidden one', field('a', 'data-why="hidden"'), 'hidden'],
    ['only a disabled one', field('a', 'data-why="disabled"'), 'disabled'],
    [
      'one control with the names of two fields',
      '<label for="a">Client Id</label><input id="a" aria-label="Client Secret">',
      'several',
    ],
    ['a name that only begins so', '<label>Client Id (old)<input id="a"></label>', 'not-found'],
    ['a placeholder', '<input id="a" placeholder="Client Id">', 'not-found'],
    ['the name of the element', '<input id="a" name="Client Id" title="Client Id">', 'not-found'],
    [
      'a label that is not drawn',
      '<label for="a" style="display:none">Client Id</label><input id="a">',
      'not-found',
    ],
    ['type=hidden', '<input type="hidden" id="a" aria-label="Client Id">', 'not-found'],
    ['an editable text', '<div contenteditable id="a" aria-label="Client Id"></div>', 'not-found'],
    ['another kind of field', '<input type="date" id="a" aria-label="Client Id">', 'other-kind'],
    ['a check box', '<input type="checkbox" id="a" aria-label="Client Id">', 'other-kind'],
    ['another language', '<label>Id. de cliente<input id="a"></label>', 'not-found'],
    ['an empty page', '', 'not-found'],
  ])('%s', (_what, markup, found) => {
    show(markup);
    expect(say(find(CLIENT_ID))).toBe(found);
  });
});

it('an open shadow root is looked into, a closed one stays closed', () => {
  const put = (mode: ShadowRootMode) => {
    const host = document.body.appendChild(document.createElement('div'));
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.id = mode;
    label.append('Client Id', input);
    host.attachShadow({ mode }).append(label);
  };
  put('closed');
  expect(say(find(CLIENT_ID))).toBe('not-found');
  put('open');
  expect(say(find(CLIENT_ID))).toBe('#open');
});

describe('states', () => {
  it.each<[string, string, FieldValue, string]>([
    [
      'a check box',
      '<label><input type="checkbox" id="a">Impersonate Users</label>',
      IMPERSONATE,
      '#a',
    ],
    [
      'a switch',
      '<button type="button" role="switch" id="a" aria-checked="false" aria-label="Impersonate Users"></button>',
      IMPERSONATE,
      '#a',
    ],
    [
      'a switch that is no labelled element by itself',
      '<label for="a">Impersonate Users</label><div role="switch" id="a" aria-checked="false"></div>',
      IMPERSONATE,
      '#a',
    ],
    [
      'a button that is no switch',
      '<button id="a" aria-label="Impersonate Users">x</button>',
      IMPERSONATE,
      'not-found',
    ],
    [
      'a list',
      '<label>Scheme<select id="a"><option>Dataverse</option><option>Dynamics CRM / IFD</option></select></label>',
      IFD,
      '#a',
    ],
    [
      'radio buttons',
      '<fieldset><legend>Scheme</legend><label><input type="radio" name="s" id="b">Dataverse</label><label><input type="radio" name="s" id="a">Dynamics CRM / IFD</label></fieldset>',
      IFD,
      '#a',
    ],
    [
      'radio buttons of something else',
      '<fieldset><legend>Target</legend><label><input type="radio" name="s" id="a">Dynamics CRM / IFD</label></fieldset>',
      IFD,
      'not-found',
    ],
  ])('%s', (_what, markup, value, found) => {
    show(markup);
    expect(say(find(value))).toBe(found);
  });
});
