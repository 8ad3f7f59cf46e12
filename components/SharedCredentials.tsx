import { useEffect } from 'preact/hooks';
import { messages } from '../lib/language/messages.ts';
import { lookAtSharedCredentials, setSharedCredentials } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Switch } from './fields.tsx';

const words = messages('components.SharedCredentials', {
  title: 'Service Credentials',
  what: 'The account that this connector signs in with is its Service Credentials. It can do what its own roles in the CRM allow, and no more.',
  shared: 'Shared Credentials',
  asking: 'Mapsimise is being asked…',
  on: 'On: this one account reads and writes for everybody who opens a map. All see what it may see, and what they change is changed in its name.',
  off: 'Off: everybody gives a user name and password of their own when a map loads, and sees what that person may see. Turn it on to let this one account read and write for all.',
});

/** Does the account of a connector on one's own server serve everybody, or does everybody give their own? */
export function SharedCredentials({ connectorId }: { connectorId: string }) {
  const t = words.get();
  const known = useStore((state) => state.sharedCredentials?.[connectorId]);
  useEffect(() => {
    if (!known) lookAtSharedCredentials(connectorId);
  }, [known === undefined]);
  const isShared = known && 'isShared' in known ? known.isShared : undefined;
  const isAsking = !known || known.state === 'asking';
  return (
    <section class="shared" aria-label={t.title}>
      <h3>{t.title}</h3>
      <p>{t.what}</p>
      <Switch
        label={t.shared}
        hint={isAsking ? t.asking : isShared ? t.on : t.off}
        isOn={isShared === true}
        isBusy={isAsking}
        onChange={(isOn) => setSharedCredentials(connectorId, isOn)}
      />
      {known?.state === 'refused' && <FailureNotice failure={known.failure} />}
    </section>
  );
}
