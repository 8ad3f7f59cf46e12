import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from '../../../lib/domain/punycode.ts';

describe('a label is read as it was written', () => {
  // Node's own writer (ICU) is the other side; the samples are of the kinds of RFC 3492, 7.1.
  it.each([
    ...['bücher', 'münchen', 'ü', 'üü', 'zürich-zürich', 'a-b-ü', 'é1é2é3', 'straßen', 'dynamicsé'],
    ...[
      '他们为什么不说中文',
      '3年b組金八先生',
      '安室奈美恵-with-super-monkeys',
      'hello-another-way-それぞれの場所',
    ],
    ...[
      'ひとつ屋根の下2',
      'majiでkoiする5秒前',
      'パフィーdeルンバ',
      '세계의모든사람들이한국어를이해한다면',
    ],
    ...['почемужеонинеговорятпорусски', 'ليهمابتكلموشعربي', '𐍈𐌰𐌽𐌰', 'a𐍈', 'ü中', '中ü', 'zz𠀀zz'],
  ])('%s', (label) => {
    const [written = ''] = domainToASCII(`${label}.test`).split('.');
    expect(written).toMatch(/^xn--/);
    expect(decodePunycode(written.slice('xn--'.length))).toBe(label.normalize('NFC'));
  });

  it.each([
    ['dn32g', '\u{10ffff}'],
    ['a-h023p', 'a\u{10ffff}'],
  ])('up to the last character there is: %s', (written, label) => {
    expect(decodePunycode(written)).toBe(label);
  });
});

describe('a broken label gives as many letters as could be read, and no error', () => {
  it.each([
    ['', ''],
    ['-', ''],
    ['-!', ''],
    ['!', ''],
    ['abc-', 'abc'],
    ['abc-!', 'abc'],
    ['abc-z', 'abc'],
    ['bcher-kva!', 'bücher'],
    // The next character would stand behind the last one there is.
    ['dn32h', ''],
    ['ab-9999999999999999a', 'ab'],
  ])('%j', (written, letters) => {
    expect(decodePunycode(written)).toBe(letters);
  });
});
