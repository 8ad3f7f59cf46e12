import { createI18n, type Messages, type Translations } from '@nanostores/i18n';
import { atom } from 'nanostores';
import type { Language, Voice } from './languages.ts';

/** The words of one namespace in another language, flat: a text, or its plural forms. */
export type Translation = { [key: string]: string | { [form: string]: string } };
export type TranslationsByName = { [namespace: string]: Translation };

const language = atom<Language>('en');
let region = 'en';

/** What is not translated is answered by nothing, which means English: a missing word is never a missing screen. */
const i18n = createI18n(language, {
  get: async (_language, names) => nothingFor(names),
});
const nothingFor = (names: readonly string[]): TranslationsByName =>
  Object.fromEntries(names.map((name) => [name, {}]));

/**
 * Names the words of one file, in English. `words.get()` gives them in the language of the moment: it is asked while
 * drawing or speaking, never kept. A name is used once; its translations are `<language>/<name>.json`, and it says the file: `components.App`, `catalogue.net`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function messages<Body extends Translations>(name: string, base: Body): Messages<Body> {
  const words = i18n(name, base);
  words.listen(() => {}); // Kept mounted, so that reading costs nothing and a change of language arrives at once.
  return words;
}

/** What the library keeps, as it is: by language, then by namespace. (Its own type leaves one level out.) */
const cache = i18n.cache as unknown as Partial<Record<Language, TranslationsByName>>;
/** English, by namespace, of every file that has been loaded. For the tests that compare the translations. */
export const englishWords = (): TranslationsByName => cache.en ?? {};

/** Speaks so from now on. `translations` are all that exist in the language, by namespace; English needs none. */
export function speak(voice: Voice, translations: TranslationsByName = {}): void {
  region = voice.region;
  const known = { ...nothingFor(Object.keys(englishWords())), ...cache[voice.language] };
  if (voice.language !== 'en') cache[voice.language] = { ...known, ...translations };
  language.set(voice.language);
}

export const languageNow = (): Language => language.get();
/** For Intl: the language, with the region of the person where that is known. */
export const regionNow = (): string => region;
/** Tells every change of the language. Gives the way to stop. */
export const onLanguage = (told: () => void): (() => void) =>
  language.listen(() => {
    if (!isAside) told();
  });

let isAside = false;

/** Says something in English, whatever the language: a text that leaves for people who speak another. Nothing is drawn anew. */
export function inEnglish<Said>(say: () => Said): Said {
  const before = { language: language.get(), region };
  isAside = true;
  region = 'en';
  language.set('en');
  try {
    return say();
  } finally {
    region = before.region;
    language.set(before.language);
    isAside = false;
  }
}
