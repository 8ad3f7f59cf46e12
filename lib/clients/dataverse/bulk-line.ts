import type { OrgUrl } from '../../domain/org-url.ts';
import type { Answer, Reply } from '../../domain/reply.ts';
import { LARGEST_PAGE_BYTES, type Send } from '../egress.ts';
import { type BatchPart, type PartAnswer, readBatch, writeBatch } from './batch.ts';
import { API_PATH } from './questions.ts';
import { HEADERS } from './web-api.ts';

/** A way to ask an organisation for much at once. */
export type BulkLine = {
  get: (path: string) => Promise<Reply>;
  /** One page of so many rows, at its whole address, as the page before named it; of the same size as that. */
  page: (url: string, size: number) => Promise<Reply>;
  batch: (parts: readonly BatchPart[]) => Promise<Reply>;
};

/**
 * Opens a line to one organisation for pages and batches. The token goes to that organisation's origin only.
 *
 * Source  powerapps-docs webapi/query/page-results, webapi/execute-batch-operations-using-web-api
 */
export function openBulkLine(
  send: Send,
  org: OrgUrl,
  given: { token: string; signal: AbortSignal; newId: () => string },
): BulkLine {
  const { token, signal, newId } = given;
  const root = `${org}${API_PATH}`;
  const common = {
    purpose: { for: 'dataverse-pages', org },
    secrets: [token],
    signal,
    capBytes: LARGEST_PAGE_BYTES,
  } as const;
  const headers = { ...HEADERS, Authorization: `Bearer ${token}` };
  const { 'If-None-Match': _fresh, ...posting } = headers;
  return {
    get: (path) => send({ ...common, url: `${root}/${path}`, headers }),
    page: (url, size) =>
      send({ ...common, url, headers: { ...headers, Prefer: `odata.maxpagesize=${size}` } }),
    batch: (parts) => {
      const boundary = `batch_${newId()}`;
      return send({
        ...common,
        url: `${root}/$batch`,
        method: 'POST',
        headers: {
          ...posting,
          'Content-Type': `multipart/mixed; boundary=${boundary}`,
          Prefer: 'odata.continue-on-error',
        },
        body: writeBatch(parts, new URL(root).pathname, boundary),
      });
    },
  };
}

/**
 * The answers to the operations of a batch, each as if it had come alone.
 *
 * Gives   undefined when there are not as many as were asked for
 */
export function partsOf(answer: Answer, count: number): Answer[] | undefined {
  const parts = readBatch(answer.headers.contentType, answer.text);
  return parts?.length === count ? parts.map((part) => answerOf(answer.host, part)) : undefined;
}

function answerOf(host: string, { status, headers, text }: PartAnswer): Answer {
  const retryAfter = headers.get('retry-after');
  const requestId = headers.get('req_id') ?? headers.get('x-ms-service-request-id');
  return {
    kind: 'answer',
    host,
    status,
    headers: {
      contentType: headers.get('content-type') ?? 'application/json',
      ...(retryAfter !== undefined && { retryAfter }),
      ...(requestId !== undefined && { requestId }),
    },
    text,
  };
}
