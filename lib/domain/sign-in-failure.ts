/** Failures of signing in with Microsoft in person: the window, the account, the consent, our own application. */
export type SignInFailure =
  | { code: 'sign-in/no-application' }
  | { code: 'sign-in/needed' }
  | { code: 'sign-in/consent-needed'; resource: string }
  | { code: 'sign-in/window-closed'; clientId: string; redirectUri: string }
  | { code: 'sign-in/not-shown'; host: string; clientId: string; redirectUri: string }
  | { code: 'sign-in/consent-refused' }
  | { code: 'sign-in/admin-consent-needed'; clientId: string }
  | { code: 'sign-in/conditional-access' }
  | { code: 'sign-in/redirect-mismatch'; clientId: string; redirectUri: string }
  | { code: 'sign-in/wrong-platform'; clientId: string; redirectUri: string }
  | { code: 'sign-in/app-unknown'; clientId: string }
  | { code: 'sign-in/not-assigned'; clientId: string }
  | { code: 'sign-in/wrong-account'; expected: string; actual: string }
  | { code: 'sign-in/wrong-tenant'; tenantId: string }
  | { code: 'sign-in/interrupted' }
  | { code: 'sign-in/already-open' }
  | { code: 'sign-in/busy'; retryAtMs?: number }
  | { code: 'sign-in/refused'; error: string }
  | { code: 'sign-in/bad-answer' };

/** Failures of finding the organisation of an environment, in the name of who signed in. */
export type EnvironmentFailure =
  | { code: 'environment/no-dataverse'; environmentId: string }
  | { code: 'environment/not-visible'; environmentId: string; username: string }
  | { code: 'environment/refused'; host: string };
