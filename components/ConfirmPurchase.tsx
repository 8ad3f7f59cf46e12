import { useEffect, useId, useState } from 'preact/hooks';
import { describePurchaseMapping } from '../lib/domain/catalogue/mapping-words.ts';
import { describeLock } from '../lib/domain/catalogue/words.ts';
import { type Draft, isSameFields, type Scheme } from '../lib/domain/connection.ts';
import { type LockReason, lockOf, type Offer } from '../lib/domain/purchase.ts';
import type { JournalEntry } from '../lib/domain/registration.ts';
import type { Proof } from '../lib/domain/report.ts';
import { messages } from '../lib/language/messages.ts';
import { sayPrice } from '../lib/language/say.ts';
import { askOffer, confirmPurchase } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice, GrantFor } from './FailureNotice.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.ConfirmPurchase', {
  title: 'Purchase',
  confirm: 'Confirm Purchase',
  oneClick: 'One click creates one connector.',
  openMapsimise: 'Open Mapsimise',
  newPrice: 'Ask for a new price',
  connectorFor: 'Connector for',
  id: 'Id',
  boughtBy: 'Bought by',
  account: 'Account',
  price: 'Price',
  pricePer: '{price} / {period}',
  signsInAs: 'Signs in as',
  mapping: 'Mapping',
  setUpMissing:
    'To buy, Mapsimise Connect needs your Mapsimise organisation, its region and an API key.',
  openOptions: 'Open Options',
  askAgain: 'Ask Mapsimise again',
});

/** What will be bought, by whom, for how much; and the one button, locked until exactly these values have passed. */
export function ConfirmPurchase({
  entry,
  doors,
}: {
  entry: JournalEntry | undefined;
  doors: Doors;
}) {
  const t = words.get();
  const offer = useStore((state) => state.offer);
  const report = useStore((state) => state.report);
  const draft = useStore((state) => state.draft);
  const lock = useLock(entry);
  const reasonId = useId();
  return (
    <section class="purchase card" aria-label={t.title}>
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
        {t.confirm}
      </button>
      <p id={reasonId} class="message is-hint" role="status">
        {lock ? describeLock(lock) : t.oneClick}
      </p>
      {lock?.lock === 'already-registered' && (
        <a href={lock.siteUrl} target="_blank" rel="noreferrer">
          {t.openMapsimise}
        </a>
      )}
      {lock?.lock === 'quote-expired' && (
        <button type="button" onClick={askOffer}>
          {t.newPrice}
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
  const t = words.get();
  const price = <strong>{sayPrice(quote.amount, quote.currency)}</strong>;
  return (
    <dl class="facts">
      <div>
        <dt>{t.connectorFor}</dt>
        <dd>
          {proof.name} ({proof.uniqueName})
          <br />
          <span class="host">{proof.org.slice('https://'.length)}</span>
        </dd>
      </div>
      <div>
        <dt>{t.id}</dt>
        <dd class="host">{proof.organisationId}</dd>
      </div>
      <div>
        <dt>{t.boughtBy}</dt>
        <dd>{account.organisation.name}</dd>
      </div>
      <div>
        <dt>{t.account}</dt>
        <dd>
          {account.fullName} ({account.email}), {account.role}
        </dd>
      </div>
      <div>
        <dt>{t.price}</dt>
        <dd>
          <Sentence text={t.pricePer} parts={{ price, period: quote.period }} />
        </dd>
      </div>
      {draft?.scheme === 'ifd' && (
        <div>
          <dt>{t.signsInAs}</dt>
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
      <dt>{words.get().mapping}</dt>
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
  const t = words.get();
  const isSetUpMissing = offer.failure.code === 'mapsimise/not-set-up';
  return (
    <div class="refusal">
      {isSetUpMissing ? (
        <p class="message is-advice">{t.setUpMissing}</p>
      ) : (
        <>
          <FailureNotice failure={offer.failure} />
          <GrantFor failure={offer.failure} retry={{ openTab: doors.openTab, again: askOffer }} />
        </>
      )}
      <div class="buttons">
        {ABOUT_OPTIONS.includes(offer.failure.code) && (
          <button type="button" onClick={doors.openOptions}>
            {t.openOptions}
          </button>
        )}
        <button type="button" onClick={askOffer}>
          {t.askAgain}
        </button>
      </div>
    </div>
  );
}
