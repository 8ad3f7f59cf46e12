/**
 * What can be said about a user name or password before any call, without repeating it. `blocks` is true only where the
 * text cannot be sent at all; everything else is advice, and AD FS decides. No letter of any script is remarked on.
 */
export type AccountAdvice =
  | { code: 'username/empty'; blocks: true }
  | { code: 'username/unsendable'; blocks: true }
  | { code: 'username/spaces-around'; blocks: false }
  | { code: 'username/slash'; blocks: false }
  | { code: 'username/no-domain'; blocks: false }
  | { code: 'password/empty'; blocks: true }
  | { code: 'password/unsendable'; blocks: true }
  | { code: 'password/spaces-around'; blocks: false }
  | { code: 'password/masked'; blocks: false };

/** Control characters, half surrogate pairs and the two non-characters. Source: XML 1.0, production Char. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is to find
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** `DOMAIN\user`, with a NetBIOS or DNS name of the domain. */
const DOWN_LEVEL = /^[^\\/@\s]{1,255}\\[^\\/@]+$/;
/** A user principal name. Source: Microsoft Learn, "User name formats". */
const PRINCIPAL = /^[^\\/@]+@[^\\/@\s]+$/;
const DOTS = /^[*•●]{4,}$/;

/** Advice on Username / Email: `DOMAIN\user` or `user@company.example`. */
export function checkUsername(text: string): AccountAdvice | undefined {
  const name = text.trim();
  if (name === '') return { code: 'username/empty', blocks: true };
  if (NOT_IN_XML.test(text)) return { code: 'username/unsendable', blocks: true };
  if (name !== text) return { code: 'username/spaces-around', blocks: false };
  if (/^[^\\/@\s]+\/[^\\/@]+$/.test(name)) return { code: 'username/slash', blocks: false };
  if (DOWN_LEVEL.test(name) || PRINCIPAL.test(name)) return undefined;
  return { code: 'username/no-domain', blocks: false };
}

/** Advice on a Password. Any text may be one, blanks and all, but not what XML cannot carry. */
export function checkPassword(text: string): AccountAdvice | undefined {
  if (text === '') return { code: 'password/empty', blocks: true };
  if (NOT_IN_XML.test(text)) return { code: 'password/unsendable', blocks: true };
  if (DOTS.test(text)) return { code: 'password/masked', blocks: false };
  if (text !== text.trim()) return { code: 'password/spaces-around', blocks: false };
  return undefined;
}
