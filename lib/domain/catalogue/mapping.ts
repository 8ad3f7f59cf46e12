import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  APPLICATION_USERS,
  COLUMN_SECURITY,
  IMPERSONATION,
  MAPSIMISE_CONNECTOR,
} from './links.ts';
import { quote, sayList, securityRoles } from './phrases.ts';

const words = messages('catalogue.mapping', {
  pageNone: 'No page of this organisation is open to us',
  pageNoneCause: params(
    'My mapping asks with the session of a page of {host}, on which you clicked our button. That page was left or closed.',
  ),
  pageNoneRemedy: params('Open {host} in a tab and click the toolbar button there.'),
  pageSignedOut: 'You are signed out of this organisation',
  pageSignedOutCause: params('The session of this page has ended: {host} answered 401.'),
  pageSignedOutRemedy: params('Reload the page of {host}, sign in there, and press Check again.'),
  mappingEmailShape: 'That is not an e-mail address',
  mappingEmailShapeCause:
    'A Mapsimise email has a name, an @ and a domain, and at most 100 characters.',
  mappingEmailShapeRemedy:
    'Enter the address with which you sign in to Mapsimise, then press Check.',
  mappingColumnsRefused: 'You may not read how the user table is built',
  mappingColumnsRefusedCause: 'Without the list of its columns, your row cannot be compared.',
  mappingColumnsRefusedRemedy: params(
    'Ask an administrator to add {privilege} to one of your roles: {path}.',
  ),
  mappingColumnsRefusedRemedyUnnamed: params(
    'Ask an administrator to add read access to metadata to one of your roles: {path}.',
  ),
  mappingNoColumns: 'The user table has no column to compare',
  mappingNoColumnsCause: 'The organisation listed no text column of User that you may read.',
  mappingNoColumnsRemedy: params('Ask an administrator to look at your roles: {path}.'),
  mappingWriteRefused: 'You may not change your own user record',
  mappingWriteRefusedCause: params('{privilege} is missing.'),
  mappingWriteRefusedCauseUnnamed: 'The privilege to write users is missing.',
  mappingWriteRefusedRemedy: params(
    'Ask an administrator to fill in Email 2 for you, or to add {privilege} to one of your roles: {path}.',
  ),
  mappingColumnSecured: 'Email 2 is protected by column security',
  mappingColumnSecuredCause: params(
    'Only members of a column security profile may write {column}.',
  ),
  mappingColumnSecuredRemedy: params('Ask an administrator to fill in {column} for you.'),
  mappingNotConfirmed: 'The change was taken, but is not there',
  mappingNotConfirmedCause: params(
    'Read back, Email 2 holds {value}. Something in the organisation may have put it back.',
  ),
  mappingNotConfirmedCauseEmpty:
    'Read back, Email 2 holds nothing. Something in the organisation may have put it back.',
  mappingNotConfirmedRemedy: 'Ask an administrator which workflow or plug-in changes Email 2.',
  addRoleThatActs: params(
    'Add a role that holds prvActOnBehalfOfAnotherUser (such as Delegate) directly to the application user of {clientId}: {path}.',
  ),
  nameAnother: 'Name another person in Test impersonation as, then press Test Connection.',
  impersonationNotAllowed: 'The application may not act for others',
  impersonationNotAllowedCause: 'It lacks the privilege prvActOnBehalfOfAnotherUser.',
  impersonationByTeamOnly: 'The right to act for others is only inherited',
  impersonationByTeamOnlyCause:
    'The application has prvActOnBehalfOfAnotherUser through a team, and was refused all the same: it must come from a role of its own.',
  impersonationNobody: 'There is nobody to act for',
  impersonationNobodyCause: 'The page did not say who is signed in, and no person was named.',
  impersonationNobodyRemedy:
    'Enter somebody’s Username in Test impersonation as, then press Test Connection.',
  impersonationPersonNotFound: 'No user of that name was found',
  impersonationPersonNotFoundCause: params(
    'No user has {person} as Username or Primary Email, or a name that begins so.',
  ),
  impersonationSeveralPeople: 'Several users answer to that name',
  impersonationSeveralPeopleCause: params('These users fit {person}: {names}.'),
  impersonationSeveralPeopleRemedy:
    'Enter the whole name or the Username of one of them in Test impersonation as.',
  impersonationPersonUnknown: 'The organisation does not let us act for this person',
  impersonationPersonUnknownCause: params('It does not know {person} as a user with a role.'),
  impersonationPersonDisabled: 'This person is a disabled user',
  impersonationPersonDisabledCause: params('{person} cannot be acted for while disabled.'),
  impersonationSameUser: 'That is the application itself',
  impersonationSameUserCause: params(
    '{person} is the application user. Acting for oneself changes nothing, so it proves nothing.',
  ),
  impersonationIgnored: 'The impersonation was ignored',
  impersonationIgnoredCause: params('Asked as {person}, it answered as the application.'),
});

