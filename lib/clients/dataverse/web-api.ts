import type { OrgUrl } from '../../domain/org-url.ts';
import type { Reply } from '../../domain/reply.ts';
import type { Send } from '../egress.ts';
import { API_PATH } from './questions.ts';

const COMMON = {
  Accept: 'application/json',
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
};
export const HEADERS = { ...COMMON, 'If-None-Match': 'null' };
/** `If-Match: *` keeps a PATCH from making a new row. Source: webapi/perform-conditional-operations-using-web-api. */
export const WRITING_HEADERS = {
  ...COMMON,
  'Content-Type': 'application/json; charset=utf-8',
  'If-Match': '*',
};

/** A way to ask one organisation, with its token already put in. */
export type OrgLine = {
  get: (path: string, as?: ActingFor) => Promise<Reply>;
};

/** For whom a request is made. By Entra object id, or by systemuserid where the person has none. */
export type ActingFor = { objectId: string } | { userId: string };

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
    get: (path, as) =>
      send({
        purpose: { for: 'dataverse', org },
        url: `${org}${API_PATH}/${path}`,
        headers: {
          ...HEADERS,
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(as && headerOf(as)),
        },
        ...(signal && { signal }),
        ...(timeoutMs && { timeoutMs }),
        ...(token && { secrets: [token] }),
      }),
  };
}

/** Source: powerapps-docs, webapi/impersonate-another-user-web-api. */
const headerOf = (as: ActingFor): Record<string, string> =>
  'objectId' in as ? { CallerObjectId: as.objectId } : { MSCRMCallerID: as.userId };
