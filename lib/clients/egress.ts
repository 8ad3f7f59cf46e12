import { CLOUDS } from '../domain/cloud.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { Reply } from '../domain/reply.ts';
import { type BoundedRequest, boundedFetch } from './bounded-fetch.ts';

/** What a request is for. Each purpose has its own hosts, and none may reach another's. */
export type Purpose =
  | { for: 'dataverse'; org: OrgUrl }
  /** The same organisation, thousands of rows at once: nothing else may be that large. */
  | { for: 'dataverse-pages'; org: OrgUrl }
  | { for: 'token' }
  /** Which tenant a domain belongs to: asked of the same hosts, with nothing but the domain. */
  | { for: 'tenant' }
  /** Microsoft's directories of applications and of environments: one host of the table of clouds each. */
  | { for: 'graph' | 'discovery' | 'bap'; host: string }
  /** A company's own organisation, at its own port where it has one. */
  | { for: 'onprem'; org: OrgUrl }
  /** The AD FS to which the person allowed the password to go: exactly this origin. */
  | { for: 'sts'; origin: string }
  | { for: 'mapsimise'; apiBase: string };

export type Ask = {
  purpose: Purpose;
  url: string;
  method?: BoundedRequest['method'];
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** More than the usual megabyte, where a description or a page of many rows may be that large. */
  capBytes?: number;
  /** Values that must never stand in a URL. */
  secrets?: readonly string[];
};
export type Send = (ask: Ask) => Promise<Reply>;

/** Chrome ends a worker whose fetch gives no answer for 30 s; every request of ours has ended before. */
export const LONGEST_WAIT_MS = 20_000;
export const LARGEST_BODY_BYTES = 1_048_576;
/** No server may make us read more, whatever was asked for. */
const LARGEST_CAP_BYTES = 2 * LARGEST_BODY_BYTES;
/**
 * The most of one page of rows. 5,000 users with some fifty text columns are 3 to 8 MB, most of it the names of empty
 * columns; twice that is no page of users. Two are in memory at once: the one that is compared, and the next.
 */
export const LARGEST_PAGE_BYTES = 16 * LARGEST_BODY_BYTES;

/**
 * The gate before the network: a request leaves only for a host that its purpose allows, over https, with no
 * secret in its URL and no ambient cookie. Everything else is answered `not-allowed` and no byte is sent.
 */
export const send: Send = async (ask) => {
  const { url, purpose } = ask;
  if (!isAllowed(purpose, url) || hasSecret(url, ask.secrets))
    return { kind: 'not-allowed', host: URL.canParse(url) ? new URL(url).host : '' };
  return boundedFetch({
    url,
    method: ask.method ?? 'GET',
    headers: ask.headers ?? {},
    body: ask.body,
    credentials: 'omit',
    timeoutMs: Math.min(ask.timeoutMs ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS),
    capBytes: Math.min(
      ask.capBytes ?? LARGEST_BODY_BYTES,
      purpose.for === 'dataverse-pages' ? LARGEST_PAGE_BYTES : LARGEST_CAP_BYTES,
    ),
    signal: ask.signal,
  });
};

/** May a request for this purpose go to this URL? */
export function isAllowed(purpose: Purpose, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  switch (purpose.for) {
    case 'dataverse':
    case 'dataverse-pages':
    case 'onprem':
      return url.origin === new URL(purpose.org).origin;
    case 'sts':
      return url.origin === purpose.origin;
    case 'token':
      return isSignIn(url) && url.pathname.endsWith(TOKEN_PATH);
    case 'tenant':
      return isSignIn(url) && url.pathname.endsWith(TENANT_PATH) && url.search === '';
    case 'graph':
    case 'discovery':
    case 'bap':
      return url.host === purpose.host && HOSTS[purpose.for].has(url.host);
    case 'mapsimise':
      return isMapsimiseApi(url) && url.origin === new URL(purpose.apiBase).origin;
  }
}

export const TOKEN_PATH = '/oauth2/v2.0/token';
export const TENANT_PATH = '/v2.0/.well-known/openid-configuration';
const TOKEN_HOSTS = new Set(CLOUDS.map((cloud) => cloud.authorityHosts[0]));
const isSignIn = (url: URL) => TOKEN_HOSTS.has(url.host);
const HOSTS = {
  graph: new Set(CLOUDS.map((cloud) => cloud.graphHost)),
  discovery: new Set(CLOUDS.map((cloud) => cloud.discoveryHost)),
  bap: new Set(CLOUDS.map((cloud) => cloud.bapHost)),
};

/** Source: product facts, the public REST API is `https://api.<region>.mapsimise.com`. */
function isMapsimiseApi(url: URL): boolean {
  return /^api\.[a-z0-9-]{1,40}\.mapsimise\.com$/.test(url.host);
}

function hasSecret(url: string, secrets?: readonly string[]): boolean {
  const readings = readingsOf(url);
  const isRead = (secret: string) => readings.some((text) => text.includes(secret.toWellFormed()));
  return secrets?.some((secret) => secret.length > 3 && isRead(secret)) ?? false;
}

/** A URL as it was given and as the browser sends it, also with "+" for a blank, its escapes undone up to twice. */
function readingsOf(url: string): string[] {
  const written = [url, new URL(url).href].flatMap((text) => [text, text.replaceAll('+', ' ')]);
  const once = written.map(unescapePercent);
  return [...written, ...once, ...once.map(unescapePercent)];
}

/** Byte by byte, since escapes that are no UTF-8 must not hide those beside them. */
function unescapePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run.slice(1).split('%');
    return UTF_8.decode(Uint8Array.from(bytes, (hex) => Number.parseInt(hex, 16)));
  });
}
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });
