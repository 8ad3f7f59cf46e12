import { randomUUID } from 'node:crypto';
import { header, type Incoming, jsonReply, type Reply } from '../exchange.ts';

export type Refusal = {
  code: number;
  error: string;
  status: number;
  text: string;
  retryAfter?: number;
  suberror?: string;
};

/**
 * What Entra says when it refuses. Meanings: Microsoft Learn, identity-platform
 * reference-error-codes. The `error` values and statuses come from public pastes of real answers,
 * as that page does not state them; the wording of each text likewise.
 */
export const refusals = {
  // Source: scalar/scalar#7424, recorded in tests/fixtures/samples/entra_error_9002326_*.json
  crossOrigin: (origin: string): Refusal => ({
    code: 9002326,
    error: 'invalid_request',
    status: 400,
    text: `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`,
  }),
  // Source: reference-error-codes, AADSTS900561
  onlyPost: (method: string): Refusal => ({
    code: 900561,
    error: 'invalid_request',
    status: 400,
    text: `The endpoint only accepts POST requests. Received a ${method} request.`,
  }),
  // Source: reference-error-codes, AADSTS9002313
  malformed: (): Refusal => ({
    code: 9002313,
    error: 'invalid_request',
    status: 400,
    text: 'Invalid request. Request is malformed or invalid.',
  }),
  // Source: reference-error-codes, AADSTS900144
  parameterMissing: (name: string): Refusal => ({
    code: 900144,
    error: 'invalid_request',
    status: 400,
    text: `The request body must contain the following parameter: '${name}'.`,
  }),
  // Source: reference-error-codes, AADSTS90002; `error` invalid_request as pasted
  tenantUnknown: (tenant: string): Refusal => ({
    code: 90002,
    error: 'invalid_request',
    status: 400,
    text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  }),
  // Source: public pastes of AADSTS900023 (not in reference-error-codes)
  tenantUnreadable: (tenant: string): Refusal => ({
    code: 900023,
    error: 'invalid_request',
    status: 400,
    text: `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
  }),
  // Source: reference-error-codes, AADSTS50194
  commonRefused: (clientId: string): Refusal => ({
    code: 50194,
    error: 'invalid_request',
    status: 400,
    text: `Application '${clientId}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  }),
  // Source: reference-error-codes, AADSTS70003
  grantUnsupported: (grant: string): Refusal => ({
    code: 70003,
    error: 'unsupported_grant_type',
    status: 400,
    text: `The app requested an unsupported grant type '${grant}'.`,
  }),
  // Source: reference-error-codes, AADSTS70011
  scopeMalformed: (scope: string): Refusal => ({
    code: 70011,
    error: 'invalid_scope',
    status: 400,
    text: `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
  }),
  // Source: public pastes of AADSTS1002012 (not in reference-error-codes)
  scopeNotDefault: (scope: string): Refusal => ({
    code: 1002012,
    error: 'invalid_scope',
    status: 400,
    text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  }),
  // Source: microsoft/AzureTRE#1475 (body in full)
  applicationUnknown: (clientId: string, directory: string): Refusal => ({
    code: 700016,
    error: 'unauthorized_client',
    status: 400,
    text: `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  }),
  // Source: Azure/Commercial-Marketplace-SaaS-Accelerator#830
  servicePrincipalMissing: (clientId: string, tenantId: string): Refusal => ({
    code: 7000229,
    error: 'invalid_client',
    status: 401,
    text: `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
  }),
  // Source: Microsoft Learn, troubleshoot "error-code-aadsts7000112-application-is-disabled"
  applicationDisabled: (clientId: string, name: string): Refusal => ({
    code: 7000112,
    error: 'unauthorized_client',
    status: 400,
    text: `Application '${clientId}'(${name}) is disabled.`,
  }),
  // Source: MicrosoftDocs/azure-docs#30777; 401 invalid_client as recorded by the Azure SDK's tests
  secretMissing: (): Refusal => ({
    code: 7000216,
    error: 'invalid_client',
    status: 401,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  }),
  // Source: reference-error-codes, AADSTS7000215
  secretWrong: (clientId: string): Refusal => ({
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  }),
  // Source: reference-error-codes, AADSTS7000222
  secretExpired: (clientId: string): Refusal => ({
    code: 7000222,
    error: 'invalid_client',
    status: 401,
    text: `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
  }),
  // Source: reference-error-codes, AADSTS500011; directory named as in Azure-Samples/azure-search-openai-demo#1969
  resourceUnknown: (resource: string, directory: string): Refusal => ({
    code: 500011,
    error: 'invalid_resource',
    status: 400,
    text: `The resource principal named ${resource} was not found in the tenant named ${directory}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  }),
  // Source: reference-error-codes, AADSTS53003; `error` and status as pasted
  conditionalAccess: (): Refusal => ({
    code: 53003,
    error: 'invalid_grant',
    status: 400,
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  }),
  // Source: reference-error-codes, AADSTS90033; 503 is assumed
  transient: (): Refusal => ({
    code: 90033,
    error: 'temporarily_unavailable',
    status: 503,
    text: 'A transient error has occurred. Please try again.',
  }),
  // Source: reference-error-codes, AADSTS90055; `error` is assumed, as the page names none
  throttled: (retryAfter: number): Refusal => ({
    code: 90055,
    error: 'temporarily_unavailable',
    status: 429,
    text: 'There are too many incoming requests. This exception is thrown for blocked tenants.',
    retryAfter,
  }),
  // Source: none. Entra may change codes and texts at any time (reference-error-codes says so).
  unheardOf: (): Refusal => ({
    code: 7654321,
    error: 'invalid_request',
    status: 400,
    text: 'The wording of this answer, and its number, were changed after this client was written.',
  }),
};

/** The body and headers around a refusal. */
export function refuse(request: Incoming, refusal: Refusal, nowMs: number): Reply {
  const { traceId, correlationId } = requestIds(request);
  const timestamp = stampOf(nowMs);
  const body = {
    error: refusal.error,
    error_description: describe(refusal, { traceId, correlationId }, nowMs),
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://${request.host}/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
  };
  const retryAfter = refusal.retryAfter === undefined ? {} : { 'Retry-After': refusal.retryAfter };
  return jsonReply(refusal.status, body, { ...entraHeaders(traceId, request), ...retryAfter });
}

const stampOf = (nowMs: number) =>
  `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;

// Source: microsoft/AzureTRE#1475: CR LF between the text and the three ids
export function describe(
  { code, text }: Refusal,
  { traceId, correlationId }: { traceId: string; correlationId: string },
  nowMs: number,
): string {
  return `AADSTS${code}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${stampOf(nowMs)}`;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

// Source: Microsoft Learn, identity-platform error handling: correlation_id is the client's own
// client-request-id when it sends one
export function requestIds(request: Incoming): { traceId: string; correlationId: string } {
  const given = header(request, 'client-request-id');
  return { traceId: randomUUID(), correlationId: given && GUID.test(given) ? given : randomUUID() };
}

// Source: recorded answers of the Azure SDK's tests (Azure/azure-sdk-for-js recordings); the
// Strict-Transport-Security of the real host is left out, as the key here is self-made
export function entraHeaders(traceId: string, request: Incoming): Record<string, string> {
  const given = header(request, 'client-request-id');
  return {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'X-Content-Type-Options': 'nosniff',
    P3P: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
    'x-ms-request-id': traceId,
    'x-ms-ests-server': '2.1.22319.6 - WEULR1 ProdSlices',
    'X-XSS-Protection': '0',
    ...(given && GUID.test(given) ? { 'client-request-id': given } : {}),
  };
}
