import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ENTRA_CODES,
  EXTENSION_SLEEP,
  GRANT_CONSENT,
  REDIRECT_URIS,
  REGISTER_APP,
} from './links.ts';
import {
  conditionalAccess,
  enterpriseApps,
  pathOfApp,
  quote,
  registrations,
  sayTryAfter,
} from './phrases.ts';

const words = messages('catalogue.sign-in', {
  noApplication: 'No application is registered for this sign-in',
  noApplicationCause:
    'Microsoft signs people in to applications it knows, and none is named in Options.',
  noApplicationRemedy: params(
    'Register one in {path} as shown here, and enter its id in Options as Entra application.',
  ),
  needed: 'You are not signed in with Microsoft',
  neededCause: 'Nobody has signed in yet, or Microsoft wants to see you again.',
  neededRemedy: 'Press Sign in with Microsoft.',
  consentNeeded: 'Your consent is needed',
  consentNeededCause: params(
    'You have not yet allowed Mapsimise Connect to use {resource} for you.',
  ),
  consentNeededRemedy: params('Press Sign in with Microsoft and allow {resource}.'),
  windowClosed: 'The sign-in window was closed',
  windowClosedCause: 'It ended before Microsoft had an answer. Nothing was changed.',
  windowClosedRemedy: params(
    'Press Sign in with Microsoft again. If the window said AADSTS50011: In {path} → Authentication, add {redirectUri} under Mobile and desktop applications.',
  ),
  notShown: 'The sign-in page could not be shown',
  notShownCause: params(
    '{host} could not be reached, or it refused with an error page, which the browser closes. It does so with AADSTS50011, for a redirect URI that is not registered.',
  ),
  notShownRemedy: params(
    'In {path} → Authentication, add {redirectUri} under Mobile and desktop applications. If it is there, open https://{host} in a tab to see whether it loads.',
  ),
  consentRefused: 'The permissions were refused',
  consentRefusedCause: 'Mapsimise Connect can look at your environments only if you allow it to.',
  consentRefusedRemedy:
    'Press Sign in with Microsoft again and accept, or go on without: paste the Organisation URL and the Client Id.',
  adminConsentNeeded: 'An administrator has to consent first',
  adminConsentNeededCause:
    'Your tenant lets only administrators allow what Mapsimise Connect asks for.',
  adminConsentNeededRemedy: params(
    'Ask one to press Grant admin consent in {path} → {clientId} → Permissions.',
  ),
  conditionalAccess: 'Conditional Access blocks this sign-in',
  conditionalAccessCause:
    'A policy of your tenant asks for another device, network or way to sign in.',
  conditionalAccessRemedy: params(
    'Sign in from a device that it accepts, or ask an administrator: {path}.',
  ),
  redirectMismatch: 'The redirect URI is not registered',
  redirectMismatchCause: params(
    'Microsoft returns only to addresses that the application names, and {redirectUri} is none.',
  ),
  redirectMismatchRemedy: params(
    'In {path} → Authentication, add {redirectUri} under Mobile and desktop applications.',
  ),
  wrongPlatform: 'The redirect URI is registered for another platform',
  wrongPlatformCause:
    'Under Web or Single-page application, Microsoft refuses it to a browser extension.',
  wrongPlatformRemedy: params(
    'Remove it there. In {path} → Authentication, add {redirectUri} under Mobile and desktop applications.',
  ),
  appUnknown: 'Microsoft does not know the Entra application',
  appUnknownCause: params('No application {clientId} can be used in this tenant.'),
  appUnknownRemedy: params('Compare {clientId} in Options (Entra application) with {path}.'),
  notAssigned: 'This account was not given the application',
  notAssignedCause:
    'Your tenant lets only people in who are assigned to it, and this account is not.',
  notAssignedRemedy: params('Have it added in {path} → {clientId} → Users and groups.'),
  wrongAccount: 'Another account came back than the one that signed in',
  wrongAccountCause: params('It was asked for {expected}, and {actual} answered.'),
  wrongAccountRemedy: params(
    'Sign in as {expected}, or press Switch account to go on as {actual}.',
  ),
  wrongTenant: 'This account does not belong to the tenant',
  wrongTenantCause: params('The tenant {tenantId} does not know the account that signed in.'),
  wrongTenantRemedy: params('Press Switch account and choose an account of {tenantId}.'),
  interrupted: 'The sign-in was interrupted',
  interruptedCause:
    'The browser put the extension to sleep, or updated it, while the window was open.',
  interruptedRemedy:
    'Press Sign in with Microsoft again. If the window is still there, close it first.',
  alreadyOpen: 'A sign-in window is already there',
  alreadyOpenCause: 'The browser lets one such window open at a time, and it is still open.',
  alreadyOpenRemedy: 'Finish in that window, or close it and press Sign in with Microsoft again.',
  busy: 'Microsoft sign-in is busy',
  busyCause: 'It had too many requests, or has a passing fault.',
  refused: 'Microsoft refused the sign-in',
  refusedCause: params('Microsoft sign-in answered {error}.'),
  refusedCauseUnnamed: 'Microsoft sign-in gave no reason.',
  refusedRemedy: 'Read the linked page, or give Microsoft Support the ids that stand here.',
  badAnswer: 'Microsoft sign-in sent no usable answer',
  badAnswerCause: 'The answer was not in the documented form. A proxy may have changed it.',
  badAnswerRemedy:
    'Press Sign in with Microsoft again. If it stays so, ask your network team what changes Microsoft sign-in.',
});

