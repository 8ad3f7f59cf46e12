import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { header, type Incoming, type Reply, reply } from '../exchange.ts';
import { jsonHeaders } from './answer-headers.ts';
import { type Operation, type Part, readParts } from './batch-parts.ts';
import { type Database, rowOfUser } from './database.ts';
import { badQuery, notPlayed, Refusal } from './refusal.ts';
import type { MutableRow } from './row.ts';

/** Answers one operation as if it had come alone; what is refused is a reply, too. */
export type AnswerOne = (request: Incoming) => Reply;
type Answered = { operation: Operation; reply: Reply };

const MAX_URL = 65_536;

/** `POST $batch`. */
// Source: Microsoft Learn, execute-batch-operations: in the order of the parts; without
// odata.continue-on-error the first failure ends it and gives its status; forms of the answers
export function answerBatch(request: Incoming, database: Database, answer: AnswerOne): Reply {
  const type = header(request, 'content-type') ?? '';
  // Assumed: words and status; the service plays batches as JSON nowhere
  if (!/^multipart\/mixed(?:;|$)/i.test(type)) {
    throw new Refusal(
      415,
      '0x80060888',
      `The content type '${type}' is not supported for a batch.`,
    );
  }
  const goesOn = /odata\.continue-on-error(?!\s*=\s*false)/.test(header(request, 'prefer') ?? '');
  const parts = readParts(type, request.body);
  const done: { isChangeSet: boolean; answered: Answered[] }[] = [];
  let failed: Reply | undefined;
  for (const part of parts) {
    const answered = answerPart(request, database, part, answer);
    done.push({ isChangeSet: part.isChangeSet, answered });
    const bad = answered.find((one) => one.reply.status >= 400);
    if (!bad || goesOn) continue;
    failed = bad.reply;
    break;
  }
  const boundary = `batchresponse_${randomUUID()}`;
  const { 'Content-Type': _json, ...headers } = jsonHeaders();
  return reply(
    failed?.status ?? 200,
    {
      ...headers,
      'Content-Type': `multipart/mixed; boundary=${boundary}`,
      ...(goesOn ? { 'Preference-Applied': 'odata.continue-on-error' } : {}),
    },
    joined(
      boundary,
      done.map(({ isChangeSet, answered }) =>
        isChangeSet ? changeSetPart(answered) : operationPart(answered[0], false),
      ),
    ),
  );
}

function answerPart(
  request: Incoming,
  database: Database,
  { operations, isChangeSet }: Part,
  answer: AnswerOne,
): Answered[] {
  if (!isChangeSet) {
    return operations.map((operation) => ({
      operation,
      reply: answer(alone(request, operation)),
    }));
  }
  const undo: (() => void)[] = [];
  const answered: Answered[] = [];
  for (const operation of operations) {
    const incoming = alone(request, operation);
    undo.push(rememberRow(database, incoming));
    const one = { operation, reply: answer(incoming) };
    answered.push(one);
    if (one.reply.status < 400) continue;
    for (const step of undo.reverse()) step();
    // Source: a real answer in MicrosoftDocs/powerapps-docs#2843: the failure alone stands there
    return [one];
  }
  return answered;
}

/** How the row of a user that is written to becomes what it was. */
function rememberRow(database: Database, { method, pathname }: Incoming): () => void {
  const id = /\/systemusers\(([0-9a-f-]{36})\)$/i.exec(pathname)?.[1]?.toLowerCase();
  const user = id === undefined ? undefined : rowOfUser(database, id);
  if (method !== 'PATCH') throw notPlayed(`${method} in a change set`);
  if (!user) return () => undefined;
  const before: MutableRow = { ...user.row };
  return () => {
    for (const name of Object.keys(user.row)) user.row[name] = before[name] ?? null;
  };
}

/** The request that an operation would be by itself. */
// Source: OData 4.0 part 1, 11.7.2: a URL may be absolute, a path of the host, or relative to the
// batch's; the headers of the batch are not those of its operations. That impersonation of the whole
// batch holds in it is assumed.
function alone(request: Incoming, operation: Operation): Incoming {
  if (operation.url.length > MAX_URL) throw badQuery('The request URI is too long.');
  const { host } = request;
  const [root = ''] = request.pathname.split('$batch');
  const url = operation.url.replace(new RegExp(`^https://${host.replaceAll('.', '\\.')}`, 'i'), '');
  if (/^https?:/i.test(url)) {
    throw badQuery(
      `Absolute URI ${operation.url} is not start with the base URI [https://${host}${root}] specified by the operation message.`,
    );
  }
  if (url.startsWith('$')) throw notPlayed('a reference to a Content-ID');
  const path = url.startsWith('/') ? url : `${root}${url}`;
  const at = path.indexOf('?');
  const pathname = at < 0 ? path : path.slice(0, at);
  if (/\/\$batch$/i.test(pathname)) throw badQuery('A batch cannot contain another batch.');
  const { callerobjectid, mscrmcallerid } = request.headers;
  return {
    host,
    method: operation.method,
    path,
    pathname,
    query: at < 0 ? '' : path.slice(at + 1),
    headers: {
      ...(callerobjectid === undefined ? {} : { callerobjectid }),
      ...(mscrmcallerid === undefined ? {} : { mscrmcallerid }),
      ...operation.headers,
    },
    body: operation.body,
  };
}

const joined = (boundary: string, parts: readonly string[]) =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;

function changeSetPart(answered: readonly Answered[]): string {
  const boundary = `changesetresponse_${randomUUID()}`;
  const parts = answered.map((one) => operationPart(one, true));
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${joined(boundary, parts)}`;
}

/** In a change set the Content-ID comes back; that it does nowhere else is assumed. */
function operationPart(answered: Answered | undefined, inChangeSet: boolean): string {
  if (!answered) throw new Error('an operation without an answer');
  const { operation, reply: one } = answered;
  const id = inChangeSet ? operation.contentId : undefined;
  const told = Object.entries(one.headers).filter(([name]) => IN_A_PART.test(name));
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `HTTP/1.1 ${one.status} ${STATUS_CODES[one.status] ?? ''}`,
    ...told.map(([name, value]) => `${name}: ${String(value)}`),
    '',
    String(one.body),
  ].join('\r\n');
}

const IN_A_PART =
  /^(?:REQ_ID|Content-Type|OData-Version|OData-EntityId|Preference-Applied|Retry-After|Allow)$/i;
