import { useEffect, useState } from 'preact/hooks';
import { isGuid } from '../lib/domain/guid.ts';
import type { EntraApplication as Application } from '../lib/domain/sign-in.ts';
import { messages } from '../lib/language/messages.ts';
import { keepApplication } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { setByCompany } from './CompanyPolicy.tsx';
import { TextField } from './fields.tsx';
import type { Say } from './Options.tsx';
import { SignIn } from './SignIn.tsx';

const words = messages('components.EntraApplication', {
  title: 'Sign-in with Microsoft',
  application: 'Entra application',
  saved: 'Saved.',
  keptAsTyped: 'Kept as typed, but it cannot be used yet.',
  noId: 'An Application (client) ID looks like 00001111-aaaa-2222-bbbb-3333cccc4444.',
  fromBuild: 'Empty: the one that came with this extension is used.',
  hint: 'The Application (client) ID of the application that people sign in to here. It is no secret.',
});

/** Which Entra application people sign in to, and who has. */
export function EntraApplication({ say }: Say) {
  const t = words.get();
  const kept = useStore((state) => state.entraApplication);
  const application = useStore((state) => state.application);
  const isSet = application?.from === 'policy';
  const [typed, setTyped] = useState(kept ?? '');
  useEffect(() => {
    if (kept === undefined) setTyped(''); // Forgotten, here or in another tab.
  }, [kept === undefined]);
  const type = async (text: string) => {
    setTyped(text);
    await keepApplication(text);
    const isUsable = text.trim() === '' || isGuid(text.trim());
    say(isUsable ? t.saved : t.keptAsTyped);
  };
  const isWrong = typed.trim() !== '' && !isGuid(typed.trim());
  return (
    <>
      <section class="card" aria-label={t.title}>
        <h2>{t.title}</h2>
        <TextField
          label={t.application}
          value={isSet ? application.clientId : typed}
          isLocked={isSet}
          placeholder="00000000-0000-0000-0000-000000000000"
          onType={(text) => void type(text)}
          messages={[
            isSet
              ? setByCompany()
              : isWrong
                ? { kind: 'error', text: t.noId }
                : { kind: 'hint', text: sayWhose(application) },
          ]}
        />
      </section>
      <SignIn doors={{ openTab: () => {} }} />
    </>
  );
}

function sayWhose(application: Application | undefined): string {
  const t = words.get();
  return application?.from === 'build' ? t.fromBuild : t.hint;
}
