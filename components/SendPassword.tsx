import { useId } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import { stsAskedFor } from '../lib/domain/sts-consent.ts';
import { messages } from '../lib/language/messages.ts';
import { confirmSts } from '../lib/ui/commands.ts';

const words = messages('components.SendPassword', {
  before: 'Allowed before',
  now: 'Named now',
  server: 'Server',
  send: 'Send my password to this server',
});

/**
 * The person's own word that this server may get the password: the CRM server named it, and anybody could have made it
 * say so. The host stands beside the button, as large as it. Where several are named, each is a question of its own.
 */
export function SendPassword({ failure }: { failure: Failure }) {
  const before = failure.code === 'ifd/sts-changed' ? failure.before : undefined;
  return (
    <>
      {stsAskedFor(failure).map((origin) => (
        <Consent key={origin} origin={origin} before={before} />
      ))}
    </>
  );
}

function Consent({ origin, before }: { origin: string; before: string | undefined }) {
  const t = words.get();
  const id = useId();
  return (
    <div class="ask">
      <dl class="facts">
        {before && (
          <div>
            <dt>{t.before}</dt>
            <dd class="host">{before}</dd>
          </div>
        )}
        <div>
          <dt>{before ? t.now : t.server}</dt>
          <dd id={id} class="server">
            {new URL(origin).host}
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          aria-describedby={id}
          onClick={() => void confirmSts(origin)}
        >
          {t.send}
        </button>
      </div>
    </div>
  );
}
