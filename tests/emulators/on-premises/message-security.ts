import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { invalidSecurity } from '../soap/fault.ts';
import type { Message } from '../soap/message.ts';
import { EXCLUSIVE_C14N, NS, SAML_ASSERTION_ID } from '../soap/namespaces.ts';
import { checkTimestamp } from '../soap/timestamp.ts';
import {
  child,
  childrenNamed,
  descend,
  type Element,
  elementsIn,
  isNamed,
  textIn,
} from '../soap/xml.ts';
import { type Assertion, checked, type Reader, readAssertion } from './assertion-reader.ts';

const HMAC_SHA1 = `${NS.signature}hmac-sha1`;

/** Who speaks: by an assertion of the STS, and a signature with its key over the Timestamp. */
// Source: the policy that the WSDL tells: TransportBinding with IncludeTimestamp, layout Strict,
// EndorsingSupportingTokens with an IssuedToken; WS-SecurityPolicy 1.2, 6.7 and 8.3
export function verifySecurity({ security }: Message, envelope: string, reader: Reader): Assertion {
  const parts = security ? elementsIn(security) : [];
  const [timestamp, encrypted, signature] = parts;
  if (parts.length !== 3 || !timestamp || !encrypted || !signature) throw invalidSecurity();
  const ordered =
    isNamed(timestamp, NS.utility, 'Timestamp') &&
    isNamed(encrypted, NS.encryption, 'EncryptedData') &&
    isNamed(signature, NS.signature, 'Signature');
  if (!ordered) throw invalidSecurity();
  checkTimestamp(timestamp, reader.nowMs);
  const assertion = readAssertion(encrypted, reader);
  // The policy wants an endorsing token: a bearer token has nothing to sign with.
  if (!assertion.proofKey) throw invalidSecurity();
  checkReference(signature, assertion.id);
  checkSignedInfo(signature, timestamp.getAttributeNS(NS.utility, 'Id') ?? '');
  const verifier = new SignedXml({
    publicCert: assertion.proofKey,
    getCertFromKeyInfo: () => null,
  });
  verifier.enableHMAC();
  const [signed = '', ...more] = checked(verifier, signature, envelope);
  // The one thing signed is this Timestamp, and no other that carries its Id.
  const same = signed === canonical(timestamp);
  if (more.length > 0 || !same) throw invalidSecurity();
  return assertion;
}

/** The key is named by the id of the assertion that stands above. */
// Source: WS-Security SAML token profile 1.1, 3.4
function checkReference(signature: Element, id: string): void {
  const reference = child(
    child(signature, NS.signature, 'KeyInfo'),
    NS.security,
    'SecurityTokenReference',
  );
  const identifier = child(reference, NS.security, 'KeyIdentifier');
  const type = identifier?.getAttribute('ValueType');
  if (type !== SAML_ASSERTION_ID || textIn(identifier).trim() !== id) throw invalidSecurity();
}

/** Exactly the algorithms of the suite Basic256, over one reference. */
function checkSignedInfo(signature: Element, id: string): void {
  const info = child(signature, NS.signature, 'SignedInfo');
  const references = info ? childrenNamed(info, NS.signature, 'Reference') : [];
  const [reference] = references;
  const algorithm = (from: Element | undefined, ...names: string[]) =>
    descend(from, NS.signature, ...names)?.getAttribute('Algorithm');
  const good =
    id !== '' &&
    references.length === 1 &&
    reference?.getAttribute('URI') === `#${id}` &&
    algorithm(info, 'CanonicalizationMethod') === EXCLUSIVE_C14N &&
    algorithm(info, 'SignatureMethod') === HMAC_SHA1 &&
    algorithm(reference, 'Transforms', 'Transform') === EXCLUSIVE_C14N &&
    algorithm(reference, 'DigestMethod') === `${NS.signature}sha1`;
  if (!good) throw invalidSecurity();
}

/** Exclusive C14N of an element, by the library that verifies. */
const canonical = (element: Element) =>
  new ExclusiveCanonicalization().process(element as never, {});
