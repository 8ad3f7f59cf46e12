import { languageChoice, readLanguage } from '../facts/language.ts';
import { type Language, pickVoice } from '../language/languages.ts';
import { loadTranslations } from '../language/load.ts';
import { speak } from '../language/messages.ts';
import { ask } from '../messages/ask.ts';
import { browserLanguages } from '../platform/browser-languages.ts';

/** Speaks as was chosen before anything is drawn, then follows the choice, in whichever page it is made. */
export async function followLanguage(): Promise<void> {
  languageChoice.follow(() => void speakAsChosen());
  await speakAsChosen();
}

let turn = 0;
async function speakAsChosen(): Promise<void> {
  turn += 1;
  const mine = turn;
  const voice = pickVoice(await readLanguage(), browserLanguages());
  const translations = await loadTranslations(voice.language);
  if (mine !== turn) return; // Another was chosen meanwhile.
  speak(voice, translations);
  document.documentElement.lang = voice.language;
}

/** Undefined: as the browser speaks. */
export async function chooseLanguage(language: Language | undefined): Promise<void> {
  await ask('language.choose', language ? { language } : {});
  await speakAsChosen(); // What is said of it next is said in that language already.
}

/** What the browser's own language comes to here. */
export const browserLanguage = (): Language => pickVoice(undefined, browserLanguages()).language;
