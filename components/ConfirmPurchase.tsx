import { useEffect, useId, useState } from 'preact/hooks';
import { describePurchaseMapping } from '../lib/domain/catalogue/mapping-words.ts';
import { describeLock } from '../lib/domain/catalogue/words.ts';
import { type Draft, isSameFields, type Scheme } from '../lib/domain/connection.ts';
import { type LockReason, lockOf, type Offer } from '../lib/domain/purchase.ts';
import type { JournalEntry } from '../lib/domain/registration.ts';
import type { Proof } from '../lib/domain/report.ts';
import { askOffer, confirmPurchase } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice, GrantFor } from './FailureNotice.tsx';

/** What will be bought, by whom, for how much; and the one button, locked until exactly these values have passed. */
export function ConfirmPurchase({
  entry,
  doors,
}: {
  entry: JournalEntry | undefined;
  doors: Doors;
}) {
  const offer = useStore((state) => state.offer);
  const report = useStore((state) => state.report);
  const draft = useStore((state) => state.draft);
  const lock = useLock(entry);
  const reasonId = useId();
  return (
    <section class="purchase card" aria-label="Purchase">
      {report?.proof && offer?.state === 'offered' && !isAboutValues(lock) && (
        <Summary proof={report.proof} offer={offer} draft={draft} />
      )}
      {offer?.state === 'refused' && !isAboutValues(lock) && (
        <Refusal offer={offer} doors={doors} />
      )}
      <button
        type="button"
        class="primary"
        aria-disabled={lock !== undefined}
        aria-describedby={reasonId}
        onClick={() => lock ?? confirmPurchase()}
      >
        Confirm Purchase
      </button>
      <p id={reasonId} class="message is-hint" role="status">
        {lock ? describeLock(lock) : 'One click creates one connector.'}
      </p>
      {lock?.lock === 'already-registered' && (
        <a href={lock.siteUrl} target="_blank" rel="noreferrer">
          Open Mapsimise
        </a>
      )}
      {lock?.lock === 'quote-expired' && (
        <button type="button" onClick={askOffer}>
          Ask for a new price
        </button>
      )}
    </section>
  );
}

const isAboutValues = (lock: LockReason | undefined) =>
  lock !== undefined && ['values-changed', 'test-running', 'test-failed'].includes(lock.lock);

/** The lock of the facts, closed at once by anything typed that the background has not kept yet. */
function useLock(entry: JournalEntry | undefined): LockReason | undefined {
  const state = useStore((all) => all);
  const [nowMs, setNowMs] = useState(Date.now);
  const validUntilMs =
    state.offer?.state === 'offered' ? state.offer.quote.validUntilMs : undefined;
  useEffect(() => {
    setNowMs(Date.now());
    if (validUntilMs === undefined) return undefined;
    const dueInMs = Math.min(validUntilMs - Date.now(), 2 ** 31 - 1);
    const timer = setTimeout(() => setNowMs(Date.now()), Math.max(0, dueInMs));
    return () => clearTimeout(timer);
  }, [validUntilMs]);
  return isAhead(state) ? { lock: 'values-changed' } : lockOf({ ...viewOf(state), entry }, nowMs);
}

const viewOf = ({ draft, report, offer }: AppState) => ({ draft, report, offer });
const isAhead = ({ draft, fields, report, isSecretOnItsWay }: AppState) =>
  report !== undefined &&
  (isSecretOnItsWay || (draft !== undefined && !isSameFields(draft, fields)));

function Summary(props: {
  proof: Proof;
  offer: Extract<Offer, { state: 'offered' }>;
  draft: Draft | undefined;
}) {
  const { proof, offer, draft } = props;
  const { account, quote } = offer;
  const price = new Intl.NumberFormat(undefined, { style: 'currency', currency: quote.currency });
  return (
    <dl class="facts">
      <div>
        <dt>Connector for</dt>
        <dd>
          {proof.name} ({proof.uniqueName})
          <br />
          <span class="host">{proof.org.slice('https://'.length)}</span>
        </dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd class="host">{proof.organisationId}</dd>
      </div>
      <div>
        <dt>Bought by</dt>
        <dd>{account.organisation.name}</dd>
      </div>
      <div>
        <dt>Account</dt>
        <dd>
          {account.fullName} ({account.email}), {account.role}
        </dd>
      </div>
      <div>
        <dt>Price</dt>
        <dd>
          <strong>{price.format(quote.amount)}</strong> / {quote.period}
        </dd>
      </div>
      {draft?.scheme === 'ifd' && (
        <div>
          <dt>Signs in as</dt>
          <dd>{draft.username}</dd>
        </div>
      )}
      {draft?.impersonateUsers && <MappingLine org={proof.org} scheme={draft.scheme} />}
    </dl>
  );
}

/** What is known of one's own mapping counts only for the organisation that is bought. */
function MappingLine({ org, scheme }: { org: string; scheme: Scheme }) {
  const verdict = useStore(({ where, mapping }) =>
    where.at === 'organisation' && where.org === org && mapping?.state === 'done'
      ? mapping.verdict
      : undefined,
  );
  return (
    <div>
      <dt>Mapping</dt>
      <dd>{describePurchaseMapping(verdict, scheme)}</dd>
    </div>
  );
}

/** What is put right in Options. */
const ABOUT_OPTIONS: readonly string[] = [
  'mapsimise/not-set-up',
  'mapsimise/key-refused',
  'mapsimise/session-ended',
  'mapsimise/other-organisation',
];

function Refusal({ offer, doors }: { offer: Extract<Offer, { state: 'refused' }>; doors: Doors }) {
  const isSetUpMissing = offer.failure.code === 'mapsimise/not-set-up';
  return (
    <div class="refusal">
      {isSetUpMissing ? (
        <p class="message is-advice">
          To buy, Mapsimise Connect needs your Mapsimise organisation, its region and an API key.
        </p>
      ) : (
        <>
          <FailureNotice failure={offer.failure} />
          <GrantFor failure={offer.failure} retry={{ openTab: doors.openTab, again: askOffer }} />
        </>
      )}
      <div class="buttons">
        {ABOUT_OPTIONS.includes(offer.failure.code) && (
          <button type="button" onClick={doors.openOptions}>
            Open Options
          </button>
        )}
        <button type="button" onClick={askOffer}>
          Ask Mapsimise again
        </button>
      </div>
    </div>
  );
}
