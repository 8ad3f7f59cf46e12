import type { Scheme } from '../connection.ts';
import type { LockReason } from '../purchase.ts';
import type { JournalEntry } from '../registration.ts';
import { quote, sayList } from './phrases.ts';

/** What the secret of each scheme is called on the screen. */
export const SECRET_NAMES: Record<Scheme, string> = {
  dataverse: 'Client Secret',
  ifd: 'Password',
};

/** The sentence beside Confirm Purchase: why it is locked, and what opens it. */
export function describeLock(lock: LockReason): string {
  switch (lock.lock) {
    case 'not-tested':
      return 'Locked until the test has passed. Press Test Connection.';
    case 'test-running':
      return 'Locked until the test has passed. It is running.';
    case 'test-failed':
      return 'Locked because the test failed. Mend what it names, then press Test Connection.';
    case 'test-cancelled':
      return 'Locked because the test was cancelled. Press Test Connection again.';
    case 'values-changed':
      return 'Locked because the values were changed after the test. Press Test Connection again.';
    case 'secret-gone':
      return `Locked because the ${SECRET_NAMES[lock.scheme]} is no longer kept. Enter it, then press Test Connection.`;
    case 'offer-asking':
      return 'Locked until Mapsimise names its price. It is being asked.';
    case 'offer-refused':
      return 'Locked because Mapsimise made no offer. Mend what it names, then ask again.';
    case 'quote-expired':
      return 'Locked because the price has expired. Ask for a new one.';
    case 'already-registered':
      return `Locked because this organisation has a connector already: ${quote(lock.name)}. Use that one.`;
    case 'under-way':
      return 'Locked while the connector is being created.';
    case 'in-doubt':
      return 'Locked because an earlier purchase is still open. Settle that one first.';
    case 'done':
      return 'Locked because the connector was created. Nothing is left to buy.';
  }
}

/** The fields of a connector, as the server names them, by what people call them. */
const FIELDS: Record<string, string> = { OrganisationUrl: 'Organisation URL', Name: 'name' };

/** What is known of one create. `entry.failure` is told apart from this, where there is one. */
export function describeRegistration(entry: JournalEntry): { headline: string; detail: string } {
  const { name, org, accountName } = entry;
  const id = entry.connectorId || 'not known';
  switch (entry.state) {
    case 'prepared':
    case 'posting':
      return {
        headline: 'Creating the connector…',
        detail: `${quote(name)} for ${org}, bought by ${accountName}. You may close this window.`,
      };
    case 'checking':
      return {
        headline: 'Checking whether it was created…',
        detail: 'Mapsimise is asked several times over half a minute.',
      };
    case 'unclear':
      return {
        headline: 'It is not known whether the connector was created',
        detail: `The order was sent, but no clear answer came. Press Check again: it only looks, and buys nothing.`,
      };
    case 'absent':
      return {
        headline: 'The connector was not created',
        detail: `Mapsimise does not have it. Press Confirm Purchase to try again.`,
      };
    case 'conflict':
      return {
        headline: 'There are several connectors for this organisation',
        detail: `${sayConflict(entry)} Keep only one; none is removed from here.`,
      };
    case 'created':
      return {
        headline: 'The connector was created',
        detail: `${quote(name)} (id ${id}) is being read back to make sure.`,
      };
    case 'verified':
      return {
        headline: 'The connector is ready',
        detail: [`${quote(name)} (id ${id}) reads ${org}.`, ...sayDifferences(entry)].join(' '),
      };
    case 'failed':
      return {
        headline: 'The connector was not created',
        detail: `Nothing was bought for ${org}.`,
      };
  }
}

function sayConflict({ failure }: JournalEntry): string {
  const ids = failure?.code === 'registration/conflict' ? failure.ids : [];
  return ids.length > 0 ? `Their ids: ${sayList(ids)}.` : 'Their ids are not known.';
}

function sayDifferences({ differs = [] }: JournalEntry): string[] {
  if (differs.length === 0) return [];
  const fields = sayList(differs.map((field) => FIELDS[field] ?? field));
  return [`Mapsimise stored another ${fields} than was sent.`];
}
