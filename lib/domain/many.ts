import type { Failure } from './failure.ts';
import type { Quote } from './mapsimise.ts';
import type { OrgUrl } from './org-url.ts';
import type { Offer } from './purchase.ts';
import type { JournalEntry } from './registration.ts';
import type { TestReport } from './report.ts';

/** So many are set up in one go at most. */
export const MOST_AT_ONCE = 100;

/** One of several environments that are set up in one go: how far it is, and why no further. */
export type ManyLine = {
  org: OrgUrl;
  name: string;
  state: 'waiting' | 'testing' | 'passed' | 'failed' | 'buying' | 'bought' | 'open';
  failure?: Failure | undefined;
  price?: Quote | undefined;
};
/** Several environments with the values of one application. Each line stands for itself: one that fails holds up none. */
export type Many = {
  state: 'testing' | 'buying' | 'ready';
  clientId: string;
  impersonateUsers: boolean;
  lines: ManyLine[];
};

type Judged = Pick<ManyLine, 'state' | 'failure' | 'price'>;

/** May this one be bought? Its test must have passed, and Mapsimise must offer it. */
export function judgeTested(report: TestReport | undefined, offer: Offer | undefined): Judged {
  if (report?.state !== 'passed') {
    const failed = report?.steps.find(({ failure }) => failure)?.failure;
    return { state: 'failed', failure: failed ?? { code: 'test/interrupted' } };
  }
  if (offer?.state === 'refused') return { state: 'failed', failure: offer.failure };
  if (offer?.state !== 'offered') return { state: 'failed', failure: { code: 'test/interrupted' } };
  const [existing] = offer.existing;
  if (!existing) return { state: 'passed', price: offer.quote };
  const { id: connectorId, name } = existing;
  const failure = { code: 'mapsimise/already-registered', connectorId, name } as const;
  return { state: 'failed', failure: { ...failure, openUrl: offer.siteUrl } };
}

/** What became of a purchase. What is not known is open, and is checked, never bought again. */
export function judgeBought(entry: JournalEntry | undefined): Judged {
  if (!entry) return { state: 'failed', failure: { code: 'registration/not-passed' } };
  if (entry.state === 'verified') return { state: 'bought' };
  // It certainly was not made: what had passed may be bought still.
  if (entry.state === 'absent')
    return { state: 'passed', failure: entry.failure ?? { code: 'registration/absent' } };
  if (entry.state === 'failed')
    return { state: 'failed', failure: entry.failure ?? { code: 'registration/absent' } };
  return { state: 'open', failure: entry.failure ?? { code: 'registration/unclear' } };
}

/** Once a worker died: what it was testing is to be repeated; what it was buying, the journal tells. */
export function mendMany(many: Many, entryOf: (org: OrgUrl) => JournalEntry | undefined): Many {
  const lines = many.lines.map((line): ManyLine => {
    if (line.state === 'testing' || line.state === 'waiting')
      return { ...line, state: 'failed', failure: { code: 'test/interrupted' } };
    if (line.state !== 'buying') return line;
    const entry = entryOf(line.org);
    // Without an entry nothing was sent: it may be bought still.
    return entry ? { ...line, ...judgeBought(entry) } : { ...line, state: 'passed' };
  });
  return { ...many, state: 'ready', lines };
}
