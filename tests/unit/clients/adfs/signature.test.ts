import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { useNamespaces } from 'xpath';
import { WHO_AM_I } from '../../../../lib/clients/adfs/organization-questions.ts';
import { writeCall } from '../../../../lib/clients/adfs/organization-service.ts';
import { readRstr } from '../../../../lib/clients/adfs/rstr.ts';
import {
  canonicalSignedInfo,
  canonicalTimestamp,
  digest,
  sign,
} from '../../../../lib/clients/adfs/signature.ts';
import { readXml } from '../../../../lib/clients/adfs/soap-xml.ts';
import { ensureXmlsec } from '../../../xmlsec/ensure-xmlsec.ts';
import { REAL_RSTR, sample } from './sample.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const find = useNamespaces({
  s: 'http://www.w3.org/2003/05/soap-envelope',
  a: 'http://www.w3.org/2005/08/addressing',
  o: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  d: 'http://www.w3.org/2000/09/xmldsig#',
  c: 'http://schemas.microsoft.com/xrm/2011/Contracts',
});

describe('the check values', () => {
  const vector = sample('ws_signature_vector.txt');
  const lineAfter = (words: string) =>
    vector.split('\n')[vector.split('\n').findIndex((line) => line.includes(words)) + 1];
  const checkValue = (words: string) => new RegExp(`^${words}.*= (\\S+)$`, 'm').exec(vector)?.[1];

  it('the time and what is signed are canonical already', () => {
    expect(canonicalTimestamp(NOW)).toBe(lineAfter('Timestamp, exclusive-C14N'));
    expect(canonicalSignedInfo('5Warl9mvO9g/aybPU15H9PuR0lE=')).toBe(
      lineAfter('SignedInfo, exclusive-C14N'),
    );
  });

  it('digest and signature come out as computed elsewhere', async () => {
    const key = Uint8Array.from(
      Buffer.from(/BinarySecret\): (\S+)/.exec(vector)?.[1] ?? '', 'base64'),
    );
    const digestValue = await digest(canonicalTimestamp(NOW));
    expect(digestValue).toBe(checkValue('DigestValue'));
    expect(await sign(key, canonicalSignedInfo(digestValue))).toBe(checkValue('SignatureValue'));
  });
});

/** A call as it is sent, with the token and the key of a real answer. */
async function written(callerId?: string) {
  const document = readXml(REAL_RSTR);
  const token = document.ok
    ? readRstr(document.value, undefined, Date.parse('2014-11-18T19:46:20Z'))
    : document;
  if (!token.ok) throw new Error(JSON.stringify(token.failure));
  const call = await writeCall({
    url: 'https://crm.contoso.local/Contoso/XRMServices/2011/Organization.svc',
    call: WHO_AM_I,
    token: token.value,
    serverMs: NOW,
    messageId: '0f9b1c7e-2222-4c1d-9a41-0f2b6c8d9e10',
    ...(callerId && { callerId }),
  });
  return { call, token: token.value };
}

/** Another implementation of XML Signature, in JavaScript. */
function isGoodByXmlCrypto(call: string, key: Uint8Array): boolean {
  const document = new DOMParser().parseFromString(call, 'text/xml');
  const [signature] = find('//d:Signature', document as never) as Node[];
  const verifier = new SignedXml({ idMode: 'wssecurity' });
  verifier.enableHMAC();
  verifier.publicCert = Buffer.from(key);
  verifier.getCertFromKeyInfo = () => null;
  verifier.loadSignature(signature as never);
  try {
    return verifier.checkSignature(call);
  } catch {
    return false;
  }
}

describe('a signed call', () => {
  it('verifies in an implementation that is not ours', async () => {
    const { call, token } = await written();
    expect(isGoodByXmlCrypto(call, token.proofKey)).toBe(true);
  });

  it.each<[string, (call: string) => string]>([
    ['another time', (call) => call.replace('03:04:05.000Z', '03:04:06.000Z')],
    [
      'another digest',
      (call) =>
        call.replace(/<DigestValue>(.)/, (_, first) => `<DigestValue>${first === 'A' ? 'B' : 'A'}`),
    ],
    [
      'another signature',
      (call) =>
        call.replace(
          /<SignatureValue>(.)/,
          (_, first) => `<SignatureValue>${first === 'A' ? 'B' : 'A'}`,
        ),
    ],
  ])('does not verify with %s', async (_what, tamper) => {
    const { call, token } = await written();
    expect(tamper(call)).not.toBe(call);
    expect(isGoodByXmlCrypto(tamper(call), token.proofKey)).toBe(false);
  });

  it('does not verify with another key', async () => {
    const { call, token } = await written();
    expect(
      isGoodByXmlCrypto(
        call,
        token.proofKey.map((byte) => byte ^ 1),
      ),
    ).toBe(false);
  });

  it('carries time, token and signature in this order, the token to the byte', async () => {
    const { call, token } = await written();
    const document = new DOMParser().parseFromString(call, 'text/xml');
    const parts = find('//o:Security/*', document as never) as Element[];
    expect(parts.map(({ localName }) => localName)).toEqual([
      'Timestamp',
      'EncryptedData',
      'Signature',
    ]);
    expect(call).toContain(`</u:Timestamp>${token.assertion}<Signature `);
    expect(
      find('string(//d:KeyInfo/o:SecurityTokenReference/o:KeyIdentifier)', document as never),
    ).toBe(token.assertionId);
    expect(find('string(//a:Action)', document as never)).toBe(
      'http://schemas.microsoft.com/xrm/2011/Contracts/Services/IOrganizationService/Execute',
    );
  });

  it('names for whom it is made only where it is for somebody else', async () => {
    const { call } = await written();
    expect(call).not.toContain('CallerId');
    const other = await written('4a6f1c1e-0000-4000-8000-000000000001');
    const document = new DOMParser().parseFromString(other.call, 'text/xml');
    expect(find('string(/s:Envelope/s:Header/c:CallerId)', document as never)).toBe(
      '4a6f1c1e-0000-4000-8000-000000000001',
    );
    expect(isGoodByXmlCrypto(other.call, other.token.proofKey)).toBe(true);
  });
});

describe('xmlsec1, an implementation in C', () => {
  const found = ensureXmlsec();
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xmlsec-'));
    if ('advice' in found) process.stderr.write(`${found.advice}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function isGoodByXmlsec(program: string, call: string, key: Uint8Array): boolean {
    const [file, keyFile] = [path.join(folder, 'call.xml'), path.join(folder, 'key.bin')];
    writeFileSync(file, call);
    writeFileSync(keyFile, key);
    try {
      const args = ['--verify', '--hmackey', keyFile, '--id-attr:Id', 'Timestamp', file];
      execFileSync(program, args, { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  }

  it('verifies a signed call, and no other', async (context) => {
    if ('advice' in found) return context.skip(found.advice);
    const { call, token } = await written();
    expect(isGoodByXmlsec(found.file, call, token.proofKey)).toBe(true);
    const later = call.replace('03:04:05.000Z', '03:04:06.000Z');
    expect(isGoodByXmlsec(found.file, later, token.proofKey)).toBe(false);
    expect(
      isGoodByXmlsec(
        found.file,
        call,
        token.proofKey.map((byte) => byte ^ 1),
      ),
    ).toBe(false);
  });
});
