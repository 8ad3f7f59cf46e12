import { header, type Incoming, type Reply, reply } from '../exchange.ts';
import { depthHeld, privilegeDenied, refuseWithoutRoles } from './access.ts';
import { jsonHeaders } from './answer-headers.ts';
import { refuseSecured } from './column-security.ts';
import { rowOfUser } from './database.ts';
import { notPlayed, Refusal } from './refusal.ts';
import type { MutableRow } from './row.ts';
import type { Asked } from './rows.ts';
import { TABLES } from './tables.ts';
import { USER_COLUMNS, type UserColumn } from './user-columns.ts';
import type { User } from './users.ts';

type Written = Pick<User, 'id' | 'row'>;
type Change = { column: UserColumn; text: string | null };

/** `PATCH systemusers(<id>)`. Writes text columns, and says so when it is asked for more. */
// Source: powerapps-docs, webapi/update-delete-entities-using-web-api: 204 with OData-EntityId; an
// update becomes an upsert unless If-Match says *; the order of the checks is assumed
export function updateUser(asked: Asked, request: Incoming, id: string): Reply {
  refuseWithoutRoles(asked.caller);
  if (/return=representation/.test(header(request, 'prefer') ?? '')) {
    throw notPlayed('Prefer: return=representation');
  }
  const changes = readPayload(request);
  const user = rowOfUser(asked.database, id);
  checkConditions(request, user, id);
  // Without If-Match a missing row would be made.
  if (!user) throw notPlayed('an upsert');
  refuseUnprivileged(asked, user);
  for (const { column, text } of changes) {
    refuseSecured(asked.caller, asked.database, column);
    refuseTooLong(column, text);
  }
  write(user.row, changes);
  asked.database.crowd?.touched(id);
  const { 'Content-Type': _json, ...headers } = jsonHeaders();
  return reply(204, { ...headers, 'OData-EntityId': `${asked.root}/systemusers(${id})` });
}

function write(row: MutableRow, changes: readonly Change[]): void {
  // An empty text is kept as null (general knowledge of Dataverse).
  for (const { column, text } of changes) row[column.logicalName] = text === '' ? null : text;
  row.versionnumber = Number(row.versionnumber) + 1;
  row.modifiedon = `${new Date().toISOString().slice(0, 19)}Z`;
}

// Source: the same page, "limit upsert" and optimistic concurrency; 412 for 0x80060882 and
// 0x80040237: web-service-error-codes and the texts of real answers
function checkConditions(request: Incoming, user: Written | undefined, id: string): void {
  const match = header(request, 'if-match');
  if (match !== undefined && !user) {
    throw new Refusal(404, '0x80040217', `SystemUser With Id = ${id} Does Not Exist`);
  }
  if (user && match !== undefined && match !== '*' && match !== etag(user.row)) {
    throw new Refusal(
      412,
      '0x80060882',
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
  if (user && header(request, 'if-none-match') === '*') {
    throw new Refusal(412, '0x80040237', 'A record with matching key values already exists.');
  }
}

const etag = ({ versionnumber }: MutableRow) => `W/"${versionnumber}"`;

// Source: security-roles-privileges: User depth is one's own rows. That another's row is refused
// with the same code, and one's own user row counts as owned, is assumed.
function refuseUnprivileged({ caller }: Asked, user: Written): void {
  const depth = depthHeld(caller, 'prvWriteUser');
  if (depth !== undefined && (depth !== 'Basic' || user.id === caller.user.id)) return;
  throw privilegeDenied(caller, 'prvWriteUser', TABLES.systemuser);
}

// Source: powerapps-docs, execute-batch-operations (recorded 400 with 0x80044331 and this text)
function refuseTooLong({ logicalName, maxLength }: UserColumn, text: string | null): void {
  if (text === null || text.length <= maxLength) return;
  throw new Refusal(
    400,
    '0x80044331',
    `A validation error occurred.  The length of the '${logicalName}' attribute of the 'systemuser' entity exceeded the maximum allowed length of '${maxLength}'.`,
  );
}

function readPayload(request: Incoming): Change[] {
  return Object.entries(readObject(request)).map(([name, given]) => readChange(name, given));
}

/** The JSON object of a write. */
export function readObject(request: Incoming): Record<string, unknown> {
  const type = header(request, 'content-type') ?? '';
  if (!/^application\/json(?:;|$)/i.test(type.trim())) {
    // Source: OData library, ODataUtils_DidNotFindMatchingMediaType (abridged); as a payload error
    // with status 400 it is assumed
    throw badPayload(
      'Microsoft.OData.ODataContentTypeException: A supported MIME type could not be found that matches the content type of the response.',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Source: OData library, JsonReader; which of its texts comes is assumed
    throw badPayload(
      'Microsoft.OData.ODataException: Invalid JSON. An unexpected token was found.',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // Source: OData library, JsonReaderExtensions_UnexpectedNodeDetected
    throw badPayload(
      "Microsoft.OData.ODataException: An unexpected node was found when reading from the JSON reader. A 'StartObject' node was expected.",
    );
  }
  return value as Record<string, unknown>;
}

function readChange(name: string, given: unknown): Change {
  const column = USER_COLUMNS.find((one) => one.logicalName === name);
  if (!TABLES.systemuser.columns[name]) {
    if (name.includes('@')) throw notPlayed(`the annotation ${name}`);
    // Source: powerapps-docs, compose-http-requests-handle-errors "invalid property" and real pastes
    throw badPayload(
      `Microsoft.Crm.CrmException: Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.systemuser'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
    );
  }
  // The real service writes some of these and passes over others.
  if (!column?.isWritable) throw notPlayed(`writing ${name}`);
  if (given !== null && typeof given !== 'string') {
    // Source: OData library, ReaderValidationUtils_CannotConvertPrimitiveValue
    throw badPayload(
      `Microsoft.OData.ODataException: Cannot convert the literal '${JSON.stringify(given)}' to the expected type 'Edm.String'.`,
    );
  }
  return { column, text: given };
}

// Source: real answers pasted in public repositories (0x80048d19, this prefix and link)
export const badPayload = (inner: string) =>
  new Refusal(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'systemusers', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : ${inner}`,
  );
