import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  MAPSIMISE_ACCOUNT,
  MAPSIMISE_CONNECTOR,
  MAPSIMISE_ROLES,
  MAPSIMISE_SUPPORT,
} from './links.ts';
import { quote, sayList, sayTryAfter } from './phrases.ts';

const MOST_IDS = 5;

const words = messages('catalogue.mapsimise', {
  notSetUp: 'Mapsimise is not set up yet',
  notSetUpCause: 'The Mapsimise organisation, its region or the API key is missing.',
  notSetUpRemedy: 'Fill in Mapsimise organisation, Region and API key in Options.',
  keyRefused: 'Mapsimise did not accept the API key',
  keyRefusedCause: 'It has expired, was replaced, or is of another region.',
  keyRefusedRemedy: 'Copy the API key from Account in Mapsimise, and paste it in Options.',
  sessionEnded: 'Mapsimise wants you to sign in again',
  sessionEndedCause: params(
    '{host} sent its sign-in page instead of an answer. The test result is kept.',
  ),
  sessionEndedRemedy: params('Sign in at https://{host} in a tab, then try again.'),
  rightMissing: 'You lack a right in Mapsimise',
  rightMissingCauseRole: params('Your role {role} does not have {right}. Nothing was bought.'),
  rightMissingCause: params('Your account does not have {right}. Nothing was bought.'),
  rightMissingRemedy: params('Ask an administrator of Mapsimise to give you {right}.'),
  neededRight: 'the right that is needed',
  idsAndMore: params('{ids} and {more} more'),
  checkAgain: 'Press Check again: it only looks, and buys nothing.',
  otherOrganisation: 'The API key is of another Mapsimise organisation',
  otherOrganisationCause: params('Options name {expected}, but the key belongs to {actual}.'),
  otherOrganisationRemedy: params('Enter an API key of {expected} in Options.'),
  refused: 'Mapsimise refused the request',
  refusedCause: params('Mapsimise says: {says}.'),
  refusedCauseUnnamed: 'Mapsimise gave no reason.',
  refusedRemedy: 'Mend what it names, then try again, or ask Mapsimise Support.',
  broken: 'Mapsimise has a fault',
  brokenCause: 'Its server met an error of its own.',
  brokenRemedyReference: params(
    'Try again later. If it stays so, quote the reference {reference} to Mapsimise Support.',
  ),
  brokenRemedy: 'Try again later. If it stays so, ask Mapsimise Support.',
  busy: 'Mapsimise is busy',
  busyCause: 'It had too many requests, and wants a pause.',
  listIncomplete: 'The list of connectors could not be read to its end',
  listIncompleteCause: params(
    'Page {page} is missing, and may have a connector of this organisation. Nothing was bought.',
  ),
  listIncompleteRemedy: 'Try again later. If it stays so, ask Mapsimise Support.',
  alreadyRegistered: 'This organisation has a connector already',
  alreadyRegisteredCause: params(
    'Mapsimise lists it as {name} ({connectorId}). A second one would cost again.',
  ),
  alreadyRegisteredRemedy: params('Use {name}: {openUrl} → Connectors.'),
  quoteExpired: 'The price has expired',
  quoteExpiredCause: 'Mapsimise holds a price for a limited time.',
  quoteExpiredRemedy: 'Press Test Connection again to get a new price.',
  registrationNotPassed: 'These values have not passed the test',
  registrationNotPassedCause: 'Only what has passed can be bought.',
  registrationNotPassedRemedy: 'Press Test Connection.',
  registrationValuesChanged: 'The values were changed after the test',
  registrationValuesChangedCause: 'What was tested is not what would be bought.',
  registrationValuesChangedRemedy: 'Press Test Connection again.',
  registrationAccountChanged: 'The API key is of another person now',
  registrationAccountChangedCause: params(
    'The purchase was begun by {expected}. The key is of {actual}.',
  ),
  registrationAccountChangedRemedy: params('Enter the API key of {expected} in Options.'),
  registrationUnclear: 'It is not known whether the connector was created',
  registrationUnclearCause: 'The order was sent, but no clear answer came.',
  registrationInterrupted: 'The purchase was interrupted',
  registrationInterruptedCause:
    'The browser closed, or put the extension to sleep, before an answer came.',
  registrationAbsent: 'The connector was not created',
  registrationAbsentCause:
    'Mapsimise was asked several times over half a minute. It does not have it.',
  registrationAbsentRemedy: 'Press Confirm Purchase to try again.',
  registrationConflict: 'There are several connectors for this organisation',
  registrationConflictCause: params('Mapsimise lists {ids}. None is removed from here.'),
  registrationConflictRemedy: params('Keep only one of {ids}: Mapsimise → Connectors.'),
});

