import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { keepApiKey, placeApiKey } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { SecretField, Switch } from './fields.tsx';
import type { Say } from './Options.tsx';
import { useSecret } from './use-secret.ts';

const words = messages('components.ApiKey', {
  title: 'Sign-in at Mapsimise',
  apiKey: 'API key',
  forgotten: 'The API key was forgotten.',
  savedOnDevice: 'Saved on this device, encrypted.',
  savedForSession: 'Saved for this browser session.',
  keptOnDevice: 'Kept on this device, encrypted.',
  keptForSession: 'Kept for this browser session only.',
  onDeviceHint: 'Kept on this device until you forget it.',
  inMemoryHint:
    'Kept in memory until the browser is closed or an hour has passed unused; never written to disk.',
  keep: 'Keep on this device',
  keepHint:
    'The key then outlives the browser. It is encrypted (AES-GCM) with a key that this browser makes, lets us use, and lets nobody read out: what is stored is worth nothing elsewhere. It does not protect from somebody who uses this computer as you, or who copies the whole browser profile.',
  noPlace:
    'The browser gave no place for it (a private window, or a full disk). The key is kept for this session only.',
  takenBack: params(
    'The API key was wiped because access to {host} was taken back in the browser. Enter it again to go on.',
  ),
  forget: 'Forget the API key',
});

/** How to sign in at Mapsimise: the key goes up and is not shown again. Session only, unless the person wants more. */
export function ApiKey({ say }: Say) {
  const t = words.get();
  const isKept = useStore((state) => state.hasApiKey === true);
  const place = useStore((state) => state.apiKeyPlace);
  const onDevice = place?.onDevice === true;
  const send = async (key: string, over?: string) => {
    await keepApiKey(key, over);
    if (key.trim() !== '') say(onDevice ? t.savedOnDevice : t.savedForSession);
    else if (over) say(onDevice ? t.keptOnDevice : t.keptForSession);
    else say(t.forgotten);
  };
  const { shown, type, leave, remove } = useSecret(isKept, send, keepApiKey);
  const move = async (isOn: boolean) => {
    await placeApiKey(isOn);
    say(isOn ? t.keptOnDevice : t.keptForSession);
  };
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      <SecretField
        label={t.apiKey}
        value={shown}
        isKept={isKept}
        onType={type}
        onLeave={leave}
        messages={[
          {
            kind: 'hint',
            text: onDevice ? t.onDeviceHint : t.inMemoryHint,
          },
        ]}
      />
      <div role="status">
        {place?.lostHost && !isKept && (
          <p class="message is-advice">{t.takenBack({ host: place.lostHost })}</p>
        )}
      </div>
      <Switch
        label={t.keep}
        hint={t.keepHint}
        isOn={onDevice}
        onChange={(isOn) => void move(isOn)}
      />
      <div role="status">{place?.isRefused && <p class="message is-advice">{t.noPlace}</p>}</div>
      {isKept && (
        <button type="button" onClick={remove}>
          {t.forget}
        </button>
      )}
    </section>
  );
}
