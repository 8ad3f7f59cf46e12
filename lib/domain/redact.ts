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
  let clean = text;
  for (const secret of longestFirst(secrets.filter((one) => one.length > 3 && /[&<>"']/.test(one))))
    clean = clean.replace(inMarkup(secret), '‹secret›');
  for (const form of formsOf(secrets)) clean = clean.split(form).join('‹secret›');
  clean = clean.replace(INVISIBLE, ' ').trim().slice(0, LONGEST_READ).replace(JWT, '‹token›');
  return clean.length > LONGEST_FOREIGN_TEXT
    ? `${clean.slice(0, LONGEST_FOREIGN_TEXT - 1)}…`
    : clean;
}

/** The ways in which a server may write secrets back, longest first, so that no shorter one leaves a rest. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets.filter((secret) => secret.length > 3).flatMap(spellingsOf);
  return longestFirst([...new Set(forms)]);
}

const longestFirst = (texts: string[]) => texts.sort((a, b) => b.length - a.length);

/** As it is, JSON-, form- or percent-encoded, with hexadecimal digits in either case. */
function spellingsOf(secret: string): string[] {
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const escaped = [encodeURIComponent(secret.toWellFormed()), form, form.replaceAll('+', '%20')];
  const lower = escaped.map((text) => text.replace(/%../g, (hex) => hex.toLowerCase()));
  return [secret, JSON.stringify(secret).slice(1, -1), ...escaped, ...lower];
}

const ENTITIES: Record<string, string> = {
  '&': '&(?:amp;|#38;)?',
  '<': '(?:<|&lt;|&#60;)',
  '>': '(?:>|&gt;|&#62;)',
  '"': '(?:"|&quot;|&#34;)',
  "'": "(?:'|&apos;|&#39;)",
};

/** A secret as XML and web pages write it: any of its signs by name, by number, or as it is. */
function inMarkup(secret: string): RegExp {
  const pattern = secret.replace(
    /[&<>"']|[.*+?^${}()|[\]\\/]/g,
    (sign) => ENTITIES[sign] ?? `\\${sign}`,
  );
  return new RegExp(pattern, 'g');
}
