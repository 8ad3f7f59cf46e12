import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readXml } from '../../../../lib/clients/adfs/soap-xml.ts';
import { escapeXml, isXmlText } from '../../../../lib/clients/adfs/xml-write.ts';

vi.setConfig({ testTimeout: 30_000 });

const HARD = [
  `]]></o:Password><x>&"'`,
  '&amp;&#65;&lt;',
  '  blanks around  ',
  '\ttab\nline\r\nend\r',
  'Zürich €😀 ñ 中文',
  '<![CDATA[x]]>',
  '<!-- x -->',
  '\u00a0\u2028\u0085',
  ' ',
];

describe('a value written into XML is read back as it was', () => {
  it.each(HARD)('%j', (value) => {
    const written = `<a b="${escapeXml(value)}">${escapeXml(value)}</a>`;
    const read = readXml(written);
    if (!read.ok) throw new Error(read.failure);
    expect(read.value.root.text).toBe(value);
    expect(read.value.root.attributes.get('b')).toBe(value);
    // Another reader than ours agrees.
    const other = new DOMParser().parseFromString(written, 'text/xml').documentElement;
    expect(other?.textContent).toBe(value);
    expect(other?.getAttribute('b')).toBe(value);
  });

  it('whatever XML can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        fc.pre(isXmlText(value));
        const read = readXml(`<a b="${escapeXml(value)}">${escapeXml(value)}</a>`);
        expect(read.ok && [read.value.root.text, read.value.root.attributes.get('b')]).toEqual([
          value,
          value,
        ]);
      }),
    );
  });
});

describe('what XML cannot carry is refused before anything is written', () => {
  it.each([
    ['a control', 'a\u0001b'],
    ['a NUL', '\u0000'],
    ['an escape', '\u001b[31m'],
    ['half a pair', 'a\ud800b'],
    ['the other half', '\udc00'],
    ['a non-character', '\uffff'],
    ['another', '\ufffe'],
  ])('%s', (_what, value) => {
    expect(isXmlText(value)).toBe(false);
    expect(() => escapeXml(value)).toThrow('cannot stand in XML');
  });
});
