import type { CodesOf, Entries } from './entry.ts';
import {
  ENTRA_CODES,
  ENVIRONMENT_IDS,
  EXTENSION_SLEEP,
  GRANT_CONSENT,
  REDIRECT_URIS,
  REGISTER_APP,
} from './links.ts';
import {
  CONDITIONAL_ACCESS,
  ENTERPRISE_APPS,
  ENVIRONMENT_URL,
  pathOfApp,
  quote,
  REGISTRATIONS,
  sayTryAfter,
} from './phrases.ts';

const AGAIN = 'Press Sign in with Microsoft again';
const register = (clientId: string, redirectUri: string) =>
  `In ${pathOfApp(clientId)} → Authentication, add ${redirectUri} under Mobile and desktop applications`;

/** Signing in with Microsoft in person. Where Microsoft's code is known, its own page is linked instead of `docs`. */
export const SIGN_IN: Entries<CodesOf<'sign-in'>> = {
  'sign-in/no-application': {
    title: 'No application is registered for this sign-in',
    cause: 'Microsoft signs people in to applications it knows, and none is named in Options.',
    remedy: `Register one in ${REGISTRATIONS} as shown here, and enter its id in Options as Entra application.`,
    docs: REGISTER_APP,
  },
  'sign-in/needed': {
    title: 'You are not signed in with Microsoft',
    cause: 'Nobody has signed in yet, or Microsoft wants to see you again.',
    remedy: 'Press Sign in with Microsoft.',
    docs: REGISTER_APP,
  },
  'sign-in/consent-needed': {
    title: 'Your consent is needed',
    cause: ({ resource }) =>
      `You have not yet allowed Mapsimise Connect to use ${resource} for you.`,
    remedy: ({ resource }) => `Press Sign in with Microsoft and allow ${resource}.`,
    docs: GRANT_CONSENT,
  },
  'sign-in/window-closed': {
    title: 'The sign-in window was closed',
    cause: 'It ended before Microsoft had an answer. Nothing was changed.',
    remedy: ({ clientId, redirectUri }) =>
      `${AGAIN}. If the window said AADSTS50011: ${register(clientId, redirectUri)}.`,
    docs: REDIRECT_URIS,
    retriable: true,
  },
  'sign-in/not-shown': {
    title: 'The sign-in page could not be shown',
    cause: ({ host }) =>
      `${host} could not be reached, or it refused with an error page, which the browser closes. It does so with AADSTS50011, for a redirect URI that is not registered.`,
    remedy: ({ host, clientId, redirectUri }) =>
      `${register(clientId, redirectUri)}. If it is there, open https://${host} in a tab to see whether it loads.`,
    docs: REDIRECT_URIS,
    retriable: true,
  },
  'sign-in/consent-refused': {
    title: 'The permissions were refused',
    cause: 'Mapsimise Connect can look at your environments only if you allow it to.',
    remedy: `${AGAIN} and accept, or go on without: paste the Organisation URL and the Client Id.`,
    docs: GRANT_CONSENT,
  },
  'sign-in/admin-consent-needed': {
    title: 'An administrator has to consent first',
    cause: 'Your tenant lets only administrators allow what Mapsimise Connect asks for.',
    remedy: ({ clientId }) =>
      `Ask one to press Grant admin consent in ${ENTERPRISE_APPS} → ${clientId} → Permissions.`,
    docs: GRANT_CONSENT,
  },
  'sign-in/conditional-access': {
    title: 'Conditional Access blocks this sign-in',
    cause: 'A policy of your tenant asks for another device, network or way to sign in.',
    remedy: `Sign in from a device that it accepts, or ask an administrator: ${CONDITIONAL_ACCESS}.`,
    docs: ENTRA_CODES,
  },
  'sign-in/redirect-mismatch': {
    title: 'The redirect URI is not registered',
    cause: ({ redirectUri }) =>
      `Microsoft returns only to addresses that the application names, and ${redirectUri} is none.`,
    remedy: ({ clientId, redirectUri }) => `${register(clientId, redirectUri)}.`,
    docs: REDIRECT_URIS,
  },
  'sign-in/wrong-platform': {
    title: 'The redirect URI is registered for another platform',
    cause: 'Under Web or Single-page application, Microsoft refuses it to a browser extension.',
    remedy: ({ clientId, redirectUri }) => `Remove it there. ${register(clientId, redirectUri)}.`,
    docs: REDIRECT_URIS,
  },
  'sign-in/app-unknown': {
    title: 'Microsoft does not know the Entra application',
    cause: ({ clientId }) => `No application ${clientId} can be used in this tenant.`,
    remedy: ({ clientId }) =>
      `Compare ${clientId} in Options (Entra application) with ${REGISTRATIONS}.`,
    docs: REGISTER_APP,
  },
  'sign-in/not-assigned': {
    title: 'This account was not given the application',
    cause: 'Your tenant lets only people in who are assigned to it, and this account is not.',
    remedy: ({ clientId }) =>
      `Have it added in ${ENTERPRISE_APPS} → ${clientId} → Users and groups.`,
    docs: ENTRA_CODES,
  },
  'sign-in/wrong-account': {
    title: 'Another account came back than the one that signed in',
    cause: ({ expected, actual }) => `It was asked for ${expected}, and ${actual} answered.`,
    remedy: ({ expected, actual }) =>
      `Sign in as ${expected}, or press Switch account to go on as ${actual}.`,
    docs: ENTRA_CODES,
  },
  'sign-in/wrong-tenant': {
    title: 'This account does not belong to the tenant',
    cause: ({ tenantId }) => `The tenant ${tenantId} does not know the account that signed in.`,
    remedy: ({ tenantId }) => `Press Switch account and choose an account of ${tenantId}.`,
    docs: ENTRA_CODES,
  },
  'sign-in/interrupted': {
    title: 'The sign-in was interrupted',
    cause: 'The browser put the extension to sleep, or updated it, while the window was open.',
    remedy: `${AGAIN}. If the window is still there, close it first.`,
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'sign-in/already-open': {
    title: 'A sign-in window is already there',
    cause: 'The browser lets one such window open at a time, and it is still open.',
    remedy: 'Finish in that window, or close it and press Sign in with Microsoft again.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'sign-in/busy': {
    title: 'Microsoft sign-in is busy',
    cause: 'It had too many requests, or has a passing fault.',
    remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
    docs: ENTRA_CODES,
    retriable: true,
  },
  'sign-in/refused': {
    title: 'Microsoft refused the sign-in',
    cause: ({ error }) =>
      error ? `Microsoft sign-in answered ${quote(error)}.` : 'Microsoft sign-in gave no reason.',
    remedy: 'Read the linked page, or give Microsoft Support the ids that stand here.',
    docs: ENTRA_CODES,
  },
  'sign-in/bad-answer': {
    title: 'Microsoft sign-in sent no usable answer',
    cause: 'The answer was not in the documented form. A proxy may have changed it.',
    remedy: `${AGAIN}. If it stays so, ask your network team what changes Microsoft sign-in.`,
    docs: ENTRA_CODES,
    retriable: true,
  },
};

/** Finding the organisation of an environment. */
export const ENVIRONMENT: Entries<CodesOf<'environment'>> = {
  'environment/no-dataverse': {
    title: 'This environment has no Dataverse database',
    cause: ({ environmentId }) =>
      `The environment ${environmentId} holds apps and flows only, so there is no CRM to connect.`,
    remedy: 'Choose an environment with Dataverse under Find an environment.',
    docs: ENVIRONMENT_IDS,
  },
  'environment/not-visible': {
    title: 'This account cannot see the environment',
    cause: ({ environmentId, username }) =>
      `${username} is no enabled user of the environment ${environmentId}, or it is in another tenant.`,
    remedy: `Press Switch account, or paste the ${ENVIRONMENT_URL} as Organisation URL.`,
    docs: ENVIRONMENT_IDS,
  },
  'environment/refused': {
    title: 'Microsoft did not list your environments',
    cause: ({ host }) => `${host} refused the request of the account that signed in.`,
    remedy: `Press Switch account, or paste the ${ENVIRONMENT_URL} as Organisation URL.`,
    docs: ENVIRONMENT_IDS,
  },
};
