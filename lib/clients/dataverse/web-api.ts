import type { OrgUrl } from '../../domain/org-url.ts';
import type { Reply } from '../../domain/reply.ts';
import type { Send } from '../egress.ts';
import { API_PATH } from './questions.ts';

const HEADERS = {
  Accept: 'application/json',
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
  'If-None-Match': 'null',
};

/** A way to ask one organisation, with its token already put in. */
export type OrgLine = { get: (path: string) => Promise<Reply> };

/**
 * Opens a line to one organisation. The token goes to that organisation's origin and to no other: egress refuses
 * any path that leads elsewhere.
 *
 * Takes   token  a bearer token whose audience is this organisation; absent for the 401 challenge
 * Source  powerapps-docs webapi/compose-http-requests-handle-errors
 */
export function openOrgLine(
  send: Send,
  org: OrgUrl,
  options: { token?: string; signal?: AbortSignal; timeoutMs?: number } = {},
): OrgLine {
  const { token, signal, timeoutMs } = options;
  return {
    get: (path) =>
      send({
        purpose: { for: 'dataverse', org },
        url: `${org}${API_PATH}/${path}`,
        headers: { ...HEADERS, ...(token && { Authorization: `Bearer ${token}` }) },
        ...(signal && { signal }),
        ...(timeoutMs && { timeoutMs }),
        ...(token && { secrets: [token] }),
      }),
  };
}
