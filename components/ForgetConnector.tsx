import { useState } from 'preact/hooks';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { forgetConnector } from '../lib/ui/connector-commands.ts';

/** Forgets what this browser knows of a connector; asks before, and says that Mapsimise keeps it. */
export function ForgetConnector({ connector, nameId }: { connector: Connector; nameId: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const forget = async () => {
    await forgetConnector(connector.id);
    setIsAsking(false);
    setIsDone(true);
  };
  if (isAsking)
    return (
      <fieldset class="ask">
        <legend>
          Forget the tests and dates that this browser knows of it? The connector in Mapsimise is
          not touched.
        </legend>
        <div class="buttons">
          <button type="button" class="danger" onClick={() => void forget()}>
            Yes, forget
          </button>
          <button type="button" onClick={() => setIsAsking(false)}>
            Cancel
          </button>
        </div>
      </fieldset>
    );
  return (
    <>
      <button
        type="button"
        class="quiet-text"
        aria-describedby={nameId}
        onClick={() => setIsAsking(true)}
      >
        Forget
      </button>
      {isDone && (
        <p role="status" class="message is-hint">
          Forgotten here. Mapsimise still has the connector.
        </p>
      )}
    </>
  );
}
