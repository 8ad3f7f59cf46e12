import type { Failure, ServiceSays } from '../failure.ts';
import { scrub } from '../redact.ts';
import { type Answer, parseRetryAfterMs, says } from '../reply.ts';

/** What an answer of Mapsimise said besides its data. */
export type MapsimiseWords = { status?: 1 | 0 | -1; text: string };

/**
 * Names the failure of a Mapsimise answer that is not "done". Source: Mapsimise's public API reference for the
 * envelope, 400 and 500; openapi.yaml (assumed) for 401, 403 and 429.
 */
export function diagnoseMapsimise(
  answer: Answer,
  words: MapsimiseWords,
  nowMs: number,
  secrets: readonly string[],
): Failure {
  const text = scrub(words.text, secrets);
  const service: ServiceSays = { ...says(answer), ...(text && { text }) };
  if (answer.status === 401) return { code: 'mapsimise/key-refused', service };
  if (answer.status === 403)
    return { code: 'mapsimise/right-missing', right: rightIn(text), service };
  if (answer.status === 429) {
    const waitMs = parseRetryAfterMs(answer.headers.retryAfter, nowMs, 5_000);
    return { code: 'mapsimise/busy', retryAtMs: nowMs + waitMs, service };
  }
  if (answer.status >= 500 || words.status === -1) {
    const reference = referenceIn(text);
    return { code: 'mapsimise/broken', ...(reference && { reference }), service };
  }
  return { code: 'mapsimise/refused', says: text, service };
}

/** "… Create on Connectors …" names the right; any other wording is shown as it is. */
function rightIn(text: string): string {
  return /\b(?:View|Create|Edit|Delete) on [A-Z]\w{1,40}/.exec(text)?.[0] ?? text;
}

/** The error reference that Mapsimise asks people to quote to its support. */
function referenceIn(text: string): string | undefined {
  return /\b(?:reference|ref)\b[^A-Za-z0-9]{0,4}([A-Za-z0-9][A-Za-z0-9-]{3,63})/i.exec(text)?.[1];
}