/** Signing in with Microsoft in person. Where Microsoft's code is known, its own page is linked instead of `docs`. */
export function signInEntries(): Entries<CodesOf<'sign-in'>> {
  const t = words.get();
  return {
    'sign-in/no-application': {
      title: t.noApplication,
      cause: t.noApplicationCause,
      remedy: t.noApplicationRemedy({ path: registrations() }),
      docs: REGISTER_APP,
    },
    'sign-in/needed': {
      title: t.needed,
      cause: t.neededCause,
      remedy: t.neededRemedy,
      docs: REGISTER_APP,
    },
    'sign-in/consent-needed': {
      title: t.consentNeeded,
      cause: t.consentNeededCause,
      remedy: t.consentNeededRemedy,
      docs: GRANT_CONSENT,
    },
    'sign-in/window-closed': {
      title: t.windowClosed,
      cause: t.windowClosedCause,
      remedy: ({ clientId, redirectUri }) =>
        t.windowClosedRemedy({ path: pathOfApp(clientId), redirectUri }),
      docs: REDIRECT_URIS,
      retriable: true,
    },
    'sign-in/not-shown': {
      title: t.notShown,
      cause: t.notShownCause,
      remedy: ({ host, clientId, redirectUri }) =>
        t.notShownRemedy({ path: pathOfApp(clientId), redirectUri, host }),
      docs: REDIRECT_URIS,
      retriable: true,
    },
    'sign-in/consent-refused': {
      title: t.consentRefused,
      cause: t.consentRefusedCause,
      remedy: t.consentRefusedRemedy,
      docs: GRANT_CONSENT,
    },
    'sign-in/admin-consent-needed': {
      title: t.adminConsentNeeded,
      cause: t.adminConsentNeededCause,
      remedy: ({ clientId }) => t.adminConsentNeededRemedy({ path: enterpriseApps(), clientId }),
      docs: GRANT_CONSENT,
    },
    'sign-in/conditional-access': {
      title: t.conditionalAccess,
      cause: t.conditionalAccessCause,
      remedy: t.conditionalAccessRemedy({ path: conditionalAccess() }),
      docs: ENTRA_CODES,
    },
    'sign-in/redirect-mismatch': {
      title: t.redirectMismatch,
      cause: t.redirectMismatchCause,
      remedy: ({ clientId, redirectUri }) =>
        t.redirectMismatchRemedy({ path: pathOfApp(clientId), redirectUri }),
      docs: REDIRECT_URIS,
    },
    'sign-in/wrong-platform': {
      title: t.wrongPlatform,
      cause: t.wrongPlatformCause,
      remedy: ({ clientId, redirectUri }) =>
        t.wrongPlatformRemedy({ path: pathOfApp(clientId), redirectUri }),
      docs: REDIRECT_URIS,
    },
    'sign-in/app-unknown': {
      title: t.appUnknown,
      cause: t.appUnknownCause,
      remedy: ({ clientId }) => t.appUnknownRemedy({ clientId, path: registrations() }),
      docs: REGISTER_APP,
    },
    'sign-in/not-assigned': {
      title: t.notAssigned,
      cause: t.notAssignedCause,
      remedy: ({ clientId }) => t.notAssignedRemedy({ path: enterpriseApps(), clientId }),
      docs: ENTRA_CODES,
    },
    'sign-in/wrong-account': {
      title: t.wrongAccount,
      cause: t.wrongAccountCause,
      remedy: t.wrongAccountRemedy,
      docs: ENTRA_CODES,
    },
    'sign-in/wrong-tenant': {
      title: t.wrongTenant,
      cause: t.wrongTenantCause,
      remedy: t.wrongTenantRemedy,
      docs: ENTRA_CODES,
    },
    'sign-in/interrupted': {
      title: t.interrupted,
      cause: t.interruptedCause,
      remedy: t.interruptedRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'sign-in/already-open': {
      title: t.alreadyOpen,
      cause: t.alreadyOpenCause,
      remedy: t.alreadyOpenRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'sign-in/busy': {
      title: t.busy,
      cause: t.busyCause,
      remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
      docs: ENTRA_CODES,
      retriable: true,
    },
    'sign-in/refused': {
      title: t.refused,
      cause: ({ error }) =>
        error ? t.refusedCause({ error: quote(error) }) : t.refusedCauseUnnamed,
      remedy: t.refusedRemedy,
      docs: ENTRA_CODES,
    },
    'sign-in/bad-answer': {
      title: t.badAnswer,
      cause: t.badAnswerCause,
      remedy: t.badAnswerRemedy,
      docs: ENTRA_CODES,
      retriable: true,
    },
  };
}
