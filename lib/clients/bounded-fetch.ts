import type { Reply } from '../domain/reply.ts';

/** One request and its bounds. The URL was judged before (egress.ts; in a page: its own origin). */
export type BoundedRequest = {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  headers: Record<string, string>;
  body?: string;
  /** `omit` sends no cookie; a page's own reader uses the page's session. */
  credentials: 'omit' | 'same-origin';
  timeoutMs: number;
  capBytes: number;
  signal?: AbortSignal | undefined;
};

/**
 * The only `fetch` of this extension. Never throws, never follows a redirect, never sends a referrer, never reads
 * more than `capBytes` of decoded body or longer than `timeoutMs`.
 *
 * Gives   a Reply: the answer, or why there is none
 * Source  Fetch standard: `redirect: 'manual'` gives an opaque redirect, which tells a 302 from a dead network
 */
export async function boundedFetch(request: BoundedRequest): Promise<Reply> {
  const { url, method, headers, body, credentials, timeoutMs, capBytes } = request;
  const host = URL.canParse(url) ? new URL(url).host : '';
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([clock, request.signal]) : clock;
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      credentials,
      signal,
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    if (response.type === 'opaqueredirect' || isRedirect(response.status))
      return { kind: 'redirect', host };
    const text = await readCapped(response, capBytes);
    if (text === undefined) return { kind: 'too-large', host, limitBytes: capBytes };
    return { kind: 'answer', host, status: response.status, headers: headersOf(response), text };
  } catch {
    if (request.signal?.aborted) return { kind: 'stopped', host };
    if (clock.aborted) return { kind: 'silence', host, waitedMs: timeoutMs };
    return { kind: 'unreachable', host };
  }
}

const isRedirect = (status: number) => status >= 300 && status < 400 && status !== 304;

/** Reads at most `capBytes` of the decoded body as UTF-8; undefined when there is more. */
async function readCapped(response: Response, capBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let total = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    total += value.byteLength;
    if (total > capBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const NAMES = {
  contentType: 'content-type',
  wwwAuthenticate: 'www-authenticate',
  retryAfter: 'retry-after',
  date: 'date',
} as const;
// Dataverse, Entra, Mapsimise and Graph each name their request id differently.
const REQUEST_IDS = [
  'x-ms-service-request-id',
  'req_id',
  'x-ms-request-id',
  'x-request-id',
  'request-id',
];

function headersOf({ headers }: Response) {
  const found: Record<string, string> = {};
  for (const [name, header] of Object.entries(NAMES)) {
    const value = headers.get(header);
    if (value !== null) found[name] = value;
  }
  const requestId = REQUEST_IDS.map((name) => headers.get(name)).find((value) => value !== null);
  return { ...found, ...(requestId && { requestId }) };
}
