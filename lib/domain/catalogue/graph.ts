import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import { APP_POLICIES, DIRECTORY_ROLES, GRAPH_ERRORS, GRAPH_LIMITS } from './links.ts';
import { sayTryAfter } from './phrases.ts';

const words = messages('catalogue.graph', {
  roleMissing: 'You may not manage applications in Microsoft Entra',
  roleMissingCause: params(
    'Entra does not let {username} register an application. Nothing was created by this step.',
  ),
  roleMissingCauseChange: params('Entra does not let {username} change this application.'),
  roleMissingRemedy: params(
    'Ask for the directory role Application Developer, Cloud Application Administrator or Application Administrator for {username}, or use the manual way below.',
  ),
  tokenRefused: 'Microsoft Graph refused your sign-in',
  tokenRefusedCause: params('{host} refused the token of the account that signed in.'),
  tokenRefusedRemedy: 'Press Sign in with Microsoft, then Press Continue.',
  notFound: 'Entra does not know what this run works on',
  applicationNotFoundCause:
    'The application is not there: removed meanwhile, or not known everywhere yet.',
  principalNotFoundCause:
    'The enterprise application is not there: removed meanwhile, or not known everywhere yet.',
  notFoundRemedy: 'Press Continue. If it was removed on purpose, press Undo, then Create.',
  rotatedNotFoundRemedy:
    'Press Continue. If it was removed on purpose, press Put away: the connector then needs another application.',
  lifetimeCapped: 'Your company does not allow a secret to live so long',
  lifetimeCappedCause: params('A policy of the tenant refuses {months} months.'),
  lifetimeCappedCauseUnnamed: 'A policy of the tenant refuses so many months.',
  lifetimeCappedRemedy: 'Press Undo, choose a shorter Secret lifetime, then press Create.',
  secretsForbidden: 'Your company does not allow client secrets',
  secretsForbiddenCause: 'A policy of the tenant refuses every new secret of an application.',
  secretsForbiddenRemedy: 'Ask who keeps the application policies of your tenant for an exception.',
  busy: 'Microsoft Graph is busy',
  busyCause: 'It answers only so many requests at a time.',
  busyRemedy: params('{tryAgain} Then press continue.'),
  unavailable: 'Microsoft Graph has a fault',
  unavailableCause: params('{host} answered with an error of its own, several times.'),
  unavailableRemedy: 'Wait a minute, then press continue.',
  refused: 'Microsoft Graph refused the request',
  refusedCause: params('{host} gave a reason that we do not know; its own words are below.'),
  refusedRemedy: 'Press Continue, or use the manual way below.',
});

/** What Graph, the keeper of a tenant's applications, refuses. */
export function graphEntries(): Entries<CodesOf<'graph'>> {
  const t = words.get();
  return {
    'graph/role-missing': {
      title: t.roleMissing,
      cause: ({ username, needs }) =>
        needs === 'create'
          ? t.roleMissingCause({ username })
          : t.roleMissingCauseChange({ username }),
      remedy: t.roleMissingRemedy,
      docs: DIRECTORY_ROLES,
    },
    'graph/token-refused': {
      title: t.tokenRefused,
      cause: t.tokenRefusedCause,
      remedy: t.tokenRefusedRemedy,
      docs: GRAPH_ERRORS,
    },
    'graph/not-found': {
      title: t.notFound,
      cause: ({ what }) =>
        what === 'service-principal' ? t.principalNotFoundCause : t.applicationNotFoundCause,
      remedy: ({ what }) =>
        what === 'rotated-application' ? t.rotatedNotFoundRemedy : t.notFoundRemedy,
      docs: GRAPH_ERRORS,
      retriable: true,
    },
    'graph/lifetime-capped': {
      title: t.lifetimeCapped,
      cause: ({ months }) =>
        months ? t.lifetimeCappedCause({ months }) : t.lifetimeCappedCauseUnnamed,
      remedy: t.lifetimeCappedRemedy,
      docs: APP_POLICIES,
    },
    'graph/secrets-forbidden': {
      title: t.secretsForbidden,
      cause: t.secretsForbiddenCause,
      remedy: t.secretsForbiddenRemedy,
      docs: APP_POLICIES,
    },
    'graph/busy': {
      title: t.busy,
      cause: t.busyCause,
      remedy: ({ retryAtMs }) => t.busyRemedy({ tryAgain: sayTryAfter(retryAtMs) }),
      docs: GRAPH_LIMITS,
      retriable: true,
    },
    'graph/unavailable': {
      title: t.unavailable,
      cause: t.unavailableCause,
      remedy: t.unavailableRemedy,
      docs: GRAPH_ERRORS,
      retriable: true,
    },
    'graph/refused': {
      title: t.refused,
      cause: t.refusedCause,
      remedy: t.refusedRemedy,
      docs: GRAPH_ERRORS,
    },
  };
}
