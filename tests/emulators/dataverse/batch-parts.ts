import { badQuery } from './refusal.ts';

/** One operation of a batch, as it was written. */
export type Operation = {
  contentId: string | undefined;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
};
/** Operations of a change set come together or not at all. */
export type Part = { operations: Operation[]; isChangeSet: boolean };
type Headers = Record<string, string>;

const MAX_OPERATIONS = 1000;

/** The parts of a `multipart/mixed` body, read as strictly as the service's library does. */
// Source: OData library, TextRes of Microsoft.OData.Core: the texts of all refusals here, but for the
// one of many parts, which is as pasted in MicrosoftDocs/powerapps-docs#1890; Microsoft Learn,
// execute-batch-operations: the headers of parts, 1,000 operations, no batch in a batch
export function readParts(contentType: string, body: string): Part[] {
  const parts = cut(body, boundaryOf(contentType)).map((text) => readPart(text));
  const count = parts.reduce((sum, { operations }) => sum + operations.length, 0);
  if (count > MAX_OPERATIONS) {
    throw badQuery(
      `The current batch message contains too many parts. Only batch messages with a maximum number of '${MAX_OPERATIONS}' query operations, including changeset operations, are allowed.`,
    );
  }
  return parts;
}

function readPart(text: string): Part {
  const { headers, rest } = readHeaders(text);
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/mixed/i.test(type)) {
    return { operations: [readOperation(headers, rest)], isChangeSet: false };
  }
  const operations = cut(rest, boundaryOf(type)).map((inner) => {
    const within = readHeaders(inner);
    if (/^multipart\/mixed/i.test(within.headers['content-type'] ?? '')) {
      throw badQuery('Nested change sets in a batch payload are not supported.');
    }
    return readOperation(within.headers, within.rest);
  });
  refuseInChangeSet(operations);
  return { operations, isChangeSet: true };
}

function refuseInChangeSet(operations: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const { method, contentId } of operations) {
    if (!['POST', 'PUT', 'DELETE', 'PATCH'].includes(method)) {
      throw badQuery(
        `An invalid HTTP method '${method}' was detected for a request in a change set. Requests in change sets only support the HTTP methods 'POST', 'PUT', 'DELETE', and 'PATCH'.`,
      );
    }
    if (contentId !== undefined && seen.has(contentId)) {
      throw badQuery(
        `The content ID '${contentId}' was found more than once in the same change set or same batch request. Content IDs have to be unique across all operations of a change set for OData V4.0 and have to be unique across all operations in the whole batch request for OData V4.01.`,
      );
    }
    if (contentId !== undefined) seen.add(contentId);
  }
}

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined && boundary.length <= 70) return boundary;
  throw badQuery(
    `The content type '${contentType}' specifies a batch payload; however, the payload either does not include a batch boundary or includes more than one boundary. In OData, batch payload content types must specify exactly one batch boundary in the 'boundary' parameter of the content type.`,
  );
}

/** What stands between the lines `--boundary`; the last one ends with `--`. */
function cut(body: string, boundary: string): string[] {
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = pieces.pop();
  if (pieces.length === 0 || !/^--[ \t]*(?:\r\n|$)/.test(end ?? '')) {
    throw badQuery('Encountered an unexpected end of input while reading the batch payload.');
  }
  // Source: RFC 2046: what stands before the first boundary is passed over
  return pieces.slice(1).map((piece) => piece.replace(/^[ \t]*\r\n/, ''));
}

/** Header lines up to the first empty one. A line end that is no CRLF makes a header of what follows. */
function readHeaders(text: string): { headers: Headers; rest: string } {
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  if (end < 0) {
    throw badQuery('Encountered an unexpected end of input while reading the batch payload.');
  }
  const headers: Headers = {};
  for (const line of end === 0 ? [] : text.slice(0, end).split('\r\n')) {
    const [, name, value] = /^([\w-]+):[ \t]*([^\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw badQuery(
        `The message header '${line.split('\n')[0]}' is invalid. The header value must be of the format '<header name>: <header value>'.`,
      );
    }
    if (headers[name.toLowerCase()] !== undefined) {
      throw badQuery(
        `The header '${name}' was specified multiple times. Each header must appear only once in a batch part.`,
      );
    }
    headers[name.toLowerCase()] = value.trim();
  }
  return { headers, rest: text.slice(end === 0 ? 2 : end + 4) };
}

function readOperation(headers: Headers, text: string): Operation {
  const type = headers['content-type'];
  if (type === undefined) {
    throw badQuery(
      "The 'Content-Type' header is missing. The 'Content-Type' header must be specified for each MIME part of a batch message.",
    );
  }
  if (!/^application\/http(?:;|$)/i.test(type)) {
    throw badQuery(
      `The 'Content-Type' header value '${type}' is invalid. When this is the start of the change set, the value must be 'multipart/mixed'; otherwise it must be 'application/http'.`,
    );
  }
  if (headers['content-transfer-encoding']?.toLowerCase() !== 'binary') {
    throw badQuery(
      "A missing or invalid 'Content-Transfer-Encoding' header was found. The 'Content-Transfer-Encoding' header must be specified for each batch operation, and its value must be 'binary'.",
    );
  }
  const at = text.indexOf('\r\n');
  const line = at < 0 ? text : text.slice(0, at);
  const [method = '', url = '', version, ...more] = line.split(' ');
  if (version === undefined || more.length > 0 || method === '' || url === '') {
    throw badQuery(
      `The request line '${line}' is invalid. The request line at the start of each operation must be of the format 'HttpMethod RequestUrl HttpVersion'.`,
    );
  }
  if (version !== 'HTTP/1.1') {
    throw badQuery(
      `The HTTP version '${version}' used in a batch operation request or response is not valid. The value must be 'HTTP/1.1'.`,
    );
  }
  const own = readHeaders(text.slice(at + 2));
  return { contentId: headers['content-id'], method, url, headers: own.headers, body: own.rest };
}
