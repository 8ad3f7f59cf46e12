import type { Scheme } from './connection.ts';
import type { FailureCode } from './failure.ts';
import { isSameGuid } from './guid.ts';
import { parseOrgUrl } from './org-url.ts';
import type { StepId, TestReport } from './report.ts';

/** One test that came to its end: who, when, which organisation, what came of it. No secret and no handle of one. */
export type TestRecord = {
  atMs: number;
  org: string;
  organisationId?: string;
  by: string;
  scheme: Scheme;
  result: 'passed' | 'failed' | 'cancelled';
  clientId?: string;
  failedAt?: StepId;
  code?: FailureCode;
  tookMs?: number;
};

/** An organisation as a test that passed has proved it: its id stays, its address may change. */
export type KnownOrganisation = { organisationId: string; name: string; addresses: string[] };

export const HISTORY_KEPT_MS = 90 * 86_400_000;
export const MOST_RECORDS = 500;
export const MOST_ORGANISATIONS = 300;
const MOST_ADDRESSES = 10;

/** The record of a report; undefined for one that still runs, or that is about no organisation at all. */
export function recordOf(report: TestReport, by: string): TestRecord | undefined {
  const org = addressOf(report.organisationUrl);
  if (report.state === 'running' || !org) return undefined;
  const failed = report.steps.find(({ outcome }) => outcome === 'failed');
  return {
    atMs: report.startedAtMs,
    org: report.proof?.org ?? org,
    by,
    scheme: report.scheme,
    result: report.state,
    ...(report.proof && { organisationId: report.proof.organisationId }),
    ...(report.proof?.clientId && { clientId: report.proof.clientId }),
    ...(failed && { failedAt: failed.id }),
    ...(failed?.failure && { code: failed.failure.code }),
    ...(report.tookMs !== undefined && { tookMs: report.tookMs }),
  };
}

/** Newest first, none older than 90 days, not more than 500. */
export const prune = (records: readonly TestRecord[], nowMs: number) =>
  records
    .filter(({ atMs }) => atMs > nowMs - HISTORY_KEPT_MS)
    .sort((one, other) => other.atMs - one.atMs)
    .slice(0, MOST_RECORDS);

/** What a test that passed adds to what is known: the address under which an id was met, the newest first. */
export function learn(
  known: readonly KnownOrganisation[],
  { organisationId, name, org }: { organisationId: string; name: string; org: string },
): KnownOrganisation[] {
  const before = known.find((one) => isSameGuid(one.organisationId, organisationId));
  const addresses = [org, ...(before?.addresses ?? []).filter((one) => one !== org)];
  // An address that now leads to another organisation leads there only.
  const others = known
    .filter((one) => one !== before)
    .map((one) => ({ ...one, addresses: one.addresses.filter((address) => address !== org) }))
    .filter((one) => one.addresses.length > 0);
  const learnt = { organisationId, name, addresses: addresses.slice(0, MOST_ADDRESSES) };
  return [learnt, ...others].slice(0, MOST_ORGANISATIONS);
}

/** The id that an address was proved to lead to. */
export const idAt = (known: readonly KnownOrganisation[] | undefined, org: string | undefined) =>
  known?.find(({ addresses }) => org !== undefined && addresses.includes(org))?.organisationId;

/** An address as it is compared: normalised; undefined for one that leads to no organisation. */
export function addressOf(organisationUrl: string): string | undefined {
  const place = parseOrgUrl(organisationUrl);
  return place.ok && place.value.kind !== 'maker' ? place.value.url : undefined;
}

/** The tests of one organisation, newest first, also those under an earlier address of it. */
export const recordsOf = (
  org: string,
  records: readonly TestRecord[] | undefined,
  known: readonly KnownOrganisation[] | undefined,
): TestRecord[] => openHistory(records, known)(org);

/** Tells the tests of many organisations, as `recordsOf` does of one: what is known is gone through once. */
export function openHistory(
  records: readonly TestRecord[] = [],
  known: readonly KnownOrganisation[] = [],
): (org: string) => TestRecord[] {
  const idOf = new Map<string, string>();
  for (const { organisationId, addresses } of known)
    for (const address of addresses)
      if (!idOf.has(address)) idOf.set(address, organisationId.toLowerCase());
  const places = new Map<string, number[]>();
  records.forEach(({ org, organisationId }, at) => {
    for (const name of [org, organisationId?.toLowerCase() ?? idOf.get(org)])
      if (name !== undefined) places.set(name, [...(places.get(name) ?? []), at]);
  });
  return (org) => {
    const id = idOf.get(org);
    const found = new Set([...(places.get(org) ?? []), ...((id && places.get(id)) || [])]);
    return [...found].sort((a, b) => a - b).flatMap((at) => records[at] ?? []);
  };
}
