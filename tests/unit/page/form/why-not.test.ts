// @vitest-environment happy-dom
// @vitest-environment-options {"url":"https://contoso.eugb.mapsimise.com/connectors/add"}
import { beforeEach, describe, expect, it } from 'vitest';
import { whyNot } from '../../../../lib/page/form/why-not.ts';

/** Whatever passes the rest is stopped by this: nothing has a size here. */
const FIT_BUT_FOR_SIZE = 'too-small';

function why(markup: string) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
  const control = document.querySelector<HTMLInputElement>('#a');
  if (!control) throw new Error('The markup has no control');
  return whyNot(control);
}
beforeEach(() => document.head.replaceChildren());

describe('a form that would be sent to', () => {
  it.each([
    ['nowhere in particular', '<form><input id="a"></form>'],
    ['its own page', '<form action=""><input id="a"></form>'],
    ['a path', '<form action="/save?x=https://evil.test"><input id="a"></form>'],
    [
      'its own origin',
      '<form action="https://contoso.eugb.mapsimise.com/save"><input id="a"></form>',
    ],
    [
      'its own origin by a button',
      '<form><input id="a"><button formaction="/test">Test</button></form>',
    ],
    ['no form at all', '<input id="a">'],
    [
      'elsewhere, while the field belongs to another form',
      '<form action="https://evil.test"><input></form><form><input id="a"></form>',
    ],
  ])('%s is one to fill', (_where, markup) => {
    expect(why(markup)).toBe(FIT_BUT_FOR_SIZE);
  });

  it.each([
    'https://evil.test/take',
    '//evil.test/take',
    'http://contoso.eugb.mapsimise.com/',
    'https://contoso.eugb.mapsimise.com:8443/',
    'https://contoso.eugb.mapsimise.com.evil.test/',
    'https://contoso.eugb.mapsimise.com@evil.test/',
    'https://fabrikam.eugb.mapsimise.com/',
    'javascript:alert(1)',
    'mailto:a@evil.test',
    'data:text/html,x',
    'https://',
  ])('%s gets nothing', (action) => {
    expect(why(`<form action="${action}"><input id="a"></form>`)).toBe('leaves-site');
    expect(
      why(`<form><input id="a"><div><button formaction="${action}">Save</button></div></form>`),
    ).toBe('leaves-site');
  });
});

it.each([
  ['disabled', '<input id="a" disabled>'],
  ['disabled', '<input id="a" aria-disabled="true">'],
  ['read-only', '<input id="a" readonly>'],
  ['read-only', '<input id="a" aria-readonly="true">'],
  ['hidden', '<div style="display:none"><input id="a"></div>'],
  ['hidden', '<input id="a" style="visibility:hidden">'],
  ['transparent', '<input id="a" style="opacity:0">'],
  ['transparent', '<div style="opacity:0.6"><p style="opacity:0.6"><input id="a"></p></div>'],
  ['transparent', '<div style="filter:opacity(0)"><input id="a"></div>'],
  [FIT_BUT_FOR_SIZE, '<div style="opacity:0.9"><input id="a"></div>'],
])('%s: %s', (reason, markup) => {
  expect(why(markup)).toBe(reason);
});
