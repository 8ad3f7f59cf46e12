import type { Failure, ServiceSays } from '../failure.ts';
import { scrub } from '../redact.ts';
import { type Answer, diagnoseNotJson, parseJson, parseRetryAfterMs, says } from '../reply.ts';

/** Who asked, so that a failure can name it. */
export type Asker = { clientId: string; org: string };

/** Dataverse's own codes. Source: powerapps-docs, reference web-service-error-codes; api-limits. */
const CODES = {
  '0x80072560': 'not-a-member',
  '0x80040225': 'user-disabled',
  '0x80041d1f': 'user-disabled',
  '0x80042f09': 'no-role',
  '0x8004d24b': 'no-licence',
  '0x80040220': 'privilege-denied',
  '0x8004a113': 'administration-mode',
  '0x8004a104': 'org-disabled',
  '0x80072322': 'throttled',
  '0x80072321': 'throttled',
  '0x80072326': 'throttled',
} as const;
type Known = (typeof CODES)[keyof typeof CODES];

/**
 * Reads one answer of the Web API that is no success.
 * No network, no clock of its own: the same answer always gives the same verdict.
 */
export function diagnoseDataverse(asker: Asker, answer: Answer, nowMs: number): Failure {
  const { host } = answer;
  const { code, message } = errorOf(answer);
  const service = serviceOf(answer, code, message);
  const known = (CODES as Record<string, Known | undefined>)[code.toLowerCase()];
  if (answer.status === 429 || known === 'throttled') {
    const waitMs = parseRetryAfterMs(answer.headers.retryAfter, nowMs, 5_000);
    return { code: 'org/busy', host, retryAtMs: nowMs + waitMs, service };
  }
  switch (known) {
    case 'not-a-member':
      return { code: 'org/user-unknown', clientId: asker.clientId, host, service };
    case 'user-disabled':
      return { code: 'org/user-disabled', host, service };
    case 'no-role':
      return { code: 'org/no-role', clientId: asker.clientId, host, service };
    case 'no-licence':
      return { code: 'org/no-licence', host, service };
    case 'privilege-denied':
      return denied(asker, message, host, service);
    case 'administration-mode':
      return { code: 'org/unavailable', host, service };
    case 'org-disabled':
      return { code: 'org/disabled', host, service };
    default:
      return diagnoseStatus(asker, answer, message, service);
  }
}

/** A refused privilege: with no role at all, the role is what is missing and not one privilege. */
function denied(asker: Asker, message: string, host: string, service: ServiceSays): Failure {
  if (/roleCount=0\b/.test(message))
    return { code: 'org/no-role', clientId: asker.clientId, host, service };
  return { code: 'org/privilege-missing', privilege: privilegeIn(message), service };
}

function diagnoseStatus(
  asker: Asker,
  answer: Answer,
  message: string,
  service: ServiceSays,
): Failure {
  const { host } = answer;
  if (answer.status === 401) return { code: 'org/token-refused', org: asker.org, service };
  if (answer.status === 404) return { code: 'org/not-here', host, service };
  if (answer.status >= 500) return { code: 'org/unavailable', host, service };
  if (answer.status === 403 && /access to dataverse api is restricted/i.test(message))
    return { code: 'org/app-restricted', clientId: asker.clientId, service };
  if (answer.status >= 200 && answer.status < 400) {
    return parseJson(answer.text) === undefined
      ? diagnoseNotJson(answer)
      : { code: 'net/not-understood', host, service };
  }
  return { code: 'org/unexpected', host, service };
}

/** The privilege that a PrivilegeDenied text names ("… is missing prvReadAccount privilege …"), or ''. */
export function privilegeIn(message: string): string {
  return /\bprv[A-Za-z_]\w{1,100}/.exec(message.slice(0, 4_000))?.[0] ?? '';
}

function errorOf(answer: Answer): { code: string; message: string } {
  const body = parseJson(answer.text) as { error?: { code?: unknown; message?: unknown } } | null;
  const error = typeof body === 'object' ? body?.error : undefined;
  return {
    code: typeof error?.code === 'string' ? error.code.slice(0, 40) : '',
    message: typeof error?.message === 'string' ? error.message.slice(0, 4_000) : '',
  };
}

function serviceOf(answer: Answer, code: string, message: string): ServiceSays {
  const text = scrub(message);
  return { ...says(answer), ...(code && { code: scrub(code) }), ...(text && { text }) };
}
