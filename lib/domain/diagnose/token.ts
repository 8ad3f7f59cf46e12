import type { Failure, ServiceSays } from '../failure.ts';
import { isGuid } from '../guid.ts';
import { scrub } from '../redact.ts';
import { type Answer, diagnoseNotJson, parseJson, parseRetryAfterMs, says } from '../reply.ts';
import { bad, good, type Result } from '../result.ts';

/** What was asked for, so that a failure can name it. The secret is only ever used to keep it out of texts. */
export type TokenAsk = {
  clientId: string;
  tenantId: string;
  org: string;
  secret: string;
  authorityHost: string;
};
export type Token = { value: string; lifetimeMs: number };

const DEFAULT_LIFETIME_MS = 300_000;
const LONGEST_LIFETIME_MS = 86_400_000;
const TOKEN_TEXT = /^[\x21-\x7e]{1,16384}$/;

/**
 * Reads an answer of Entra's token endpoint. An `error` wins over the HTTP status and over a token beside it.
 *
 * Gives   the token, and how long it lives (milliseconds)
 * Fails   'entra/…'; numbers only choose the help text, as Microsoft asks: what decides is `error` and the status
 * Source  entra-docs v2-oauth2-client-creds-grant-flow.md, reference-error-codes.md
 */
export function parseToken(ask: TokenAsk, answer: Answer, nowMs: number): Result<Token, Failure> {
  const body = parseJson(answer.text);
  if (isRecord(body) && typeof body.error === 'string')
    return bad(diagnoseError(ask, answer, body, nowMs));
  if (isPassing(answer)) return bad(busy(answer, nowMs, says(answer)));
  if (!isRecord(body)) return bad(diagnoseNotJson(answer, [ask.secret]));
  const { access_token: value, token_type: kind } = body;
  const isToken = typeof value === 'string' && TOKEN_TEXT.test(value);
  const isBearer = typeof kind === 'string' && kind.toLowerCase() === 'bearer';
  if (answer.status !== 200 || !isToken || !isBearer || !isLifetime(body.expires_in))
    return bad({ code: 'entra/bad-answer', service: says(answer) });
  return good({ value, lifetimeMs: lifetimeOf(body.expires_in) });
}

/** Whatever its body is, such an answer says that the service itself is in trouble, not the request. */
const isPassing = ({ status }: Answer) => status === 429 || status >= 500;

const isLifetime = (expiresIn: unknown) => !(numberIn(expiresIn) <= 0);

function lifetimeOf(expiresIn: unknown): number {
  const seconds = numberIn(expiresIn);
  if (!Number.isFinite(seconds)) return DEFAULT_LIFETIME_MS;
  return Math.min(Math.floor(seconds) * 1000, LONGEST_LIFETIME_MS);
}

/** A number, bare or as text; NaN for anything else. An object could make Number() itself throw. */
function numberIn(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function diagnoseError(
  ask: TokenAsk,
  answer: Answer,
  body: Record<string, unknown>,
  nowMs: number,
): Failure {
  const said = scrub(String(body.error), [ask.secret]);
  const description = typeof body.error_description === 'string' ? body.error_description : '';
  const number = numberOf(body.error_codes, description);
  const service = serviceOf(
    answer,
    body,
    number ? `AADSTS${number}` : said,
    description,
    ask.secret,
  );
  return { ...named(ask, number, said, answer, nowMs), service };
}

/** Microsoft's own numbers. Source: reference-error-codes.md; those marked (r) only from public reports. */
function named(
  ask: TokenAsk,
  number: number,
  error: string,
  answer: Answer,
  nowMs: number,
): Failure {
  const { clientId, tenantId, org } = ask;
  switch (number) {
    case 7000215:
    case 70002:
      return { code: 'entra/secret-wrong', clientId, looksLikeSecretId: isGuid(ask.secret) };
    case 7000222:
      return { code: 'entra/secret-expired', clientId };
    case 7000216: // (r)
    case 7000218:
      return { code: 'entra/secret-absent' };
    case 700016:
    case 700011:
      return { code: 'entra/app-unknown', clientId, tenantId };
    case 7000229: // (r)
      return { code: 'entra/no-service-principal', clientId, tenantId };
    case 7000112:
      return { code: 'entra/app-disabled', clientId };
    case 700025:
      return { code: 'entra/app-is-public', clientId };
    case 90002:
    case 900023: // (r)
      return { code: 'entra/tenant-unknown', tenantId };
    case 90038:
    case 900382:
    case 900432:
      return { code: 'entra/other-cloud', host: ask.authorityHost };
    case 500011:
      return { code: 'entra/resource-unknown', org, tenantId };
    case 53003:
    case 53000:
    case 530032:
      return { code: 'entra/conditional-access' };
    case 9002326: // (r)
    case 90023:
      return { code: 'entra/origin-refused' };
  }
  if (isPassing(answer) || error === 'temporarily_unavailable')
    return busy(answer, nowMs, undefined);
  return { code: 'entra/refused', error };
}

function busy(answer: Answer, nowMs: number, service: ServiceSays | undefined): Failure {
  const waitMs = parseRetryAfterMs(answer.headers.retryAfter, nowMs, 5_000);
  return { code: 'entra/busy', retryAtMs: nowMs + waitMs, ...(service && { service }) };
}

/** The AADSTS number: from `error_codes`, else from the text. 0 when there is none to be had. */
function numberOf(codes: unknown, description: string): number {
  const first = Array.isArray(codes) ? numberIn(codes[0]) : Number.NaN;
  if (Number.isSafeInteger(first) && first > 0) return first;
  return Number(/AADSTS(\d{4,9})/.exec(description.slice(0, 500))?.[1] ?? 0);
}

function serviceOf(
  answer: Answer,
  body: Record<string, unknown>,
  code: string,
  description: string,
  secret: string,
): ServiceSays {
  const text = scrub(description.split(/(?:\r?\n| )Trace ID:/)[0] ?? '', [secret]);
  const trace = typeof body.trace_id === 'string' && isGuid(body.trace_id) ? body.trace_id : '';
  const { correlation_id: correlation } = body;
  return {
    ...says(answer),
    code,
    ...(text && { text }),
    ...(trace && { traceId: trace }),
    ...(isGuid(correlation) && { correlationId: correlation }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
