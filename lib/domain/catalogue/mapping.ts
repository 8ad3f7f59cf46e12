import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  APPLICATION_USERS,
  COLUMN_SECURITY,
  IMPERSONATION,
  MAPSIMISE_CONNECTOR,
} from './links.ts';
import { quote, SECURITY_ROLES, sayList } from './phrases.ts';

/** Reading one's own mapping through the page, and writing into one's own row. */
export const MAPPING: Entries<CodesOf<'page' | 'mapping'>> = {
  'page/none': {
    title: 'No page of this organisation is open to us',
    cause: ({ host }) =>
      `My mapping asks with the session of a page of ${host}, on which you clicked our button. That page was left or closed.`,
    remedy: ({ host }) => `Open ${host} in a tab and click the toolbar button there.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'page/signed-out': {
    title: 'You are signed out of this organisation',
    cause: ({ host }) => `The session of this page has ended: ${host} answered 401.`,
    remedy: ({ host }) => `Reload the page of ${host}, sign in there, and press Check again.`,
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'mapping/email-shape': {
    title: 'That is not an e-mail address',
    cause: 'A Mapsimise email has a name, an @ and a domain, and at most 100 characters.',
    remedy: 'Enter the address with which you sign in to Mapsimise, then press Check.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'mapping/columns-refused': {
    title: 'You may not read how the user table is built',
    cause: 'Without the list of its columns, your row cannot be compared.',
    remedy: ({ privilege }) =>
      `Ask an administrator to add ${privilege || 'read access to metadata'} to one of your roles: ${SECURITY_ROLES}.`,
    docs: ABOUT_ROLES,
  },
  'mapping/no-columns': {
    title: 'The user table has no column to compare',
    cause: 'The organisation listed no text column of User that you may read.',
    remedy: `Ask an administrator to look at your roles: ${SECURITY_ROLES}.`,
    docs: ABOUT_ROLES,
  },
  'mapping/write-refused': {
    title: 'You may not change your own user record',
    cause: ({ privilege }) => `${privilege || 'The privilege to write users'} is missing.`,
    remedy: ({ privilege }) =>
      `Ask an administrator to fill in Email 2 for you, or to add ${privilege || 'prvWriteUser'} to one of your roles: ${SECURITY_ROLES}.`,
    docs: ABOUT_ROLES,
  },
  'mapping/column-secured': {
    title: 'Email 2 is protected by column security',
    cause: ({ column }) => `Only members of a column security profile may write ${column}.`,
    remedy: ({ column }) => `Ask an administrator to fill in ${column} for you.`,
    docs: COLUMN_SECURITY,
  },
  'mapping/not-confirmed': {
    title: 'The change was taken, but is not there',
    cause: ({ value }) =>
      `Read back, Email 2 holds ${value ? quote(value) : 'nothing'}. Something in the organisation may have put it back.`,
    remedy: 'Ask an administrator which workflow or plug-in changes Email 2.',
    docs: MAPSIMISE_CONNECTOR,
  },
};

const delegate = (clientId: string) =>
  `Add a role that holds prvActOnBehalfOfAnotherUser (such as Delegate) directly to the application user of ${clientId}: ${SECURITY_ROLES}.`;
const ANOTHER = 'Name another person in Test impersonation as, then press Test Connection.';

/** Proving that the application may act for a person. */
export const IMPERSONATING: Entries<CodesOf<'impersonation'>> = {
  'impersonation/not-allowed': {
    title: 'The application may not act for others',
    cause: 'It lacks the privilege prvActOnBehalfOfAnotherUser.',
    remedy: ({ clientId }) => delegate(clientId),
    docs: IMPERSONATION,
  },
  'impersonation/by-team-only': {
    title: 'The right to act for others is only inherited',
    cause:
      'The application has prvActOnBehalfOfAnotherUser through a team, and was refused all the same: it must come from a role of its own.',
    remedy: ({ clientId }) => delegate(clientId),
    docs: IMPERSONATION,
  },
  'impersonation/nobody': {
    title: 'There is nobody to act for',
    cause: 'The page did not say who is signed in, and no person was named.',
    remedy: 'Enter somebody’s Username in Test impersonation as, then press Test Connection.',
    docs: IMPERSONATION,
  },
  'impersonation/person-not-found': {
    title: 'No user of that name was found',
    cause: ({ person }) =>
      `No user has ${quote(person)} as Username or Primary Email, or a name that begins so.`,
    remedy: ANOTHER,
    docs: IMPERSONATION,
  },
  'impersonation/several-people': {
    title: 'Several users answer to that name',
    cause: ({ person, names }) => `These users fit ${quote(person)}: ${sayList(names)}.`,
    remedy: 'Enter the whole name or the Username of one of them in Test impersonation as.',
    docs: IMPERSONATION,
  },
  'impersonation/person-unknown': {
    title: 'The organisation does not let us act for this person',
    cause: ({ person }) => `It does not know ${person} as a user with a role.`,
    remedy: ANOTHER,
    docs: APPLICATION_USERS,
  },
  'impersonation/person-disabled': {
    title: 'This person is a disabled user',
    cause: ({ person }) => `${person} cannot be acted for while disabled.`,
    remedy: ANOTHER,
    docs: IMPERSONATION,
  },
  'impersonation/same-user': {
    title: 'That is the application itself',
    cause: ({ person }) =>
      `${person} is the application user. Acting for oneself changes nothing, so it proves nothing.`,
    remedy: ANOTHER,
    docs: IMPERSONATION,
  },
  'impersonation/ignored': {
    title: 'The impersonation was ignored',
    cause: ({ person }) => `Asked as ${person}, it answered as the application.`,
    remedy: ANOTHER,
    docs: IMPERSONATION,
  },
};
