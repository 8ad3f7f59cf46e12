import { DSIG, SAML_11_TOKEN, SAML_ID, WSSE, WSSE_11, WSU } from './namespaces.ts';
import { timeOf } from './rst.ts';
import type { IssuedToken } from './rstr.ts';
import { escapeXml } from './xml-write.ts';

const VALID_MS = 300_000;
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * Writes what stands in the Security header of a call: the time, the token as it came, and the signature over the
 * time with the token's key. Strict layout: in this order.
 *
 * The two elements that are hashed are written in canonical form already (namespaces spelled out, no short tags,
 * attributes in order), so the bytes that are hashed are the bytes that are sent.
 *
 * Source  XML Signature 1.0; Exclusive XML Canonicalization 1.0; WSS SAML Token Profile 1.1, 3.4
 */
export async function writeSecurity(token: IssuedToken, nowMs: number): Promise<string> {
  const timestamp = canonicalTimestamp(nowMs);
  const signedInfo = canonicalSignedInfo(await digest(timestamp));
  const signature = await sign(token.proofKey, signedInfo);
  const reference =
    `<o:SecurityTokenReference k:TokenType="${SAML_11_TOKEN}" xmlns:k="${WSSE_11}">` +
    `<o:KeyIdentifier ValueType="${SAML_ID}">${escapeXml(token.assertionId)}</o:KeyIdentifier>` +
    '</o:SecurityTokenReference>';
  return (
    `<o:Security s:mustUnderstand="1" xmlns:o="${WSSE}">${timestamp}${token.assertion}` +
    `<Signature xmlns="${DSIG}">${signedInfo}<SignatureValue>${signature}</SignatureValue>` +
    `<KeyInfo>${reference}</KeyInfo></Signature></o:Security>`
  );
}

export const canonicalTimestamp = (nowMs: number) =>
  `<u:Timestamp xmlns:u="${WSU}" u:Id="_0"><u:Created>${timeOf(nowMs)}</u:Created>` +
  `<u:Expires>${timeOf(nowMs + VALID_MS)}</u:Expires></u:Timestamp>`;

export const canonicalSignedInfo = (digestValue: string) =>
  `<SignedInfo xmlns="${DSIG}">` +
  `<CanonicalizationMethod Algorithm="${EXCLUSIVE}"></CanonicalizationMethod>` +
  `<SignatureMethod Algorithm="${DSIG}hmac-sha1"></SignatureMethod>` +
  `<Reference URI="#_0"><Transforms><Transform Algorithm="${EXCLUSIVE}"></Transform></Transforms>` +
  `<DigestMethod Algorithm="${DSIG}sha1"></DigestMethod>` +
  `<DigestValue>${digestValue}</DigestValue></Reference></SignedInfo>`;

/** SHA-1, in base64: old, and what this protocol is made of. */
export async function digest(text: string): Promise<string> {
  return base64(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
}

/** HMAC-SHA1 with the proof key, in base64. */
export async function sign(key: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return base64(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)));
}

const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
