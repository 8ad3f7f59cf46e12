import type { TranslationsByName } from '../../../lib/language/messages.ts';
import { englishWords } from '../../../lib/language/messages.ts';

/** Loads every file that names words, so that all English is known. */
export async function loadEveryWord(): Promise<TranslationsByName> {
  const files = import.meta.glob([
    '../../../components/*.tsx',
    '../../../lib/domain/catalogue/*.ts',
  ]);
  await Promise.all(Object.values(files).map((load) => load()));
  return englishWords();
}

/** The texts under one key: one, or one per plural form. */
export const textsOf = (words: string | { [form: string]: string }): Record<string, string> =>
  typeof words === 'string' ? { text: words } : words;
