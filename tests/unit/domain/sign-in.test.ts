import { describe, expect, it } from 'vitest';
import {
  diagnoseSignIn,
  readRedirectRefusal,
  readTokenRefusal,
} from '../../../lib/domain/diagnose/sign-in.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Answer } from '../../../lib/domain/reply.ts';
import { cloudNamed, entraApplicationOf, scopesFor } from '../../../lib/domain/sign-in.ts';

const ID = '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const NOW = Date.UTC(2026, 10, 23);
const ASK = { clientId: ID, redirectUri: 'https://x.chromiumapp.org/', resource: 'graph' } as const;

const answer = (body: unknown, status = 400, retryAfter?: string): Answer => ({
  kind: 'answer',
  host: 'login.microsoftonline.com',
  status,
  headers: { requestId: 'r-1', ...(retryAfter && { retryAfter }) },
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
function diagnosed(body: unknown, more: { tenantId?: string; status?: number } = {}) {
  const refusal = readTokenRefusal(answer(body, more.status), NOW);
  return refusal && diagnoseSignIn({ ...ASK, tenantId: more.tenantId }, refusal);
}
const coded = (number: number, error = 'invalid_request') => ({ error, error_codes: [number] });

describe('a refusal of the token endpoint', () => {
  it.each<[string, object, Failure['code']]>([
    ['a token that ran out', coded(700082, 'invalid_grant'), 'sign-in/needed'],
    ['a changed password', coded(50173, 'invalid_grant'), 'sign-in/needed'],
    ['a second factor', coded(50076, 'interaction_required'), 'sign-in/needed'],
    ['no consent', coded(65001, 'invalid_grant'), 'sign-in/consent-needed'],
    [
      'no consent, by its name only',
      { error: 'invalid_grant', suberror: 'consent_required' },
      'sign-in/consent-needed',
    ],
    ['an application that is switched off', coded(7000112), 'entra/app-disabled'],
    ['an account that was not assigned', coded(50105), 'sign-in/not-assigned'],
    ['a passing fault', { error: 'temporarily_unavailable' }, 'sign-in/busy'],
    ['something new', { error: 'brand_new' }, 'sign-in/refused'],
  ])('%s', (_what, body, code) => {
    expect(diagnosed(body)?.code).toBe(code);
  });

  it('names the tenant that does not know the account, where one was asked', () => {
    expect(diagnosed(coded(50020), { tenantId: TENANT })).toMatchObject({
      code: 'sign-in/wrong-tenant',
      tenantId: TENANT,
    });
    expect(diagnosed(coded(50020))?.code).toBe('sign-in/refused');
  });

  it('gives the time of the next try', () => {
    const refusal = readTokenRefusal(answer('<html>', 429, '30'), NOW);
    expect(refusal && diagnoseSignIn(ASK, refusal)).toMatchObject({
      code: 'sign-in/busy',
      retryAtMs: NOW + 30_000,
    });
  });

  it('keeps what its support needs, without a token in it', () => {
    const failure = diagnosed({
      ...coded(53003, 'invalid_grant'),
      error_description: `AADSTS53003: Blocked eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.x\r\nTrace ID: ${ID}`,
      trace_id: ID,
      correlation_id: TENANT,
    });
    expect(failure?.service).toMatchObject({
      status: 400,
      code: 'AADSTS53003',
      requestId: 'r-1',
      traceId: ID,
      correlationId: TENANT,
    });
    expect(failure?.service?.text).not.toContain('eyJ');
  });

  it('is none where there is a token', () => {
    expect(readTokenRefusal(answer({ access_token: 'x' }, 200), NOW)).toBeUndefined();
  });
});

describe('a refusal in the address', () => {
  const inAddress = (members: Record<string, string>) =>
    readRedirectRefusal(`#${new URLSearchParams(members)}`);

  it.each<[string, Record<string, string>, Failure['code']]>([
    ['the person must sign in', { error: 'login_required' }, 'sign-in/needed'],
    ['consent first', { error: 'consent_required' }, 'sign-in/consent-needed'],
    ['declined', { error: 'access_denied', error_subcode: 'cancel' }, 'sign-in/consent-refused'],
  ])('%s', (_what, members, code) => {
    const refusal = inAddress(members);
    expect(refusal && diagnoseSignIn(ASK, refusal).code).toBe(code);
  });

  it('tells the ids that stand in its text', () => {
    const refusal = inAddress({
      error: 'access_denied',
      error_description: `AADSTS65004: No. Trace ID: ${ID} Correlation ID: ${TENANT} Timestamp: now`,
    });
    expect(refusal?.service).toMatchObject({
      code: 'AADSTS65004',
      text: 'AADSTS65004: No.',
      traceId: ID,
      correlationId: TENANT,
    });
  });

  it('is none where there is a code', () => {
    expect(readRedirectRefusal('#code=x&state=y')).toBeUndefined();
  });
});

describe('the application', () => {
  it.each([
    [
      { options: ` ${ID.toUpperCase()} `, policy: undefined, build: TENANT },
      { clientId: ID, from: 'options' },
    ],
    [
      { options: ID, policy: TENANT, build: ID },
      { clientId: TENANT, from: 'policy' },
    ],
    [
      { options: '', policy: undefined, build: ID },
      { clientId: ID, from: 'build' },
    ],
    [{ options: '', policy: 'x', build: '' }, undefined],
  ])('%j', (said, application) => {
    expect(entraApplicationOf(said)).toEqual(application);
  });
});

it('the permissions are those of the cloud', () => {
  const high = cloudNamed('GCC High');
  if (!high) throw new Error('no such cloud');
  expect(scopesFor('graph', high)).toContain(
    'https://graph.microsoft.us/Application.ReadWrite.All',
  );
  expect(scopesFor('bap', high)).toEqual(['https://high.service.apps.appsplatform.us/.default']);
  expect(scopesFor('dataverse', high, 'https://acme.crm.microsoftdynamics.us')).toEqual([
    'https://acme.crm.microsoftdynamics.us/user_impersonation',
  ]);
});
