import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

type Rooms = Extract<FailureCode, `sign-in/${string}` | `environment/${string}`>;
const CLIENT = '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const ENVIRONMENT = 'b3c9d1e7-48fa-4d26-8e03-7a5f1c90d2b6';
const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const BUTTON = 'Sign in with Microsoft';
const app = { clientId: CLIENT, redirectUri: REDIRECT };

/** What signing in and finding an environment can fail with, and the names that each remedy must hold. */
export const SIGN_IN_SAMPLES: { [C in Rooms]: { failure: FailureOf<C>; names: string[] } } = {
  'sign-in/no-application': {
    failure: { code: 'sign-in/no-application' },
    names: ['Entra application', 'App registrations'],
  },
  'sign-in/needed': { failure: { code: 'sign-in/needed' }, names: [BUTTON] },
  'sign-in/consent-needed': {
    failure: { code: 'sign-in/consent-needed', resource: 'Microsoft Graph' },
    names: [BUTTON, 'Microsoft Graph'],
  },
  'sign-in/window-closed': {
    failure: { code: 'sign-in/window-closed', ...app },
    names: [BUTTON, REDIRECT, CLIENT, 'AADSTS50011'],
  },
  'sign-in/not-shown': {
    failure: { code: 'sign-in/not-shown', host: 'login.microsoftonline.com', ...app },
    names: [REDIRECT, CLIENT, 'login.microsoftonline.com'],
  },
  'sign-in/consent-refused': {
    failure: { code: 'sign-in/consent-refused' },
    names: [BUTTON, 'Organisation URL'],
  },
  'sign-in/admin-consent-needed': {
    failure: { code: 'sign-in/admin-consent-needed', clientId: CLIENT },
    names: [CLIENT, 'Grant admin consent'],
  },
  'sign-in/conditional-access': {
    failure: { code: 'sign-in/conditional-access' },
    names: ['Conditional Access'],
  },
  'sign-in/redirect-mismatch': {
    failure: { code: 'sign-in/redirect-mismatch', ...app },
    names: [REDIRECT, CLIENT, 'Mobile and desktop applications'],
  },
  'sign-in/wrong-platform': {
    failure: { code: 'sign-in/wrong-platform', ...app },
    names: [REDIRECT, CLIENT, 'Mobile and desktop applications'],
  },
  'sign-in/app-unknown': {
    failure: { code: 'sign-in/app-unknown', clientId: CLIENT },
    names: [CLIENT, 'Entra application'],
  },
  'sign-in/not-assigned': {
    failure: { code: 'sign-in/not-assigned', clientId: CLIENT },
    names: [CLIENT, 'Users and groups'],
  },
  'sign-in/wrong-account': {
    failure: { code: 'sign-in/wrong-account', expected: 'a@acme.com', actual: 'b@acme.com' },
    names: ['a@acme.com', 'b@acme.com', 'Switch account'],
  },
  'sign-in/wrong-tenant': {
    failure: { code: 'sign-in/wrong-tenant', tenantId: TENANT },
    names: [TENANT, 'Switch account'],
  },
  'sign-in/interrupted': { failure: { code: 'sign-in/interrupted' }, names: [BUTTON] },
  'sign-in/already-open': { failure: { code: 'sign-in/already-open' }, names: [BUTTON] },
  'sign-in/busy': {
    failure: { code: 'sign-in/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4) },
    names: ['Try again after'],
  },
  'sign-in/refused': {
    failure: { code: 'sign-in/refused', error: 'server_error' },
    names: ['Microsoft Support'],
  },
  'sign-in/bad-answer': { failure: { code: 'sign-in/bad-answer' }, names: [BUTTON] },
  'environment/no-dataverse': {
    failure: { code: 'environment/no-dataverse', environmentId: ENVIRONMENT },
    names: ['Find an environment'],
  },
  'environment/not-visible': {
    failure: {
      code: 'environment/not-visible',
      environmentId: ENVIRONMENT,
      username: 'a@acme.com',
    },
    names: ['Switch account', 'Organisation URL'],
  },
  'environment/refused': {
    failure: { code: 'environment/refused', host: 'globaldisco.crm.dynamics.com' },
    names: ['Switch account', 'Organisation URL'],
  },
};
