import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import type { KeyPair } from './key-pairs.ts';
import { NS } from './namespaces.ts';
import { escapeXml } from './xml.ts';

const AES = `${NS.encryption}aes256-cbc`;
const OAEP = `${NS.encryption}rsa-oaep-mgf1p`;
const SHA1 = `${NS.signature}sha1`;

/** A key wrapped for a certificate: `e:EncryptedKey`. */
// Source: XML Encryption, 5.4.2 (rsa-oaep-mgf1p with SHA-1); form as in
// tests/fixtures/samples/tinderbox_request_security_token_response_onpremise.xml
export function encryptedKey(key: Buffer, reader: KeyPair): string {
  const wrapped = publicEncrypt(
    { key: reader.certificate, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    key,
  );
  return `<e:EncryptedKey xmlns:e="${NS.encryption}"><e:EncryptionMethod Algorithm="${OAEP}"><DigestMethod Algorithm="${SHA1}"></DigestMethod></e:EncryptionMethod><KeyInfo><o:SecurityTokenReference xmlns:o="${NS.security}"><X509Data><X509IssuerSerial><X509IssuerName>${escapeXml(reader.issuer)}</X509IssuerName><X509SerialNumber>${reader.serialNumber}</X509SerialNumber></X509IssuerSerial></X509Data></o:SecurityTokenReference></KeyInfo><e:CipherData><e:CipherValue>${wrapped.toString('base64')}</e:CipherValue></e:CipherData></e:EncryptedKey>`;
}

/** An element as `xenc:EncryptedData` for a certificate. */
// Source: XML Encryption, 5.2.2: the IV stands before the cipher text; its padding is that of CBC
export function encryptedElement(xml: string, reader: KeyPair): string {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const bytes = Buffer.concat([iv, cipher.update(xml, 'utf8'), cipher.final()]);
  return `<xenc:EncryptedData Type="${NS.encryption}Element" xmlns:xenc="${NS.encryption}"><xenc:EncryptionMethod Algorithm="${AES}"></xenc:EncryptionMethod><KeyInfo xmlns="${NS.signature}">${encryptedKey(key, reader)}</KeyInfo><xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;
}

/** The same data with everything in its text that XML lets through. */
export function withOddBytes(encrypted: string): string {
  const broken = encrypted.replace(
    /(<xenc:CipherValue>)([^<]+)(<\/xenc:CipherValue>)/,
    (_all, open: string, text: string, close: string) => {
      const lines = text.match(/.{1,76}/g) ?? [];
      return `${open}\r\n${lines.join('\r\n')}<!-- <xenc:CipherValue> ]]> -->&#xD;&#10;\r\n\t${close}`;
    },
  );
  return broken
    .replace(`Type="${NS.encryption}Element"`, `Type='${NS.encryption}Element'`)
    .replace('<xenc:CipherData>', '<xenc:CipherData\n  >\r\n');
}
