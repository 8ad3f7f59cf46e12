import type { CodesOf, Entries } from './entry.ts';
import {
  ABOUT_ROLES,
  ADMINISTRATION_MODE,
  APP_ACCESS,
  APPLICATION_USERS,
  DATAVERSE_ERRORS,
  DATAVERSE_LIMITS,
  DATAVERSE_SIGN_IN,
  DISABLED_ENVIRONMENTS,
  ENVIRONMENT_IDS,
  NATIONAL_CLOUDS,
} from './links.ts';
import {
  APP_ACCESS_PATH,
  ENVIRONMENT_URL,
  pathOfEnvironment,
  pathOfUsers,
  SECURITY_ROLES,
  sayList,
  sayTables,
  sayTryAfter,
} from './phrases.ts';

const addPrivilege = (privilege: string) =>
  `Add ${privilege || 'the missing privilege'} to a role of the application user: ${SECURITY_ROLES}.`;

/** What the organisation itself answers. */
export const ORGANISATION: Entries<CodesOf<'org'>> = {
  'org/not-here': {
    title: 'No organisation answers at this address',
    cause: ({ host }) =>
      `${host} has no Dataverse Web API. It was renamed or deleted, or is mistyped.`,
    remedy: ({ host }) => `Compare ${host} with ${ENVIRONMENT_URL}.`,
    docs: ENVIRONMENT_IDS,
  },
  'org/renamed': {
    title: 'The organisation has another address now',
    cause: ({ host, actualUrl }) => `The organisation at ${host} calls itself ${actualUrl}.`,
    remedy: ({ actualUrl }) => `Enter ${actualUrl} as Organisation URL.`,
    docs: ENVIRONMENT_IDS,
  },
  'org/no-challenge': {
    title: 'The server does not say where to sign in',
    cause: ({ host }) => `${host} named no tenant, as every online organisation does.`,
    remedy: ({ host }) =>
      `Open https://${host} in a tab. If your CRM does not appear, correct Organisation URL.`,
    docs: DATAVERSE_SIGN_IN,
  },
  'org/authority-untrusted': {
    title: 'The server names a sign-in that is not trusted',
    cause: ({ authority }) =>
      `It names ${authority || 'no host'}, and not Microsoft's sign-in of this cloud. The secret was not sent.`,
    remedy: ({ authority }) =>
      `Check Organisation URL, and ask your network team about ${authority || 'it'}.`,
    docs: NATIONAL_CLOUDS,
  },
  'org/token-refused': {
    title: 'The organisation did not accept the token',
    cause: ({ org }) => `Microsoft gave a token for ${org}, but it was refused there, twice.`,
    remedy: ({ org }) => `Compare ${org} with ${ENVIRONMENT_URL}.`,
    docs: DATAVERSE_SIGN_IN,
    retriable: true,
  },
  'org/user-unknown': {
    title: 'There is no application user yet',
    cause: ({ clientId, host }) => `${host} has no user for the application ${clientId}.`,
    remedy: ({ clientId, host }) =>
      `Create an application user for ${clientId}: ${pathOfUsers(host)} → New app user.`,
    docs: APPLICATION_USERS,
  },
  'org/user-disabled': {
    title: 'The application user is disabled',
    cause: ({ host }) => `${host} has a user for this application, but it is not active.`,
    remedy: ({ host }) => `Activate it: ${pathOfUsers(host)} → the user → Activate.`,
    docs: APPLICATION_USERS,
  },
  'org/no-role': {
    title: 'The application user has no security role',
    cause: ({ clientId, host }) => `Without a role, ${clientId} may read nothing at ${host}.`,
    remedy: ({ host }) => `Give it a role: ${pathOfUsers(host)} → the user → Edit security roles.`,
    docs: APPLICATION_USERS,
  },
  'org/no-licence': {
    title: 'The user has no licence',
    cause: ({ host }) => `${host} asks for one, but an application user needs none.`,
    remedy: ({ host }) => `Add an application user: ${pathOfUsers(host)} → New app user.`,
    docs: APPLICATION_USERS,
  },
  'org/app-restricted': {
    title: 'The environment does not let this application in',
    cause: ({ clientId }) => `Its app access control does not allow ${clientId}.`,
    remedy: ({ clientId }) => `Allow ${clientId}: ${APP_ACCESS_PATH}.`,
    docs: APP_ACCESS,
  },
  'org/privilege-missing': {
    title: 'A privilege is missing',
    cause: ({ privilege }) =>
      privilege
        ? `No role of the application user holds ${privilege}.`
        : 'The organisation refused, and did not name the privilege.',
    remedy: ({ privilege }) => addPrivilege(privilege),
    docs: ABOUT_ROLES,
  },
  'org/no-table-readable': {
    title: 'The application user may read no table',
    cause: ({ tables }) => `It may read none of ${sayTables(tables) || 'the tables'}.`,
    remedy: ({ privileges }) => addPrivilege(sayList(privileges)),
    docs: ABOUT_ROLES,
  },
  'org/other-organisation': {
    title: 'Another organisation answered',
    cause: ({ expectedId, actualId, actualName }) =>
      `Expected was ${expectedId}. ${actualName ? `${actualName} (${actualId})` : actualId} answered.`,
    remedy: ({ expectedId }) =>
      `Enter the Organisation URL of the environment ${expectedId} (Organization ID).`,
    docs: ENVIRONMENT_IDS,
  },
  'org/busy': {
    title: 'The organisation is busy',
    cause: ({ host }) => `${host} had too many requests, and wants a pause.`,
    remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
    docs: DATAVERSE_LIMITS,
    retriable: true,
  },
  'org/unavailable': {
    title: 'The organisation is not available now',
    cause: ({ host }) => `${host} is in administration mode, being updated, or at fault.`,
    remedy: ({ host }) =>
      `Try again later. If it stays so, look at Administration mode: ${pathOfEnvironment(host)}.`,
    docs: ADMINISTRATION_MODE,
    retriable: true,
  },
  'org/disabled': {
    title: 'The organisation is disabled',
    cause: ({ host }) => `The environment of ${host} was switched off, as after a trial.`,
    remedy: ({ host }) => `Have it enabled again: ${pathOfEnvironment(host)}.`,
    docs: DISABLED_ENVIRONMENTS,
  },
  'org/unexpected': {
    title: 'The organisation refused for a reason of its own',
    cause: ({ host, service }) =>
      service?.text
        ? `${host} gave the reason that stands below.`
        : `${host} refused without a reason that Mapsimise Connect knows.`,
    remedy: ({ host }) => `Try again. If it stays so, send Copy report to those who run ${host}.`,
    docs: DATAVERSE_ERRORS,
    retriable: true,
  },
};
