import { randomUUID } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { encryptedKey } from '../soap/encrypt.ts';
import type { KeyPair } from '../soap/key-pairs.ts';
import { EXCLUSIVE_C14N, NS } from '../soap/namespaces.ts';
import { utc } from '../soap/timestamp.ts';
import { escapeXml } from '../soap/xml.ts';

export type Claim = { namespace: string; name: string; value: string };
export type AssertionAsk = {
  issuer: string;
  audience: string;
  fromMs: number;
  untilMs: number;
  claims: readonly Claim[];
  signer: KeyPair;
  /** With the proof key: holder-of-key, the key wrapped for the reader; else bearer. */
  proof: { key: Buffer; reader: KeyPair } | undefined;
};

const CONFIRMATION = 'urn:oasis:names:tc:SAML:1.0:cm';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** A SAML 1.1 assertion, signed by its STS. */
// Source: SAML 1.1 core, 2.3; form and order as in tests/fixtures/samples/adal_common.rstr.xml; that
// AD FS wraps the proof key in SubjectConfirmation: WS-Security SAML token profile 1.1, 3.5.1
export function signedAssertion(ask: AssertionAsk): { id: string; xml: string } {
  const id = `_${randomUUID()}`;
  const at = utc(ask.fromMs);
  const subject = subjectOf(ask.proof);
  const attributes = ask.claims
    .map(
      ({ namespace, name, value }) =>
        `<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}"><saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue></saml:Attribute>`,
    )
    .join('');
  const plain = `<saml:Assertion MajorVersion="1" MinorVersion="1" AssertionID="${id}" Issuer="${escapeXml(ask.issuer)}" IssueInstant="${at}" xmlns:saml="${NS.saml}"><saml:Conditions NotBefore="${at}" NotOnOrAfter="${utc(ask.untilMs)}"><saml:AudienceRestrictionCondition><saml:Audience>${escapeXml(ask.audience)}</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeStatement>${subject}${attributes}</saml:AttributeStatement><saml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" AuthenticationInstant="${at}">${subject}</saml:AuthenticationStatement></saml:Assertion>`;
  return { id, xml: sign(plain, ask.signer) };
}

function subjectOf(proof: AssertionAsk['proof']): string {
  if (!proof) {
    return `<saml:Subject><saml:SubjectConfirmation><saml:ConfirmationMethod>${CONFIRMATION}:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`;
  }
  const key = encryptedKey(proof.key, proof.reader);
  return `<saml:Subject><saml:SubjectConfirmation><saml:ConfirmationMethod>${CONFIRMATION}:holder-of-key</saml:ConfirmationMethod><KeyInfo xmlns="${NS.signature}">${key}</KeyInfo></saml:SubjectConfirmation></saml:Subject>`;
}

// Source: AD FS signs with RSA and SHA-256 unless the relying party is set to SHA-1
function sign(xml: string, { privateKey, der }: KeyPair): string {
  const signature = new SignedXml({
    privateKey,
    idAttribute: 'AssertionID',
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: () => `<X509Data><X509Certificate>${der}</X509Certificate></X509Data>`,
  });
  signature.addReference({
    xpath: `//*[local-name(.)='Assertion']`,
    transforms: [`${NS.signature}enveloped-signature`, EXCLUSIVE_C14N],
    digestAlgorithm: SHA256,
  });
  signature.computeSignature(xml);
  return signature.getSignedXml();
}
