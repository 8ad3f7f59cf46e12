import { boundedFetch } from '../clients/bounded-fetch.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import type { Reply } from '../domain/reply.ts';

const CAP_BYTES = 1_048_576;
const TIMEOUT_MS = 20_000;

/**
 * Answers one question of the background with the page's own session. Only the Web API of this very origin is asked;
 * a path that would lead out of it is not sent.
 */
export async function answerInPage(ask: PageAsk): Promise<Reply> {
  const { method, path, headers, body } = ask;
  const root = `${location.origin}${ask.root}/`;
  const url = new URL(path, root);
  if (!url.href.startsWith(root)) return { kind: 'not-allowed', host: location.host };
  return boundedFetch({
    url: url.href,
    method,
    headers,
    ...(body !== undefined && { body }),
    credentials: 'same-origin',
    timeoutMs: TIMEOUT_MS,
    capBytes: CAP_BYTES,
  });
}

/** Where the background finds the function above, in the isolated world that the page cannot see. */
export type PageLineScope = { mapsimiseAnswer?: typeof answerInPage };
