import { isSameGuid } from './guid.ts';
import { addressOf, idAt, type KnownOrganisation, type TestRecord } from './history.ts';
import type { Connector } from './mapsimise.ts';
import { parseOrgUrl } from './org-url.ts';

/** Until when a connector's secret is valid, and who said so. `warned` holds what was told already. */
export type SecretDate = {
  connectorId: string;
  name: string;
  clientId?: string;
  expiresAtMs: number;
  source: 'graph' | 'typed' | 'created';
  warned: Warning[];
};

/** Days before the end at which a person is warned; 0 is the last day. */
export const WARNING_DAYS = [30, 14, 3, 0] as const;
export type Warning = (typeof WARNING_DAYS)[number];

const DAY_MS = 86_400_000;

/** Days from today to the last day, as a calendar counts them in UTC: 0 on that day itself, less when it is over. */
export const daysLeft = (expiresAtMs: number, nowMs: number) =>
  Math.floor(expiresAtMs / DAY_MS) - Math.floor(nowMs / DAY_MS);

/** How a connector fares, worst first. Each is a sentence on the screen. */
export type Health =
  | { health: 'retired' }
  | { health: 'secret-expired' }
  | { health: 'test-failed' }
  | { health: 'secret-expires'; days: number }
  | { health: 'not-tested' }
  | { health: 'good' };

/** Microsoft ended sign-in by username and password to online organisations on 4 April 2022. */
export function isRetired({ scheme, organisationUrl }: Connector): boolean {
  const place = parseOrgUrl(organisationUrl);
  return scheme === 'Office365' && place.ok && place.value.kind === 'dataverse';
}

export function healthOf(
  about: { connector: Connector; last?: TestRecord | undefined; date?: SecretDate | undefined },
  nowMs: number,
): Health {
  const { connector, last, date } = about;
  if (isRetired(connector)) return { health: 'retired' };
  if (date && date.expiresAtMs <= nowMs) return { health: 'secret-expired' };
  const days = date && daysLeft(date.expiresAtMs, nowMs);
  if (last?.result === 'failed') return { health: 'test-failed' };
  if (days !== undefined && days <= WARNING_DAYS[0]) return { health: 'secret-expires', days };
  return last?.result === 'passed' ? { health: 'good' } : { health: 'not-tested' };
}

/** Does somebody have to do something about it? Counted on the toolbar button. */
export const needsAttention = ({ health }: Health) =>
  ['retired', 'secret-expired', 'secret-expires'].includes(health);

/** Where the person stands: an organisation's address, and the id that its page reports. */
export type Here = { org?: string | undefined; organisationId?: string | undefined };

/**
 * Does this connector read the organisation of the page? By its address; or, after one of them was renamed, by the
 * organisation's id, which a test of the connector's address has proved.
 */
export function isOfPage(
  { organisationUrl }: Connector,
  here: Here,
  known: readonly KnownOrganisation[] | undefined,
): boolean {
  const org = addressOf(organisationUrl);
  if (org === undefined || here.org === undefined) return false;
  if (org === here.org) return true;
  const id = idAt(known, org);
  return isSameGuid(id, here.organisationId) || isSameGuid(id, idAt(known, here.org));
}

/** The one of the page first; the others as Mapsimise lists them. */
export const inOrder = (
  connectors: readonly Connector[],
  here: Here,
  known: readonly KnownOrganisation[] | undefined,
) => {
  const own = new Set(connectors.filter((one) => isOfPage(one, here, known)));
  return [...own, ...connectors.filter((one) => !own.has(one))];
};

/** What is due to be told now, once: the most urgent of what was not told yet; the milder ones are told with it. */
export function dueWarning(date: SecretDate, nowMs: number): Warning | undefined {
  const days = daysLeft(date.expiresAtMs, nowMs);
  const due = WARNING_DAYS.filter((warning) => days <= warning);
  const most = due.at(-1);
  return most === undefined || date.warned.some((told) => told <= most) ? undefined : most;
}
