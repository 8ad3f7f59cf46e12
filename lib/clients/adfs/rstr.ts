import type { TokenRefusal, XmlRefusal } from '../../domain/ifd-failure.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import { SAML_11, SAML_20, SAML_ID, SOAP, WSA, WSSE, WST, WSU, XENC } from './namespaces.ts';
import { readXml, type XmlDocument, type XmlElement } from './soap-xml.ts';
import { childrenOf, descendantsOf, onlyChild, onlyPath, textOf } from './xml-select.ts';

/** A token for the CRM. What is in it only the CRM can read; the key proves that it was given to us. */
export type IssuedToken = {
  /** The EncryptedData element, exactly as it came. */
  assertion: string;
  /** How the token is referred to inside the message that carries it. */
  assertionId: string;
  proofKey: Uint8Array<ArrayBuffer>;
  createdAtMs: number;
  expiresAtMs: number;
};
export type RstrRefusal = { xml: XmlRefusal } | { token: TokenRefusal };

const LONGEST_LIFE_MS = 8 * 3_600_000;
const DEFAULT_LIFE_MS = 600_000;
const KEY_BYTES = 32;

/**
 * Reads AD FS's answer to a request for a token. Exactly one of everything: two tokens in one answer is an attack.
 *
 * Takes   document   of the whole answer, which is no fault
 *         messageId  of our request; an answer to another is refused
 *         nowMs      by the server's clock; a life without an end begins here
 * Source  WS-Trust 1.3, 4.4; a recorded answer is in tests/fixtures/samples
 */
export function readRstr(
  { source, root }: XmlDocument,
  messageId: string | undefined,
  nowMs: number,
): Result<IssuedToken, RstrRefusal> {
  const body = onlyPath(root, SOAP, 'Body');
  const isEnvelope = root.ns === SOAP && root.name === 'Envelope';
  const response = onlyPath(
    onlyChild(body, WST, 'RequestSecurityTokenResponseCollection'),
    WST,
    'RequestSecurityTokenResponse',
  );
  const relatesTo = textOf(onlyChild(onlyPath(root, SOAP, 'Header'), WSA, 'RelatesTo'));
  const isOther = messageId !== undefined && relatesTo && relatesTo !== `urn:uuid:${messageId}`;
  if (!isEnvelope || !response || isOther) return bad({ xml: 'unexpected-shape' });
  if (descendantsOf(root, WST, 'RequestedSecurityToken').length > 1)
    return bad({ token: 'several-tokens' });
  const proofKey = readKey(response);
  if (typeof proofKey === 'string') return bad({ token: proofKey });
  const token = readToken(onlyChild(response, WST, 'RequestedSecurityToken'));
  if (typeof token === 'string') return bad({ token });
  const assertionId = readReference(response);
  if (!assertionId) return bad({ token: 'no-reference' });
  const life = readLife(onlyChild(response, WST, 'Lifetime'), nowMs);
  if (!life) return bad({ token: 'bad-lifetime' });
  const assertion = source.slice(token.start, token.end);
  // Cut out of its answer it must still stand by itself: a prefix bound further out would not come along.
  if (!readXml(assertion).ok) return bad({ xml: 'unexpected-shape' });
  return good({ assertion, assertionId, proofKey, ...life });
}

function readKey(response: XmlElement): Uint8Array<ArrayBuffer> | TokenRefusal {
  const proof = onlyChild(response, WST, 'RequestedProofToken');
  if (!proof) return 'no-proof-key';
  const written = textOf(onlyChild(proof, WST, 'BinarySecret'))?.replace(/\s+/g, '') ?? '';
  if (!/^[A-Za-z0-9+/]{43}=$/.test(written)) return 'bad-proof-key';
  const key = Uint8Array.from(atob(written), (char) => char.charCodeAt(0));
  return key.length === KEY_BYTES ? key : 'bad-proof-key';
}

function readToken(requested: XmlElement | undefined): XmlElement | TokenRefusal {
  if (!requested) return 'no-token';
  const plain = [SAML_11, SAML_20].flatMap((ns) => descendantsOf(requested, ns, 'Assertion'));
  const hidden = descendantsOf(requested, XENC, 'EncryptedData');
  if (plain.length + hidden.length > 1 || requested.children.length > 1) return 'several-tokens';
  const [token] = requested.children;
  if (!token) return 'no-token';
  return token.ns === XENC && token.name === 'EncryptedData' ? token : 'not-encrypted';
}

function readReference(response: XmlElement): string | undefined {
  const reference = onlyChild(
    onlyChild(response, WST, 'RequestedAttachedReference'),
    WSSE,
    'SecurityTokenReference',
  );
  const identifier = onlyChild(reference, WSSE, 'KeyIdentifier');
  const id = textOf(identifier) ?? '';
  const isSaml = identifier?.attributes.get('ValueType') === SAML_ID;
  return isSaml && /^[A-Za-z_][\w.-]{0,255}$/.test(id) ? id : undefined;
}

/** From when and until when, by the clock of who gave it. Without an end it is short; without sense it is refused. */
function readLife(
  lifetime: XmlElement | undefined,
  nowMs: number,
): { createdAtMs: number; expiresAtMs: number } | undefined {
  if (!lifetime) return { createdAtMs: nowMs, expiresAtMs: nowMs + DEFAULT_LIFE_MS };
  const [created, ...more] = childrenOf(lifetime, WSU, 'Created');
  const expires = onlyChild(lifetime, WSU, 'Expires');
  if (more.length > 0) return undefined;
  const createdAtMs = created ? timeIn(textOf(created)) : nowMs;
  const untilMs = timeIn(textOf(expires));
  if (Number.isNaN(createdAtMs) || Number.isNaN(untilMs)) return undefined;
  return { createdAtMs, expiresAtMs: Math.min(untilMs, nowMs + LONGEST_LIFE_MS) };
}

function timeIn(text: string | undefined): number {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(
    text ?? '',
  );
  return isTime ? Date.parse(text ?? '') : Number.NaN;
}
