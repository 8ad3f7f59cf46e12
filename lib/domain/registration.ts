import type { Scheme } from './connection.ts';
import type { Failure, FailureCode } from './failure.ts';
import type { Connector } from './mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from './org-url.ts';

/**
 * What is known of one attempt to create a connector. The server is the truth; this only says "something may have
 * happened". No secret is in it, and no hash of one.
 *
 *   prepared → posting → created → verified
 *                 ↓ any doubt
 *              unclear → checking → created | absent | conflict          failed: a definite refusal
 */
export type RegistrationState =
  | 'prepared'
  | 'posting'
  | 'unclear'
  | 'checking'
  | 'created'
  | 'verified'
  | 'absent'
  | 'conflict'
  | 'failed';

export type JournalEntry = {
  v: 1;
  /** Idempotency key, and the marker by which the connector is found again. */
  key: string;
  workspace: string;
  accountId: string;
  accountName: string;
  org: OrgUrl;
  organisationId: string;
  clientId: string;
  /** Absent in entries from before there was a choice: Dataverse. */
  scheme?: Scheme;
  name: string;
  handle: string;
  state: RegistrationState;
  preparedAtMs: number;
  postedAtMs?: number;
  /** Ids of all connectors that the list showed before the create: none of them can be ours. */
  idsBefore: string[];
  connectorId?: string;
  openUrl: string;
  failure?: Failure;
  /** Connectors of this organisation in the end, counted after ours was read back. */
  countAfter?: number;
  /** What the server stored differs from what was sent, e.g. a trimmed name. Said, not failed. */
  differs?: string[];
};

export const markerOf = (key: string) => `mcx:${key}`;

/** May the connector of this entry already exist without our knowing its id? */
export const isInDoubt = (entry: JournalEntry) =>
  entry.state === 'posting' || entry.state === 'unclear' || entry.state === 'checking';

/** Is somebody at work on this create right now, so that nothing else can be done meanwhile? */
export const isUnderWay = ({ state }: JournalEntry) =>
  ['prepared', 'posting', 'checking', 'created'].includes(state);

/** Has this attempt come to its end, so that nothing of it needs to be found out any more? */
export const isSettled = (entry: JournalEntry) =>
  entry.state === 'verified' || entry.state === 'absent' || entry.state === 'failed';

/** Bought, but the browser refused to remove what it was bought with. */
export const isWipeLeft = ({ state, failure }: JournalEntry) =>
  state === 'verified' && failure?.code === 'storage/not-wiped';

/**
 * What the toolbar button tells of purchases until it is put away: one that somebody must look at before all. Of each
 * organisation the entry counts that its screen shows: a later attempt speaks for an earlier one that failed.
 */
export type PurchaseNews = { news: 'look' | 'ready'; name: string };
export function newsOf(entries: readonly JournalEntry[]): PurchaseNews | undefined {
  const ofSame = ({ org }: JournalEntry) => entries.filter((one) => one.org === org);
  const speaking = entries.filter((one) => entryOf(ofSame(one), one.workspace, one.org) === one);
  const look = speaking.find((entry) => !isUnderWay(entry) && !isDone(entry));
  const ready = speaking.find(isDone);
  if (look) return { news: 'look', name: look.name };
  return ready && { news: 'ready', name: ready.name };
}
const isDone = (entry: JournalEntry) => entry.state === 'verified' && !isWipeLeft(entry);

/** The entry that speaks for a workspace, or for the organisation tested in it: an open one before all, then the newest. */
export function entryOf(entries: JournalEntry[] | undefined, workspace: string, org?: string) {
  const about = entries?.filter((entry) => entry.workspace === workspace || entry.org === org);
  return about?.find((entry) => !isSettled(entry)) ?? about?.[0];
}

/** The connectors that read this organisation, however their address is written. */
export function connectorsOf(org: OrgUrl, connectors: readonly Connector[]): Connector[] {
  return connectors.filter(({ organisationUrl }) => {
    const place = parseOrgUrl(organisationUrl);
    return place.ok && place.value.url === org;
  });
}

export type Finding =
  | { found: 'ours'; connector: Connector; count: number }
  | { found: 'nothing' }
  | { found: 'several'; ids: string[] };

/**
 * Which connector did our create make? Ours carries our marker; without any marker on the new ones, the only new
 * one is taken for ours. Two new ones without a marker cannot be told apart: people must decide.
 */
export function findOurs(entry: JournalEntry, connectors: readonly Connector[]): Finding {
  const matching = connectorsOf(entry.org, connectors);
  const fresh = matching.filter(({ id }) => !entry.idsBefore.includes(id));
  const marked = fresh.filter((item) => item.externalReference === markerOf(entry.key));
  const unmarked = fresh.filter((item) => item.externalReference === undefined);
  const [only, second] = marked.length > 0 ? marked : unmarked;
  if (only && !second) return { found: 'ours', connector: only, count: matching.length };
  if (!only) return { found: 'nothing' };
  return { found: 'several', ids: fresh.map(({ id }) => id) };
}

/** Refusals of a request that was judged. Every other failure of one that was sent leaves the outcome open. */
const DEFINITE: readonly FailureCode[] = [
  'mapsimise/refused',
  'mapsimise/right-missing',
  'mapsimise/key-refused',
];
const OPEN_STATUSES = [408, 409, 425, 429];

/**
 * Did the server certainly not create? Only a 4xx that judged the request says so. 408, 409 and 429 do not: the
 * first may have arrived, the second may be our own, the third may come from something in between.
 */
export function isDefiniteRefusal(failure: Failure): boolean {
  if (failure.code === 'net/not-allowed') return true;
  const status = failure.service?.status ?? 0;
  if (status < 400 || status >= 500 || OPEN_STATUSES.includes(status)) return false;
  return DEFINITE.includes(failure.code);
}

/** When to ask again whether the connector is there, in milliseconds after the first look. */
export const LOOK_AGAIN_MS = [0, 2_000, 5_000, 10_000, 30_000] as const;
