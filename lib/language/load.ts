import type { Language } from './languages.ts';
import type { Translation, TranslationsByName } from './messages.ts';

type Files = Record<string, Translation>;

const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<{ files: Files }>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
};

/** All words of a language, from one file of the package that only those load who read it. English stands in the code. */
export async function loadTranslations(language: Language): Promise<TranslationsByName> {
  if (language === 'en') return {};
  const { files } = await LOADERS[language]();
  return Object.fromEntries(
    Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]),
  );
}
