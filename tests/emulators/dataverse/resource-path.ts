import type { Arguments } from './functions.ts';
import type { Options } from './query-options.ts';
import { badQuery, noSegment } from './refusal.ts';

export type Segment = { name: string; inner: string | undefined };

/** `systemusers(<id>)/Microsoft.Dynamics.CRM.X(A=@p)` cut at its slashes. */
export function readSegments(path: string): Segment[] {
  let text: string;
  try {
    text = decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw badQuery('The request URI is not valid.');
  }
  return text.split('/').map((part) => {
    const shape = /^([\w.$]+)(?:\((.*)\))?$/.exec(part);
    if (!shape?.[1]) throw noSegment(part);
    return { name: shape[1], inner: shape[2] };
  });
}

export const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The key of `set(key)`: a bare GUID, or `column=GUID`. */
// Source: Microsoft Learn, retrieve-entity-using-web-api; a quoted GUID is refused
export function readKey(inner: string, key: string): string {
  const text = inner.startsWith(`${key}=`) ? inner.slice(key.length + 1) : inner;
  if (GUID.test(text)) return text.toLowerCase();
  // Source: OData library, BadRequest_KeyMismatch / key syntax; wording as pasted
  throw badQuery(`Error in query syntax.`);
}

/** `Name=value,Other=@p`, aliases looked up among the query options. */
// Source: Microsoft Learn, use-web-api-functions: inline values or parameter aliases
export function readArguments(inner: string | undefined, options: Options): Arguments {
  const found = new Map<string, string>();
  if (inner === undefined || inner === '') return found;
  for (const part of inner.match(/(?:'(?:[^']|'')*'|\[[^\]]*\]|[^,])+/g) ?? []) {
    const at = part.indexOf('=');
    if (at < 1) throw badQuery('Error in query syntax.');
    const value = part.slice(at + 1).trim();
    const given = value.startsWith('@') ? options.get(value) : value;
    // An alias that is not given counts as null (OData 4.0 part 1, 11.2.5.1), so as not there.
    if (given !== undefined) found.set(part.slice(0, at).trim(), given);
  }
  return found;
}
