import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { isSameGuid } from '../guid.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ADD_SECRET,
  ENTRA_CODES,
  ENVIRONMENT_IDS,
  NATIONAL_CLOUDS,
  REGISTER_APP,
} from './links.ts';
import {
  conditionalAccess,
  enterpriseApps,
  environmentUrl,
  pathOfSecrets,
  quote,
  registrations,
  sayTryAfter,
  yourApplication,
} from './phrases.ts';

const words = messages('catalogue.entra', {
  secretIdPasted: 'This is the Secret ID, not the secret',
  secretWrong: 'The Client Secret was not accepted',
  secretIdPastedCause:
    'Entra shows a Secret ID and a Value side by side. The Value is the secret; the Secret ID was pasted.',
  secretWrongCause: params(
    'It is not a secret of the application {clientId}, or it was made only a minute ago.',
  ),
  secretIdPastedRemedy: params(
    'Paste the Value from {path}. If it is hidden, make a new client secret.',
  ),
  secretWrongRemedy: params('Paste the Value (not the Secret ID) from {path}.'),
  secretExpired: 'The Client Secret has expired',
  secretExpiredCause: params('This secret of the application {clientId} is past its end date.'),
  secretExpiredRemedy: params('Make a new client secret in {path}, and paste its Value.'),
  secretAbsent: 'Microsoft received no Client Secret',
  secretAbsentCause: 'The request arrived without a secret in it.',
  secretAbsentRemedy: params('Paste the Value of a secret from {path}.'),
  appUnknown: 'The application is not in this tenant',
  tenantIdPastedCause: params(
    '{clientId} is the id of the tenant (Directory ID), not of an application.',
  ),
  appUnknownCause: params(
    'The tenant of the organisation, {tenantId}, has no application {clientId}.',
  ),
  tenantIdPastedRemedy: params(
    'Copy the Application (client) ID, which stands beside {tenantId} in {path} → your application → Overview.',
  ),
  appUnknownRemedy: params(
    'Look for {clientId} in {path}, signed in to the tenant {tenantId}; if it is not there, register it in that tenant.',
  ),
  noServicePrincipal: 'The application has no service principal',
  noServicePrincipalCause: params(
    'The tenant {tenantId} has no enterprise application for {clientId}. A new one can take minutes.',
  ),
  noServicePrincipalRemedy: params(
    'If {path} does not list {clientId} soon, have an administrator create it.',
  ),
  appDisabled: 'The application is switched off',
  appDisabledCause: params('Sign-in is disabled for the application {clientId}.'),
  appDisabledRemedy: params(
    'Set “Enabled for users to sign in?” to Yes: {path} → {clientId} → Properties.',
  ),
  appIsPublic: 'This application cannot use a secret',
  appIsPublicCause: params('{clientId} is a public client, for phones and desktops.'),
  appIsPublicRemedy: params(
    'Register another application in place of {clientId}: {path} → New registration.',
  ),
  tenantUnknown: 'Microsoft does not know this tenant',
  tenantUnknownCause: params(
    'The tenant {tenantId} does not exist, or is in another Microsoft cloud.',
  ),
  tenantUnknownRemedy: params('Check Organisation URL: it led to the tenant {tenantId}.'),
  tenantUnknownRemedyEntered: params(
    'Correct Tenant: {tenantId} is what you entered. It stands in Microsoft Entra admin center → Overview.',
  ),
  otherCloud: 'The tenant is in another Microsoft cloud',
  otherCloudCause: params('{host} does not sign in for this tenant.'),
  otherCloudRemedy: params('Check the end of Organisation URL: it led to {host}.'),
  resourceUnknown: 'The tenant does not know this organisation',
  resourceUnknownCause: params('The tenant {tenantId} gives no tokens for {org}.'),
  resourceUnknownRemedy: params('Compare {org} with {path}.'),
  conditionalAccess: 'Conditional Access blocks the application',
  conditionalAccessCause:
    'A policy of your tenant forbids this sign-in, often because of the network.',
  conditionalAccessRemedy: params('Ask an Entra administrator to let it pass: {path}.'),
  originRefused: 'Microsoft took the request for one of a web page',
  originRefusedCause:
    'The browser marked it with an origin, though Mapsimise Connect has that removed.',
  originRefusedRemedy: 'Switch off other extensions, then press Test Connection again.',
  busy: 'Microsoft sign-in is busy',
  busyCause: 'It had too many requests, or has a passing fault.',
  refused: 'Microsoft refused the sign-in',
  refusedCause: params('Microsoft sign-in answered {error}.'),
  refusedCauseUnnamed: 'Microsoft sign-in gave no reason.',
  refusedRemedy: 'Read the linked page, or give Microsoft Support the ids that stand here.',
  badAnswer: 'Microsoft sign-in sent no usable token',
  badAnswerCause: 'The answer was not in the documented form. A proxy may have changed it.',
  badAnswerRemedy:
    'Try again. If it stays so, ask your network team what changes Microsoft sign-in.',
});

