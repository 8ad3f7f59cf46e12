import { useId } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import { confirmSts } from '../lib/ui/commands.ts';

/**
 * The person's own word that this server may get the password: the CRM server named it, and anybody could have made it
 * say so. The host stands beside the button, as large as it.
 */
export function SendPassword({ failure }: { failure: Failure }) {
  const id = useId();
  if (failure.code !== 'ifd/sts-not-confirmed' && failure.code !== 'ifd/sts-changed') return null;
  return (
    <div class="ask">
      <dl class="facts">
        {failure.code === 'ifd/sts-changed' && (
          <div>
            <dt>Allowed before</dt>
            <dd class="host">{failure.before}</dd>
          </div>
        )}
        <div>
          <dt>{failure.code === 'ifd/sts-changed' ? 'Named now' : 'Server'}</dt>
          <dd id={id} class="server">
            {failure.host}
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          aria-describedby={id}
          onClick={() => void confirmSts(failure.origin)}
        >
          Send my password to this server
        </button>
      </div>
    </div>
  );
}
