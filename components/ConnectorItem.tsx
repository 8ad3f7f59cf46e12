import { useId, useState } from 'preact/hooks';
import {
  describeHealth,
  describeImpersonation,
  describeResult,
  SCHEME_NAMES,
} from '../lib/domain/catalogue/connector-words.ts';
import { healthOf, isRetired } from '../lib/domain/connector-health.ts';
import { addressOf, recordsOf, type TestRecord } from '../lib/domain/history.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { retest } from '../lib/ui/connector-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ForgetConnector } from './ForgetConnector.tsx';
import { ImpersonationChange } from './ImpersonationChange.tsx';
import { RotateSecret } from './RotateSecret.tsx';
import { SecretDate, sayDay } from './SecretDate.tsx';
import { SharedCredentials } from './SharedCredentials.tsx';

/** Of these the badge says all there is to say. */
const SAYS_ALL: readonly string[] = ['good', 'not-tested'];

/** One connector: what it is, how it fares, and what can be done about it. */
export function ConnectorItem(props: {
  connector: Connector;
  isHere: boolean;
  openTab: () => void;
}) {
  const { connector, isHere, openTab } = props;
  const history = useStore((state) => state.testHistory);
  const known = useStore((state) => state.knownOrganisations);
  const date = useStore(({ secretDates }) =>
    secretDates?.find(({ connectorId }) => connectorId === connector.id),
  );
  const shared = useStore((state) => state.sharedCredentials?.[connector.id]);
  const isShared = shared && 'isShared' in shared ? shared.isShared : connector.sharedCredentials;
  const org = addressOf(connector.organisationUrl);
  const records = org ? recordsOf(org, history, known) : [];
  const [last] = records;
  const health = healthOf({ connector, last, date }, Date.now());
  const { badge, means } = describeHealth(health);
  const id = useId();
  const isUnderWay = useStore(({ rotations }) => rotations?.[connector.id] !== undefined);
  const [isOpened, setIsRotating] = useState(false);
  const isRotating = isOpened || isUnderWay;
  return (
    <li class="connector card" data-health={health.health} aria-labelledby={`${id}-name`}>
      <div class="title-line">
        <h2 id={`${id}-name`}>{connector.name || org || 'Unnamed connector'}</h2>
        <span class={`tag is-${health.health}`}>{badge}</span>
        {isHere && <span class="tag">This page</span>}
      </div>
      <p class="host">{org ? org.replace('https://', '') : connector.organisationUrl}</p>
      {!SAYS_ALL.includes(health.health) && <p class="message is-hint">{means}</p>}
      <dl class="facts">
        <Row name="Scheme" value={connector.scheme ? SCHEME_NAMES[connector.scheme] : 'not told'} />
        <Row name="Impersonate Users" value={describeImpersonation(connector)} />
        <Row name="Shared Credentials" value={isShared ? 'On' : 'Off'} />
        {date && <Row name="Secret ends" value={sayDay(date.expiresAtMs)} />}
        {last && <Row name="Last test" value={sayRecord(last)} />}
      </dl>
      <div class="buttons" aria-describedby={`${id}-name`}>
        <button
          type="button"
          aria-describedby={`${id}-name`}
          aria-disabled={org === undefined}
          onClick={() => org && void retest(connector)}
        >
          Test again
        </button>
        {isRetired(connector) && (
          <button
            type="button"
            class="primary"
            aria-describedby={`${id}-name`}
            onClick={() => void retest(connector)}
          >
            Switch to Dataverse
          </button>
        )}
        {connector.scheme === 'Dataverse' && (
          <button
            type="button"
            aria-describedby={`${id}-name`}
            aria-expanded={isRotating}
            onClick={() => setIsRotating(!isRotating)}
          >
            Rotate secret
          </button>
        )}
        <ForgetConnector connector={connector} nameId={`${id}-name`} />
      </div>
      {!org && (
        <p class="message is-advice">
          Its Organisation URL leads to no organisation, so it cannot be tested.
        </p>
      )}
      {isRotating && <RotateSecret connector={connector} openTab={openTab} />}
      <ImpersonationChange connector={connector} org={org} />
      {connector.scheme !== 'DynamicsIfd' && <SecretDate connector={connector} date={date} />}
      {connector.scheme === 'DynamicsIfd' && <Shared connectorId={connector.id} />}
      {records.length > 1 && <History records={records} />}
    </li>
  );
}

export const Row = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** Asked of Mapsimise when it is opened, not for a whole list at once. */
function Shared({ connectorId }: { connectorId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>Service Credentials</summary>
      {isOpen && <SharedCredentials connectorId={connectorId} />}
    </details>
  );
}

const sayMoment = (ms: number) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);

const sayRecord = (record: TestRecord) =>
  `${describeResult(record)}, ${sayMoment(record.atMs)}, by ${record.by}`;

function History({ records }: { records: readonly TestRecord[] }) {
  return (
    <details>
      <summary>History of tests ({records.length})</summary>
      <ul class="history">
        {records.map((record) => (
          <li key={record.atMs}>
            {sayRecord(record)}
            {record.code && <span class="service"> {record.code}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
