import type { Reply } from '../domain/reply.ts';

/** One request and its bounds. The URL was judged before (egress.ts; in a page: its own origin). */
export type BoundedRequest = {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  headers: Record<string, string>;
  body?: string | undefined;
  /** `omit` sends no cookie; a page's own reader uses the page's session. */
  credentials: 'omit' | 'same-origin';
  timeoutMs: number;
  capBytes: number;
  signal?: AbortSignal | undefined;
};

/** A body that has begun and then brings nothing for this long has stopped. */
export const LONGEST_PAUSE_MS = 10_000;

/**
 * The only `fetch` of this extension. Never throws, never follows a redirect, never sends a referrer, never reads
 * more than `capBytes` of decoded body or longer than `timeoutMs`, and waits no longer than a pause for the next piece.
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
    const read = await readCapped(response, capBytes);
    if (read === 'too-large') return { kind: 'too-large', host, limitBytes: capBytes };
    if (read === 'stalled') return { kind: 'silence', host, waitedMs: LONGEST_PAUSE_MS };
    const { status } = response;
    return { kind: 'answer', host, status, headers: headersOf(response), text: read.text };
  } catch {
    if (request.signal?.aborted) return { kind: 'stopped', host };
    if (clock.aborted) return { kind: 'silence', host, waitedMs: timeoutMs };
    return { kind: 'unreachable', host };
  }
}

const isRedirect = (status: number) => status >= 300 && status < 400 && status !== 304;

type Reading = { text: string } | 'too-large' | 'stalled';

/** Reads at most `capBytes` of the decoded body as UTF-8, and gives up when there is more or when nothing comes. */
async function readCapped(response: Response, capBytes: number): Promise<Reading> {
  const reader = response.body?.getReader();
  if (!reader) return { text: '' };
  const decoder = new TextDecoder();
  let text = '';
  for (let total = 0; ; ) {
    const piece = await readInTime(reader);
    if (piece?.done) return { text: text + decoder.decode() };
    total += piece?.value.byteLength ?? 0;
    if (piece === undefined || total > capBytes) {
      // Whether the other side hears of it is not waited for.
      void reader.cancel().catch(() => undefined);
      return piece === undefined ? 'stalled' : 'too-large';
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}

/** The next piece; undefined when none came in time. */
async function readInTime(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<undefined>((resolve) => {
    alarm = setTimeout(() => resolve(undefined), LONGEST_PAUSE_MS);
  });
  try {
    return await Promise.race([reader.read(), pause]);
  } finally {
    clearTimeout(alarm);
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
