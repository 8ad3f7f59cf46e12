import { constants, privateDecrypt } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { decrypt } from 'xml-encryption';
import { invalidSecurity } from '../soap/fault.ts';
import type { KeyPair } from '../soap/key-pairs.ts';
import { EXCLUSIVE_C14N, NS } from '../soap/namespaces.ts';
import { momentIn, SKEW_MS } from '../soap/timestamp.ts';
import {
  child,
  childrenNamed,
  descend,
  type Element,
  isNamed,
  parseXml,
  textIn,
  writeXml,
} from '../soap/xml.ts';

export type Assertion = {
  id: string;
  /** `CONTOSO\name`, as AD FS sends it for Name. */
  name: string;
  /** The key that its bearer has to prove; nothing for a bearer token. */
  proofKey: Buffer | undefined;
};
export type Reader = { key: KeyPair; sts: KeyPair; audiences: readonly string[]; nowMs: number };

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const CONFIRMATION = 'urn:oasis:names:tc:SAML:1.0:cm:';

/** Decrypts an assertion with CRM's key and takes it only from the trusted STS, now, for this place. */
// Source: XML Encryption 4.2; SAML 1.1 core, 2.3.2; WIF's checks: signature of a known issuer, audience,
// conditions with 5 minutes of skew
export function readAssertion(encrypted: Element, reader: Reader): Assertion {
  const assertion = trusted(decrypted(encrypted, reader.key), reader.sts);
  const conditions = child(assertion, NS.saml, 'Conditions');
  const from = momentIn(conditions?.getAttribute('NotBefore') ?? '');
  const until = momentIn(conditions?.getAttribute('NotOnOrAfter') ?? '');
  if (from === undefined || until === undefined) throw invalidSecurity();
  if (from > reader.nowMs + SKEW_MS || until <= reader.nowMs - SKEW_MS) throw invalidSecurity();
  const audience = textIn(descend(conditions, NS.saml, 'AudienceRestrictionCondition', 'Audience'));
  if (!reader.audiences.includes(audience)) throw invalidSecurity();
  const statement = child(assertion, NS.saml, 'AttributeStatement');
  if (!statement) throw invalidSecurity();
  const name = childrenNamed(statement, NS.saml, 'Attribute').find(
    (one) => one.getAttribute('AttributeName') === 'name',
  );
  return {
    id: assertion.getAttribute('AssertionID') ?? '',
    name: textIn(name && child(name, NS.saml, 'AttributeValue')),
    proofKey: proofKeyIn(child(statement, NS.saml, 'Subject'), reader.key),
  };
}

function decrypted(element: Element, key: KeyPair): string {
  checkEncryption(element, key);
  let text = '';
  decrypt(
    writeXml(element),
    {
      key: key.privateKey,
      disallowDecryptionWithInsecureAlgorithm: false,
      warnInsecureAlgorithm: false,
    },
    (error, plain) => {
      if (!error) text = plain;
    },
  );
  return text;
}

/** The algorithms and the recipient that the policy names, and nothing else. */
// Source: WS-SecurityPolicy 1.2, Basic256; that base64 with stray bits is refused is stricter than .NET
function checkEncryption(element: Element, key: KeyPair): void {
  const algorithm = (one: Element | undefined) => one?.getAttribute('Algorithm') ?? '';
  const wrapped = child(child(element, NS.signature, 'KeyInfo'), NS.encryption, 'EncryptedKey');
  const method = child(wrapped, NS.encryption, 'EncryptionMethod');
  const recipient = descend(
    child(child(wrapped, NS.signature, 'KeyInfo'), NS.security, 'SecurityTokenReference'),
    NS.signature,
    'X509Data',
    'X509IssuerSerial',
  );
  const values = [element, wrapped].map((one) =>
    textIn(descend(one, NS.encryption, 'CipherData', 'CipherValue')).replace(/\s/g, ''),
  );
  const good =
    element.getAttribute('Type') === `${NS.encryption}Element` &&
    algorithm(child(element, NS.encryption, 'EncryptionMethod')) === `${NS.encryption}aes256-cbc` &&
    algorithm(method) === `${NS.encryption}rsa-oaep-mgf1p` &&
    algorithm(child(method, NS.signature, 'DigestMethod')) === `${NS.signature}sha1` &&
    textIn(child(recipient, NS.signature, 'X509IssuerName')) === key.issuer &&
    textIn(child(recipient, NS.signature, 'X509SerialNumber')) === key.serialNumber &&
    values.every((one) => one !== '' && Buffer.from(one, 'base64').toString('base64') === one);
  if (!good) throw invalidSecurity();
}

/** The assertion as it was signed, by the key of the STS and by no key that it brings along. */
function trusted(text: string, sts: KeyPair): Element {
  const root = parseXml(text)?.documentElement;
  if (!root || !isNamed(root, NS.saml, 'Assertion')) throw invalidSecurity();
  const signature = child(root, NS.signature, 'Signature');
  if (!signature) throw invalidSecurity();
  const verifier = new SignedXml({
    publicCert: sts.certificate,
    idAttribute: 'AssertionID',
    getCertFromKeyInfo: () => null,
  });
  const signed = checked(verifier, signature, text);
  if (signed.length !== 1 || verifier.signatureAlgorithm !== RSA_SHA256) throw invalidSecurity();
  if (verifier.canonicalizationAlgorithm !== EXCLUSIVE_C14N) throw invalidSecurity();
  const assertion = parseXml(signed[0] ?? '')?.documentElement;
  if (!assertion || !isNamed(assertion, NS.saml, 'Assertion')) throw invalidSecurity();
  return assertion;
}

/** What a signature covers, as canonical text; refuses when it does not hold. */
export function checked(verifier: SignedXml, signature: Element, text: string): string[] {
  try {
    verifier.loadSignature(writeXml(signature));
    if (verifier.checkSignature(text)) return verifier.getSignedReferences();
  } catch {
    // whatever is wrong with it: a refused signature has one answer
  }
  throw invalidSecurity();
}

// Source: WS-Security SAML token profile 1.1, 3.5.1: the key in SubjectConfirmation, wrapped for CRM
function proofKeyIn(subject: Element | undefined, key: KeyPair): Buffer | undefined {
  const confirmation = child(subject, NS.saml, 'SubjectConfirmation');
  const method = textIn(child(confirmation, NS.saml, 'ConfirmationMethod'));
  if (method === `${CONFIRMATION}bearer`) return undefined;
  const wrapped = descend(
    child(child(confirmation, NS.signature, 'KeyInfo'), NS.encryption, 'EncryptedKey'),
    NS.encryption,
    'CipherData',
    'CipherValue',
  );
  return privateDecrypt(
    { key: key.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    Buffer.from(textIn(wrapped), 'base64'),
  );
}