/** Reading one's own mapping through the page, and writing into one's own row. */
export function mappingEntries(): Entries<CodesOf<'page' | 'mapping'>> {
  const t = words.get();
  return {
    'page/none': {
      title: t.pageNone,
      cause: t.pageNoneCause,
      remedy: t.pageNoneRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'page/signed-out': {
      title: t.pageSignedOut,
      cause: t.pageSignedOutCause,
      remedy: t.pageSignedOutRemedy,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'mapping/email-shape': {
      title: t.mappingEmailShape,
      cause: t.mappingEmailShapeCause,
      remedy: t.mappingEmailShapeRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'mapping/columns-refused': {
      title: t.mappingColumnsRefused,
      cause: t.mappingColumnsRefusedCause,
      remedy: ({ privilege }) =>
        privilege
          ? t.mappingColumnsRefusedRemedy({ privilege, path: securityRoles() })
          : t.mappingColumnsRefusedRemedyUnnamed({ path: securityRoles() }),
      docs: ABOUT_ROLES,
    },
    'mapping/no-columns': {
      title: t.mappingNoColumns,
      cause: t.mappingNoColumnsCause,
      remedy: t.mappingNoColumnsRemedy({ path: securityRoles() }),
      docs: ABOUT_ROLES,
    },
    'mapping/write-refused': {
      title: t.mappingWriteRefused,
      cause: ({ privilege }) =>
        privilege ? t.mappingWriteRefusedCause({ privilege }) : t.mappingWriteRefusedCauseUnnamed,
      remedy: ({ privilege }) =>
        t.mappingWriteRefusedRemedy({
          privilege: privilege || 'prvWriteUser',
          path: securityRoles(),
        }),
      docs: ABOUT_ROLES,
    },
    'mapping/column-secured': {
      title: t.mappingColumnSecured,
      cause: t.mappingColumnSecuredCause,
      remedy: t.mappingColumnSecuredRemedy,
      docs: COLUMN_SECURITY,
    },
    'mapping/not-confirmed': {
      title: t.mappingNotConfirmed,
      cause: ({ value }) =>
        value
          ? t.mappingNotConfirmedCause({ value: quote(value) })
          : t.mappingNotConfirmedCauseEmpty,
      remedy: t.mappingNotConfirmedRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
  };
}

/** Proving that the application may act for a person. */
export function impersonatingEntries(): Entries<CodesOf<'impersonation'>> {
  const t = words.get();
  return {
    'impersonation/not-allowed': {
      title: t.impersonationNotAllowed,
      cause: t.impersonationNotAllowedCause,
      remedy: ({ clientId }) => t.addRoleThatActs({ clientId, path: securityRoles() }),
      docs: IMPERSONATION,
    },
    'impersonation/by-team-only': {
      title: t.impersonationByTeamOnly,
      cause: t.impersonationByTeamOnlyCause,
      remedy: ({ clientId }) => t.addRoleThatActs({ clientId, path: securityRoles() }),
      docs: IMPERSONATION,
    },
    'impersonation/nobody': {
      title: t.impersonationNobody,
      cause: t.impersonationNobodyCause,
      remedy: t.impersonationNobodyRemedy,
      docs: IMPERSONATION,
    },
    'impersonation/person-not-found': {
      title: t.impersonationPersonNotFound,
      cause: ({ person }) => t.impersonationPersonNotFoundCause({ person: quote(person) }),
      remedy: t.nameAnother,
      docs: IMPERSONATION,
    },
    'impersonation/several-people': {
      title: t.impersonationSeveralPeople,
      cause: ({ person, names }) =>
        t.impersonationSeveralPeopleCause({ person: quote(person), names: sayList(names) }),
      remedy: t.impersonationSeveralPeopleRemedy,
      docs: IMPERSONATION,
    },
    'impersonation/person-unknown': {
      title: t.impersonationPersonUnknown,
      cause: t.impersonationPersonUnknownCause,
      remedy: t.nameAnother,
      docs: APPLICATION_USERS,
    },
    'impersonation/person-disabled': {
      title: t.impersonationPersonDisabled,
      cause: t.impersonationPersonDisabledCause,
      remedy: t.nameAnother,
      docs: IMPERSONATION,
    },
    'impersonation/same-user': {
      title: t.impersonationSameUser,
      cause: t.impersonationSameUserCause,
      remedy: t.nameAnother,
      docs: IMPERSONATION,
    },
    'impersonation/ignored': {
      title: t.impersonationIgnored,
      cause: t.impersonationIgnoredCause,
      remedy: t.nameAnother,
      docs: IMPERSONATION,
    },
  };
}
