import { readLanguage } from '../facts/language.ts';
import de from '../language/de/catalogue.attention.json';
import fr from '../language/fr/catalogue.attention.json';
import ja from '../language/ja/catalogue.attention.json';
import { pickVoice } from '../language/languages.ts';
import { speak } from '../language/messages.ts';
import type { World } from './world.ts';

const ATTENTION = { en: {}, de, fr, ja };

/**
 * Speaks as was chosen, before the background says anything. Asked each time, for the worker forgets it (D6). It says
 * so little, and may not import later, that its words in every language are part of it.
 */
export async function speakAsChosen(world: World): Promise<void> {
  const voice = pickVoice(await readLanguage(), world.languages());
  speak(voice, { 'catalogue.attention': ATTENTION[voice.language] });
}
