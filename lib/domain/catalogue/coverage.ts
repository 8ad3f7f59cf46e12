import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  BROWSER_STORAGE,
  COLUMN_SECURITY,
  DATAVERSE_ERRORS,
  MAPSIMISE_CONNECTOR,
} from './links.ts';
import { securityRoles } from './phrases.ts';

const words = messages('catalogue.coverage', {
  noAccess: 'Nobody is signed in who could read all users',
  noAccessCause: params(
    'Coverage reads the users of {host} either with the application of your draft, or in your name. There is no Client Secret in the draft of {host}, and nobody is signed in with Microsoft.',
  ),
  noAccessRemedy: params(
    'Press Sign in with Microsoft, or enter Client Id and Client Secret of {host} in Set up connector; then press Continue.',
  ),
  onPremises: 'Coverage does not read your own server yet',
  onPremisesCause: params(
    '{host} is an organisation on your own server (Dynamics CRM / IFD). Coverage reads Dataverse only.',
  ),
  onPremisesRemedy: 'Use My mapping for one person at a time.',
  noAddresses: 'There is no e-mail address to look for',
  noAddressesCause: 'What was given holds no e-mail address that could stand in a user record.',
  noAddressesRemedy:
    'Give a list with one address a line, or a CSV file with a column of addresses.',
  listTooLong: 'The list is too long',
  listTooLongCause: params('One run compares at most {most} addresses.'),
  listTooLongRemedy: params('Split the list into parts of at most {most} addresses.'),
  pagingBroken: 'The organisation’s list of users does not go on as it should',
  pagingBrokenCause: params(
    '{host} named a next page that leads elsewhere, leads back, or has no end.',
  ),
  pagingBrokenRemedy: 'Press Continue. If it stays so, start anew.',
  batchRefused: 'The organisation did not take several questions at once',
  batchRefusedCause: params('{host} answered a $batch request with something else than its parts.'),
  batchRefusedRemedy: 'Press Continue. If it stays so, show the line below to your administrator.',
  lost: 'What was read is not on this device any more',
  lostCause: 'The browser, or somebody, removed the pages that this run had kept.',
  lostRemedy: 'Start anew.',
  interrupted: 'The run was cut off',
  interruptedCause: 'Something went wrong here that should not. What was read until then is kept.',
  interruptedRemedy: 'Press Continue. If it stays so, start anew, and tell us.',
  writeRefused: 'Changing other users is not allowed',
  writeRefusedCause: params('{privilege} is missing for whoever Coverage signs in as.'),
  writeRefusedCauseUnnamed:
    'The privilege to write users is missing for whoever Coverage signs in as.',
  writeRefusedRemedy: params(
    'Add {privilege} for the whole organisation to a role: {path}. Then press Continue.',
  ),
  email2Secured: 'Email 2 is protected by column security',
  email2SecuredCause:
    'Only members of a column security profile may write Email 2 (personalemailaddress).',
  email2SecuredRemedy:
    'Add whoever Coverage signs in as to a profile that may update Email 2, then press Continue.',
});

/** Looking at everybody, and writing addresses into Email 2. */
export function coverageEntries(): Entries<CodesOf<'coverage'>> {
  const t = words.get();
  return {
    'coverage/no-access': {
      title: t.noAccess,
      cause: t.noAccessCause,
      remedy: t.noAccessRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'coverage/on-premises': {
      title: t.onPremises,
      cause: t.onPremisesCause,
      remedy: t.onPremisesRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'coverage/no-addresses': {
      title: t.noAddresses,
      cause: t.noAddressesCause,
      remedy: t.noAddressesRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'coverage/list-too-long': {
      title: t.listTooLong,
      cause: t.listTooLongCause,
      remedy: t.listTooLongRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'coverage/paging-broken': {
      title: t.pagingBroken,
      cause: t.pagingBrokenCause,
      remedy: t.pagingBrokenRemedy,
      docs: DATAVERSE_ERRORS,
      retriable: true,
    },
    'coverage/batch-refused': {
      title: t.batchRefused,
      cause: t.batchRefusedCause,
      remedy: t.batchRefusedRemedy,
      docs: DATAVERSE_ERRORS,
      retriable: true,
    },
    'coverage/lost': {
      title: t.lost,
      cause: t.lostCause,
      remedy: t.lostRemedy,
      docs: BROWSER_STORAGE,
    },
    'coverage/interrupted': {
      title: t.interrupted,
      cause: t.interruptedCause,
      remedy: t.interruptedRemedy,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'coverage/write-refused': {
      title: t.writeRefused,
      cause: ({ privilege }) =>
        privilege ? t.writeRefusedCause({ privilege }) : t.writeRefusedCauseUnnamed,
      remedy: ({ privilege }) =>
        t.writeRefusedRemedy({ privilege: privilege || 'prvWriteUser', path: securityRoles() }),
      docs: ABOUT_ROLES,
    },
    'coverage/email2-secured': {
      title: t.email2Secured,
      cause: t.email2SecuredCause,
      remedy: t.email2SecuredRemedy,
      docs: COLUMN_SECURITY,
    },
  };
}
