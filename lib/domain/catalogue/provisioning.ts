import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  ADD_SECRET,
  APP_POLICIES,
  APPLICATION_USERS,
  BROWSER_STORAGE,
  DIRECTORY_ROLES,
  EXTENSION_SLEEP,
  GRAPH_ERRORS,
  GRAPH_LIMITS,
  IMPERSONATION,
  REGISTER_APP,
} from './links.ts';
import {
  pathOfUsers,
  REGISTRATIONS,
  SECURITY_ROLES,
  sayList,
  saySeconds,
  sayTryAfter,
} from './phrases.ts';

const CONTINUE = 'Press Continue';
const BY_HAND = 'or use the manual way below';

/** What Graph, the keeper of a tenant's applications, refuses. */
export const GRAPH: Entries<CodesOf<'graph'>> = {
  'graph/role-missing': {
    title: 'You may not manage applications in Microsoft Entra',
    cause: ({ username, needs }) =>
      needs === 'create'
        ? `Entra does not let ${username} register an application. Nothing was created by this step.`
        : `Entra does not let ${username} change this application.`,
    remedy: ({ username }) =>
      `Ask for the directory role Application Developer, Cloud Application Administrator or Application Administrator for ${username}, ${BY_HAND}.`,
    docs: DIRECTORY_ROLES,
  },
  'graph/token-refused': {
    title: 'Microsoft Graph refused your sign-in',
    cause: ({ host }) => `${host} refused the token of the account that signed in.`,
    remedy: `Press Sign in with Microsoft, then ${CONTINUE}.`,
    docs: GRAPH_ERRORS,
  },
  'graph/not-found': {
    title: 'Entra does not know what this run works on',
    cause: ({ what }) =>
      `The ${what === 'application' ? 'application' : 'enterprise application'} is not there: removed meanwhile, or not known everywhere yet.`,
    remedy: `${CONTINUE}. If it was removed on purpose, press Undo, then Create.`,
    docs: GRAPH_ERRORS,
    retriable: true,
  },
  'graph/lifetime-capped': {
    title: 'Your company does not allow a secret to live so long',
    cause: ({ months }) => `A policy of the tenant refuses ${months || 'so many'} months.`,
    remedy: 'Press Undo, choose a shorter Secret lifetime, then press Create.',
    docs: APP_POLICIES,
  },
  'graph/secrets-forbidden': {
    title: 'Your company does not allow client secrets',
    cause: 'A policy of the tenant refuses every new secret of an application.',
    remedy: 'Ask who keeps the application policies of your tenant for an exception.',
    docs: APP_POLICIES,
  },
  'graph/busy': {
    title: 'Microsoft Graph is busy',
    cause: 'It answers only so many requests at a time.',
    remedy: ({ retryAtMs }) => `${sayTryAfter(retryAtMs)} Then ${CONTINUE.toLowerCase()}.`,
    docs: GRAPH_LIMITS,
    retriable: true,
  },
  'graph/unavailable': {
    title: 'Microsoft Graph has a fault',
    cause: ({ host }) => `${host} answered with an error of its own, several times.`,
    remedy: `Wait a minute, then ${CONTINUE.toLowerCase()}.`,
    docs: GRAPH_ERRORS,
    retriable: true,
  },
  'graph/refused': {
    title: 'Microsoft Graph refused the request',
    cause: ({ host }) => `${host} gave a reason that we do not know; its own words are below.`,
    remedy: `${CONTINUE}, ${BY_HAND}.`,
    docs: GRAPH_ERRORS,
  },
};

const WHAT = { application: 'the application', secret: 'the secret', user: 'the application user' };

