import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Entries } from './entry.ts';
import { ABOUT_ROLES, IFD_SET_UP, IMPERSONATION } from './links.ts';
import { sayList, sayTables } from './phrases.ts';

type Codes =
  | 'ifd/org-disabled'
  | 'ifd/user-disabled'
  | 'ifd/user-unknown'
  | 'ifd/no-role'
  | 'ifd/no-table-readable'
  | 'ifd/privilege-missing'
  | 'ifd/acting-not-allowed'
  | 'ifd/same-person';

const words = messages('catalogue.ifd-rights', {
  thisUser: 'this user',
  orgDisabled: 'The organisation is disabled',
  orgDisabledCause: params('The deployment of {host} has switched this organisation off.'),
  orgDisabledRemedy: params(
    'Have it enabled on {host}: Deployment Manager → Organizations → Enable.',
  ),
  userDisabled: 'The user is disabled there',
  userDisabledCause: params('The password is right, but {host} has this user disabled.'),
  userDisabledRemedy: params('Enable {username}: Settings → Security → Users.'),
  userUnknown: 'The CRM has no such user',
  userUnknownCause: params('The password is right, but {host} has no user for this account.'),
  userUnknownRemedy: params('Add {username} as a user: Settings → Security → Users → New.'),
  noRole: 'The user has no security role',
  noRoleCause: params('Without a role, this user may read nothing at {host}.'),
  noRoleRemedy: params('Give {username} a role: Settings → Security → Users → Manage Roles.'),
  noTableReadable: 'The user may read no table',
  noTableReadableCause: params('It may read none of {tables}.'),
  noTableReadableCauseUnnamed: 'It may read none of the tables.',
  addPrivilege: params(
    'Add {privilege} to a role of this user: Settings → Security → Security Roles.',
  ),
  addSomePrivilege:
    'Add the missing privilege to a role of this user: Settings → Security → Security Roles.',
  privilegeMissing: 'A privilege is missing',
  privilegeMissingCause: params('No role of this user holds {privilege}.'),
  privilegeMissingCauseUnnamed: 'The organisation refused, and did not name the privilege.',
  actingNotAllowed: 'This user may not act for others',
  actingNotAllowedCause:
    'The privilege prvActOnBehalfOfAnotherUser is missing, or comes through a team only.',
  actingNotAllowedRemedy: params(
    'Give {username} the role Delegate, or prvActOnBehalfOfAnotherUser: Settings → Security → Security Roles.',
  ),
  samePerson: 'That is the user who signs in',
  samePersonCause: params('Acting for oneself changes nothing, so {person} proves nothing.'),
  samePersonRemedy: params('Name another person than {person}, or sign in with a service account.'),
});

/** What the user of a company's own CRM may do there. */
export function ifdRightsEntries(): Entries<Codes> {
  const t = words.get();
  const addPrivilege = (privilege: string) =>
    privilege ? t.addPrivilege({ privilege }) : t.addSomePrivilege;
  return {
    'ifd/org-disabled': {
      title: t.orgDisabled,
      cause: t.orgDisabledCause,
      remedy: t.orgDisabledRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/user-disabled': {
      title: t.userDisabled,
      cause: t.userDisabledCause,
      remedy: ({ username }) => t.userDisabledRemedy({ username: username || t.thisUser }),
      docs: ABOUT_ROLES,
    },
    'ifd/user-unknown': {
      title: t.userUnknown,
      cause: t.userUnknownCause,
      remedy: ({ username }) => t.userUnknownRemedy({ username: username || t.thisUser }),
      docs: ABOUT_ROLES,
    },
    'ifd/no-role': {
      title: t.noRole,
      cause: t.noRoleCause,
      remedy: ({ username }) => t.noRoleRemedy({ username: username || t.thisUser }),
      docs: ABOUT_ROLES,
    },
    'ifd/no-table-readable': {
      title: t.noTableReadable,
      cause: ({ tables }) =>
        tables.length > 0
          ? t.noTableReadableCause({ tables: sayTables(tables) })
          : t.noTableReadableCauseUnnamed,
      remedy: ({ privileges }) => addPrivilege(sayList(privileges)),
      docs: ABOUT_ROLES,
    },
    'ifd/privilege-missing': {
      title: t.privilegeMissing,
      cause: ({ privilege }) =>
        privilege ? t.privilegeMissingCause({ privilege }) : t.privilegeMissingCauseUnnamed,
      remedy: ({ privilege }) => addPrivilege(privilege),
      docs: ABOUT_ROLES,
    },
    'ifd/acting-not-allowed': {
      title: t.actingNotAllowed,
      cause: t.actingNotAllowedCause,
      remedy: ({ username }) => t.actingNotAllowedRemedy({ username: username || t.thisUser }),
      docs: IMPERSONATION,
    },
    'ifd/same-person': {
      title: t.samePerson,
      cause: t.samePersonCause,
      remedy: t.samePersonRemedy,
      docs: IMPERSONATION,
    },
  };
}
