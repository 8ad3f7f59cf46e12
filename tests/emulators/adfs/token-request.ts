import { invalidSecurity, SoapFault } from '../soap/fault.ts';
import type { Message } from '../soap/message.ts';
import { NS, PASSWORD_TEXT } from '../soap/namespaces.ts';
import { checkTimestamp } from '../soap/timestamp.ts';
import { child, childrenNamed, descend, elementsIn, isNamed, textIn } from '../soap/xml.ts';

export type TokenRequest = { appliesTo: string; keyType: 'SymmetricKey' | 'Bearer' };

/** The name and the password of the security header, each exactly as it was written. */
// Source: WS-Security UsernameToken profile 1.0; binding UserNameWSTrustBinding: a Timestamp and one
// UsernameToken, layout Strict; that Type may be left out is in the profile (PasswordText)
export function readUsernameToken(message: Message, nowMs: number) {
  const security = message.security;
  const [timestamp, token, ...more] = security ? elementsIn(security) : [];
  if (!timestamp || !isNamed(timestamp, NS.utility, 'Timestamp')) throw invalidSecurity();
  checkTimestamp(timestamp, nowMs);
  if (!token || !isNamed(token, NS.security, 'UsernameToken') || more.length > 0) {
    throw invalidSecurity();
  }
  const password = child(token, NS.security, 'Password');
  const name = child(token, NS.security, 'Username');
  const type = password?.getAttribute('Type') || PASSWORD_TEXT;
  if (!name || !password || type !== PASSWORD_TEXT) throw invalidSecurity();
  return { userName: textIn(name), password: textIn(password) };
}

/** What token is asked for. */
// Source: WS-Trust 1.3, 3.1 and 4; fault codes of its section 11
export function readTokenRequest({ body }: Message): TokenRequest {
  if (!isNamed(body, NS.trust, 'RequestSecurityToken')) throw badRequest();
  const types = childrenNamed(body, NS.trust, 'RequestType');
  if (types.length !== 1 || textIn(types[0]).trim() !== `${NS.trust}/Issue`) throw badRequest();
  const tokenType = child(body, NS.trust, 'TokenType');
  if (tokenType && !SAML_TYPES.includes(textIn(tokenType).trim())) throw badRequest();
  const keyType = textIn(child(body, NS.trust, 'KeyType')).trim();
  const kind = keyType === '' ? `${NS.trust}/SymmetricKey` : keyType;
  if (kind !== `${NS.trust}/SymmetricKey` && kind !== `${NS.trust}/Bearer`) throw badRequest();
  const keySize = textIn(child(body, NS.trust, 'KeySize')).trim();
  // Client entropy would make a computed key; that and other sizes are not played.
  if (child(body, NS.trust, 'Entropy') || (keySize !== '' && keySize !== '256')) throw badRequest();
  const address = descend(child(body, NS.policy, 'AppliesTo'), NS.addressing, 'EndpointReference');
  const appliesTo = textIn(child(address, NS.addressing, 'Address')).trim();
  if (appliesTo === '') throw unknownScope();
  return { appliesTo, keyType: kind.endsWith('Bearer') ? 'Bearer' : 'SymmetricKey' };
}

// Source: WS-Security SAML token profile 1.1; the second name is the older one that AD FS takes too
const SAML_TYPES = [
  'urn:oasis:names:tc:SAML:1.0:assertion',
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1',
];

// Assumed: AD FS tells a malformed request by the code of WS-Trust and these words of WIF
const badRequest = () =>
  new SoapFault(
    'Sender',
    { namespace: NS.trust, name: 'InvalidRequest' },
    'ID3137: The TrustVersion or the content of the RequestSecurityToken is not supported.',
  );

// Source: WIF's text of InvalidScope; that its namespace is that of WS-Trust 1.3 is assumed
export const unknownScope = () =>
  new SoapFault(
    'Sender',
    { namespace: NS.trust, name: 'InvalidScope' },
    'ID3082: The request scope is not valid or is unsupported.',
  );
