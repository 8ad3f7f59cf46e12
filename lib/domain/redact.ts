const JWT = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g;
// Controls and bidirectional marks can make a foreign text read as something else than it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is to find
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/** Longest text of a server that a person is ever shown. */
export const LONGEST_FOREIGN_TEXT = 300;
const LONGEST_READ = 8 * LONGEST_FOREIGN_TEXT;

/**
 * Makes a server's text fit to be shown and copied: the known secrets and anything shaped like a token are
 * replaced, invisible characters become spaces, and it is cut to 300 characters.
 */
export function scrub(text: string, secrets: readonly string[] = []): string {
  // Secrets first, in the whole text: one that was cut in two would not be recognised any more.
  const clean = takeOut(secrets, text)
    .replace(INVISIBLE, ' ')
    .trim()
    .slice(0, LONGEST_READ)
    .replace(JWT, '‹token›');
  return clean.length > LONGEST_FOREIGN_TEXT
    ? `${clean.slice(0, LONGEST_FOREIGN_TEXT - 1)}…`
    : clean;
}

/** All of them at once and the longest first, so that no shorter one leaves a rest. Three characters are as good as a word. */
function takeOut(secrets: readonly string[], text: string): string {
  const forms = secrets.filter(({ length }) => length > 3).flatMap(spellingsOf);
  if (forms.length === 0) return text;
  const patterns = forms.sort((a, b) => b.length - a.length).map(inMarkup);
  return text.replace(new RegExp(patterns.join('|'), 'g'), '‹secret›');
}

/** As it is, JSON-, form- or percent-encoded, with hexadecimal digits in either case. */
function spellingsOf(secret: string): string[] {
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const escaped = [encodeURIComponent(secret.toWellFormed()), form, form.replaceAll('+', '%20')];
  const lower = escaped.map((text) => text.replace(/%../g, (hex) => hex.toLowerCase()));
  const json = [JSON.stringify(secret).slice(1, -1), inAscii(secret), inAscii(secret, true)];
  return [...new Set([secret, ...json, ...escaped, ...lower])];
}

/** JSON as .NET writes it. Source: System.Text.Json, JavaScriptEncoder.Default; in small letters OData's JSON writer. */
function inAscii(secret: string, isInCapitals = false): string {
  return secret.replace(/["&'+<>`\\]|[^ -~]/g, (sign) => {
    if ('\\\b\t\n\f\r'.includes(sign)) return JSON.stringify(sign).slice(1, -1);
    const hex = sign.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${isInCapitals ? hex.toUpperCase() : hex}`;
  });
}

const ENTITIES: Record<string, string> = {
  '&': '&(?:(?:amp|#38|#x26);)?',
  '<': '(?:<|&(?:lt|#60|#x3[cC]);)',
  '>': '(?:>|&(?:gt|#62|#x3[eE]);)',
  '"': '(?:"|&(?:quot|#34|#x22);)',
  "'": "(?:'|&(?:apos|#39|#x27);)",
};

/** A text as XML and web pages write it: any of its signs by name, by number, or as it is. */
function inMarkup(text: string): string {
  return text.replace(/[&<>"']|[.*+?^${}()|[\]\\/]/g, (sign) => ENTITIES[sign] ?? `\\${sign}`);
}
