import type { Refused } from './org-url.ts';
import { bad, good, type Result } from './result.ts';

/** A URL cut into its parts, host in lower case, nothing judged but the text. */
export type UrlParts = {
  scheme: 'http' | 'https' | undefined;
  host: string;
  /** Undefined where it is the scheme's own. */
  port: number | undefined;
  /** From the first slash up to the query, as written. */
  path: string;
  /** Query and fragment, as written. */
  tail: string;
};

const LONGEST = 2_048;
/** Invisible or direction-changing: soft hyphen, zero-width, bidi controls, BOM. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

const CURLY = /^[“”„«»‘’]|[“”«»‘’]$/g;

/**
 * Cuts a text into the parts of a URL without ever letting a URL parser repair it: what parsers read in different
 * ways (backslashes, missing slashes, userinfo, escapes in the host) is refused. The length is checked before all.
 */
export function readUrlText(input: unknown): Result<UrlParts, Refused> {
  if (typeof input !== 'string') return bad({ reason: 'not-a-string' });
  if (input.length > LONGEST) return bad({ reason: 'too-long' });
  const text = input.replace(/^[\t\n\f\r ]+/, '').replace(/(?<![\t\n\f\r ])[\t\n\f\r ]+$/, '');
  if (text === '') return bad({ reason: 'empty' });
  if (/[^!-~]/.test(text)) {
    return bad({
      reason: 'non-ascii-or-control',
      candidate: addressIn(text) ?? text.replace(UNSEEN, '').replace(CURLY, '').trim(),
    });
  }
  if (/["<>\\^`{|}]/.test(text)) {
    return bad({ reason: 'forbidden-char', candidate: text.replace(/^["'<`]+|["'>`]$/g, '') });
  }
  const cut = cutScheme(text);
  return cut.ok ? cutAuthority(cut.value.scheme, cut.value.rest) : cut;
}

/** A name copied along with its address, such as "Contoso (contoso.crm4.dynamics.com)": the one address in it, if there is one. */
function addressIn(text: string): string | undefined {
  if (!/\s/.test(text)) return undefined;
  const words = text.split(/[\s()<>[\]"'“”,;]+/);
  const [only, second] = words.filter((word) =>
    /^(?:https:\/\/)?[\w-]+(?:\.[\w-]+){2,}(?:[:/]|$)/i.test(word),
  );
  return second === undefined ? only : undefined;
}

/** `host:443` is not a scheme, `https:host` and `https://https://host` are not URLs. */
function cutScheme(text: string): Result<{ scheme: UrlParts['scheme']; rest: string }, Refused> {
  if (/^[/?#]/.test(text)) {
    return bad({ reason: 'no-scheme-form', candidate: text.replace(/^\/*/, 'https://') });
  }
  const web = /^(https?):\/\/(?=[^/])(?!https?:)/i.exec(text);
  if (web) {
    const scheme = web[1]?.toLowerCase() === 'http' ? 'http' : 'https';
    return good({ scheme, rest: text.slice(web[0].length) });
  }
  if (!/^(?:https?:|[a-z][a-z0-9+.-]*:(?!\d*$|\d+[/?#]))/i.test(text)) {
    return good({ scheme: undefined, rest: text });
  }
  // A label may have been copied along: "URL:https://…".
  const bare = text.replace(/^[a-z]+:(?=https:\/\/)/i, '');
  const meant = bare.replace(/^(?:view-source:)?(?:ht{1,3}ps?:\/*)+/i, 'https://');
  return bad({ reason: 'scheme', candidate: meant });
}

function cutAuthority(scheme: UrlParts['scheme'], rest: string): Result<UrlParts, Refused> {
  const end = rest.search(/[/?#]|$/);
  const authority = rest.slice(0, end);
  if (authority.includes('@')) return bad({ reason: 'userinfo' });
  if (authority.includes('%')) return bad({ reason: 'pct-in-host' });
  if (authority.startsWith('[')) return bad({ reason: 'ip-literal' });
  const colon = `${authority}:`.indexOf(':');
  const host = authority.slice(0, colon).toLowerCase();
  const digits = authority.slice(colon + 1);
  const port = Number(digits);
  if (host === '' || /\D/.test(digits) || port > 65_535) return bad({ reason: 'unparseable' });
  const isOwnPort = digits === '' || port === 443 || (port === 80 && scheme === 'http');
  const path = rest.slice(end);
  const pathEnd = path.search(/[?#]|$/);
  return good({
    scheme,
    host,
    port: isOwnPort ? undefined : port,
    path: path.slice(0, pathEnd),
    tail: path.slice(pathEnd),
  });
}

/** `.` or `..` as a segment, escaped or not: servers and parsers walk these differently. */
export function hasDotSegment(path: string): boolean {
  return path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}
