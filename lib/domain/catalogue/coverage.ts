import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  BROWSER_STORAGE,
  COLUMN_SECURITY,
  DATAVERSE_ERRORS,
  MAPSIMISE_CONNECTOR,
} from './links.ts';
import { SECURITY_ROLES } from './phrases.ts';

const count = (most: number) => most.toLocaleString('en');

/** Looking at everybody, and writing addresses into Email 2. */
export const COVERAGE: Entries<CodesOf<'coverage'>> = {
  'coverage/no-access': {
    title: 'Nobody is signed in who could read all users',
    cause: ({ host }) =>
      `Coverage reads the users of ${host} either with the application of your draft, or in your name. There is no Client Secret in the draft of ${host}, and nobody is signed in with Microsoft.`,
    remedy: ({ host }) =>
      `Press Sign in with Microsoft, or enter Client Id and Client Secret of ${host} in Set up connector; then press Continue.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'coverage/on-premises': {
    title: 'Coverage does not read your own server yet',
    cause: ({ host }) =>
      `${host} is an organisation on your own server (Dynamics CRM / IFD). Coverage reads Dataverse only.`,
    remedy: 'Use My mapping for one person at a time.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'coverage/no-addresses': {
    title: 'There is no e-mail address to look for',
    cause: 'What was given holds no e-mail address that could stand in a user record.',
    remedy: 'Give a list with one address a line, or a CSV file with a column of addresses.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'coverage/list-too-long': {
    title: 'The list is too long',
    cause: ({ most }) => `One run compares at most ${count(most)} addresses.`,
    remedy: ({ most }) => `Split the list into parts of at most ${count(most)} addresses.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'coverage/paging-broken': {
    title: 'The organisation’s list of users does not go on as it should',
    cause: ({ host }) =>
      `${host} named a next page that leads elsewhere, leads back, or has no end.`,
    remedy: 'Press Continue. If it stays so, start anew.',
    docs: DATAVERSE_ERRORS,
    retriable: true,
  },
  'coverage/batch-refused': {
    title: 'The organisation did not take several questions at once',
    cause: ({ host }) => `${host} answered a $batch request with something else than its parts.`,
    remedy: 'Press Continue. If it stays so, show the line below to your administrator.',
    docs: DATAVERSE_ERRORS,
    retriable: true,
  },
  'coverage/lost': {
    title: 'What was read is not on this device any more',
    cause: 'The browser, or somebody, removed the pages that this run had kept.',
    remedy: 'Start anew.',
    docs: BROWSER_STORAGE,
  },
  'coverage/interrupted': {
    title: 'The run was cut off',
    cause: 'Something went wrong here that should not. What was read until then is kept.',
    remedy: 'Press Continue. If it stays so, start anew, and tell us.',
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'coverage/write-refused': {
    title: 'Changing other users is not allowed',
    cause: ({ privilege }) =>
      `${privilege || 'The privilege to write users'} is missing for whoever Coverage signs in as.`,
    remedy: ({ privilege }) =>
      `Add ${privilege || 'prvWriteUser'} for the whole organisation to a role: ${SECURITY_ROLES}. Then press Continue.`,
    docs: ABOUT_ROLES,
  },
  'coverage/email2-secured': {
    title: 'Email 2 is protected by column security',
    cause: 'Only members of a column security profile may write Email 2 (personalemailaddress).',
    remedy:
      'Add whoever Coverage signs in as to a profile that may update Email 2, then press Continue.',
    docs: COLUMN_SECURITY,
  },
};
