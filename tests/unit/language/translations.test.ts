// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../lib/language/languages.ts';
import { loadTranslations } from '../../../lib/language/load.ts';
import type { TranslationsByName } from '../../../lib/language/messages.ts';
import { loadEveryWord, textsOf } from './every-word.ts';
import { SAME_EVERYWHERE, SAME_IN } from './same-everywhere.ts';

/** Says of every English word whether its translations are whole. A missing one is named by file and key. */
let english: TranslationsByName = {};
beforeAll(async () => {
  english = await loadEveryWord();
}, 120_000);

const placesIn = (texts: Record<string, string>) =>
  [...new Set(Object.values(texts).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

const FOREIGN = LANGUAGES.filter((language) => language !== 'en');

describe.each(FOREIGN)('%s', (language) => {
  let translated: TranslationsByName = {};
  beforeAll(async () => {
    translated = await loadTranslations(language);
  });
  const pairs = () =>
    Object.entries(english).flatMap(([file, words]) =>
      Object.entries(words).map(([key, word]) => ({
        at: `${file}.json ${key}`,
        base: textsOf(word),
        texts: translated[file]?.[key] === undefined ? {} : textsOf(translated[file][key]),
      })),
    );

  it('has every word, and no other', () => {
    const keysOf = (all: TranslationsByName) =>
      Object.entries(all).flatMap(([file, words]) =>
        Object.keys(words).map((key) => `${file}.json ${key}`),
      );
    expect(keysOf(translated).sort()).toEqual(keysOf(english).sort());
    expect(pairs().length).toBeGreaterThan(50);
  });

  it('no word is empty, and none begins or ends with a blank', () => {
    const bad = pairs().filter(({ texts }) =>
      Object.values(texts).some((text) => text === '' || text !== text.trim()),
    );
    expect(bad.map(({ at }) => at)).toEqual([]);
  });

  it('every fact of the English text is in it, and no other', () => {
    const bad = pairs().filter(
      ({ base, texts }) => placesIn(base).join() !== placesIn(texts).join(),
    );
    expect(bad.map(({ at, base }) => `${at} ${placesIn(base)}`)).toEqual([]);
  });

  it('what is counted has the plural forms that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    // The form for whole millions in French sounds as the one for others.
    const needed = forms.filter((form) => form !== 'many').sort();
    const bad = pairs().filter(({ base, texts }) =>
      'text' in base
        ? !('text' in texts)
        : needed.some((form) => !(form in texts)) ||
          Object.keys(texts).some((form) => !forms.some((one) => one === form)),
    );
    expect(bad.map(({ at }) => `${at} needs ${needed}`)).toEqual([]);
  });

  it('nothing is left in English but names', () => {
    const bad = pairs().filter(({ base, texts }) =>
      Object.entries(texts).some(
        ([form, text]) =>
          text === (base[form] ?? base.other) &&
          !SAME_EVERYWHERE.test(text) &&
          !SAME_IN[language].has(text),
      ),
    );
    expect(bad.map(({ at, base }) => `${at} ${Object.values(base)}`)).toEqual([]);
  });

  it('the punctuation is the language’s own', () => {
    const bad = pairs().flatMap(({ at, texts }) =>
      Object.values(texts)
        .filter((text) => PUNCTUATION[language].test(text))
        .map((text) => `${at} ${text}`),
    );
    expect(bad).toEqual([]);
  });
});

it('one name is used for the words of one file only', () => {
  const names = Object.keys(english);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});

type Foreign = Exclude<(typeof LANGUAGES)[number], 'en'>;
/** What a language does not write: straight quotation marks, a colon without its space in French, and so on. */
const PUNCTUATION: Record<Foreign, RegExp> = {
  de: /["“](?=\p{L})|[^„\s]*"\s/u,
  fr: /[ \p{L}\d][;!?»](?=\s|$)|[ \p{L}»]:(?=\s|$)|«[^\u00a0]|["“”]|\p{L}'\p{L}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][.,!?]|[“”"]/u,
};
