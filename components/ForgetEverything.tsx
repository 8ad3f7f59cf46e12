import { useState } from 'preact/hooks';
import { messages } from '../lib/language/messages.ts';
import { forgetEverything } from '../lib/ui/commands.ts';
import { type OpenWork, readOpenWork } from '../lib/ui/open-work.ts';
import type { Say } from './Options.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.ForgetEverything', {
  forget: 'Forget everything',
  done: 'Everything was forgotten.',
  notDone: 'The browser has not forgotten everything. Try again, or remove the extension.',
  unfinished:
    'This is not finished. Once it is forgotten it cannot be continued, checked or undone:',
  purchase: 'A purchase of which it is not known whether it made a connector: {where}',
  unread: 'What another version noted of a purchase, and this one cannot read',
  creating: 'An application, secret or user that was created, or may have been: {where}',
  rotation: 'A secret that is being rotated: {where}',
  switch: 'A connector that is being switched to Dataverse: {where}',
  ask: 'Forget everything?',
  yes: 'Yes, forget everything',
  cancel: 'Cancel',
});

const isSame = (one: OpenWork, other: OpenWork) =>
  one.work === other.work && one.where === other.where;

/** Asks before everything is forgotten, and names what is begun and would be left as it is. */
export function ForgetEverything({ say }: Say) {
  const t = words.get();
  const [open, setOpen] = useState<OpenWork[]>();
  const forget = async () => {
    // What was begun since it was asked, in another window, has not been named yet.
    const now = await readOpenWork();
    if (now.some((one) => !open?.some((named) => isSame(named, one)))) return setOpen(now);
    const receipt = await forgetEverything();
    setOpen(undefined);
    say(receipt?.taken ? words.get().done : words.get().notDone);
  };
  if (!open)
    return (
      <button type="button" onClick={() => void readOpenWork().then(setOpen)}>
        {t.forget}
      </button>
    );
  return (
    <>
      {open.length > 0 && (
        <div class="message is-advice" role="status">
          <p>{t.unfinished}</p>
          <ul>
            {open.map(({ work, where }) => (
              <li key={`${work} ${where}`}>
                <Sentence text={t[work]} parts={{ where: <span class="host">{where}</span> }} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <fieldset class="buttons">
        <legend class="unseen">{t.ask}</legend>
        <button type="button" class="danger" onClick={() => void forget()}>
          {t.yes}
        </button>
        <button type="button" onClick={() => setOpen(undefined)}>
          {t.cancel}
        </button>
      </fieldset>
    </>
  );
}
