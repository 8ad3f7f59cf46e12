/** What came along with a value when it was copied. */
export type PastedAlong = 'quotes' | 'spaces' | 'newline' | 'label' | 'invisible';

/** Nothing this long is one of these values; it is left alone, so that no paste can keep us busy. */
const LONGEST = 1_024;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const QUOTE_PAIRS = ['""', "''", '``', '“”', '„“', '‘’', '«»'];

/**
 * The words that portals, scripts and settings files put before these values; English, German and French.
 * Source: Entra admin centre, App registrations: Overview, Certificates & secrets; .env and JSON customs.
 */
const LABEL = new RegExp(
  `^["']?(?:${[
    'application \\(client\\) id',
    '(?:client|app(?:lication)?)[ _-]?id',
    '(?:client[ _-]?)?secret(?:[ _-]?(?:value|id))?',
    'value',
    'anwendungs-id(?: \\(client\\))?',
    '(?:geheimer )?clientschlüssel',
    'wert',
    "id (?:d['’]application \\(client\\)|client)",
    'secret client',
    'valeur',
  ].join('|')})["']?(?:\\s*[:=]|\\s)`,
  'i',
);

/**
 * Finds what was pasted along with a value: only around it, never inside, for a secret may contain any printable
 * character. The tidied text is for offering; nobody applies it unasked.
 *
 * Takes   text  as pasted or typed
 * Gives   the text without its wrapping, and what that was, each kind once; an untouched text gives no `removed`
 */
export function tidyPaste(text: string): { text: string; removed: PastedAlong[] } {
  if (text.length > LONGEST) return { text, removed: [] };
  const removed = new Set<PastedAlong>();
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = withoutInvisible(rest, removed);
    rest = withoutSpace(rest, removed);
    rest = withoutLabel(rest, removed);
    rest = withoutQuotes(rest, removed);
  }
  return { text: rest, removed: [...removed] };
}

function withoutInvisible(text: string, removed: Set<PastedAlong>): string {
  const seen = text.replace(INVISIBLE, '');
  if (seen !== text) removed.add('invisible');
  return seen;
}

function withoutSpace(text: string, removed: Set<PastedAlong>): string {
  const inner = text.trim();
  const start = text.indexOf(inner);
  const outer = text.slice(0, start) + text.slice(start + inner.length);
  if (/[\r\n\u2028\u2029]/.test(outer)) removed.add('newline');
  if (/[^\r\n\u2028\u2029]/.test(outer)) removed.add('spaces');
  return inner;
}

function withoutLabel(text: string, removed: Set<PastedAlong>): string {
  const label = LABEL.exec(text.slice(0, 64))?.[0];
  if (label === undefined) return text;
  removed.add('label');
  return text.slice(label.length);
}

/** A pair around the whole, `{…}` around a GUID, and the comma or semicolon that closed a line of settings. */
function withoutQuotes(text: string, removed: Set<PastedAlong>): string {
  const inner = text.replace(/(?<=["'])[,;]$/, '');
  const pair = inner.charAt(0) + inner.slice(-1);
  const isGuidInBraces = /^\{[0-9a-f-]{36}\}$/i.test(text);
  if (inner.length < 2 || !(QUOTE_PAIRS.includes(pair) || isGuidInBraces)) return text;
  removed.add('quotes');
  return inner.slice(1, -1);
}
