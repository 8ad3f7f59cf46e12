import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  ADD_SECRET,
  APPLICATION_USERS,
  BROWSER_STORAGE,
  EXTENSION_SLEEP,
  GRAPH_ERRORS,
  IMPERSONATION,
  REGISTER_APP,
} from './links.ts';
import { pathOfUsers, registrations, sayList, saySeconds, securityRoles } from './phrases.ts';

const words = messages('catalogue.provisioning', {
  interrupted: 'It was interrupted',
  interruptedCause:
    'The browser put the extension to sleep, or updated it. What was made so far is noted.',
  interruptedUndoRemedy: 'Press Undo: it goes on where it stopped.',
  interruptedRemedy: 'Press Continue: it looks at what is there, and makes only what is missing.',
  notNoted: 'The browser could not store anything',
  notNotedCause:
    'What is about to be made must be noted first; the disk may be full. Nothing more was sent.',
  notNotedRemedy: 'Free some disk space, then press continue.',
  otherTenant: 'You are signed in to another tenant',
  otherTenantCause: params('{host} belongs to the tenant {tenantId}, and {username} does not.'),
  otherTenantRemedy: params('Press Switch account, and sign in to the tenant {tenantId}.'),
  notAMember: 'You are not a user of this organisation',
  notAMemberCause: params('{host} does not know {username}. Nothing was created.'),
  notAMemberRemedy: params(
    'Ask an administrator of {host} to do this, or to add {username} as a user with System Administrator.',
  ),
  rightsMissing: 'You may not add an application user here',
  rightsMissingCause: params('At {host}, {username} lacks {privileges}. Nothing was created.'),
  rightsMissingRemedy: params(
    'Ask an administrator of {host} for a role with {privileges}, or use the manual way below.',
  ),
  ownApplication: 'This application is not one that was made here',
  ownApplicationCause: params(
    '{name} no longer carries our tags, or is the one you sign in with. It was not touched.',
  ),
  ownApplicationRemedy: 'Choose another application, or let a new one be made.',
  userDeleted: 'The application user was deleted, but not for good',
  userDeletedCause: params(
    '{host} still keeps the deleted user of {clientId}, and lets no other one be made beside it.',
  ),
  userDeletedRemedy: params('In {path}, delete it for good (or restore it), then press continue.'),
  userRefused: 'The organisation did not take the application user',
  userRefusedCause: params('{host} gave a reason that we do not know; its own words are below.'),
  userRefusedRemedy: params('Add {clientId} in {path}, then press continue.'),
  roleRefused: 'You may not give this security role',
  roleRefusedCausePrivilege: params(
    '{host} refused to give {role}: you lack {privilege}, and nobody can give more than they have.',
  ),
  roleRefusedCause: params(
    '{host} refused to give {role}: nobody can give a role that may do more than they may.',
  ),
  roleRefusedRemedy: params(
    'Ask an administrator to give {role} to the application user, then press continue.',
  ),
  roleGone: 'The chosen security role cannot be given',
  roleGoneCause: params(
    'At {host}, {role} is gone, or belongs to another business unit than the application user.',
  ),
  roleGoneRemedy: 'Press Undo, then Create with a role of the root business unit.',
  noRoleActs: 'There is no security role by which to act for others',
  noRoleActsCause: params(
    'No role of {host} holds prvActOnBehalfOfAnotherUser; Delegate usually does.',
  ),
  noRoleActsRemedy: params(
    'Add a role with prvActOnBehalfOfAnotherUser in {path}, then press continue.',
  ),
  notKnownYet: 'What was made is not known everywhere yet',
  applicationNotKnownYetCause: params(
    'After {waited}, the application is made but not known everywhere. Microsoft names no limit for that.',
  ),
  secretNotKnownYetCause: params(
    'After {waited}, the secret is made but not known everywhere. Microsoft names no limit for that.',
  ),
  userNotKnownYetCause: params(
    'After {waited}, the application user is made but not known everywhere. Microsoft names no limit for that.',
  ),
  notKnownYetRemedy: 'Wait some minutes, then press continue. Nothing is made twice.',
  answerLost: 'It is not known whether this was made',
  answerLostCause: 'The answer to making the last part was lost, and it cannot be looked up now.',
  answerLostRemedy: params(
    'Press Continue: it looks again before it makes anything. {path} shows it too.',
  ),
});

/** What can go wrong in "Create these for me" besides. */
export function provisioningEntries(): Entries<CodesOf<'provisioning'>> {
  const t = words.get();
  return {
    'provisioning/interrupted': {
      title: t.interrupted,
      cause: t.interruptedCause,
      remedy: ({ isUndo }) => (isUndo ? t.interruptedUndoRemedy : t.interruptedRemedy),
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'provisioning/not-noted': {
      title: t.notNoted,
      cause: t.notNotedCause,
      remedy: t.notNotedRemedy,
      docs: BROWSER_STORAGE,
      retriable: true,
    },
    'provisioning/other-tenant': {
      title: t.otherTenant,
      cause: t.otherTenantCause,
      remedy: t.otherTenantRemedy,
      docs: REGISTER_APP,
    },
    'provisioning/not-a-member': {
      title: t.notAMember,
      cause: t.notAMemberCause,
      remedy: t.notAMemberRemedy,
      docs: APPLICATION_USERS,
    },
    'provisioning/rights-missing': {
      title: t.rightsMissing,
      cause: ({ username, host, privileges }) =>
        t.rightsMissingCause({ host, username, privileges: sayList(privileges) }),
      remedy: ({ host, privileges }) =>
        t.rightsMissingRemedy({ host, privileges: sayList(privileges) }),
      docs: ABOUT_ROLES,
    },
    'provisioning/own-application': {
      title: t.ownApplication,
      cause: t.ownApplicationCause,
      remedy: t.ownApplicationRemedy,
      docs: REGISTER_APP,
    },
    'provisioning/user-deleted': {
      title: t.userDeleted,
      cause: t.userDeletedCause,
      remedy: ({ host }) => t.userDeletedRemedy({ path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'provisioning/user-refused': {
      title: t.userRefused,
      cause: t.userRefusedCause,
      remedy: ({ clientId, host }) => t.userRefusedRemedy({ clientId, path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'provisioning/role-refused': {
      title: t.roleRefused,
      cause: ({ role, host, privilege }) =>
        privilege
          ? t.roleRefusedCausePrivilege({ host, role, privilege })
          : t.roleRefusedCause({ host, role }),
      remedy: t.roleRefusedRemedy,
      docs: ABOUT_ROLES,
    },
    'provisioning/role-gone': {
      title: t.roleGone,
      cause: t.roleGoneCause,
      remedy: t.roleGoneRemedy,
      docs: ABOUT_ROLES,
    },
    'provisioning/no-role-acts': {
      title: t.noRoleActs,
      cause: t.noRoleActsCause,
      remedy: t.noRoleActsRemedy({ path: securityRoles() }),
      docs: IMPERSONATION,
    },
    'provisioning/not-known-yet': {
      title: t.notKnownYet,
      cause: ({ what, waitedMs }) => t[`${what}NotKnownYetCause`]({ waited: saySeconds(waitedMs) }),
      remedy: t.notKnownYetRemedy,
      docs: ADD_SECRET,
      retriable: true,
    },
    'provisioning/answer-lost': {
      title: t.answerLost,
      cause: t.answerLostCause,
      remedy: t.answerLostRemedy({ path: registrations() }),
      docs: GRAPH_ERRORS,
      retriable: true,
    },
  };
}
