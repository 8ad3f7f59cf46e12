import { useState } from 'preact/hooks';
import { forgetEverything } from '../lib/ui/commands.ts';
import { type OpenWork, readOpenWork } from '../lib/ui/open-work.ts';
import type { Say } from './Options.tsx';

/** Asks before everything is forgotten, and names what is begun and would be left as it is. */
export function ForgetEverything({ say }: Say) {
  const [open, setOpen] = useState<OpenWork[]>();
  const forget = async () => {
    await forgetEverything();
    setOpen(undefined);
    say('Everything was forgotten.');
  };
  if (!open)
    return (
      <button type="button" onClick={() => void readOpenWork().then(setOpen)}>
        Forget everything
      </button>
    );
  return (
    <>
      {open.length > 0 && (
        <div class="message is-advice" role="status">
          <p>
            This is not finished. Once it is forgotten it cannot be continued, checked or undone:
          </p>
          <ul>
            {open.map(({ work, where }) => (
              <li key={`${work} ${where}`}>
                {WORDS[work]} <span class="host">{where}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <fieldset class="buttons">
        <legend class="unseen">Forget everything?</legend>
        <button type="button" class="danger" onClick={() => void forget()}>
          Yes, forget everything
        </button>
        <button type="button" onClick={() => setOpen(undefined)}>
          Cancel
        </button>
      </fieldset>
    </>
  );
}

const WORDS: Record<OpenWork['work'], string> = {
  purchase: 'A purchase of which it is not known whether it made a connector:',
  creating: 'An application, secret or user that was created, or may have been:',
  rotation: 'A secret that is being rotated:',
  switch: 'A connector that is being switched to Dataverse:',
};
