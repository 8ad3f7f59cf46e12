import { useEffect, useId } from 'preact/hooks';
import { describeDifferences, describeSwitch } from '../lib/domain/catalogue/switch-words.ts';
import { isRetired } from '../lib/domain/connector-health.ts';
import { addressOf } from '../lib/domain/history.ts';
import type { Switching } from '../lib/domain/switching.ts';
import { messages } from '../lib/language/messages.ts';
import {
  checkSwitch,
  dismissSwitch,
  followConnectors,
  switchToDataverse,
} from '../lib/ui/connector-commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { useWatchedWork } from '../lib/ui/watch-work.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.SwitchConnector', {
  title: 'Retired sign-in',
  what: '{name} still signs in by username and password. With these values it signs in by Dataverse from now on, and keeps its name, Impersonate Users and Shared Credentials. Nothing is bought, and no second connector is made.',
  switchOver: 'Switch to Dataverse',
  passed: 'These values have passed.',
  locked:
    'Enter or create Client Id and Client Secret, and press Test Connection: only what has passed is given to the connector.',
  checkAgain: 'Check again',
  done: 'Done',
});

/** The end of the walk out of a retired sign-in: the connector that exists takes the values that have passed. */
export function SwitchConnector() {
  const t = words.get();
  const retired = useStore(retiredHere);
  const entry = useStore(entryHere);
  const isPassed = useStore(
    ({ report, draft }) => report?.state === 'passed' && report.handle === draft?.handle,
  );
  const reasonId = useId();
  useEffect(() => {
    void followConnectors();
  }, []);
  if (entry && entry.state !== 'failed') return <Outcome entry={entry} />;
  if (!retired) return null;
  return (
    <section class="card" aria-label={t.title}>
      <p>
        <Sentence text={t.what} parts={{ name: <strong>{retired.name}</strong> }} />
      </p>
      {entry?.failure && <FailureNotice failure={entry.failure} />}
      <button
        type="button"
        class="primary"
        aria-disabled={!isPassed}
        aria-describedby={reasonId}
        onClick={() => isPassed && switchToDataverse(retired.id)}
      >
        {t.switchOver}
      </button>
      <p id={reasonId} class="message is-hint" role="status">
        {isPassed ? t.passed : t.locked}
      </p>
    </section>
  );
}

const retiredHere = ({ connectorList, workspace }: AppState) =>
  connectorList?.connectors.find(
    (one) => isRetired(one) && addressOf(one.organisationUrl) === workspace,
  );

const entryHere = ({ switches, workspace }: AppState) =>
  Object.values(switches ?? {}).find((one) => one.workspace === workspace);

/** A connector is there and takes other values: then nothing is bought, and no form is filled in. */
export const isSwitching = (state: AppState) =>
  retiredHere(state) !== undefined || entryHere(state) !== undefined;

function Outcome({ entry }: { entry: Switching }) {
  const t = words.get();
  const { connectorId, state, failure, differs } = entry;
  useWatchedWork(state === 'sending');
  return (
    <section class="card" aria-label={t.switchOver}>
      <h2 data-landing>{describeSwitch(entry)}</h2>
      {differs && <p class="message is-advice">{describeDifferences(differs)}</p>}
      {state === 'unclear' && failure && <FailureNotice failure={failure} />}
      <div class="buttons">
        {state === 'unclear' && (
          <button type="button" class="primary" onClick={() => checkSwitch(connectorId)}>
            {t.checkAgain}
          </button>
        )}
        {state === 'switched' && (
          <button type="button" onClick={() => dismissSwitch(connectorId)}>
            {t.done}
          </button>
        )}
      </div>
    </section>
  );
}
