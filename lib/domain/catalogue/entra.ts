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
  CONDITIONAL_ACCESS,
  ENTERPRISE_APPS,
  ENVIRONMENT_URL,
  pathOfSecrets,
  quote,
  REGISTRATIONS,
  sayTryAfter,
} from './phrases.ts';

/** Microsoft sign-in. Where its code is known, `explain` links Microsoft's page on that code instead of `docs`. */
export const ENTRA: Entries<CodesOf<'entra'>> = {
  'entra/secret-wrong': {
    title: ({ looksLikeSecretId }) =>
      looksLikeSecretId
        ? 'This is the Secret ID, not the secret'
        : 'The Client Secret was not accepted',
    cause: ({ clientId, looksLikeSecretId }) =>
      looksLikeSecretId
        ? 'Entra shows a Secret ID and a Value side by side. The Value is the secret; the Secret ID was pasted.'
        : `It is not a secret of the application ${clientId}, or it was made only a minute ago.`,
    remedy: ({ clientId, looksLikeSecretId }) =>
      looksLikeSecretId
        ? `Paste the Value from ${pathOfSecrets(clientId)}. If it is hidden, make a new client secret.`
        : `Paste the Value (not the Secret ID) from ${pathOfSecrets(clientId)}.`,
    docs: ADD_SECRET,
  },
  'entra/secret-expired': {
    title: 'The Client Secret has expired',
    cause: ({ clientId }) => `This secret of the application ${clientId} is past its end date.`,
    remedy: ({ clientId }) =>
      `Make a new client secret in ${pathOfSecrets(clientId)}, and paste its Value.`,
    docs: ADD_SECRET,
  },
  'entra/secret-absent': {
    title: 'Microsoft received no Client Secret',
    cause: 'The request arrived without a secret in it.',
    remedy: `Paste the Value of a secret from ${pathOfSecrets('your application')}.`,
    docs: ADD_SECRET,
  },
  'entra/app-unknown': {
    title: 'The application is not in this tenant',
    cause: ({ clientId, tenantId }) =>
      isSameGuid(clientId, tenantId)
        ? `${clientId} is the id of the tenant (Directory ID), not of an application.`
        : `The tenant of the organisation, ${tenantId}, has no application ${clientId}.`,
    remedy: ({ clientId, tenantId }) =>
      isSameGuid(clientId, tenantId)
        ? `Copy the Application (client) ID, which stands beside ${tenantId} in ${REGISTRATIONS} → your application → Overview.`
        : `Look for ${clientId} in ${REGISTRATIONS}, signed in to the tenant ${tenantId}; if it is not there, register it in that tenant.`,
    docs: REGISTER_APP,
  },
  'entra/no-service-principal': {
    title: 'The application has no service principal',
    cause: ({ clientId, tenantId }) =>
      `The tenant ${tenantId} has no enterprise application for ${clientId}. A new one can take minutes.`,
    remedy: ({ clientId }) =>
      `If ${ENTERPRISE_APPS} does not list ${clientId} soon, have an administrator create it.`,
    docs: ENTRA_CODES,
    retriable: true,
  },
  'entra/app-disabled': {
    title: 'The application is switched off',
    cause: ({ clientId }) => `Sign-in is disabled for the application ${clientId}.`,
    remedy: ({ clientId }) =>
      `Set “Enabled for users to sign in?” to Yes: ${ENTERPRISE_APPS} → ${clientId} → Properties.`,
    docs: ENTRA_CODES,
  },
  'entra/app-is-public': {
    title: 'This application cannot use a secret',
    cause: ({ clientId }) => `${clientId} is a public client, for phones and desktops.`,
    remedy: ({ clientId }) =>
      `Register another application in place of ${clientId}: ${REGISTRATIONS} → New registration.`,
    docs: REGISTER_APP,
  },
  'entra/tenant-unknown': {
    title: 'Microsoft does not know this tenant',
    cause: ({ tenantId }) =>
      `The tenant ${tenantId} does not exist, or is in another Microsoft cloud.`,
    remedy: ({ tenantId }) => `Check Organisation URL: it led to the tenant ${tenantId}.`,
    docs: NATIONAL_CLOUDS,
  },
  'entra/other-cloud': {
    title: 'The tenant is in another Microsoft cloud',
    cause: ({ host }) => `${host} does not sign in for this tenant.`,
    remedy: ({ host }) => `Check the end of Organisation URL: it led to ${host}.`,
    docs: NATIONAL_CLOUDS,
  },
  'entra/resource-unknown': {
    title: 'The tenant does not know this organisation',
    cause: ({ org, tenantId }) => `The tenant ${tenantId} gives no tokens for ${org}.`,
    remedy: ({ org }) => `Compare ${org} with ${ENVIRONMENT_URL}.`,
    docs: ENVIRONMENT_IDS,
  },
  'entra/conditional-access': {
    title: 'Conditional Access blocks the application',
    cause: 'A policy of your tenant forbids this sign-in, often because of the network.',
    remedy: `Ask an Entra administrator to let it pass: ${CONDITIONAL_ACCESS}.`,
    docs: ENTRA_CODES,
  },
  'entra/origin-refused': {
    title: 'Microsoft took the request for one of a web page',
    cause: 'The browser marked it with an origin, though Mapsimise Connect has that removed.',
    remedy: 'Switch off other extensions, then press Test Connection again.',
    docs: ENTRA_CODES,
    retriable: true,
  },
  'entra/busy': {
    title: 'Microsoft sign-in is busy',
    cause: 'It had too many requests, or has a passing fault.',
    remedy: ({ retryAtMs }) => sayTryAfter(retryAtMs),
    docs: ENTRA_CODES,
    retriable: true,
  },
  'entra/refused': {
    title: 'Microsoft refused the sign-in',
    cause: ({ error }) =>
      error ? `Microsoft sign-in answered ${quote(error)}.` : 'Microsoft sign-in gave no reason.',
    remedy: 'Read the linked page, or give Microsoft Support the ids that stand here.',
    docs: ENTRA_CODES,
  },
  'entra/bad-answer': {
    title: 'Microsoft sign-in sent no usable token',
    cause: 'The answer was not in the documented form. A proxy may have changed it.',
    remedy: 'Try again. If it stays so, ask your network team what changes Microsoft sign-in.',
    docs: ENTRA_CODES,
    retriable: true,
  },
};