/** Mapsimise, and buying there. */
export function mapsimiseEntries(): Entries<CodesOf<'mapsimise' | 'registration'>> {
  const t = words.get();
  const sayRight = (right: string) => (right ? quote(right) : t.neededRight);
  const sayIds = (ids: string[]) =>
    ids.length > MOST_IDS
      ? t.idsAndMore({ ids: ids.slice(0, MOST_IDS).join(', '), more: ids.length - MOST_IDS })
      : sayList(ids);
  return {
    'mapsimise/not-set-up': {
      title: t.notSetUp,
      cause: t.notSetUpCause,
      remedy: t.notSetUpRemedy,
      docs: MAPSIMISE_ACCOUNT,
    },
    'mapsimise/key-refused': {
      title: t.keyRefused,
      cause: t.keyRefusedCause,
      remedy: t.keyRefusedRemedy,
      docs: MAPSIMISE_ACCOUNT,
    },
    'mapsimise/session-ended': {
      title: t.sessionEnded,
      cause: t.sessionEndedCause,
      remedy: t.sessionEndedRemedy,
      docs: MAPSIMISE_SUPPORT,
      retriable: true,
    },
    'mapsimise/right-missing': {
      title: t.rightMissing,
      cause: ({ right, role }) =>
        role
          ? t.rightMissingCauseRole({ role: quote(role), right: sayRight(right) })
          : t.rightMissingCause({ right: sayRight(right) }),
      remedy: ({ right }) => t.rightMissingRemedy({ right: sayRight(right) }),
      docs: MAPSIMISE_ROLES,
    },
    'mapsimise/other-organisation': {
      title: t.otherOrganisation,
      cause: t.otherOrganisationCause,
      remedy: t.otherOrganisationRemedy,
      docs: MAPSIMISE_ACCOUNT,
    },
    'mapsimise/refused': {
      title: t.refused,
      cause: ({ says }) => (says ? t.refusedCause({ says: quote(says) }) : t.refusedCauseUnnamed),
      remedy: t.refusedRemedy,
      docs: MAPSIMISE_SUPPORT,
    },
    'mapsimise/broken': {
      title: t.broken,
      cause: t.brokenCause,
      remedy: ({ reference }) =>
        reference ? t.brokenRemedyReference({ reference }) : t.brokenRemedy,
      docs: MAPSIMISE_SUPPORT,
      retriable: true,
    },
    'mapsimise/busy': {
      title: t.busy,
      cause: t.busyCause,
      remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
      docs: MAPSIMISE_SUPPORT,
      retriable: true,
    },
    'mapsimise/list-incomplete': {
      title: t.listIncomplete,
      cause: t.listIncompleteCause,
      remedy: t.listIncompleteRemedy,
      docs: MAPSIMISE_SUPPORT,
      retriable: true,
    },
    'mapsimise/already-registered': {
      title: t.alreadyRegistered,
      cause: ({ name, connectorId }) =>
        t.alreadyRegisteredCause({ name: quote(name), connectorId }),
      remedy: ({ name, openUrl }) => t.alreadyRegisteredRemedy({ name: quote(name), openUrl }),
      docs: MAPSIMISE_CONNECTOR,
    },
    'mapsimise/quote-expired': {
      title: t.quoteExpired,
      cause: t.quoteExpiredCause,
      remedy: t.quoteExpiredRemedy,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'registration/not-passed': {
      title: t.registrationNotPassed,
      cause: t.registrationNotPassedCause,
      remedy: t.registrationNotPassedRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'registration/values-changed': {
      title: t.registrationValuesChanged,
      cause: t.registrationValuesChangedCause,
      remedy: t.registrationValuesChangedRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'registration/account-changed': {
      title: t.registrationAccountChanged,
      cause: t.registrationAccountChangedCause,
      remedy: t.registrationAccountChangedRemedy,
      docs: MAPSIMISE_ACCOUNT,
    },
    'registration/unclear': {
      title: t.registrationUnclear,
      cause: t.registrationUnclearCause,
      remedy: t.checkAgain,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'registration/interrupted': {
      title: t.registrationInterrupted,
      cause: t.registrationInterruptedCause,
      remedy: t.checkAgain,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'registration/absent': {
      title: t.registrationAbsent,
      cause: t.registrationAbsentCause,
      remedy: t.registrationAbsentRemedy,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'registration/conflict': {
      title: t.registrationConflict,
      cause: ({ ids }) => t.registrationConflictCause({ ids: sayIds(ids) }),
      remedy: ({ ids }) => t.registrationConflictRemedy({ ids: sayIds(ids) }),
      docs: MAPSIMISE_CONNECTOR,
    },
  };
}
