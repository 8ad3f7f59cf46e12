/** The languages that the words exist in. English is the base: it stands in the code and is never loaded. */
export const LANGUAGES = ['en', 'de', 'fr', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each is called by those who speak it: nobody has to read a foreign language to find their own. */
export const OWN_NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  ja: '日本語',
};

/** How to speak: the words' language, and the region whose dates and numbers go with it (`de-AT`). */
export type Voice = { language: Language; region: string };

const languageOf = (tag: string) =>
  LANGUAGES.find((one) => one === tag.toLowerCase().split(/[-_.]/)[0]);

/**
 * The voice that was chosen; else the first language of the browser that we speak; else English. Of the browser's tags
 * the region is taken where it fits: who reads German in Vienna sees Austrian dates.
 */
export function pickVoice(chosen: Language | undefined, browserTags: readonly string[]): Voice {
  const language = chosen ?? browserTags.map(languageOf).find((one) => one !== undefined) ?? 'en';
  const region = browserTags.find((tag) => languageOf(tag) === language && isTag(tag));
  return { language, region: region ?? language };
}

/** A browser may be started with any word for a language; Intl throws at what is none. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
