import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';
import { CONNECTOR_SAMPLES } from './connector-samples.ts';
import { COVERAGE_SAMPLES } from './coverage-samples.ts';
import { FORM_SAMPLES } from './form-samples.ts';
import { IFD_SAMPLES } from './ifd-samples.ts';
import { PROVISIONING_SAMPLES } from './provisioning-samples.ts';
import { SIGN_IN_SAMPLES } from './sign-in-samples.ts';

export const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
export const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
export const HOST = 'acme.crm4.dynamics.com';
export const ORG = `https://${HOST}`;

/** A failure, and the names that its remedy must hold. A new code without a sample does not compile. */
export const FAILURE_SAMPLES: { [C in FailureCode]: { failure: FailureOf<C>; names: string[] } } = {
  ...SIGN_IN_SAMPLES,
  ...IFD_SAMPLES,
  ...PROVISIONING_SAMPLES,
  ...FORM_SAMPLES,
  ...CONNECTOR_SAMPLES,
  ...COVERAGE_SAMPLES,
  'policy/environment-not-allowed': {
    failure: { code: 'policy/environment-not-allowed', host: HOST },
    names: [HOST, 'allowedEnvironments'],
  },
  'policy/feature-off': {
    failure: { code: 'policy/feature-off', feature: 'formFill' },
    names: ['formFill', 'disabledFeatures'],
  },
  'net/no-reply': {
    failure: { code: 'net/no-reply', host: HOST, waitedMs: 20_000 },
    names: [HOST],
  },
  'net/unreachable': { failure: { code: 'net/unreachable', host: HOST }, names: [HOST] },
  'net/redirected': { failure: { code: 'net/redirected', host: HOST }, names: [HOST] },
  'net/web-page': {
    failure: { code: 'net/web-page', host: HOST, title: 'Airport Wi-Fi' },
    names: [HOST, 'sign in to the network'],
  },
  'net/not-understood': { failure: { code: 'net/not-understood', host: HOST }, names: [HOST] },
  'net/too-large': {
    failure: { code: 'net/too-large', host: HOST, limitBytes: 1_048_576 },
    names: [HOST],
  },
  'net/not-allowed': { failure: { code: 'net/not-allowed', host: HOST }, names: [HOST] },
  'url/refused': {
    failure: { code: 'url/refused', reason: 'lookalike', host: 'acme.evil.com', suggestion: ORG },
    names: [ORG, 'Organisation URL'],
  },
  'url/not-dataverse': {
    failure: { code: 'url/not-dataverse', kind: 'maker' },
    names: ['Environment URL', 'Organisation URL'],
  },
  'client-id/missing': {
    failure: { code: 'client-id/missing' },
    names: ['Application (client) ID', 'App registrations'],
  },
  'client-id/not-a-guid': {
    failure: { code: 'client-id/not-a-guid' },
    names: ['Application (client) ID', 'App registrations'],
  },
  'tenant/malformed': {
    failure: { code: 'tenant/malformed' },
    names: ['Tenant ID', 'Microsoft Entra admin center'],
  },
  'secret/missing': {
    failure: { code: 'secret/missing' },
    names: ['Value', 'Certificates & secrets'],
  },
  'permission/not-granted': {
    failure: { code: 'permission/not-granted', origin: `${ORG}/*`, host: HOST },
    names: ['Grant access', HOST],
  },
  'permission/blocked-by-policy': {
    failure: { code: 'permission/blocked-by-policy', host: HOST, extensionId: 'abcdefgh' },
    names: [HOST, 'abcdefgh'],
  },
  'test/interrupted': { failure: { code: 'test/interrupted' }, names: ['Test Connection'] },
  'storage/not-wiped': {
    failure: { code: 'storage/not-wiped', scheme: 'ifd' },
    names: ['browser'],
  },
  'storage/failed': { failure: { code: 'storage/failed' }, names: ['Confirm Purchase'] },
  'page/none': { failure: { code: 'page/none', host: HOST }, names: [HOST] },
  'page/signed-out': { failure: { code: 'page/signed-out', host: HOST }, names: [HOST] },
  'mapping/email-shape': { failure: { code: 'mapping/email-shape' }, names: ['Check'] },
  'mapping/columns-refused': {
    failure: { code: 'mapping/columns-refused', privilege: 'prvReadAttribute' },
    names: ['prvReadAttribute'],
  },
  'mapping/no-columns': { failure: { code: 'mapping/no-columns' }, names: ['Security roles'] },
  'mapping/write-refused': {
    failure: { code: 'mapping/write-refused', privilege: 'prvWriteUser' },
    names: ['prvWriteUser', 'Email 2'],
  },
  'mapping/column-secured': {
    failure: { code: 'mapping/column-secured', column: 'Email 2' },
    names: ['Email 2'],
  },
  'mapping/not-confirmed': {
    failure: { code: 'mapping/not-confirmed', value: 'old@acme.com' },
    names: ['Email 2'],
  },
  'impersonation/not-allowed': {
    failure: { code: 'impersonation/not-allowed', clientId: CLIENT },
    names: [CLIENT, 'prvActOnBehalfOfAnotherUser'],
  },
  'impersonation/by-team-only': {
    failure: { code: 'impersonation/by-team-only', clientId: CLIENT },
    names: [CLIENT, 'prvActOnBehalfOfAnotherUser'],
  },
  'impersonation/nobody': {
    failure: { code: 'impersonation/nobody' },
    names: ['Test impersonation as'],
  },
  'impersonation/person-not-found': {
    failure: { code: 'impersonation/person-not-found', person: 'kim@acme.com' },
    names: ['Test impersonation as'],
  },
  'impersonation/several-people': {
    failure: { code: 'impersonation/several-people', person: 'Kim', names: ['Kim Abe', 'Kim Bo'] },
    names: ['Test impersonation as'],
  },
  'impersonation/person-unknown': {
    failure: { code: 'impersonation/person-unknown', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/person-disabled': {
    failure: { code: 'impersonation/person-disabled', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/same-user': {
    failure: { code: 'impersonation/same-user', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/ignored': {
    failure: { code: 'impersonation/ignored', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'entra/secret-wrong': {
    failure: { code: 'entra/secret-wrong', clientId: CLIENT, looksLikeSecretId: false },
    names: [CLIENT, 'Value', 'Certificates & secrets'],
  },
  'entra/secret-expired': {
    failure: { code: 'entra/secret-expired', clientId: CLIENT },
    names: [CLIENT, 'Certificates & secrets'],
  },
  'entra/secret-absent': { failure: { code: 'entra/secret-absent' }, names: ['Value'] },
  'entra/app-unknown': {
    failure: { code: 'entra/app-unknown', clientId: CLIENT, tenantId: TENANT },
    names: [CLIENT, TENANT],
  },
  'entra/no-service-principal': {
    failure: { code: 'entra/no-service-principal', clientId: CLIENT, tenantId: TENANT },
    names: [CLIENT, 'Enterprise applications'],
  },
  'entra/app-disabled': {
    failure: { code: 'entra/app-disabled', clientId: CLIENT },
    names: [CLIENT, 'Enabled for users to sign in?'],
  },
  'entra/app-is-public': {
    failure: { code: 'entra/app-is-public', clientId: CLIENT },
    names: [CLIENT, 'New registration'],
  },
  'entra/tenant-unknown': {
    failure: { code: 'entra/tenant-unknown', tenantId: TENANT },
    names: [TENANT, 'Organisation URL'],
  },
  'entra/other-cloud': {
    failure: { code: 'entra/other-cloud', host: 'login.microsoftonline.com' },
    names: ['login.microsoftonline.com', 'Organisation URL'],
  },
  'entra/resource-unknown': {
    failure: { code: 'entra/resource-unknown', org: ORG, tenantId: TENANT },
    names: [ORG, 'Environment URL'],
  },
  'entra/conditional-access': {
    failure: { code: 'entra/conditional-access' },
    names: ['Conditional Access → Policies'],
  },
  'entra/origin-refused': { failure: { code: 'entra/origin-refused' }, names: ['Test Connection'] },
  'entra/busy': {
    failure: { code: 'entra/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4, 20) },
    names: ['Try again after'],
  },
  'entra/refused': {
    failure: { code: 'entra/refused', error: 'invalid_scope' },
    names: ['Microsoft Support'],
  },
  'entra/bad-answer': { failure: { code: 'entra/bad-answer' }, names: ['Microsoft sign-in'] },
  'org/not-here': {
    failure: { code: 'org/not-here', host: HOST },
    names: [HOST, 'Environment URL'],
  },
  'org/renamed': {
    failure: { code: 'org/renamed', host: HOST, actualUrl: 'https://acme2.crm4.dynamics.com' },
    names: ['https://acme2.crm4.dynamics.com', 'Organisation URL'],
  },
  'org/no-challenge': {
    failure: { code: 'org/no-challenge', host: HOST, asksTenant: true },
    names: [HOST, 'Tenant'],
  },
  'org/other-tenant': {
    failure: { code: 'org/other-tenant', host: HOST, entered: CLIENT, named: TENANT },
    names: [TENANT, 'Tenant'],
  },
  'org/authority-untrusted': {
    failure: { code: 'org/authority-untrusted', authority: 'login.evil.com' },
    names: ['login.evil.com'],
  },
  'org/token-refused': {
    failure: { code: 'org/token-refused', org: ORG },
    names: [ORG, 'Environment URL'],
  },
  'org/user-unknown': {
    failure: { code: 'org/user-unknown', clientId: CLIENT, host: HOST },
    names: [
      CLIENT,
      `Power Platform admin center → Environments → the environment of ${HOST} → Settings → Users + permissions → Application users → New app user`,
    ],
  },
  'org/user-disabled': {
    failure: { code: 'org/user-disabled', host: HOST },
    names: [HOST, 'Application users', 'Activate'],
  },
  'org/no-role': {
    failure: { code: 'org/no-role', clientId: CLIENT, host: HOST },
    names: [HOST, 'Edit security roles'],
  },
  'org/no-licence': {
    failure: { code: 'org/no-licence', host: HOST },
    names: [HOST, 'New app user'],
  },
  'org/app-restricted': {
    failure: { code: 'org/app-restricted', clientId: CLIENT },
    names: [CLIENT, 'App access control'],
  },
  'org/privilege-missing': {
    failure: { code: 'org/privilege-missing', privilege: 'prvReadAccount' },
    names: ['prvReadAccount', 'Security roles'],
  },
  'org/no-table-readable': {
    failure: {
      code: 'org/no-table-readable',
      tables: ['account', 'contact', 'lead'],
      privileges: ['prvReadAccount', 'prvReadContact', 'prvReadLead'],
    },
    names: ['prvReadAccount, prvReadContact and prvReadLead'],
  },
  'org/other-organisation': {
    failure: {
      code: 'org/other-organisation',
      expectedId: CLIENT,
      actualId: TENANT,
      actualName: 'Acme Test',
    },
    names: [CLIENT, 'Organisation URL'],
  },
  'org/busy': { failure: { code: 'org/busy', host: HOST }, names: ['Try again in a minute'] },
  'org/unavailable': {
    failure: { code: 'org/unavailable', host: HOST },
    names: [HOST, 'Administration mode'],
  },
  'org/disabled': { failure: { code: 'org/disabled', host: HOST }, names: [HOST] },
  'org/unexpected': { failure: { code: 'org/unexpected', host: HOST }, names: [HOST] },
  'mapsimise/not-set-up': {
    failure: { code: 'mapsimise/not-set-up' },
    names: ['Options', 'Mapsimise organisation', 'Region', 'API key'],
  },
  'mapsimise/key-refused': {
    failure: { code: 'mapsimise/key-refused' },
    names: ['API key', 'Options'],
  },
  'mapsimise/session-ended': {
    failure: { code: 'mapsimise/session-ended', host: 'acme.eugb.mapsimise.com' },
    names: ['https://acme.eugb.mapsimise.com'],
  },
  'mapsimise/right-missing': {
    failure: { code: 'mapsimise/right-missing', right: 'Create on Connectors', role: 'Basic User' },
    names: ['Create on Connectors'],
  },
  'mapsimise/other-organisation': {
    failure: { code: 'mapsimise/other-organisation', expected: 'acme', actual: 'contoso' },
    names: ['acme', 'Options'],
  },
  'mapsimise/refused': {
    failure: { code: 'mapsimise/refused', says: 'The name is taken.' },
    names: ['Mapsimise Support'],
  },
  'mapsimise/broken': {
    failure: { code: 'mapsimise/broken', reference: 'ERR-4711' },
    names: ['ERR-4711', 'Mapsimise Support'],
  },
  'mapsimise/busy': {
    failure: { code: 'mapsimise/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4, 20) },
    names: ['Try again after'],
  },
  'mapsimise/list-incomplete': {
    failure: { code: 'mapsimise/list-incomplete', page: 3 },
    names: ['Mapsimise Support'],
  },
  'mapsimise/already-registered': {
    failure: {
      code: 'mapsimise/already-registered',
      connectorId: 'c-17',
      name: 'Acme',
      openUrl: 'https://acme.eugb.mapsimise.com/',
    },
    names: ['Acme', 'https://acme.eugb.mapsimise.com/'],
  },
  'mapsimise/quote-expired': {
    failure: { code: 'mapsimise/quote-expired' },
    names: ['Test Connection'],
  },
  'registration/not-passed': {
    failure: { code: 'registration/not-passed' },
    names: ['Test Connection'],
  },
  'registration/values-changed': {
    failure: { code: 'registration/values-changed' },
    names: ['Test Connection'],
  },
  'registration/account-changed': {
    failure: {
      code: 'registration/account-changed',
      expected: 'ann@acme.com',
      actual: 'bob@acme.com',
    },
    names: ['ann@acme.com', 'Options'],
  },
  'registration/unclear': { failure: { code: 'registration/unclear' }, names: ['Check again'] },
  'registration/interrupted': {
    failure: { code: 'registration/interrupted' },
    names: ['Check again'],
  },
  'registration/absent': { failure: { code: 'registration/absent' }, names: ['Confirm Purchase'] },
  'registration/conflict': {
    failure: { code: 'registration/conflict', ids: ['c-17', 'c-18'] },
    names: ['c-17 and c-18', 'Connectors'],
  },
};
