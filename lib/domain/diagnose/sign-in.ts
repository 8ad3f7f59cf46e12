import type { Failure, ServiceSays } from '../failure.ts';
import { isGuid } from '../guid.ts';
import { scrub } from '../redact.ts';
import { type Answer, parseJson, parseRetryAfterMs, says } from '../reply.ts';
import { describeResource, type ResourceName } from '../sign-in.ts';

/** What was asked for, so that a failure can name it. */
export type PersonAsk = {
  clientId: string;
  redirectUri: string;
  resource: ResourceName;
  tenantId?: string | undefined;
};

/** How Microsoft said no, whichever way it came: in the address of the answer, or at the token endpoint. */
export type Refusal = {
  error: string;
  subError: string;
  code: number;
  service: ServiceSays;
  retryAtMs?: number;
};

/** Reads an answer in the fragment of the redirect URI; undefined when it is no refusal. */
export function readRedirectRefusal(hash: string): Refusal | undefined {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const error = said.get('error');
  if (!error) return undefined;
  const description = said.get('error_description') ?? '';
  return {
    error: scrub(error),
    subError: said.get('error_subcode') ?? said.get('suberror') ?? '',
    code: numberIn(undefined, description),
    service: serviceOf({}, error, description, [
      idIn('Trace ID', description),
      idIn('Correlation ID', description),
    ]),
  };
}

/** Reads an answer of the token endpoint; undefined when it is no refusal. */
export function readTokenRefusal(answer: Answer, nowMs: number): Refusal | undefined {
  const body = parseJson(answer.text) as Record<string, unknown> | undefined;
  const isBusy = answer.status === 429 || answer.status >= 500;
  const error =
    typeof body?.error === 'string' ? body.error : isBusy ? 'temporarily_unavailable' : '';
  if (error === '') return undefined;
  const text = (name: string) => (typeof body?.[name] === 'string' ? (body[name] as string) : '');
  const description = text('error_description');
  return {
    error: scrub(error),
    subError: text('suberror'),
    code: numberIn(body?.error_codes, description),
    service: serviceOf(says(answer), error, description, [
      text('trace_id'),
      text('correlation_id'),
    ]),
    ...(isBusy && {
      retryAtMs: nowMs + parseRetryAfterMs(answer.headers.retryAfter, nowMs, 5_000),
    }),
  };
}

/**
 * Names a refused sign-in of a person. Numbers choose the help text; `error` decides where a number is not known.
 *
 * Source  entra-docs reference-error-codes.md; OpenID Connect Core 3.1.2.6 (`login_required` …)
 */
export function diagnoseSignIn(ask: PersonAsk, refusal: Refusal): Failure {
  const { service } = refusal;
  return { ...named(ask, refusal), ...(Object.keys(service).length > 0 && { service }) } as Failure;
}

function named(ask: PersonAsk, { error, subError, code, retryAtMs }: Refusal): Failure {
  const { clientId, redirectUri, tenantId } = ask;
  switch (code) {
    case 65004:
      return { code: 'sign-in/consent-refused' };
    case 65001:
      return { code: 'sign-in/consent-needed', resource: describeResource(ask.resource) };
    case 90094:
    case 90093:
    case 90095:
      return { code: 'sign-in/admin-consent-needed', clientId };
    case 53000:
    case 53001:
    case 53002:
    case 53003:
    case 53004:
    case 530032:
      return { code: 'sign-in/conditional-access' };
    case 50011:
    case 500112:
    case 500113:
      return { code: 'sign-in/redirect-mismatch', clientId, redirectUri };
    case 9002327: // (r) a single-page application's code, redeemed without an Origin
    case 7000218: // asks for a secret: registered under Web
      return { code: 'sign-in/wrong-platform', clientId, redirectUri };
    case 9002326: // (r)
    case 90023:
      return { code: 'entra/origin-refused' };
    case 700016:
    case 700011:
      return { code: 'sign-in/app-unknown', clientId };
    case 7000112:
      return { code: 'entra/app-disabled', clientId };
    case 50105:
      return { code: 'sign-in/not-assigned', clientId };
    case 50020:
    case 50034:
    case 90072:
      if (tenantId) return { code: 'sign-in/wrong-tenant', tenantId };
  }
  if (retryAtMs !== undefined) return { code: 'sign-in/busy', retryAtMs };
  if (error === 'temporarily_unavailable') return { code: 'sign-in/busy' };
  if (error === 'consent_required' || subError === 'consent_required')
    return { code: 'sign-in/consent-needed', resource: describeResource(ask.resource) };
  if (error === 'access_denied') return { code: 'sign-in/consent-refused' };
  if (['login_required', 'interaction_required', 'invalid_grant'].includes(error))
    return { code: 'sign-in/needed' };
  return { code: 'sign-in/refused', error };
}

/** The AADSTS number: from `error_codes`, else from the text. 0 when there is none to be had. */
function numberIn(codes: unknown, description: string): number {
  const first = Array.isArray(codes) ? Number(codes[0]) : Number.NaN;
  if (Number.isSafeInteger(first) && first > 0) return first;
  return Number(/AADSTS(\d{4,9})/.exec(description.slice(0, 500))?.[1] ?? 0);
}

function serviceOf(
  outside: ServiceSays,
  error: string,
  description: string,
  [traceId, correlationId]: readonly (string | undefined)[],
): ServiceSays {
  const code = numberIn(undefined, description);
  const text = scrub(description.split(/(?:\r?\n| )Trace ID:/)[0] ?? '');
  return {
    ...outside,
    code: code ? `AADSTS${code}` : scrub(error),
    ...(text && { text }),
    ...(isGuid(traceId) && { traceId }),
    ...(isGuid(correlationId) && { correlationId }),
  };
}

const idIn = (name: string, text: string) =>
  new RegExp(`${name}: ([0-9a-f-]{36})`, 'i').exec(text.slice(0, 2_000))?.[1];
