import { params } from '../lib/language/forms.ts';
import { LANGUAGES, type Language, OWN_NAMES } from '../lib/language/languages.ts';
import { messages } from '../lib/language/messages.ts';
import { browserLanguage, chooseLanguage } from '../lib/ui/language.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ChoiceField } from './fields.tsx';
import type { Say } from './Options.tsx';

const words = messages('components.LanguageChoice', {
  language: 'Language',
  asBrowser: params('As the browser ({name})'),
  hint: 'Every open window of Mapsimise Connect changes at once.',
  saved: 'Saved.',
});

/** Which language is spoken here. Each is named as its speakers name it. */
export function LanguageChoice({ say }: Say) {
  const t = words.get();
  const chosen = useStore((state) => state.languageChoice);
  const choose = async (value: string) => {
    await chooseLanguage(LANGUAGES.find((one): one is Language => one === value));
    say(words.get().saved);
  };
  return (
    <section class="card" aria-label={t.language}>
      <h2>{t.language}</h2>
      <ChoiceField
        label={t.language}
        value={chosen ?? ''}
        options={[
          { value: '', name: t.asBrowser({ name: OWN_NAMES[browserLanguage()] }) },
          ...LANGUAGES.map((value) => ({ value, name: OWN_NAMES[value] })),
        ]}
        onChoose={(value) => void choose(value)}
        messages={[{ kind: 'hint', text: t.hint }]}
      />
    </section>
  );
}
