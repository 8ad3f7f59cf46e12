import type { Refusal } from '../aadsts.ts';
import type { Resource } from './resources.ts';

const refusal =
  (code: number, error: string, text: string, more: Partial<Refusal> = {}) =>
  (): Refusal => ({ code, error, status: 400, text, ...more });

/**
 * What Entra says to people and to the applications that they sign in to. Meanings: Microsoft
 * Learn, reference-error-codes; the `error` values, sub-errors and wordings come from public
 * pastes of real answers where that page states none.
 */
export const peopleRefusals = {
  notSignedIn: refusal(
    50058,
    'login_required',
    'Session information is not sufficient for single-sign-on.',
  ),
  consentMissing: refusal(
    65001,
    'invalid_grant',
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    { suberror: 'consent_required' },
  ),
  declined: refusal(65004, 'access_denied', 'User declined to consent to access the app.'),
  /** On a token request; a sign-in stops at a page. */
  blocked: refusal(
    53003,
    'invalid_grant',
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    { suberror: 'message_only' },
  ),
  administratorNeeded: refusal(90094, 'access_denied', 'The grant requires admin permission.'),
  redirectUnknown: (uri: string, clientId: string): Refusal => ({
    code: 50011,
    error: 'invalid_request',
    status: 400,
    text: `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
  }),
  accountNotHere: (userName: string, from: string, here: string): Refusal => ({
    code: 50020,
    error: 'invalid_grant',
    status: 400,
    text: `User account '${userName}' from identity provider 'https://sts.windows.net/${from}/' does not exist in tenant '${here}' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`,
  }),
  userUnknown: refusal(
    50034,
    'invalid_grant',
    'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
  ),
  passwordWrong: refusal(
    50126,
    'invalid_grant',
    'Error validating credentials due to invalid username or password.',
  ),
  // Source: public pastes (not in reference-error-codes)
  originMissing: refusal(
    9002327,
    'invalid_request',
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ),
  secretFromPublic: (clientId: string): Refusal => ({
    code: 700025,
    error: 'invalid_client',
    status: 401,
    text: `Client is public so neither 'client_assertion' nor 'client_secret' should be presented. Application '${clientId}'.`,
  }),
  challengeMissing: refusal(
    9002325,
    'invalid_request',
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  ),
  verifierWrong: refusal(
    50148,
    'invalid_grant',
    'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
  ),
  codeUsed: refusal(54005, 'invalid_grant', 'OAuth2 Authorization code was already redeemed.'),
  codeExpired: refusal(
    70008,
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  ),
  redirectDiffers: refusal(
    500112,
    'invalid_client',
    'The redirect URI provided does not match the one of the authorization request.',
  ),
  /** `bad_token` is assumed for this one; MSAL forgets a refresh token of which it is said. */
  refreshExpired: refusal(
    700082,
    'invalid_grant',
    'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
    { suberror: 'bad_token' },
  ),
  grantMalformed: refusal(
    9002313,
    'invalid_grant',
    'Invalid request. Request is malformed or invalid.',
    { suberror: 'bad_token' },
  ),
  scopeUnknown: (name: string, { name: resource, appId }: Resource): Refusal => ({
    code: 650053,
    error: 'invalid_client',
    status: 400,
    text: `The application asked for scope '${name}' that doesn't exist on the resource '${appId}' (${resource}). Contact the app vendor.`,
  }),
  scopeOfSeveral: (scope: string): Refusal => ({
    code: 28000,
    error: 'invalid_request',
    status: 400,
    text: `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
  }),
  resourceDiffers: refusal(
    70000,
    'invalid_grant',
    'The provided value for the input parameter scope is not valid: it is of another resource than the authorization request.',
  ),
  forAnotherClient: refusal(
    700005,
    'invalid_grant',
    'The provided authorization code or refresh token was issued to a different client id.',
  ),
} as const;
