import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
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
  appAccessPath,
  environmentUrl,
  pathOfEnvironment,
  pathOfUsers,
  sayList,
  sayTables,
  sayTryAfter,
  securityRoles,
} from './phrases.ts';

const words = messages('catalogue.organisation', {
  notHere: 'No organisation answers at this address',
  notHereCause: params(
    '{host} has no Dataverse Web API. It was renamed or deleted, or is mistyped.',
  ),
  notHereRemedy: params('Compare {host} with {path}.'),
  renamed: 'The organisation has another address now',
  renamedCause: params('The organisation at {host} calls itself {actualUrl}.'),
  renamedRemedy: params('Enter {actualUrl} as Organisation URL.'),
  noChallenge: 'The server does not say where to sign in',
  noChallengeCause: params('{host} named no tenant, as every online organisation does.'),
  noChallengeRemedy: params(
    'Open https://{host} in a tab. If your CRM does not appear, correct Organisation URL.',
  ),
  noChallengeRemedyTenant: params(
    'Open https://{host} in a tab. If your CRM appears, enter its Tenant, and test again; else correct Organisation URL.',
  ),
  otherTenant: 'The organisation names another tenant',
  otherTenantCause: params(
    '{host} names the tenant {named}, and not {entered}, which you entered. The secret was not sent.',
  ),
  otherTenantRemedy: params(
    'If {named} is yours, empty Tenant and test again; else check Organisation URL.',
  ),
  authorityUntrusted: 'The server names a sign-in that is not trusted',
  authorityUntrustedCause: params(
    "It names {authority}, and not Microsoft's sign-in of this cloud. The secret was not sent.",
  ),
  authorityUntrustedCauseUnnamed:
    "It names no host, and not Microsoft's sign-in of this cloud. The secret was not sent.",
  authorityUntrustedRemedy: params(
    'Check Organisation URL, and ask your network team about {authority}.',
  ),
  authorityUntrustedRemedyUnnamed: 'Check Organisation URL, and ask your network team about it.',
  tokenRefused: 'The organisation did not accept the token',
  tokenRefusedCause: params('Microsoft gave a token for {org}, but it was refused there, twice.'),
  tokenRefusedRemedy: params('Compare {org} with {path}.'),
  userUnknown: 'There is no application user yet',
  userUnknownCause: params('{host} has no user for the application {clientId}.'),
  userUnknownRemedy: params('Create an application user for {clientId}: {path} → New app user.'),
  userDisabled: 'The application user is disabled',
  userDisabledCause: params('{host} has a user for this application, but it is not active.'),
  userDisabledRemedy: params('Activate it: {path} → the user → Activate.'),
  noRole: 'The application user has no security role',
  noRoleCause: params('Without a role, {clientId} may read nothing at {host}.'),
  noRoleRemedy: params('Give it a role: {path} → the user → Edit security roles.'),
  noLicence: 'The user has no licence',
  noLicenceCause: params('{host} asks for one, but an application user needs none.'),
  noLicenceRemedy: params('Add an application user: {path} → New app user.'),
  appRestricted: 'The environment does not let this application in',
  appRestrictedCause: params('Its app access control does not allow {clientId}.'),
  appRestrictedRemedy: params('Allow {clientId}: {path}.'),
  privilegeMissing: 'A privilege is missing',
  privilegeMissingCause: params('No role of the application user holds {privilege}.'),
  privilegeMissingCauseUnnamed: 'The organisation refused, and did not name the privilege.',
  noTableReadable: 'The application user may read no table',
  noTableReadableCause: params('It may read none of {tables}.'),
  noTableReadableCauseUnnamed: 'It may read none of the tables.',
  addPrivilege: params('Add {privilege} to a role of the application user: {path}.'),
  addSomePrivilege: params('Add the missing privilege to a role of the application user: {path}.'),
  otherOrganisation: 'Another organisation answered',
  otherOrganisationCause: params('Expected was {expectedId}. {actualId} answered.'),
  otherOrganisationCauseNamed: params(
    'Expected was {expectedId}. {actualName} ({actualId}) answered.',
  ),
  otherOrganisationRemedy: params(
    'Enter the Organisation URL of the environment {expectedId} (Organization ID).',
  ),
  busy: 'The organisation is busy',
  busyCause: params('{host} had too many requests, and wants a pause.'),
  unavailable: 'The organisation is not available now',
  unavailableCause: params('{host} is in administration mode, being updated, or at fault.'),
  unavailableRemedy: params(
    'Try again later. If it stays so, look at Administration mode: {path}.',
  ),
  disabled: 'The organisation is disabled',
  disabledCause: params('The environment of {host} was switched off, as after a trial.'),
  disabledRemedy: params('Have it enabled again: {path}.'),
  unexpected: 'The organisation refused for a reason of its own',
  unexpectedCauseTold: params('{host} gave the reason that stands below.'),
  unexpectedCause: params('{host} refused without a reason that Mapsimise Connect knows.'),
  unexpectedRemedy: params('Try again. If it stays so, send Copy report to those who run {host}.'),
});

