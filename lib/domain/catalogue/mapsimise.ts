import type { CodesOf, Entries } from './entry.ts';
import {
  MAPSIMISE_ACCOUNT,
  MAPSIMISE_CONNECTOR,
  MAPSIMISE_ROLES,
  MAPSIMISE_SUPPORT,
} from './links.ts';
import { quote, sayList, sayTryAfter } from './phrases.ts';

const MOST_IDS = 5;
const sayRight = (right: string) => (right ? quote(right) : 'the right that is needed');
const sayIds = (ids: string[]) =>
  ids.length > MOST_IDS
    ? `${ids.slice(0, MOST_IDS).join(', ')} and ${ids.length - MOST_IDS} more`
    : sayList(ids);

const CHECK_AGAIN = 'Press Check again: it only looks, and buys nothing.';

/** Mapsimise, and buying there. */
export const MAPSIMISE: Entries<CodesOf<'mapsimise' | 'registration'>> = {
  'mapsimise/not-set-up': {
    title: 'Mapsimise is not set up yet',
    cause: 'The Mapsimise organisation, its region or the API key is missing.',
    remedy: 'Fill in Mapsimise organisation, Region and API key in Options.',
    docs: MAPSIMISE_ACCOUNT,
  },
  'mapsimise/key-refused': {
    title: 'Mapsimise did not accept the API key',
    cause: 'It has expired, was replaced, or is of another region.',
    remedy: 'Copy the API key from Account in Mapsimise, and paste it in Options.',
    docs: MAPSIMISE_ACCOUNT,
  },
  'mapsimise/session-ended': {
    title: 'Mapsimise wants you to sign in again',
    cause: ({ host }) =>
      `${host} sent its sign-in page instead of an answer. The test result is kept.`,
    remedy: ({ host }) => `Sign in at https://${host} in a tab, then try again.`,
    docs: MAPSIMISE_SUPPORT,
    retriable: true,
  },
  'mapsimise/right-missing': {
    title: 'You lack a right in Mapsimise',
    cause: ({ right, role }) =>
      `${role ? `Your role ${quote(role)}` : 'Your account'} does not have ${sayRight(right)}. Nothing was bought.`,
    remedy: ({ right }) => `Ask an administrator of Mapsimise to give you ${sayRight(right)}.`,
    docs: MAPSIMISE_ROLES,
  },
  'mapsimise/other-organisation': {
    title: 'The API key is of another Mapsimise organisation',
    cause: ({ expected, actual }) => `Options name ${expected}, but the key belongs to ${actual}.`,
    remedy: ({ expected }) => `Enter an API key of ${expected} in Options.`,
    docs: MAPSIMISE_ACCOUNT,
  },
  'mapsimise/refused': {
    title: 'Mapsimise refused the request',
    cause: ({ says }) => (says ? `Mapsimise says: ${quote(says)}.` : 'Mapsimise gave no reason.'),
    remedy: 'Mend what it names, then try again, or ask Mapsimise Support.',
    docs: MAPSIMISE_SUPPORT,
  },
  'mapsimise/broken': {
    title: 'Mapsimise has a fault',
    cause: 'Its server met an error of its own.',
    remedy: ({ reference }) =>
      reference
        ? `Try again later. If it stays so, quote the reference ${reference} to Mapsimise Support.`
        : 'Try again later. If it stays so, ask Mapsimise Support.',
    docs: MAPSIMISE_SUPPORT,
    retriable: true,
  },
  'mapsimise/busy': {
    title: 'Mapsimise is busy',
    cause: 'It had too many requests, and wants a pause.',
    remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
    docs: MAPSIMISE_SUPPORT,
    retriable: true,
  },
  'mapsimise/list-incomplete': {
    title: 'The list of connectors could not be read to its end',
    cause: ({ page }) =>
      `Page ${page} is missing, and may have a connector of this organisation. Nothing was bought.`,
    remedy: 'Try again later. If it stays so, ask Mapsimise Support.',
    docs: MAPSIMISE_SUPPORT,
    retriable: true,
  },
  'mapsimise/already-registered': {
    title: 'This organisation has a connector already',
    cause: ({ name, connectorId }) =>
      `Mapsimise lists it as ${quote(name)} (${connectorId}). A second one would cost again.`,
    remedy: ({ name, openUrl }) => `Use ${quote(name)}: ${openUrl} → Connectors.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'mapsimise/quote-expired': {
    title: 'The price has expired',
    cause: 'Mapsimise holds a price for a limited time.',
    remedy: 'Press Test Connection again to get a new price.',
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'registration/not-passed': {
    title: 'These values have not passed the test',
    cause: 'Only what has passed can be bought.',
    remedy: 'Press Test Connection.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'registration/values-changed': {
    title: 'The values were changed after the test',
    cause: 'What was tested is not what would be bought.',
    remedy: 'Press Test Connection again.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'registration/account-changed': {
    title: 'The API key is of another person now',
    cause: ({ expected, actual }) =>
      `The purchase was begun by ${expected}. The key is of ${actual}.`,
    remedy: ({ expected }) => `Enter the API key of ${expected} in Options.`,
    docs: MAPSIMISE_ACCOUNT,
  },
  'registration/unclear': {
    title: 'It is not known whether the connector was created',
    cause: 'The order was sent, but no clear answer came.',
    remedy: CHECK_AGAIN,
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'registration/interrupted': {
    title: 'The purchase was interrupted',
    cause: 'The browser closed, or put the extension to sleep, before an answer came.',
    remedy: CHECK_AGAIN,
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'registration/absent': {
    title: 'The connector was not created',
    cause: 'Mapsimise was asked several times over half a minute. It does not have it.',
    remedy: 'Press Confirm Purchase to try again.',
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'registration/conflict': {
    title: 'There are several connectors for this organisation',
    cause: ({ ids }) => `Mapsimise lists ${sayIds(ids)}. None is removed from here.`,
    remedy: ({ ids }) => `Keep only one of ${sayIds(ids)}: Mapsimise → Connectors.`,
    docs: MAPSIMISE_CONNECTOR,
  },
};
