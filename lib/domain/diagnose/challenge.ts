import type { Failure } from '../failure.ts';
import { isGuid } from '../guid.ts';
import { type Answer, diagnoseNotJson, says } from '../reply.ts';
import { bad, good, type Result } from '../result.ts';

const LONGEST_HEADER = 8_192;

/** What an organisation says about its sign-in: the tenant, and the address it knows itself by. */
export type Challenge = { tenantId: string; authorityHost: string; resource?: string };

/**
 * Reads the 401 that a Dataverse organisation answers to a request without a token.
 *
 * Takes   answer          of `GET <org>/api/data/v9.2/WhoAmI` without Authorization
 *         authorityHosts  the sign-in hosts of this organisation's cloud; nothing else is believed
 * Gives   the tenant id; the authority's host is only ever compared, never called
 * Fails   'org/not-here' · 'org/no-challenge' · 'org/authority-untrusted' · 'org/unavailable' · 'net/web-page' · 'net/web-page'
 * Source  microsoft/PowerPlatform-DataverseServiceClient, AuthorityResolver.cs
 */
export function parseChallenge(
  answer: Answer,
  authorityHosts: readonly string[],
): Result<Challenge, Failure> {
  const { host } = answer;
  if (answer.status === 404 || answer.status === 400)
    return bad({ code: 'org/not-here', host, service: says(answer) });
  if (answer.status === 429) return bad({ code: 'org/busy', host, service: says(answer) });
  if (answer.status >= 500) return bad({ code: 'org/unavailable', host, service: says(answer) });
  const none = bad<Failure>({
    code: 'org/no-challenge',
    host,
    ...(answer.status === 401 && { asksTenant: true }),
    service: says(answer),
  });
  // A server of Microsoft's would refuse: whoever answers "fine" to a stranger is somebody else.
  if (answer.status < 400) {
    const failure = diagnoseNotJson(answer);
    return failure.code === 'net/web-page' ? bad(failure) : none;
  }
  const header = answer.headers.wwwAuthenticate ?? '';
  if (answer.status !== 401 || header.length > LONGEST_HEADER) return none;
  const read = bearersOf(header).map((bearer) => readBearer(bearer, authorityHosts));
  return read.find((one) => one?.ok) ?? read.find((one) => one !== undefined) ?? none;
}

/** Several challenges may stand in one header joined by ", ": cut before each scheme, not at commas. */
function bearersOf(header: string): string[] {
  return header
    .split(/(?<=^|[\s,])(?=(?:Bearer|Negotiate|NTLM|Basic)(?:[\s,]|$))/i)
    .filter((part) => /^Bearer\s/i.test(part));
}

/** Undefined where it names no tenant of its own; a failure where it names a foreign sign-in host. */
function readBearer(
  bearer: string,
  hosts: readonly string[],
): Result<Challenge, Failure> | undefined {
  const authority = parameterOf(bearer, 'authorization_uri');
  const resource = parameterOf(bearer, 'resource_id');
  const url = authority && URL.canParse(authority) ? new URL(authority) : undefined;
  if (!url) return undefined;
  const isTrusted =
    url.protocol === 'https:' && url.port === '' && url.username === '' && hosts.includes(url.host);
  if (!isTrusted)
    return bad({ code: 'org/authority-untrusted', authority: url.host.slice(0, 100) });
  const tenantId = url.pathname.split('/')[1];
  if (!isGuid(tenantId)) return undefined;
  return good({
    tenantId: tenantId.toLowerCase(),
    authorityHost: url.host,
    ...(resource && URL.canParse(resource) && { resource: new URL(resource).origin }),
  });
}

/** One parameter of a challenge: keys in any case, values bare or quoted. */
function parameterOf(bearer: string, key: string): string | undefined {
  for (const part of bearer.slice('Bearer'.length).split(',')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim().toLowerCase() !== key) continue;
    return part
      .slice(at + 1)
      .trim()
      .replace(/^"|"$/g, '');
  }
  return undefined;
}
