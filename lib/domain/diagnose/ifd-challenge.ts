import type { Answer, Reply } from '../reply.ts';

const LONGEST_HEADER = 8_192;

/**
 * How a company's own server wants people to sign in, as far as its Web API tells a stranger.
 *
 *   oauth      Bearer authorization_uri=…   takes OAuth, and user name and password through WS-Trust as well
 *   ws-trust   Bearer redirect_uri=…        an older one: no OAuth
 *   windows    Negotiate, NTLM              Windows sign-in, and nothing else said
 *   page       a redirect or a web page     claims, without OAuth
 *   open       anything else: the service description will tell
 */
export type IfdChallenge =
  | { kind: 'oauth'; authority: string }
  | { kind: 'ws-trust' }
  | { kind: 'windows' }
  | { kind: 'page' }
  | { kind: 'open' };

/**
 * Reads the answer to a Web API request without a sign-in.
 *
 * Gives   the kind; undefined where the server did not answer the question at all (no answer, 404, 5xx)
 * Source  DataverseServiceClient AuthorityResolver.cs; several challenges may be joined by ", " in one header
 */
export function readIfdChallenge(reply: Reply): IfdChallenge | undefined {
  if (reply.kind === 'redirect') return { kind: 'page' };
  if (reply.kind !== 'answer' || isElsewhere(reply)) return undefined;
  if (reply.status < 400)
    return isPage(reply) ? { kind: 'page' } : reply.status < 300 ? { kind: 'open' } : undefined;
  const header = reply.headers.wwwAuthenticate ?? '';
  if (header.length > LONGEST_HEADER) return { kind: 'open' };
  const parts = challengesOf(header);
  const bearers = parts.filter(({ scheme }) => scheme === 'bearer');
  const authority = bearers.map((one) => hostIn(one.rest, 'authorization_uri')).find(Boolean);
  if (authority) return { kind: 'oauth', authority };
  if (bearers.length > 0) return { kind: 'ws-trust' };
  if (parts.some(({ scheme }) => scheme === 'negotiate' || scheme === 'ntlm'))
    return { kind: 'windows' };
  return isPage(reply) ? { kind: 'page' } : { kind: 'open' };
}

/** Does the answer say that this version of the Web API is not there? The next older one is asked then. */
export const isElsewhere = ({ status }: Answer) =>
  status === 404 || status === 501 || status === 400;

/** Is it a page for people, and no answer for programs? */
export const isPage = ({ headers, text }: Answer) =>
  /html/i.test(headers.contentType ?? '') || /^\s*<(?:!doctype\s+html|html)/i.test(text);

/** Does the server name Windows sign-in, and no other? */
export function wantsWindows({ status, headers }: Answer): boolean {
  const schemes = challengesOf((headers.wwwAuthenticate ?? '').slice(0, LONGEST_HEADER));
  return (
    status === 401 &&
    schemes.some(({ scheme }) => scheme === 'negotiate' || scheme === 'ntlm') &&
    !schemes.some(({ scheme }) => scheme === 'bearer')
  );
}

/** Cut before each scheme, not at commas: parameters are joined by commas as well. */
function challengesOf(header: string): { scheme: string; rest: string }[] {
  return header
    .split(/(?<=^|[\s,])(?=(?:Bearer|Negotiate|NTLM|Basic|Digest)(?:[\s,]|$))/i)
    .map((part) => /^([A-Za-z]+)(?:[\s,]|$)/.exec(part))
    .flatMap((found) =>
      found
        ? [{ scheme: (found[1] ?? '').toLowerCase(), rest: found.input.slice(found[0].length) }]
        : [],
    );
}

/** The host of one parameter, to be shown and compared; nothing is ever sent to where a header points. */
function hostIn(parameters: string, key: string): string | undefined {
  for (const part of parameters.split(',')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim().toLowerCase() !== key) continue;
    const value = part
      .slice(at + 1)
      .trim()
      .replace(/^"|"$/g, '');
    return URL.canParse(value) && value.startsWith('https:')
      ? new URL(value).host.slice(0, 100)
      : undefined;
  }
  return undefined;
}
