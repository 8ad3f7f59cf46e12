import { describe, expect, it } from 'vitest';
import { readXml, type XmlElement } from '../../../../lib/clients/adfs/soap-xml.ts';
import {
  childrenOf,
  onlyPath,
  qualifiedName,
  textOf,
} from '../../../../lib/clients/adfs/xml-select.ts';

function rootOf(text: string): XmlElement {
  const read = readXml(text);
  if (!read.ok) throw new Error(read.failure);
  return read.value.root;
}
/** The name that stands as the text of an element. */
const named = (text: string, declarations = '') =>
  qualifiedName(rootOf(`<a ${declarations}>${text}</a>`));

describe('a text that is a qualified name', () => {
  it.each<[string, string, string, { ns: string; name: string }]>([
    ['with its prefix', 'p:b', 'xmlns:p="urn:x"', { ns: 'urn:x', name: 'b' }],
    ['with blanks around it', ' p:b\n', 'xmlns:p="urn:x"', { ns: 'urn:x', name: 'b' }],
    ['without a prefix', 'b', 'xmlns="urn:x"', { ns: 'urn:x', name: 'b' }],
    ['without any namespace', 'b', '', { ns: '', name: 'b' }],
    ['of 200 characters', 'b'.repeat(200), '', { ns: '', name: 'b'.repeat(200) }],
  ])('is read %s', (_what, text, declarations, name) => {
    expect(named(text, declarations)).toEqual(name);
  });

  it.each<[string, string, string]>([
    ['nothing', '', ''],
    ['blanks', '  ', ''],
    ['a prefix that is not bound', 'q:b', 'xmlns:p="urn:x"'],
    ['an empty prefix', ':b', 'xmlns="urn:x"'],
    ['a prefix alone', 'p:', 'xmlns:p="urn:x"'],
    ['two prefixes', 'p:p:b', 'xmlns:p="urn:x"'],
    ['201 characters', 'b'.repeat(201), ''],
    ['an element in it', 'b<c/>', ''],
  ])('is none with %s', (_what, text, declarations) => {
    expect(named(text, declarations)).toBeUndefined();
  });
});

it('of an element that is not there, nothing is found', () => {
  expect(childrenOf(undefined, '', 'b')).toEqual([]);
  expect(onlyPath(undefined, '', 'b', 'c')).toBeUndefined();
  expect(onlyPath(rootOf('<a><b/></a>'), '', 'b', 'c', 'd')).toBeUndefined();
  expect(textOf(undefined)).toBeUndefined();
  expect(qualifiedName(undefined)).toBeUndefined();
});

it('the way to an element leads over only children', () => {
  expect(textOf(onlyPath(rootOf('<a><b><c> 1 </c></b></a>'), '', 'b', 'c'))).toBe('1');
  expect(onlyPath(rootOf('<a><b><c/></b><b/></a>'), '', 'b', 'c')).toBeUndefined();
});
