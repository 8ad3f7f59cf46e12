import { describe, expect, it } from 'vitest';
import {
  apiBaseOf,
  isSiteLabel,
  parseMapsimiseOrganisation,
  siteUrlOf,
} from '../../../lib/domain/mapsimise.ts';

describe('a Mapsimise organisation is read from', () => {
  it.each<[string, string, object | undefined]>([
    ['its name', 'contoso', { organisation: 'contoso' }],
    ['its name with blanks and capitals', ' Contoso ', { organisation: 'contoso' }],
    [
      'its address',
      'https://contoso.eugb.mapsimise.com',
      { organisation: 'contoso', region: 'eugb' },
    ],
    [
      'a page of it',
      'https://contoso.useast.mapsimise.com/maps?x#y',
      { organisation: 'contoso', region: 'useast' },
    ],
    ['its host', 'contoso.eugb.mapsimise.com', { organisation: 'contoso', region: 'eugb' }],
    [
      'its host with a path',
      'contoso.eugb.mapsimise.com/login',
      { organisation: 'contoso', region: 'eugb' },
    ],
    [
      'an unknown region',
      'contoso.apac-2.mapsimise.com',
      { organisation: 'contoso', region: 'apac-2' },
    ],
    ['nothing', '', undefined],
    ['blanks', '  ', undefined],
    ['the API', 'https://api.eugb.mapsimise.com', undefined],
    ['the vendor’s own site', 'https://www.mapsimise.com', undefined],
    ['a look-alike', 'https://contoso.eugb.mapsimise.com.evil.com', undefined],
    ['a look-alike with a hyphen', 'https://contoso.eugb-mapsimise.com', undefined],
    ['userinfo', 'https://contoso.eugb.mapsimise.com@evil.com', undefined],
    ['too many labels', 'https://a.contoso.eugb.mapsimise.com', undefined],
    ['a name with a slash', 'contoso/evil', undefined],
    ['a name with a dot', 'contoso.', undefined],
    ['a name that ends in a hyphen', 'contoso-', undefined],
    ['a name of 64 letters', 'a'.repeat(64), undefined],
    ['a long text', `https://contoso.eugb.mapsimise.com/${'a'.repeat(300)}`, undefined],
    ['a name in other letters', 'contоso', undefined],
  ])('%s', (_what, typed, read) => {
    expect(parseMapsimiseOrganisation(typed)).toEqual(read);
  });
});

it.each<[string, boolean]>([
  ['eugb', true],
  ['a', true],
  ['us-east-1', true],
  ['', false],
  ['EUGB', false],
  ['-a', false],
  ['a-', false],
  ['a.b', false],
  ['a/b', false],
  ['a\n', false],
  ['evil.com/', false],
  ['a'.repeat(64), false],
])('%j is a label: %s', (text, isOne) => {
  expect(isSiteLabel(text)).toBe(isOne);
});

it('its addresses stay at Mapsimise for every organisation and region that is a label', () => {
  const site = { organisation: 'a--b', region: '1-x' };
  expect(new URL(apiBaseOf(site)).host).toBe('api.1-x.mapsimise.com');
  expect(siteUrlOf(site)).toBe('https://a--b.1-x.mapsimise.com/');
});
