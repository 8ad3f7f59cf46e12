import { useState } from 'preact/hooks';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { messages } from '../lib/language/messages.ts';
import { forgetConnector } from '../lib/ui/connector-commands.ts';

const words = messages('components.ForgetConnector', {
  ask: 'Forget the tests and dates that this browser knows of it? The connector in Mapsimise is not touched.',
  yes: 'Yes, forget',
  cancel: 'Cancel',
  forget: 'Forget',
  done: 'Forgotten here. Mapsimise still has the connector.',
});

/** Forgets what this browser knows of a connector; asks before, and says that Mapsimise keeps it. */
export function ForgetConnector({ connector, nameId }: { connector: Connector; nameId: string }) {
  const t = words.get();
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
        <legend>{t.ask}</legend>
        <div class="buttons">
          <button type="button" class="danger" onClick={() => void forget()}>
            {t.yes}
          </button>
          <button type="button" onClick={() => setIsAsking(false)}>
            {t.cancel}
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
        {t.forget}
      </button>
      {isDone && (
        <p role="status" class="message is-hint">
          {t.done}
        </p>
      )}
    </>
  );
}
