import { useEffect } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { resolveEnvironment, standOn } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { DirectoryFailure } from './DirectoryFailure.tsx';

const words = messages('components.MakerEnvironment', {
  looking: 'Looking for its organisation…',
  use: params('Use {name}'),
});

/** A maker's or admin centre's page names an environment: for who signed in, its organisation is looked up. */
export function MakerEnvironment({ doors }: { doors: Pick<Doors, 'openTab'> }) {
  const account = useStore((state) => state.signIn?.account);
  const resolution = useStore((state) => state.resolution);
  const hasTyped = useStore((state) => state.draft !== undefined);
  const found = resolution?.state === 'found' ? resolution.environment : undefined;
  const who = account && `${account.username}|${account.tenantId}`;
  useEffect(() => {
    if (who) resolveEnvironment();
  }, [who]);
  useEffect(() => {
    if (found && !hasTyped) void standOn(found.org, { isAsked: false });
  }, [found?.org]);
  if (!account || !resolution) return null;
  if (resolution.state === 'looking')
    return (
      <p class="source" role="status">
        {words.get().looking}
      </p>
    );
  if (found)
    return (
      <button type="button" onClick={() => void standOn(found.org, { isAsked: true })}>
        {words.get().use({ name: found.name })}
      </button>
    );
  const { failure } = resolution as Extract<typeof resolution, { state: 'failed' }>;
  return (
    <DirectoryFailure
      failure={failure}
      consentTo="bap"
      retry={{ openTab: doors.openTab, again: resolveEnvironment }}
    />
  );
}
