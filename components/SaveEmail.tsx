import { useState } from 'preact/hooks';
import { EMAIL_2, type Mapping } from '../lib/domain/mapping.ts';
import { saveMyEmail } from '../lib/ui/commands.ts';
import { FailureNotice } from './FailureNotice.tsx';

/** Offers to write the address into the person's own Email 2: shows what is there now, asks, and tells what came of it. */
export function SaveEmail({ mapping }: { mapping: Extract<Mapping, { state: 'done' }> }) {
  const [isAsking, setIsAsking] = useState(false);
  const { saved, email, rows } = mapping;
  const now = rows.find(({ column }) => column.logicalName === EMAIL_2)?.value;
  if (saved?.state === 'saving') return <p role="status">Saving…</p>;
  return (
    <>
      {saved?.state === 'refused' && <FailureNotice failure={saved.failure} />}
      {isAsking ? (
        <fieldset class="ask">
          <legend>Change Email 2 of your own user record?</legend>
          <dl class="facts">
            <div>
              <dt>Now</dt>
              <dd>{now || 'empty'}</dd>
            </div>
            <div>
              <dt>Then</dt>
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
              Save
            </button>
            <button type="button" onClick={() => setIsAsking(false)}>
              Cancel
            </button>
          </div>
        </fieldset>
      ) : (
        <div class="buttons">
          <button type="button" class="primary" onClick={() => setIsAsking(true)}>
            Save my Mapsimise email to Email 2
          </button>
        </div>
      )}
    </>
  );
}