/** What the organisation itself answers. */
export function organisationEntries(): Entries<CodesOf<'org'>> {
  const t = words.get();
  const addPrivilege = (privilege: string) =>
    privilege
      ? t.addPrivilege({ privilege, path: securityRoles() })
      : t.addSomePrivilege({ path: securityRoles() });
  return {
    'org/not-here': {
      title: t.notHere,
      cause: t.notHereCause,
      remedy: ({ host }) => t.notHereRemedy({ host, path: environmentUrl() }),
      docs: ENVIRONMENT_IDS,
    },
    'org/renamed': {
      title: t.renamed,
      cause: t.renamedCause,
      remedy: t.renamedRemedy,
      docs: ENVIRONMENT_IDS,
    },
    'org/no-challenge': {
      title: t.noChallenge,
      cause: t.noChallengeCause,
      remedy: ({ host, asksTenant }) =>
        asksTenant ? t.noChallengeRemedyTenant({ host }) : t.noChallengeRemedy({ host }),
      docs: DATAVERSE_SIGN_IN,
    },
    'org/other-tenant': {
      title: t.otherTenant,
      cause: t.otherTenantCause,
      remedy: t.otherTenantRemedy,
      docs: DATAVERSE_SIGN_IN,
    },
    'org/authority-untrusted': {
      title: t.authorityUntrusted,
      cause: ({ authority }) =>
        authority ? t.authorityUntrustedCause({ authority }) : t.authorityUntrustedCauseUnnamed,
      remedy: ({ authority }) =>
        authority ? t.authorityUntrustedRemedy({ authority }) : t.authorityUntrustedRemedyUnnamed,
      docs: NATIONAL_CLOUDS,
    },
    'org/token-refused': {
      title: t.tokenRefused,
      cause: t.tokenRefusedCause,
      remedy: ({ org }) => t.tokenRefusedRemedy({ org, path: environmentUrl() }),
      docs: DATAVERSE_SIGN_IN,
      retriable: true,
    },
    'org/user-unknown': {
      title: t.userUnknown,
      cause: t.userUnknownCause,
      remedy: ({ clientId, host }) => t.userUnknownRemedy({ clientId, path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'org/user-disabled': {
      title: t.userDisabled,
      cause: t.userDisabledCause,
      remedy: ({ host }) => t.userDisabledRemedy({ path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'org/no-role': {
      title: t.noRole,
      cause: t.noRoleCause,
      remedy: ({ host }) => t.noRoleRemedy({ path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'org/no-licence': {
      title: t.noLicence,
      cause: t.noLicenceCause,
      remedy: ({ host }) => t.noLicenceRemedy({ path: pathOfUsers(host) }),
      docs: APPLICATION_USERS,
    },
    'org/app-restricted': {
      title: t.appRestricted,
      cause: t.appRestrictedCause,
      remedy: ({ clientId }) => t.appRestrictedRemedy({ clientId, path: appAccessPath() }),
      docs: APP_ACCESS,
    },
    'org/privilege-missing': {
      title: t.privilegeMissing,
      cause: ({ privilege }) =>
        privilege ? t.privilegeMissingCause({ privilege }) : t.privilegeMissingCauseUnnamed,
      remedy: ({ privilege }) => addPrivilege(privilege),
      docs: ABOUT_ROLES,
    },
    'org/no-table-readable': {
      title: t.noTableReadable,
      cause: ({ tables }) =>
        tables.length > 0
          ? t.noTableReadableCause({ tables: sayTables(tables) })
          : t.noTableReadableCauseUnnamed,
      remedy: ({ privileges }) => addPrivilege(sayList(privileges)),
      docs: ABOUT_ROLES,
    },
    'org/other-organisation': {
      title: t.otherOrganisation,
      cause: ({ expectedId, actualId, actualName }) =>
        actualName
          ? t.otherOrganisationCauseNamed({ expectedId, actualName, actualId })
          : t.otherOrganisationCause({ expectedId, actualId }),
      remedy: t.otherOrganisationRemedy,
      docs: ENVIRONMENT_IDS,
    },
    'org/busy': {
      title: t.busy,
      cause: t.busyCause,
      remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
      docs: DATAVERSE_LIMITS,
      retriable: true,
    },
    'org/unavailable': {
      title: t.unavailable,
      cause: t.unavailableCause,
      remedy: ({ host }) => t.unavailableRemedy({ path: pathOfEnvironment(host) }),
      docs: ADMINISTRATION_MODE,
      retriable: true,
    },
    'org/disabled': {
      title: t.disabled,
      cause: t.disabledCause,
      remedy: ({ host }) => t.disabledRemedy({ path: pathOfEnvironment(host) }),
      docs: DISABLED_ENVIRONMENTS,
    },
    'org/unexpected': {
      title: t.unexpected,
      cause: ({ host, service }) =>
        service?.text ? t.unexpectedCauseTold({ host }) : t.unexpectedCause({ host }),
      remedy: t.unexpectedRemedy,
      docs: DATAVERSE_ERRORS,
      retriable: true,
    },
  };
}
