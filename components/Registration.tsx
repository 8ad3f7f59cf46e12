import { SECRET_NAMES } from '../lib/domain/catalogue/purchase-words.ts';
import { describeRegistration } from '../lib/domain/catalogue/words.ts';
import { isInDoubt, type JournalEntry } from '../lib/domain/registration.ts';
import { checkRegistration, dismissRegistration } from '../lib/ui/commands.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { SharedCredentials } from './SharedCredentials.tsx';

/** What is known of a create: under way, open, done, or not made. */
export function Registration({ entry }: { entry: JournalEntry }) {
  const { headline, detail } = describeRegistration(entry);
  const isDone = entry.state === 'verified';
  const mayCheck = entry.state === 'unclear';
  const mayDismiss = !isInDoubt(entry) && !['prepared', 'created'].includes(entry.state);
  return (
    <section class={`registration card is-${entry.state}`} aria-label="Registration">
      <div role="status">
        <h2 data-landing>{headline}</h2>
        <p>{detail}</p>
      </div>
      {isDone && <NextSteps entry={entry} />}
      {isDone && entry.scheme === 'ifd' && entry.connectorId && (
        <SharedCredentials connectorId={entry.connectorId} />
      )}
      {entry.failure && entry.state !== 'checking' && <FailureNotice failure={entry.failure} />}
      <div class="buttons">
        {mayCheck && (
          <button type="button" class="primary" onClick={() => checkRegistration(entry.key)}>
            Check again
          </button>
        )}
        {mayDismiss && (
          <button type="button" onClick={() => void dismissRegistration(entry.key)}>
            {isDone ? 'Done' : 'Put away'}
          </button>
        )}
      </div>
    </section>
  );
}

function NextSteps({ entry }: { entry: JournalEntry }) {
  return (
    <ul>
      <li>
        <a href={entry.openUrl} target="_blank" rel="noreferrer">
          Open Mapsimise
        </a>{' '}
        and find the connector {entry.name} (id {entry.connectorId}).
      </li>
      <li>
        Mapsimise has made geocoding rules for Accounts, Contacts, Leads and Users (Address 1).
        Check there which rows already have coordinates.
      </li>
      <li>The {SECRET_NAMES[entry.scheme ?? 'dataverse']} was wiped from this browser.</li>
    </ul>
  );
}
