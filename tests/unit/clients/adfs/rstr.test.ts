import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readRstr } from '../../../../lib/clients/adfs/rstr.ts';
import { readXml } from '../../../../lib/clients/adfs/soap-xml.ts';
import { REAL_RSTR, sample } from './sample.ts';

// The machine may be busy with other tests; what is measured measures itself.
vi.setConfig({ testTimeout: 30_000 });

const NOW = Date.parse('2014-11-18T19:46:20Z');
const MESSAGE_ID = 'f07eb8c1-cda5-4998-a38d-94f95be07204';
const HOUR = 3_600_000;

function read(text: string, messageId: string | undefined = MESSAGE_ID) {
  const document = readXml(text);
  return document.ok ? readRstr(document.value, messageId, NOW) : document;
}
const edited = (...edits: [string | RegExp, string][]) =>
  edits.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`nothing to edit: ${from}`);
    return next;
  }, REAL_RSTR);
const lifetime = (created: string, expires: string) =>
  edited([
    /<trust:Lifetime>[\s\S]*<\/trust:Lifetime>/,
    `<trust:Lifetime xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">${created && `<u:Created>${created}</u:Created>`}${expires && `<u:Expires>${expires}</u:Expires>`}</trust:Lifetime>`,
  ]);
const block = (name: string) =>
  new RegExp(`<trust:${name}>[\\s\\S]*</trust:${name}>`).exec(REAL_RSTR)?.[0] ?? '';
const without = (name: string) => edited([block(name), '']);
const twice = (name: string) => edited([block(name), block(name) + block(name)]);

