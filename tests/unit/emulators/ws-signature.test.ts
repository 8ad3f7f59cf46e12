// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { parseXml } from '../../emulators/soap/xml.ts';
import {
  digestOf,
  executeBody,
  signatureOf,
  signedEnvelope,
  signedInfo,
  type Token,
  timestamp,
} from './ws-client.ts';

const vector = readFileSync(
  new URL('../../fixtures/samples/ws_signature_vector.txt', import.meta.url),
  'utf8',
);
const [, stamp = '', info = ''] =
  /^(<u:Timestamp.*>)$[\s\S]*^(<SignedInfo.*>)$/m.exec(vector) ?? [];
const told = (label: string) => new RegExp(`^${label}.* = (\\S+)$`, 'm').exec(vector)?.[1] ?? '';
const given = {
  key: /BinarySecret\): (\S+)/.exec(vector)?.[1] ?? '',
  stamp,
  digest: told('DigestValue'),
  info,
  signature: told('SignatureValue'),
};

const token: Token = {
  encrypted: '<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/>',
  key: given.key,
  id: '_a',
  audience: '',
};
const atMs = Date.parse('2026-01-02T03:04:05.000Z');
const envelope = signedEnvelope({
  token,
  endpoint: 'https://crm.contoso.local/Contoso/XRMServices/2011/Organization.svc',
  body: executeBody('WhoAmI'),
  nowMs: atMs,
});
const TIMESTAMP = "//*[local-name(.)='Timestamp']";

describe('the published check values', () => {
  it('are what this client makes', () => {
    expect(timestamp(atMs)).toBe(given.stamp);
    expect(digestOf(given.stamp)).toBe(given.digest);
    expect(signedInfo(given.digest)).toBe(given.info);
    expect(signatureOf(given.key, given.info)).toBe(given.signature);
  });

  it('are what an XML-signature library makes', () => {
    const document = parseXml(envelope);
    const stamp = document?.getElementsByTagNameNS('*', 'Timestamp')[0];
    expect(new ExclusiveCanonicalization().process(stamp as never, {})).toBe(given.stamp);
    const signer = new SignedXml({
      privateKey: Buffer.from(given.key, 'base64'),
      idMode: 'wssecurity',
      signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    });
    signer.enableHMAC();
    signer.addReference({
      xpath: TIMESTAMP,
      uri: '_0',
      transforms: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
      digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1',
    });
    signer.computeSignature(given.stamp);
    expect(signer.getSignatureXml()).toContain(`<DigestValue>${given.digest}</DigestValue>`);
    expect(signer.getSignatureXml()).toContain(given.signature);
  });
});

/** xmlsec1, where this machine has it. */
function xmlsec(...args: string[]): { there: boolean; good: boolean } {
  try {
    execFileSync('xmlsec1', args, { stdio: 'pipe' });
    return { there: true, good: true };
  } catch (error) {
    return { there: (error as NodeJS.ErrnoException).code !== 'ENOENT', good: false };
  }
}

describe('another implementation', () => {
  it('verifies the message, and refuses it with one second changed', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ws-signature-'));
    try {
      const key = path.join(folder, 'key.bin');
      const file = path.join(folder, 'message.xml');
      writeFileSync(key, Buffer.from(given.key, 'base64'));
      const verify = (text: string) => {
        writeFileSync(file, text);
        return xmlsec('--verify', '--hmackey', key, '--id-attr:Id', 'Timestamp', file);
      };
      const whole = verify(envelope);
      expect(whole.good).toBe(whole.there);
      expect(verify(envelope.replace('03:04:05.000Z', '03:04:06.000Z')).good).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
