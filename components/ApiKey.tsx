import { keepApiKey, placeApiKey } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { SecretField, Switch } from './fields.tsx';
import type { Say } from './Options.tsx';
import { useSecret } from './use-secret.ts';

/** How to sign in at Mapsimise: the key goes up and is not shown again. Session only, unless the person wants more. */
export function ApiKey({ say }: Say) {
  const isKept = useStore((state) => state.hasApiKey === true);
  const place = useStore((state) => state.apiKeyPlace);
  const onDevice = place?.onDevice === true;
  const send = async (key: string) => {
    await keepApiKey(key);
    if (key.trim() === '') say('The API key was forgotten.');
    else say(onDevice ? 'Saved on this device, encrypted.' : 'Saved for this browser session.');
  };
  const { shown, type, leave } = useSecret(isKept, send);
  const move = async (isOn: boolean) => {
    await placeApiKey(isOn);
    say(isOn ? 'Kept on this device, encrypted.' : 'Kept for this browser session only.');
  };
  return (
    <section class="card" aria-label="Sign-in at Mapsimise">
      <h2>Sign-in at Mapsimise</h2>
      <SecretField
        label="API key"
        value={shown}
        isKept={isKept}
        onType={type}
        onLeave={leave}
        messages={[
          {
            kind: 'hint',
            text: onDevice
              ? 'Kept on this device until you forget it.'
              : 'Kept in memory until the browser is closed or an hour has passed unused; never written to disk.',
          },
        ]}
      />
      <Switch
        label="Keep on this device"
        hint="The key then outlives the browser. It is encrypted (AES-GCM) with a key that this browser makes, lets us use, and lets nobody read out: what is stored is worth nothing elsewhere. It does not protect from somebody who uses this computer as you, or who copies the whole browser profile."
        isOn={onDevice}
        onChange={(isOn) => void move(isOn)}
      />
      {place?.isRefused && (
        <p class="message is-advice" role="status">
          The browser gave no place for it (a private window, or a full disk). The key is kept for
          this session only.
        </p>
      )}
      {isKept && (
        <button type="button" onClick={() => type('')}>
          Forget the API key
        </button>
      )}
    </section>
  );
}
