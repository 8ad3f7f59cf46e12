import type { Failure, ServiceSays } from '../failure.ts';
import { scrub } from '../redact.ts';
import { type Answer, parseJson, parseRetryAfterMs, says } from '../reply.ts';

/** What was asked of Graph, so that a failure can name it. */
export type GraphAsker = {
  username: string;
  /** Making something new needs another right than changing what is there. */
  needs: 'create' | 'change';
  what: 'application' | 'rotated-application' | 'service-principal';
  months?: number;
};

/** Changing an application, its secrets among it, that is there already; reading them for that too. */
export const CHANGE_APPLICATION = { needs: 'change', what: 'application' } as const;
export const ROTATE_APPLICATION = { needs: 'change', what: 'rotated-application' } as const;

/**
 * Graph's own codes. Source: microsoft-graph-docs, resources/errors and resources/applicationauthenticationmethodpolicy;
 * that they stand in `error.code` (and not in a detail of it) is assumed for the two of the policy.
 */
const CODES: Record<string, 'denied' | 'absent' | 'capped' | 'forbidden' | 'expired'> = {
  authorization_requestdenied: 'denied',
  request_resourcenotfound: 'absent',
  credentialinvalidlifetimeasperapppolicy: 'capped',
  credentialtypenotallowedasperapppolicy: 'forbidden',
  invalidauthenticationtoken: 'expired',
};

/** Reads one answer of Graph that is no success. The same answer always gives the same verdict. */
export function diagnoseGraph(asker: GraphAsker, answer: Answer, nowMs: number): Failure {
  const { host, status, headers } = answer;
  const { code, message } = errorOf(answer);
  const text = scrub(message);
  const service: ServiceSays = {
    ...says(answer),
    ...(code && { code: scrub(code) }),
    ...(text && { text }),
  };
  if (status === 429)
    return {
      code: 'graph/busy',
      retryAtMs: nowMs + parseRetryAfterMs(headers.retryAfter, nowMs, 5_000),
      service,
    };
  if (status >= 500) return { code: 'graph/unavailable', host, service };
  switch (CODES[code.toLowerCase()] ?? BY_STATUS[status]) {
    case 'denied':
      return { code: 'graph/role-missing', username: asker.username, needs: asker.needs, service };
    case 'absent':
      return { code: 'graph/not-found', what: asker.what, service };
    case 'capped':
      return { code: 'graph/lifetime-capped', months: asker.months ?? 0, service };
    case 'forbidden':
      return { code: 'graph/secrets-forbidden', service };
    case 'expired':
      return { code: 'graph/token-refused', host, service };
    default:
      return { code: 'graph/refused', host, service };
  }
}

const BY_STATUS: Partial<Record<number, 'denied' | 'absent' | 'expired'>> = {
  401: 'expired',
  403: 'denied',
  404: 'absent',
};

/**
 * Does Graph say that the application of a new service principal is not known there yet?
 * Source: reported, hashicorp/vault-plugin-secrets-azure#8 and microsoftgraph/msgraph-sdk-dotnet#3108: HTTP 400 whose
 * text speaks of "a valid application object"; whether a code tells it from other 400s is not documented.
 */
export const saysApplicationUnknown = ({ code, service }: Failure) =>
  code === 'graph/refused' &&
  service?.status === 400 &&
  /valid application object|NoBackingApplicationObject/i.test(
    `${service.code ?? ''} ${service.text ?? ''}`,
  );

function errorOf(answer: Answer): { code: string; message: string } {
  const body = parseJson(answer.text) as { error?: { code?: unknown; message?: unknown } } | null;
  const error = typeof body === 'object' ? body?.error : undefined;
  return {
    code: typeof error?.code === 'string' ? error.code.slice(0, 100) : '',
    message: typeof error?.message === 'string' ? error.message.slice(0, 4_000) : '',
  };
}
