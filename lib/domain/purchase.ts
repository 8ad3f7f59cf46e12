import type { Draft, Scheme } from './connection.ts';
import type { Failure } from './failure.ts';
import type { Account, Connector, Quote } from './mapsimise.ts';
import type { JournalEntry } from './registration.ts';
import type { TestReport } from './report.ts';

/** What Mapsimise offers for one organisation, and to whom. Read beside the test. */
export type Offer =
  | { state: 'asking' }
  | { state: 'refused'; failure: Failure; account?: Account }
  | {
      state: 'offered';
      org: string;
      account: Account;
      quote: Quote;
      existing: Connector[];
      siteUrl: string;
    };

/** Why Confirm Purchase is locked. Each is a sentence on the screen. */
export type LockReason =
  | { lock: 'not-tested' }
  | { lock: 'test-running' }
  | { lock: 'test-failed' }
  | { lock: 'test-cancelled' }
  | { lock: 'values-changed' }
  | { lock: 'secret-gone'; scheme: Scheme }
  | { lock: 'offer-asking' }
  | { lock: 'offer-refused' }
  | { lock: 'quote-expired' }
  | { lock: 'already-registered'; name: string; siteUrl: string }
  | { lock: 'under-way' }
  | { lock: 'in-doubt' }
  | { lock: 'done' };

export type PurchaseView = {
  draft: Draft | undefined;
  report: TestReport | undefined;
  offer: Offer | undefined;
  entry: JournalEntry | undefined;
};

/**
 * The purchase lock, the same in the popup and in the background: open only when exactly these values have
 * passed, Mapsimise has offered, and no create for them is under way or open.
 */
export function lockOf(view: PurchaseView, nowMs: number): LockReason | undefined {
  const { draft, report, offer, entry } = view;
  const busy = entry && lockOfEntry(entry);
  if (busy) return busy;
  if (!report) return { lock: 'not-tested' };
  if (report.state === 'running') return { lock: 'test-running' };
  if (report.handle !== draft?.handle) return { lock: 'values-changed' };
  if (report.state === 'cancelled') return { lock: 'test-cancelled' };
  if (report.state !== 'passed' || !report.proof) return { lock: 'test-failed' };
  if (!draft.hasSecret) return { lock: 'secret-gone', scheme: draft.scheme };
  return lockOfOffer(offer, report.proof.org, nowMs);
}

function lockOfEntry(entry: JournalEntry): LockReason | undefined {
  switch (entry.state) {
    case 'prepared':
    case 'posting':
    case 'checking':
    case 'created':
      return { lock: 'under-way' };
    case 'unclear':
    case 'conflict':
      return { lock: 'in-doubt' };
    case 'verified':
      return { lock: 'done' };
    default:
      return undefined;
  }
}

function lockOfOffer(offer: Offer | undefined, org: string, nowMs: number): LockReason | undefined {
  if (!offer || offer.state === 'asking') return { lock: 'offer-asking' };
  if (offer.state === 'refused' || offer.org !== org) return { lock: 'offer-refused' };
  const [existing] = offer.existing;
  if (existing) return { lock: 'already-registered', name: existing.name, siteUrl: offer.siteUrl };
  if (!(offer.quote.validUntilMs > nowMs)) return { lock: 'quote-expired' };
  return undefined;
}
