/** One operation of a batch. `path` is below the Web API's root. */
export type BatchPart = {
  method: 'GET' | 'PATCH';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};

/** What the organisation answered to one operation. */
export type PartAnswer = { status: number; headers: Map<string, string>; text: string };

/**
 * Writes the body of a `$batch`: single operations, in order, no change set, so that each stands for itself.
 *
 * Source  powerapps-docs webapi/execute-batch-operations-using-web-api; OData 4.0 part 1, 11.7
 */
export function writeBatch(parts: readonly BatchPart[], root: string, boundary: string): string {
  const written = parts.map(({ method, path, headers, body }) =>
    [
      `--${boundary}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      // The browser writes the blanks of an address so; in here nobody does.
      `${method} ${root}/${path.replaceAll(' ', '%20')} HTTP/1.1`,
      'Accept: application/json',
      ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : ['Content-Type: application/json; charset=utf-8']),
      '',
      body === undefined ? '' : JSON.stringify(body),
      '',
    ].join('\r\n'),
  );
  return `${written.join('')}--${boundary}--\r\n`;
}

/**
 * Reads the answer to a batch. The parts come in the order of the operations.
 *
 * Gives   undefined for what is no batch's answer
 */
export function readBatch(contentType: string | undefined, text: string): PartAnswer[] | undefined {
  const [, quoted, plain] =
    /^multipart\/mixed\s*;.{0,200}?boundary=(?:"([^"]{1,100})"|([^\s;"]{1,100}))/i.exec(
      contentType?.slice(0, 500) ?? '',
    ) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const pieces = `\n${text.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`);
  // What stands before the first boundary and after the last is no part. Source: RFC 2046, 5.1.1
  const parts = pieces.slice(1).filter((piece) => !piece.startsWith('--'));
  const answers = parts.map(readPart);
  return answers.every((answer) => answer !== undefined) ? answers : undefined;
}

function readPart(piece: string): PartAnswer | undefined {
  const [, ...inner] = splitAtBlank(piece);
  const [head, body] = splitAtBlank(inner.join(''));
  const [first = '', ...lines] = head.split('\n');
  const status = /^HTTP\/1\.\d (\d{3})/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { status: Number(status), headers, text: body.trim() };
}

function splitAtBlank(text: string): [string, string] {
  const at = text.indexOf('\n\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 2)];
}
