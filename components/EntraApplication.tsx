import { useEffect, useState } from 'preact/hooks';
import { isGuid } from '../lib/domain/guid.ts';
import type { EntraApplication as Application } from '../lib/domain/sign-in.ts';
import { keepApplication } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { TextField } from './fields.tsx';
import type { Say } from './Options.tsx';
import { SignIn } from './SignIn.tsx';

/** Which Entra application people sign in to, and who has. */
export function EntraApplication({ say }: Say) {
  const kept = useStore((state) => state.entraApplication);
  const application = useStore((state) => state.application);
  const [typed, setTyped] = useState(kept ?? '');
  useEffect(() => {
    if (kept === undefined) setTyped(''); // Forgotten, here or in another tab.
  }, [kept === undefined]);
  const type = async (text: string) => {
    setTyped(text);
    await keepApplication(text);
    const isUsable = text.trim() === '' || isGuid(text.trim());
    say(isUsable ? 'Saved.' : 'Kept as typed, but it cannot be used yet.');
  };
  const isWrong = typed.trim() !== '' && !isGuid(typed.trim());
  return (
    <>
      <section class="card" aria-label="Sign-in with Microsoft">
        <h2>Sign-in with Microsoft</h2>
        <TextField
          label="Entra application"
          value={typed}
          placeholder="00000000-0000-0000-0000-000000000000"
          onType={(text) => void type(text)}
          messages={[
            isWrong
              ? {
                  kind: 'error',
                  text: 'An Application (client) ID looks like 00001111-aaaa-2222-bbbb-3333cccc4444.',
                }
              : { kind: 'hint', text: sayWhose(application) },
          ]}
        />
      </section>
      <SignIn doors={{ openTab: () => {} }} />
    </>
  );
}

function sayWhose(application: Application | undefined): string {
  if (application?.from === 'policy') return 'Empty: the one that your company has set is used.';
  if (application?.from === 'build') return 'Empty: the one that came with this extension is used.';
  return 'The Application (client) ID of the application that people sign in to here. It is no secret.';
}
