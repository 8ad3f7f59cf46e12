import type { Reply } from '../../domain/reply.ts';
import type { Send } from '../egress.ts';

const ROOT = '/v1.0';
const HEADERS = { Accept: 'application/json' };

/** A way to ask Graph, with the token of the person who signed in. */
export type GraphLine = {
  get: (path: string) => Promise<Reply>;
  post: (path: string, body: unknown) => Promise<Reply>;
  remove: (path: string) => Promise<Reply>;
};

/**
 * Opens a line to the Graph of one cloud. The token goes to that host and to no other.
 *
 * Takes   host   from the table of clouds
 *         token  of the person who signed in, for this Graph
 * Source  microsoft-graph-docs, use-the-api; best-practices-concept (client-request-id)
 */
export function openGraphLine(
  send: Send,
  host: string,
  options: { token: string; newId: () => string; signal?: AbortSignal },
): GraphLine {
  const { token, newId, signal } = options;
  const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) =>
    send({
      purpose: { for: 'graph', host },
      url: `https://${host}${ROOT}/${path}`,
      method,
      headers: {
        ...HEADERS,
        Authorization: `Bearer ${token}`,
        'client-request-id': newId(),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      secrets: [token],
      ...(signal && { signal }),
    });
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    remove: (path) => ask('DELETE', path),
  };
}
