import type { Failure, ServiceSays } from './failure.ts';
import { scrub } from './redact.ts';

/** What came of one request. Only an `answer` was sent by the server; the others say why there is none. */
export type Reply =
  | { kind: 'answer'; host: string; status: number; headers: ReplyHeaders; text: string }
  | { kind: 'silence'; host: string; waitedMs: number }
  | { kind: 'unreachable'; host: string }
  | { kind: 'redirect'; host: string }
  | { kind: 'too-large'; host: string; limitBytes: number }
  | { kind: 'not-allowed'; host: string }
  | { kind: 'stopped'; host: string };

/** The only headers of an answer that anything here reads. */
export type ReplyHeaders = {
  contentType?: string;
  wwwAuthenticate?: string;
  retryAfter?: string;
  /** The server's clock, by which ours can be judged. */
  date?: string;
  requestId?: string;
};

export type Answer = Extract<Reply, { kind: 'answer' }>;

/** The failure of a request that brought no answer; undefined when there is one to read. */
export function diagnoseLine(reply: Reply): Failure | undefined {
  switch (reply.kind) {
    case 'answer':
      return undefined;
    case 'silence':
      return { code: 'net/no-reply', host: reply.host, waitedMs: reply.waitedMs };
    case 'redirect':
      return { code: 'net/redirected', host: reply.host };
    case 'too-large':
      return { code: 'net/too-large', host: reply.host, limitBytes: reply.limitBytes };
    case 'not-allowed':
      return { code: 'net/not-allowed', host: reply.host };
    default:
      return { code: 'net/unreachable', host: reply.host };
  }
}

/** Reads an answer's body as JSON; undefined when it is anything else. Duplicate keys: the last wins, as JSON.parse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/**
 * An answer that should have been JSON and is not: a sign-in or proxy page, or something nobody can read.
 * `secrets` were in the request: a page that writes it back must not bring them onto the screen.
 */
export function diagnoseNotJson(answer: Answer, secrets: readonly string[] = []): Failure {
  const isPage =
    /html/i.test(answer.headers.contentType ?? '') || /^\s*<(!doctype|html)/i.test(answer.text);
  if (!isPage) return { code: 'net/not-understood', host: answer.host, service: says(answer) };
  const title = titleOf(answer.text, secrets);
  return { code: 'net/web-page', host: answer.host, ...(title && { title }) };
}

function titleOf(html: string, secrets: readonly string[]): string | undefined {
  const start = html.search(/<title[^>]{0,100}>/i);
  if (start < 0) return undefined;
  const from = html.indexOf('>', start) + 1;
  return scrub(html.slice(from, from + 500).split('<')[0] ?? '', secrets).slice(0, 80) || undefined;
}

/** What of an answer's outside helps its service's support: the status and the request id. */
export function says(answer: Answer): ServiceSays {
  const { requestId } = answer.headers;
  return { status: answer.status, ...(requestId && { requestId: scrub(requestId).slice(0, 80) }) };
}

const LONGEST_WAIT_MS = 300_000;

/**
 * Reads Retry-After: seconds or an HTTP date. Gives milliseconds to wait, at most five minutes; nonsense
 * and absence give `otherwiseMs`. Source: RFC 9110, 10.2.3.
 */
export function parseRetryAfterMs(header: string | undefined, nowMs: number, otherwiseMs: number) {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /.test(text)) return otherwiseMs;
  const untilMs = Date.parse(text);
  if (Number.isNaN(untilMs)) return otherwiseMs;
  return Math.min(Math.max(untilMs - nowMs, 0), LONGEST_WAIT_MS);
}