/** What can go wrong in "Create these for me" besides. */
export const PROVISIONING: Entries<CodesOf<'provisioning'>> = {
  'provisioning/interrupted': {
    title: 'It was interrupted',
    cause: 'The browser put the extension to sleep, or updated it. What was made so far is noted.',
    remedy: ({ isUndo }) =>
      isUndo
        ? 'Press Undo: it goes on where it stopped.'
        : `${CONTINUE}: it looks at what is there, and makes only what is missing.`,
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'provisioning/not-noted': {
    title: 'The browser could not store anything',
    cause:
      'What is about to be made must be noted first; the disk may be full. Nothing more was sent.',
    remedy: `Free some disk space, then ${CONTINUE.toLowerCase()}.`,
    docs: BROWSER_STORAGE,
    retriable: true,
  },
  'provisioning/other-tenant': {
    title: 'You are signed in to another tenant',
    cause: ({ username, host, tenantId }) =>
      `${host} belongs to the tenant ${tenantId}, and ${username} does not.`,
    remedy: ({ tenantId }) => `Press Switch account, and sign in to the tenant ${tenantId}.`,
    docs: REGISTER_APP,
  },
  'provisioning/not-a-member': {
    title: 'You are not a user of this organisation',
    cause: ({ username, host }) => `${host} does not know ${username}. Nothing was created.`,
    remedy: ({ username, host }) =>
      `Ask an administrator of ${host} to do this, or to add ${username} as a user with System Administrator.`,
    docs: APPLICATION_USERS,
  },
  'provisioning/rights-missing': {
    title: 'You may not add an application user here',
    cause: ({ username, host, privileges }) =>
      `At ${host}, ${username} lacks ${sayList(privileges)}. Nothing was created.`,
    remedy: ({ host, privileges }) =>
      `Ask an administrator of ${host} for a role with ${sayList(privileges)}, ${BY_HAND}.`,
    docs: ABOUT_ROLES,
  },
  'provisioning/own-application': {
    title: 'This application is not one that was made here',
    cause: ({ name }) =>
      `${name} no longer carries our tags, or is the one you sign in with. It was not touched.`,
    remedy: 'Choose another application, or let a new one be made.',
    docs: REGISTER_APP,
  },
  'provisioning/user-deleted': {
    title: 'The application user was deleted, but not for good',
    cause: ({ clientId, host }) =>
      `${host} still keeps the deleted user of ${clientId}, and lets no other one be made beside it.`,
    remedy: ({ host }) =>
      `In ${pathOfUsers(host)}, delete it for good (or restore it), then ${CONTINUE.toLowerCase()}.`,
    docs: APPLICATION_USERS,
  },
  'provisioning/user-refused': {
    title: 'The organisation did not take the application user',
    cause: ({ host }) => `${host} gave a reason that we do not know; its own words are below.`,
    remedy: ({ clientId, host }) =>
      `Add ${clientId} in ${pathOfUsers(host)}, then ${CONTINUE.toLowerCase()}.`,
    docs: APPLICATION_USERS,
  },
  'provisioning/role-refused': {
    title: 'You may not give this security role',
    cause: ({ role, host, privilege }) =>
      privilege
        ? `${host} refused to give ${role}: you lack ${privilege}, and nobody can give more than they have.`
        : `${host} refused to give ${role}: nobody can give a role that may do more than they may.`,
    remedy: ({ role }) =>
      `Ask an administrator to give ${role} to the application user, then ${CONTINUE.toLowerCase()}.`,
    docs: ABOUT_ROLES,
  },
  'provisioning/role-gone': {
    title: 'The chosen security role cannot be given',
    cause: ({ role, host }) =>
      `At ${host}, ${role} is gone, or belongs to another business unit than the application user.`,
    remedy: 'Press Undo, then Create with a role of the root business unit.',
    docs: ABOUT_ROLES,
  },
  'provisioning/no-role-acts': {
    title: 'There is no security role by which to act for others',
    cause: ({ host }) =>
      `No role of ${host} holds prvActOnBehalfOfAnotherUser; Delegate usually does.`,
    remedy: `Add a role with prvActOnBehalfOfAnotherUser in ${SECURITY_ROLES}, then ${CONTINUE.toLowerCase()}.`,
    docs: IMPERSONATION,
  },
  'provisioning/not-known-yet': {
    title: 'What was made is not known everywhere yet',
    cause: ({ what, waitedMs }) =>
      `After ${saySeconds(waitedMs)}, ${WHAT[what]} is made but not known everywhere. Microsoft names no limit for that.`,
    remedy: `Wait some minutes, then ${CONTINUE.toLowerCase()}. Nothing is made twice.`,
    docs: ADD_SECRET,
    retriable: true,
  },
  'provisioning/answer-lost': {
    title: 'It is not known whether this was made',
    cause: ({ what }) => `The answer to making ${what} was lost, and it cannot be looked up now.`,
    remedy: `${CONTINUE}: it looks again before it makes anything. ${REGISTRATIONS} shows it too.`,
    docs: GRAPH_ERRORS,
    retriable: true,
  },
};
