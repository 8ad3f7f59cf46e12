const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A reader makes one line end of these, and blanks of them in an attribute, unless they come as numbers.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  // So do readers of XML 1.1 with these.
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
};

/** Can XML 1.0 carry this text? Controls and half surrogate pairs it cannot, in no spelling. Source: XML 1.0, 2.2 Char. */
export const isXmlText = (text: string) => !FORBIDDEN.test(text);

/**
 * The one way in which a value gets into XML, as text or in an attribute: whoever reads it back has the same
 * characters. What XML cannot carry must have been refused before; here it would be a bug of ours.
 */
export function escapeXml(text: string): string {
  if (!isXmlText(text)) throw new Error('This text cannot stand in XML.');
  return text.replace(/[&<>"'\t\n\r\u0085\u2028]/g, (char) => REFERENCES[char] ?? '');
}
