import type { OrgUrl } from '../../domain/org-url.ts';
import type { Reply } from '../../domain/reply.ts';
import type { Send } from '../egress.ts';
import { API_PATH } from './questions.ts';
import { HEADERS, WRITING_HEADERS } from './web-api.ts';

/** A way to change an organisation in the name of the person who signed in. */
export type WritingLine = {
  get: (path: string) => Promise<Reply>;
  post: (path: string, body: unknown) => Promise<Reply>;
  /** Changes a row that is there; never makes one. */
  patch: (path: string, body: unknown) => Promise<Reply>;
  remove: (path: string) => Promise<Reply>;
};

const { 'If-Match': _present, ...POST_HEADERS } = WRITING_HEADERS;

/**
 * Opens a line to one organisation that may write. The token goes to that organisation's origin and to no other.
 *
 * Takes   token  of the person who signed in, for this organisation
 * Source  powerapps-docs webapi/create-entity-web-api, update-delete-entities-using-web-api
 */
export function openWritingLine(
  send: Send,
  org: OrgUrl,
  { token, signal }: { token: string; signal?: AbortSignal },
): WritingLine {
  const ask = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ) =>
    send({
      purpose: { for: 'dataverse', org },
      url: `${org}${API_PATH}/${path}`,
      method,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      secrets: [token],
      ...(signal && { signal }),
    });
  return {
    get: (path) => ask('GET', path, HEADERS),
    post: (path, body) => ask('POST', path, POST_HEADERS, body),
    patch: (path, body) => ask('PATCH', path, WRITING_HEADERS, body),
    remove: (path) => ask('DELETE', path, HEADERS),
  };
}
