import { useState } from 'preact/hooks';
import { EMAIL_2, type Mapping } from '../lib/domain/mapping.ts';
import { messages } from '../lib/language/messages.ts';
import { saveMyEmail } from '../lib/ui/commands.ts';
import { FailureNotice } from './FailureNotice.tsx';

const words = messages('components.SaveEmail', {
  saving: 'Saving…',
  ask: 'Change Email 2 of your own user record?',
  now: 'Now',
  nothing: 'empty',
  after: 'Then',
  save: 'Save',
  cancel: 'Cancel',
  offer: 'Save my Mapsimise email to Email 2',
});

/** Offers to write the address into the person's own Email 2: shows what is there now, asks, and tells what came of it. */
export function SaveEmail({ mapping }: { mapping: Extract<Mapping, { state: 'done' }> }) {
  const t = words.get();
  const [isAsking, setIsAsking] = useState(false);
  const { saved, email, rows } = mapping;
  const now = rows.find(({ column }) => column.logicalName === EMAIL_2)?.value;
  if (saved?.state === 'saving') return <p role="status">{t.saving}</p>;
  return (
    <>
      {saved?.state === 'refused' && <FailureNotice failure={saved.failure} />}
      {isAsking ? (
        <fieldset class="ask">
          <legend>{t.ask}</legend>
          <dl class="facts">
            <div>
              <dt>{t.now}</dt>
              <dd>{now || t.nothing}</dd>
            </div>
            <div>
              <dt>{t.after}</dt>
              <dd>{email}</dd>
            </div>
          </dl>
          <div class="buttons">
            <button
              type="button"
              class="primary"
              onClick={() => {
                setIsAsking(false);
                saveMyEmail();
              }}
            >
              {t.save}
            </button>
            <button type="button" onClick={() => setIsAsking(false)}>
              {t.cancel}
            </button>
          </div>
        </fieldset>
      ) : (
        <div class="buttons">
          <button type="button" class="primary" onClick={() => setIsAsking(true)}>
            {t.offer}
          </button>
        </div>
      )}
    </>
  );
}
