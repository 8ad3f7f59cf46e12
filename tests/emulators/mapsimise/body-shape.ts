import { header, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import { invalid } from './envelope.ts';

export type Kind = 'text' | 'text?' | 'flag' | 'guid' | 'url';
export type Shape = Readonly<Record<string, Kind>>;
export type Body = Readonly<Record<string, string | boolean | null>>;

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The members of a JSON body, each known, each there, each of its type; else the refusal. */
// Source: written contract (names, PascalCase); that unknown members are refused is assumed
export function readBody(request: Incoming, shape: Shape): { members: Body } | Reply {
  const type = (header(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // Source: ASP.NET Web API: text of its 415
  if (type !== 'application/json') {
    return jsonReply(415, {
      Message: `The request entity's media type '${type}' is not supported for this resource.`,
    });
  }
  const value = parse(request.body);
  if (value === undefined) return invalid('The body is not a JSON object.');
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shape, name)) return invalid(`Unknown member '${name}'.`);
  }
  const body: Record<string, string | boolean | null> = {};
  for (const [name, kind] of Object.entries(shape)) {
    const member = value[name];
    if (member === undefined && kind !== 'text?') return invalid(`Missing member '${name}'.`);
    if (!fits(member, kind)) return invalid(`Member '${name}' is not a valid ${wordFor(kind)}.`);
    body[name] = typeof member === 'string' || typeof member === 'boolean' ? member : null;
  }
  return { members: body };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fits(value: unknown, kind: Kind): boolean {
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'text?' && (value === undefined || value === null)) return true;
  if (typeof value !== 'string' || value.trim() === '' || value.length > 2000) return false;
  if (kind === 'guid') return GUID.test(value);
  return kind !== 'url' || isOrganisationUrl(value);
}

function isOrganisationUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.search === '' && url.hash === '';
}

function wordFor(kind: Kind): string {
  return { text: 'String', 'text?': 'String', flag: 'Boolean', guid: 'Guid', url: 'https URL' }[
    kind
  ];
}

/** A member that its shape has made sure of. */
export function textOf(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
