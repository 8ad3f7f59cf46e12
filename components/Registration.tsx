import { describeRegistration } from '../lib/domain/catalogue/words.ts';
import {
  isInDoubt,
  isUnderWay,
  isWipeLeft,
  type JournalEntry,
} from '../lib/domain/registration.ts';
import { messages } from '../lib/language/messages.ts';
import { checkRegistration, dismissRegistration } from '../lib/ui/commands.ts';
import { useWatchedWork } from '../lib/ui/watch-work.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Sentence } from './Sentence.tsx';
import { SharedCredentials } from './SharedCredentials.tsx';

const words = messages('components.Registration', {
  title: 'Registration',
  checkAgain: 'Check again',
  done: 'Done',
  putAway: 'Put away',
  find: '{link} and find the connector {name} (id {id}).',
  open: 'Open Mapsimise',
  rules:
    'Mapsimise has made geocoding rules for Accounts, Contacts, Leads and Users (Address 1). Check there which rows already have coordinates.',
  secretWiped: 'The Client Secret was wiped from this browser.',
  passwordWiped: 'The Password was wiped from this browser.',
});

/** What is known of a create: under way, open, done, or not made. */
export function Registration({ entry }: { entry: JournalEntry }) {
  const t = words.get();
  const { headline, detail } = describeRegistration(entry);
  const isDone = entry.state === 'verified';
  useWatchedWork(isUnderWay(entry));
  const mayCheck = entry.state === 'unclear';
  const mayDismiss = !isInDoubt(entry) && !['prepared', 'created'].includes(entry.state);
  return (
    <section class={`registration card is-${entry.state}`} aria-label={t.title}>
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
            {t.checkAgain}
          </button>
        )}
        {mayDismiss && (
          <button type="button" onClick={() => void dismissRegistration(entry.key)}>
            {isDone ? t.done : t.putAway}
          </button>
        )}
      </div>
    </section>
  );
}

function NextSteps({ entry }: { entry: JournalEntry }) {
  const t = words.get();
  const open = (
    <a href={entry.openUrl} target="_blank" rel="noreferrer">
      {t.open}
    </a>
  );
  return (
    <ul>
      <li>
        <Sentence text={t.find} parts={{ link: open, name: entry.name, id: entry.connectorId }} />
      </li>
      <li>{t.rules}</li>
      {!isWipeLeft(entry) && <li>{entry.scheme === 'ifd' ? t.passwordWiped : t.secretWiped}</li>}
    </ul>
  );
}
