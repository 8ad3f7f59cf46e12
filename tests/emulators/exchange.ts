import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** One request, wholly read. `path` is exactly what the client sent, query included. */
export type Incoming = {
  host: string;
  method: string;
  path: string;
  pathname: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
};

export type Reply = {
  kind: 'reply';
  status: number;
  headers: OutgoingHttpHeaders;
  body: string | Buffer;
};

/** What a server may do with a request: answer, say nothing, hang up, or trickle. */
export type Answer =
  | Reply
  | { kind: 'silence' }
  | { kind: 'reset' }
  | { kind: 'trickle'; headers: OutgoingHttpHeaders; text: string; everyMs: number };

export function reply(
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: string | Buffer = '',
): Reply {
  return { kind: 'reply', status, headers, body };
}

export function jsonReply(
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): Reply {
  return reply(
    status,
    { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    JSON.stringify(value),
  );
}

export function htmlReply(status: number, markup: string, headers: OutgoingHttpHeaders = {}) {
  return reply(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }, markup);
}

export function redirectTo(location: string, headers: OutgoingHttpHeaders = {}): Reply {
  return reply(302, { Location: location, 'Content-Type': 'text/html', ...headers });
}

/** A header that HTTP allows only once; Node has already joined the others. */
export function header(request: Incoming, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function cookie(request: Incoming, name: string): string | undefined {
  const pairs = (header(request, 'cookie') ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
