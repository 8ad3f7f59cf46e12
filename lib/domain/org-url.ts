import { placeOfMaker } from './maker-url.ts';
import { checkHost } from './org-url-host.ts';
import { findImitated } from './org-url-lookalike.ts';
import { placeOfOrg, unproxied } from './org-url-microsoft.ts';
import { placeOnPremises } from './org-url-onprem.ts';
import { readUrlText } from './org-url-text.ts';
import { bad, type Result } from './result.ts';

declare const brand: unique symbol;
/** An https URL of one organisation, normalised: no trailing slash, userinfo, query or fragment. Only `parseOrgUrl` makes one. */
export type OrgUrl = string & { readonly [brand]: 'OrgUrl' };

/**
 * Where a URL leads. `host` has the port in it where that is not 443, as in `URL.host`.
 * On-premises is only a candidate: nothing is sent there before the person confirmed the host.
 * A maker's URL knows an environment but no organisation: it is never a token audience nor a base to fetch from.
 */
export type Place =
  | { kind: 'dataverse'; url: OrgUrl; host: string }
  | { kind: 'onprem'; url: OrgUrl; host: string; org?: string }
  | { kind: 'maker'; url: string; environmentId: string; tenantId?: string };

/** Why a text is not taken for the URL of an organisation. */
export type UrlRefusal =
  | 'not-a-string'
  | 'too-long'
  | 'empty'
  | 'non-ascii-or-control'
  | 'forbidden-char'
  | 'scheme'
  | 'no-scheme-form'
  | 'unparseable'
  | 'userinfo'
  | 'pct-in-host'
  | 'trailing-dot'
  | 'ip-literal'
  | 'bad-label'
  | 'loopback-or-metadata'
  | 'single-label-no-scheme'
  | 'no-registrable-domain'
  | 'maker-no-environment'
  | 'maker-port-or-http'
  | 'ms-host-not-an-org'
  | 'ms-reserved-or-bad-org'
  | 'ms-port'
  | 'lookalike'
  | 'ms-host-in-path'
  | 'adfs-page'
  | 'http-onprem'
  | 'bad-port'
  | 'path-traversal'
  | 'bad-onprem-org';

/** A refusal before it is told: `candidate` may be what was meant, and is offered only if it is accepted itself. */
export type Refused = { reason: UrlRefusal; host?: string; candidate?: string };

/**
 * Says which organisation or environment a pasted or visited URL belongs to.
 *
 * Takes   input  anything; from a message it may be no string at all
 * Gives   the place, normalised; giving its URL back in gives the same place
 * Fails   with the reason, the host where there is one, and the URL that was probably meant; never throws
 * Source  the rules, in this order, are those of the project's security notes, "Org URL parser"
 */
export function parseOrgUrl(
  input: unknown,
): Result<Place, { reason: UrlRefusal; host?: string; suggestion?: string }> {
  const judged = judgeUrl(input);
  if (judged.ok) return judged;
  const { reason, host, candidate } = judged.failure;
  const meant = judgeUrl(candidate);
  return bad({ reason, ...(host && { host }), ...(meant.ok && { suggestion: meant.value.url }) });
}

/** Text, then name, then Microsoft's own hosts, then those that pretend to be, and what is left is on-premises. */
function judgeUrl(input: unknown): Result<Place, Refused> {
  const read = readUrlText(input);
  if (!read.ok) return read;
  const refusal = checkHost(read.value);
  if (refusal) return bad(refusal);
  const url = unproxied(read.value);
  const { host } = url;
  const place = placeOfMaker(url) ?? placeOfOrg(url);
  if (place) return place;
  const imitated = findImitated(host);
  if (imitated) {
    const org = host.split('.').slice(0, -2).join('.');
    return bad({ reason: 'lookalike', host, candidate: `https://${org}.${imitated}` });
  }
  return placeOnPremises(url);
}

/**
 * The match pattern that asks the browser for exactly this origin. Match patterns have no port in Firefox, and
 * without one they stand for every port. Source: MDN, WebExtensions "Match patterns", host.
 */
export function permissionPattern(url: OrgUrl): string {
  return `https://${new URL(url).hostname}/*`;
}
