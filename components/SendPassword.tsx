import { useId } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import { stsAskedFor } from '../lib/domain/sts-consent.ts';
import { confirmSts } from '../lib/ui/commands.ts';

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
  const id = useId();
  return (
    <div class="ask">
      <dl class="facts">
        {before && (
          <div>
            <dt>Allowed before</dt>
            <dd class="host">{before}</dd>
          </div>
        )}
        <div>
          <dt>{before ? 'Named now' : 'Server'}</dt>
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
          Send my password to this server
        </button>
      </div>
    </div>
  );
}