/** Microsoft sign-in. Where its code is known, `explain` links Microsoft's page on that code instead of `docs`. */
export function entraEntries(): Entries<CodesOf<'entra'>> {
  const t = words.get();
  return {
    'entra/secret-wrong': {
      title: ({ looksLikeSecretId }) => (looksLikeSecretId ? t.secretIdPasted : t.secretWrong),
      cause: ({ clientId, looksLikeSecretId }) =>
        looksLikeSecretId ? t.secretIdPastedCause : t.secretWrongCause({ clientId }),
      remedy: ({ clientId, looksLikeSecretId }) =>
        looksLikeSecretId
          ? t.secretIdPastedRemedy({ path: pathOfSecrets(clientId) })
          : t.secretWrongRemedy({ path: pathOfSecrets(clientId) }),
      docs: ADD_SECRET,
    },
    'entra/secret-expired': {
      title: t.secretExpired,
      cause: t.secretExpiredCause,
      remedy: ({ clientId }) => t.secretExpiredRemedy({ path: pathOfSecrets(clientId) }),
      docs: ADD_SECRET,
    },
    'entra/secret-absent': {
      title: t.secretAbsent,
      cause: t.secretAbsentCause,
      remedy: t.secretAbsentRemedy({ path: pathOfSecrets(yourApplication()) }),
      docs: ADD_SECRET,
    },
    'entra/app-unknown': {
      title: t.appUnknown,
      cause: ({ clientId, tenantId }) =>
        isSameGuid(clientId, tenantId)
          ? t.tenantIdPastedCause({ clientId })
          : t.appUnknownCause({ tenantId, clientId }),
      remedy: ({ clientId, tenantId }) =>
        isSameGuid(clientId, tenantId)
          ? t.tenantIdPastedRemedy({ tenantId, path: registrations() })
          : t.appUnknownRemedy({ clientId, path: registrations(), tenantId }),
      docs: REGISTER_APP,
    },
    'entra/no-service-principal': {
      title: t.noServicePrincipal,
      cause: t.noServicePrincipalCause,
      remedy: ({ clientId }) => t.noServicePrincipalRemedy({ path: enterpriseApps(), clientId }),
      docs: ENTRA_CODES,
      retriable: true,
    },
    'entra/app-disabled': {
      title: t.appDisabled,
      cause: t.appDisabledCause,
      remedy: ({ clientId }) => t.appDisabledRemedy({ path: enterpriseApps(), clientId }),
      docs: ENTRA_CODES,
    },
    'entra/app-is-public': {
      title: t.appIsPublic,
      cause: t.appIsPublicCause,
      remedy: ({ clientId }) => t.appIsPublicRemedy({ clientId, path: registrations() }),
      docs: REGISTER_APP,
    },
    'entra/tenant-unknown': {
      title: t.tenantUnknown,
      cause: t.tenantUnknownCause,
      remedy: ({ tenantId, isEntered }) =>
        isEntered
          ? t.tenantUnknownRemedyEntered({ tenantId })
          : t.tenantUnknownRemedy({ tenantId }),
      docs: NATIONAL_CLOUDS,
    },
    'entra/other-cloud': {
      title: t.otherCloud,
      cause: t.otherCloudCause,
      remedy: t.otherCloudRemedy,
      docs: NATIONAL_CLOUDS,
    },
    'entra/resource-unknown': {
      title: t.resourceUnknown,
      cause: t.resourceUnknownCause,
      remedy: ({ org }) => t.resourceUnknownRemedy({ org, path: environmentUrl() }),
      docs: ENVIRONMENT_IDS,
    },
    'entra/conditional-access': {
      title: t.conditionalAccess,
      cause: t.conditionalAccessCause,
      remedy: t.conditionalAccessRemedy({ path: conditionalAccess() }),
      docs: ENTRA_CODES,
    },
    'entra/origin-refused': {
      title: t.originRefused,
      cause: t.originRefusedCause,
      remedy: t.originRefusedRemedy,
      docs: ENTRA_CODES,
      retriable: true,
    },
    'entra/busy': {
      title: t.busy,
      cause: t.busyCause,
      remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
      docs: ENTRA_CODES,
      retriable: true,
    },
    'entra/refused': {
      title: t.refused,
      cause: ({ error }) =>
        error ? t.refusedCause({ error: quote(error) }) : t.refusedCauseUnnamed,
      remedy: t.refusedRemedy,
      docs: ENTRA_CODES,
    },
    'entra/bad-answer': {
      title: t.badAnswer,
      cause: t.badAnswerCause,
      remedy: t.badAnswerRemedy,
      docs: ENTRA_CODES,
      retriable: true,
    },
  };
}
