import * as v from 'valibot';
import { LANGUAGES, type Language } from '../language/languages.ts';
import { openFact, readPolicyOf } from './fact.ts';

const language = v.picklist(LANGUAGES);

/** The language chosen in Options; unknown where the browser's own is wanted. Kept on the device. */
export const languageChoice = openFact<Language>('local', 'language', language);

/** What was chosen here, else by the company (public/managed-schema.json). Undefined: as the browser speaks. */
export async function readLanguage(): Promise<Language | undefined> {
  const [chosen, company] = await Promise.all([languageChoice.read(), readPolicyOf('language')]);
  return chosen ?? (v.is(language, company) ? company : undefined);
}