describe('a real answer of AD FS', () => {
  it('gives the token to the byte, its key and how to refer to it', () => {
    const token = read(REAL_RSTR);
    if (!token.ok) throw new Error(JSON.stringify(token.failure));
    const { assertion, assertionId, proofKey, createdAtMs, expiresAtMs } = token.value;
    expect(REAL_RSTR).toContain(assertion);
    expect(assertion.startsWith('<xenc:EncryptedData ')).toBe(true);
    expect(assertion.endsWith('</xenc:EncryptedData>')).toBe(true);
    expect(assertionId).toBe('_ed121435-64ea-45b0-9b15-e5769afdb746');
    expect(Buffer.from(proofKey).toString('base64')).toBe(
      'XZwQpJKfAy00NNWU1RwdtDpVyW/nfabuCq4H38GgKrM=',
    );
    expect(createdAtMs).toBe(Date.parse('2014-11-18T19:46:16.542Z'));
    expect(expiresAtMs).toBe(NOW + 8 * HOUR);
  });

  it('keeps line ends, references and comments of the token as they came', () => {
    const odd = '<!-- c -->\r\n&#x41;<![CDATA[B]]>\r';
    const token = read(edited(['<xenc:CipherValue>GcCk', `<xenc:CipherValue>${odd}GcCk`]));
    expect(token.ok && token.value.assertion).toContain(`<xenc:CipherValue>${odd}GcCk`);
  });

  it('cut off at any byte gives no token', () => {
    for (let at = 0; at < REAL_RSTR.length; at++)
      expect(read(REAL_RSTR.slice(0, at)).ok, `cut at ${at}`).toBe(false);
  });

  it('with a part taken out anywhere gives no token of another make', () => {
    const whole = read(REAL_RSTR);
    fc.assert(
      fc.property(fc.nat(REAL_RSTR.length - 1), fc.integer({ min: 1, max: 300 }), (at, length) => {
        const token = read(REAL_RSTR.slice(0, at) + REAL_RSTR.slice(at + length));
        if (token.ok && whole.ok) expect(token.value.proofKey).toHaveLength(32);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an answer that is not what was asked for', () => {
  it.each<[string, string, unknown]>([
    [
      'a token without a key',
      sample('keystoneauth_ADFS_RSTR_bearer.xml').replace(/<a:RelatesTo>.*<\/a:RelatesTo>/, ''),
      { token: 'no-proof-key' },
    ],
    ['a fault', sample('keystoneauth_ADFS_fault.xml'), { xml: 'unexpected-shape' }],
    ['our own request', sample('adal_RST.xml'), { xml: 'unexpected-shape' }],
    ['two tokens', twice('RequestedSecurityToken'), { token: 'several-tokens' }],
    ['two answers', twice('RequestSecurityTokenResponse'), { xml: 'unexpected-shape' }],
    ['no token', without('RequestedSecurityToken'), { token: 'no-token' }],
    ['no key', without('RequestedProofToken'), { token: 'no-proof-key' }],
    ['two keys', twice('RequestedProofToken'), { token: 'no-proof-key' }],
    ['no reference', without('RequestedAttachedReference'), { token: 'no-reference' }],
    [
      'two assertions in one token',
      edited([
        '<trust:RequestedSecurityToken>',
        '<trust:RequestedSecurityToken><Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>',
      ]),
      { token: 'several-tokens' },
    ],
    [
      'an assertion hidden in the encrypted one',
      edited([
        '<xenc:CipherData>',
        '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/><xenc:CipherData>',
      ]),
      { token: 'several-tokens' },
    ],
    [
      'an assertion that anybody can read',
      edited([
        /<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>/,
        '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>',
      ]),
      { token: 'not-encrypted' },
    ],
    [
      'an encrypted something of another namespace',
      edited([
        /http:\/\/www\.w3\.org\/2001\/04\/xmlenc#'>\s*<xenc:EncryptionMethod/,
        "urn:other'><xenc:EncryptionMethod",
      ]),
      { token: 'not-encrypted' },
    ],
    [
      'a key of 31 bytes',
      edited([/XZwQpJK\S*=/, `${'QUFB'.repeat(10)}QQ==`]),
      { token: 'bad-proof-key' },
    ],
    [
      'a key that is no base64',
      edited([/XZwQpJK\S*=/, `!${'A'.repeat(42)}=`]),
      { token: 'bad-proof-key' },
    ],
    ['an empty key', edited([/XZwQpJK\S*=/, '']), { token: 'bad-proof-key' }],
    [
      'a key to be computed',
      edited(
        ['<trust:BinarySecret>', '<trust:ComputedKey>'],
        ['</trust:BinarySecret>', '</trust:ComputedKey>'],
      ),
      { token: 'bad-proof-key' },
    ],
    [
      'a reference that would leave its place',
      edited([
        "SAMLAssertionID'>_ed121435-64ea-45b0-9b15-e5769afdb746",
        'SAMLAssertionID\'>"/>&lt;x',
      ]),
      { token: 'no-reference' },
    ],
    [
      'an answer to somebody else',
      edited([MESSAGE_ID, '00000000-0000-0000-0000-000000000000']),
      { xml: 'unexpected-shape' },
    ],
    [
      'the elder WS-Trust',
      edited([
        /ws-sx\/ws-trust\/200512'>\s*<trust:RequestSecurityTokenResponse>/,
        "ws-sx/ws-trust/200502'><trust:RequestSecurityTokenResponse>",
      ]),
      { xml: 'unexpected-shape' },
    ],
    [
      'no namespaces at all',
      REAL_RSTR.replace(/\s(?:xmlns:\w+|\w+:mustUnderstand)='[^']*'/g, ''),
      'not-well-formed',
    ],
  ])('%s', (_what, text, failure) => {
    expect(read(text)).toEqual({ ok: false, failure });
  });

  it('without a reference to a message is taken, as the elder AD FS leaves it out', () => {
    expect(read(edited([/<a:RelatesTo>.*<\/a:RelatesTo>/, ''])).ok).toBe(true);
  });

  it('whose token needs a prefix from outside is refused: it would not stand by itself', () => {
    const text = edited(
      [" xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'", ''],
      [
        '<trust:RequestedSecurityToken>',
        "<trust:RequestedSecurityToken xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'>",
      ],
    );
    expect(read(text)).toEqual({ ok: false, failure: { xml: 'unexpected-shape' } });
  });
});

describe('the life of a token', () => {
  const lifeOf = (text: string) => {
    const token = read(text);
    return token.ok ? token.value.expiresAtMs - NOW : token.failure;
  };
  it.each<[string, string, unknown]>([
    [
      'in a hundred years is cut to eight hours',
      lifetime('2014-11-18T19:46:16Z', '2114-11-18T19:46:16Z'),
      8 * HOUR,
    ],
    ['in an hour is an hour', lifetime('2014-11-18T19:46:20Z', '2014-11-18T20:46:20.000Z'), HOUR],
    ['in another time zone is the same hour', lifetime('', '2014-11-18T21:46:20+01:00'), HOUR],
    ['in the past is in the past', lifetime('2014-11-17T19:46:20Z', '2014-11-18T18:46:20Z'), -HOUR],
    ['that is not told is ten minutes', without('Lifetime'), HOUR / 6],
    [
      'that is no time is refused',
      lifetime('2014-11-18T19:46:20Z', 'tomorrow'),
      { token: 'bad-lifetime' },
    ],
    [
      'that begins at no time is refused',
      lifetime('18.11.2014', '2014-11-18T20:46:20Z'),
      { token: 'bad-lifetime' },
    ],
    ['without an end is refused', lifetime('2014-11-18T19:46:20Z', ''), { token: 'bad-lifetime' }],
    [
      'on no day of the calendar is refused',
      lifetime('', '2014-13-45T20:46:20Z'),
      { token: 'bad-lifetime' },
    ],
  ])('%s', (_what, text, expected) => {
    expect(lifeOf(text)).toEqual(expected);
  });
});
