import { afterEach, describe, expect, it, vi } from 'vitest';
import { count, params } from '../../../lib/language/forms.ts';
import { type Language, pickVoice } from '../../../lib/language/languages.ts';
import { languageNow, messages, onLanguage, speak } from '../../../lib/language/messages.ts';
import {
  sayAmount,
  sayDay,
  sayInDays,
  sayList,
  sayNumber,
  sayPrice,
} from '../../../lib/language/say.ts';

const ENGLISH = { language: 'en', region: 'en-GB' } as const;
const GERMAN = { language: 'de', region: 'de-AT' } as const;
const JAPANESE = { language: 'ja', region: 'ja' } as const;
afterEach(() => speak(ENGLISH));

const words = messages('test.words', {
  hello: 'Hello',
  host: params('{host} did not answer {host} in {ms} ms'),
  users: count({ one: '{count} user of {org}', other: '{count} users of {org}' }),
  rows: count({ one: '{count} row', other: '{count} rows' }),
});
const translations = {
  'test.words': {
    hello: 'Guten Tag',
    host: 'In {ms} ms keine Antwort von {host}',
    users: { one: '{count} Benutzer von {org}', other: '{count} Benutzer von {org}!' },
  },
};

it('English needs no translations', () => {
  expect(words.get().hello).toBe('Hello');
  expect(words.get().users(1, { org: 'Acme' })).toBe('1 user of Acme');
  expect(words.get().users(1234, { org: 'Acme' })).toBe('1,234 users of Acme');
});

it('a change of the language is heard at once, by words named before and after it', () => {
  const heard = vi.fn(() => words.get().hello);
  const stop = onLanguage(() => void heard());
  speak(GERMAN, translations);
  stop();
  expect(heard).toHaveReturnedWith('Guten Tag');
  expect(messages('test.late', { late: 'Late' }).get().late).toBe('Late');
  expect(words.get().users(2, { org: 'Acme' })).toBe('2 Benutzer von Acme!');
  speak(ENGLISH);
  expect([languageNow(), words.get().hello]).toEqual(['en', 'Hello']);
});

it('what is not translated is said in English', () => {
  speak(GERMAN, translations);
  expect(words.get().rows(2)).toBe('2 rows');
  speak(JAPANESE);
  expect(words.get().hello).toBe('Hello');
});

it('a fact is put in as it is, whatever signs it has', () => {
  expect(words.get().host({ host: "$& {ms} $'", ms: 12345 })).toBe(
    "$& {ms} $' did not answer $& {ms} $' in 12,345 ms",
  );
});

describe('numbers, dates and lists are written as the person’s region writes them', () => {
  it.each([
    [
      'en-GB',
      ENGLISH,
      ['1,234', 'a, b and c', 'today', 'in 1 day', '8 seconds', '3 Nov 2026', 'US$12.50'],
    ],
    [
      'de-AT',
      GERMAN,
      ['1\u00a0234', 'a, b und c', 'heute', 'in 1 Tag', '8 Sekunden', '03.11.2026', '$\u00a012,50'],
    ],
    ['ja', JAPANESE, ['1,234', 'a、b、c', '今日', '1 日後', '8 秒', '2026/11/03', '$12.50']],
  ] as const)('%s', (_region, voice, said) => {
    speak(voice);
    const day = sayDay(Date.UTC(2026, 10, 3), { timeZone: 'UTC' });
    expect([
      sayNumber(1234),
      sayList(['a', 'b', 'c']),
      sayInDays(-2),
      sayInDays(1),
      sayAmount(8, 'second'),
      day,
      sayPrice(12.5, 'USD'),
    ]).toEqual(said);
  });

  it('a currency that is none is written as it came', () => {
    expect(sayPrice(12.5, 'gold')).toBe('12.5 gold');
  });
});

it.each<[string, Language | undefined, string[], Language, string]>([
  ['the browser’s own language', undefined, ['de-AT', 'en'], 'de', 'de-AT'],
  ['the first that we speak', undefined, ['es-ES', 'fr-CA', 'de'], 'fr', 'fr-CA'],
  ['English where we speak none of them', undefined, ['es', 'nl'], 'en', 'en'],
  ['English where the browser says nothing usable', undefined, ['C', ''], 'en', 'en'],
  ['what was chosen, before the browser’s', 'ja', ['de-AT'], 'ja', 'ja'],
  ['the region of what was chosen', 'en', ['de', 'en-US'], 'en', 'en-US'],
  ['no region that Intl would throw at', undefined, ['de_DE.UTF-8', 'de_AT'], 'de', 'de'],
])('speaks %s', (_what, chosen, tags, language, region) => {
  expect(pickVoice(chosen, tags)).toEqual({ language, region });
});
