import type { XmlRefusal } from '../../domain/ifd-failure.ts';

const DEEPEST = 64;
const MOST_NODES = 20_000;
const MOST_ATTRIBUTES = 64;
const LONGEST_TAG = 32_768;
const LONGEST_NAME = 256;
const PROLOG = /^<\?xml\s[^?<>]{0,200}\?>/;

/**
 * Looks through a text before any parser sees it: bounds that a genuine document keeps, and nothing of XML that can
 * define or fetch something. One pass, no recursion, linear in the length.
 *
 * Gives   why it is refused; undefined when it may be parsed
 * Source  security notes 4.3: no DOCTYPE, no entity, no instruction but the prolog; depth 64, 20,000 nodes
 */
export function refuseXml(text: string, longest: number): XmlRefusal | undefined {
  if (text.length > longest) return 'too-large';
  // The decoder puts U+FFFD where the bytes were no UTF-8; a NUL is what UTF-16 leaves.
  if (text.includes('\ufffd') || text.includes('\0')) return 'encoding';
  const prolog = PROLOG.exec(text)?.[0] ?? '';
  const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(prolog)?.[1] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') return 'encoding';
  if (!/^\s*</.test(text.slice(prolog.length, prolog.length + 1_000))) return 'not-xml';
  if (/^\s*<(?:!doctype\s+)?html/i.test(text.slice(prolog.length, prolog.length + 1_000)))
    return 'not-xml';
  return scan(text, prolog.length);
}

function scan(text: string, from: number): XmlRefusal | undefined {
  let depth = 0;
  let nodes = 0;
  for (let at = from; ; ) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (++nodes > MOST_NODES) return 'too-many-nodes';
    const next = text[start + 1];
    if (next === '?') return 'instruction';
    if (next === '!') {
      const end = endOfMarkup(text, start);
      if (typeof end !== 'number') return end;
      at = end;
      continue;
    }
    const tag = readTag(text, start);
    if (typeof tag === 'string') return tag;
    at = tag.end;
    depth += next === '/' ? -1 : tag.isEmpty ? 0 : 1;
    if (depth > DEEPEST) return 'too-deep';
  }
  return countOf(text, '&') > MOST_NODES ? 'too-many-nodes' : undefined;
}

/** A comment or a CDATA section; whatever else begins `<!` defines something. */
function endOfMarkup(text: string, start: number): number | XmlRefusal {
  const closing = text.startsWith('<!--', start)
    ? '-->'
    : text.startsWith('<![CDATA[', start)
      ? ']]>'
      : undefined;
  if (!closing) return 'doctype';
  const end = text.indexOf(closing, start + 4);
  return end < 0 ? 'not-well-formed' : end + closing.length;
}

/** Where a tag ends: at the first `>` that stands in no quotes. */
function readTag(text: string, start: number): { end: number; isEmpty: boolean } | XmlRefusal {
  let quote = '';
  let attributes = 0;
  let hasName = false;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (at - start > LONGEST_TAG) return 'too-large';
    if (quote !== '') {
      if (char === quote) quote = '';
      continue;
    }
    if (char === '>') return { end: at + 1, isEmpty: text[at - 1] === '/' };
    if (char === '"' || char === "'") quote = char;
    else if (char === '=' && ++attributes > MOST_ATTRIBUTES) return 'too-many-attributes';
    hasName ||= /[\s/]/.test(char) && at > start + 1;
    if (!hasName && at - start > LONGEST_NAME) return 'too-large';
  }
  return 'not-well-formed';
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count++;
  return count;
}
