import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LONGEST_FOREIGN_TEXT, scrub } from '../../../lib/domain/redact.ts';
import { bestOfFive } from './an-answer.ts';

// The machine may be busy with other tests; what is measured measures itself.
vi.setConfig({ testTimeout: 30_000 });

const SECRET = 'S-&<>"\'%+/=é ~8Q~(abc)!*defgh';
const lower = (text: string) => text.replace(/%../g, (hex) => hex.toLowerCase());
const marked = (quote: string, apostrophe: string) =>
  SECRET.replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
/** As the encoder of .NET writes JSON; the newer one in capitals. */
const ofDotNet = (hex: (code: string) => string) =>
  SECRET.replace(
    /[&<>"'+é]/g,
    (sign) => `\\u${hex(sign.charCodeAt(0).toString(16).padStart(4, '0'))}`,
  );
const form = new URLSearchParams({ s: SECRET }).toString().slice(2);

describe('a secret is taken out', () => {
  it.each<[string, string]>([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', lower(encodeURIComponent(SECRET))],
    ['percent-encoded to the letter', form.replaceAll('+', '%20')],
    ['form-encoded', form],
    ['form-encoded in lower case', lower(form)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON of .NET', ofDotNet((code) => code.toUpperCase())],
    ['in JSON of OData', ofDotNet((code) => code)],
    ['in XML, as little as must be', SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
    ['in an attribute of XML', marked('&quot;', '&apos;')],
    ['in a web page', marked('&quot;', '&#39;')],
    ['in a web page, by numbers', marked('&#34;', '&#39;')],
    ['in a web page, by other numbers', marked('&#x22;', '&#x27;')],
  ])('%s', (_form, written) => {
    expect(scrub(`before ${written} after`, [SECRET])).toBe('before ‹secret› after');
  });

  it.each<[string, string]>([
    ['in capitals', 'C:\\\\users\\n\\u003Cx\\u001B\\uD83D\\uDE00'],
    ['in small letters', 'C:\\\\users\\n\\u003cx\\u001b\\ud83d\\ude00'],
  ])('in JSON of .NET %s, whatever signs are in it', (_case, written) => {
    expect(scrub(`"${written}"`, ['C:\\users\n<x\u001b😀'])).toBe('"‹secret›"');
  });

  it('every time it stands there', () => {
    expect(scrub(`${SECRET}${SECRET} ${SECRET}`, [SECRET])).toBe('‹secret›‹secret› ‹secret›');
  });

  it('whole, where another one begins like it', () => {
    expect(scrub('key-1234-and-more', ['key-1234', 'key-1234-and-more'])).toBe('‹secret›');
    const both = ['key&1234', 'key&1234 "and" more'];
    expect(scrub(JSON.stringify(both[1]), both)).toBe('"‹secret›"');
  });

  it.each<[string, (rest: number) => string]>([
    ['controls that become one blank', (rest) => '\u0001'.repeat(2_400 - rest)],
    ['the same secret before it', (rest) => 'the-known-secret'.repeat(200).slice(0, 2_400 - rest)],
    ['a token before it', (rest) => `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(2_378 - rest)} `],
  ])('even where the text is cut in the middle of it, behind %s', (_what, filler) => {
    for (let rest = 4; rest < 16; rest++) {
      const shown = scrub(`${filler(rest)}the-known-secret`, ['the-known-secret']);
      expect(shown, `with ${rest} characters left`).not.toMatch(/the-|known/);
    }
  });

  it('of any shape, in any of the forms, in any text', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40, unit: 'binary' });
    const text = fc.string({ maxLength: 50 });
    fc.assert(
      fc.property(secret, text, text, (value, before, after) => {
        fc.pre(!before.includes(value) && !after.includes(value));
        const shown = scrub(`${before}${value}${after}`, [value]);
        expect(shown.includes(value.trim()) && value.trim().length > 5).toBe(false);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('with half a character in it, without a crash', () => {
    expect(scrub('x half\ud83d-secret y', ['half\ud83d-secret'])).toBe('x ‹secret› y');
  });

  it.each(['abc', 'a&b', '"a"', ''])('but %j is too short to be told from words', (secret) => {
    expect(scrub(`${secret} of ${secret}`, [secret])).toBe(`${secret} of ${secret}`.trim());
    expect(scrub('a known-secret', [secret, 'known-secret'])).toBe('a ‹secret›');
  });

  it('and four characters are not', () => {
    expect(scrub('an abcd of it', ['abcd'])).toBe('an ‹secret› of it');
  });

  it.each(['.*+?', '^(a|b)$', 'a{1}[b]', 'C:\\key/', '$&$1', '&&&&', '""""'])(
    'to the letter, were it a pattern: %s',
    (secret) => {
      expect(scrub(`a ${secret} abcd 1111`, [secret])).toBe('a ‹secret› abcd 1111');
    },
  );
});

describe('a token is taken out', () => {
  it.each([
    ['of three parts', 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl'],
    ['without its signature', 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0'],
    ['with an empty signature', 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.'],
  ])('%s', (_form, token) => {
    expect(scrub(`Bearer ${token}`)).toBe('Bearer ‹token›');
  });

  it('that was cut off at the end of the text', () => {
    const token = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(5_000)}`;
    expect(scrub(`x ${token}`)).toBe('x ‹token›');
  });
});

describe('what remains can be shown', () => {
  it.each<[string, string, string]>([
    ['bidirectional marks', 'a\u202eb\u2066c\u200fd', 'a b c d'],
    ['zero-width characters', 'a\u200bb\u2060c\ufeffd', 'a b c d'],
    ['controls and line ends', 'a\u0000\u001b\r\n\tb\u0085c', 'a b c'],
    ['blanks around it', '  a  ', 'a'],
    ['other languages as they are', 'Schlüssel 鍵 מפתח', 'Schlüssel 鍵 מפתח'],
  ])('%s', (_what, text, shown) => {
    expect(scrub(text)).toBe(shown);
  });

  it('it is at most 300 characters, the last of them says that there was more', () => {
    expect(scrub('x'.repeat(300))).toBe('x'.repeat(LONGEST_FOREIGN_TEXT));
    expect(scrub('x'.repeat(301))).toMatch(/^x{299}…$/);
  });

  it('it is not changed by being shown again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 700, unit: 'binary' }), (text) => {
        const once = scrub(text);
        expect(scrub(once)).toBe(once);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

it.each<[string, string]>([
  ['beginnings of tokens', 'eyJ-'.repeat(25_000)],
  ['halves of tokens', 'eyJaaaaaaaa.'.repeat(8_300)],
  ['controls', '\u202e'.repeat(100_000)],
  ['controls between letters', '\u202ex'.repeat(50_000)],
  ['the secret', 'Secret-1'.repeat(12_500)],
  ['nearly the secret', 'Secret-'.repeat(14_000)],
])('100 kB of %s take less than 10 ms', (_bait, text) => {
  expect(bestOfFive(() => scrub(text, ['Secret-1', SECRET]))).toBeLessThan(10);
});
