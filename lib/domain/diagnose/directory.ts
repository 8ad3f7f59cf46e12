import type { Failure } from '../failure.ts';
import { type Answer, parseRetryAfterMs, says } from '../reply.ts';

/** Reads a refusal of Microsoft's directories of environments. */
export function diagnoseDirectory(answer: Answer, nowMs: number): Failure {
  const { host, status } = answer;
  const service = says(answer);
  if (status === 401) return { code: 'sign-in/needed', service };
  if (status === 429 || status >= 500) {
    const waitMs = parseRetryAfterMs(answer.headers.retryAfter, nowMs, 5_000);
    return { code: 'org/busy', host, retryAtMs: nowMs + waitMs, service };
  }
  return { code: 'environment/refused', host, service };
}
