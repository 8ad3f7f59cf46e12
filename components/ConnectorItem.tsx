import { useId, useState } from 'preact/hooks';
import {
  describeHealth,
  describeImpersonation,
  describeResult,
  SCHEME_NAMES,
} from '../lib/domain/catalogue/connector-words.ts';
import { healthOf, isRetired } from '../lib/domain/connector-health.ts';
import { addressOf, type TestRecord } from '../lib/domain/history.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayDay, sayMoment } from '../lib/language/say.ts';
import { retest } from '../lib/ui/connector-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ForgetConnector } from './ForgetConnector.tsx';
import { ImpersonationChange } from './ImpersonationChange.tsx';
import { RotateSecret } from './RotateSecret.tsx';
import { SecretDate } from './SecretDate.tsx';
import { SharedCredentials } from './SharedCredentials.tsx';

const words = messages('components.ConnectorItem', {
  unnamed: 'Unnamed connector',
  thisPage: 'This page',
  scheme: 'Scheme',
  notTold: 'not told',
  impersonateUsers: 'Impersonate Users',
  sharedCredentials: 'Shared Credentials',
  on: 'On',
  off: 'Off',
  secretEnds: 'Secret ends',
  lastTest: 'Last test',
  testAgain: 'Test again',
  switchOver: 'Switch to Dataverse',
  rotate: 'Rotate secret',
  noOrganisation: 'Its Organisation URL leads to no organisation, so it cannot be tested.',
  serviceCredentials: 'Service Credentials',
  record: params('{result}, {moment}, by {person}'),
  history: params('History of tests ({count})'),
});

/** Of these the badge says all there is to say. */
const SAYS_ALL: readonly string[] = ['good', 'not-tested'];

/** One connector: what it is, how it fares, and what can be done about it. */
export function ConnectorItem(props: {
  connector: Connector;
  /** Its tests, newest first. */
  records: readonly TestRecord[];
  isHere: boolean;
  openTab: () => void;
}) {
  const t = words.get();
  const { connector, records, isHere, openTab } = props;
  const date = useStore(({ secretDates }) =>
    secretDates?.find(({ connectorId }) => connectorId === connector.id),
  );
  const shared = useStore((state) => state.sharedCredentials?.[connector.id]);
  const isShared = shared && 'isShared' in shared ? shared.isShared : connector.sharedCredentials;
  const org = addressOf(connector.organisationUrl);
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
        <h2 id={`${id}-name`}>{connector.name || org || t.unnamed}</h2>
        <span class={`tag is-${health.health}`}>{badge}</span>
        {isHere && <span class="tag">{t.thisPage}</span>}
      </div>
      <p class="host">{org ? org.replace('https://', '') : connector.organisationUrl}</p>
      {!SAYS_ALL.includes(health.health) && <p class="message is-hint">{means}</p>}
      <dl class="facts">
        <Row
          name={t.scheme}
          value={connector.scheme ? SCHEME_NAMES[connector.scheme] : t.notTold}
        />
        <Row name={t.impersonateUsers} value={describeImpersonation(connector)} />
        <Row name={t.sharedCredentials} value={isShared ? t.on : t.off} />
        {date && <Row name={t.secretEnds} value={sayDay(date.expiresAtMs, { timeZone: 'UTC' })} />}
        {last && <Row name={t.lastTest} value={sayRecord(last)} />}
      </dl>
      <div class="buttons" aria-describedby={`${id}-name`}>
        <button
          type="button"
          aria-describedby={`${id}-name`}
          aria-disabled={org === undefined}
          onClick={() => org && void retest(connector)}
        >
          {t.testAgain}
        </button>
        {isRetired(connector) && (
          <button
            type="button"
            class="primary"
            aria-describedby={`${id}-name`}
            onClick={() => void retest(connector)}
          >
            {t.switchOver}
          </button>
        )}
        {connector.scheme === 'Dataverse' && (
          <button
            type="button"
            aria-describedby={`${id}-name`}
            aria-expanded={isRotating}
            onClick={() => setIsRotating(!isRotating)}
          >
            {t.rotate}
          </button>
        )}
        <ForgetConnector connector={connector} nameId={`${id}-name`} />
      </div>
      {!org && <p class="message is-advice">{t.noOrganisation}</p>}
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
      <summary>{words.get().serviceCredentials}</summary>
      {isOpen && <SharedCredentials connectorId={connectorId} />}
    </details>
  );
}

const sayRecord = (record: TestRecord) =>
  words.get().record({
    result: describeResult(record),
    moment: sayMoment(record.atMs),
    person: record.by,
  });

function History({ records }: { records: readonly TestRecord[] }) {
  return (
    <details>
      <summary>{words.get().history({ count: records.length })}</summary>
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
