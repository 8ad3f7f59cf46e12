import { randomBytes } from 'node:crypto';
import { type Reply, reply } from '../exchange.ts';
import type { OnPremisesFaults } from '../on-premises/faults.ts';
import type { DomainAccount } from '../on-premises/people.ts';
import { encryptedElement, withOddBytes } from '../soap/encrypt.ts';
import { SOAP_TYPE } from '../soap/fault.ts';
import { crmKey, signingKeyOf } from '../soap/key-pairs.ts';
import { NS, SAML_1_1, SAML_ASSERTION_ID } from '../soap/namespaces.ts';
import { securityHeader, utc } from '../soap/timestamp.ts';
import { escapeXml } from '../soap/xml.ts';
import { type Claim, signedAssertion } from './assertion.ts';
import type { TokenRequest } from './token-request.ts';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const WINDOWS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';
/** Source: AD FS, default TokenLifetime of a relying party: 60 minutes. */
const LIFETIME_MS = 60 * 60 * 1000;

export const identifierOf = (host: string) => `http://${host}/adfs/services/trust`;

/** The claims that CRM's relying party is set up with. */
// Source: Microsoft Learn, "Configure AD FS for claims-based authentication" of Dynamics 365
// on-premises: UPN and primary SID passed through, Windows account name sent as Name
export function claimsOf({ sam, upn }: DomainAccount, more: number = 0): Claim[] {
  const groups = Array.from({ length: more }, (_, index) => ({
    namespace: WINDOWS,
    name: 'groupsid',
    value: `S-1-5-21-397955417-626881126-188441444-${100_000 + index}`,
  }));
  return [
    { namespace: CLAIMS, name: 'upn', value: upn },
    { namespace: CLAIMS, name: 'name', value: `CONTOSO\\${sam}` },
    {
      namespace: WINDOWS,
      name: 'primarysid',
      value: `S-1-5-21-397955417-626881126-188441444-1104`,
    },
    ...groups,
  ];
}

/** `RequestSecurityTokenResponseCollection` with an assertion that only CRM can read. */
// Source: WS-Trust 1.3, 3.2 and 4.4.2; every element and its order as in
// tests/fixtures/samples/tinderbox_request_security_token_response_onpremise.xml
export async function issueToken(ask: {
  host: string;
  account: DomainAccount;
  relyingParty: string;
  keyType: TokenRequest['keyType'];
  messageId: string;
  nowMs: number;
  faults: OnPremisesFaults | undefined;
}): Promise<Reply> {
  const { host, account, relyingParty, nowMs, faults } = ask;
  const [signer, reader] = await Promise.all([signingKeyOf(host), crmKey()]);
  const bearer = ask.keyType === 'Bearer' || faults?.assertion === 'bearer';
  const proof = bearer ? undefined : { key: randomBytes(32), reader };
  const untilMs = nowMs + (faults?.assertion === 'short-lived' ? -10 * 60 * 1000 : LIFETIME_MS);
  const fromMs = Math.min(nowMs, untilMs - LIFETIME_MS);
  const { id, xml } = signedAssertion({
    issuer: identifierOf(host),
    audience: relyingParty,
    fromMs,
    untilMs,
    claims: claimsOf(account, faults?.assertion === 'large' ? 400 : 0),
    signer,
    proof,
  });
  const whole = encryptedElement(xml, reader);
  const encrypted = faults?.assertion === 'odd-bytes' ? withOddBytes(whole) : whole;
  const proofToken = proof
    ? `<trust:RequestedProofToken><trust:BinarySecret>${proof.key.toString('base64')}</trust:BinarySecret></trust:RequestedProofToken>`
    : '';
  const keyType = `${NS.trust}/${bearer ? 'Bearer' : 'SymmetricKey'}`;
  return reply(
    200,
    { 'Content-Type': SOAP_TYPE },
    `<s:Envelope xmlns:s="${NS.soap}" xmlns:a="${NS.addressing}" xmlns:u="${NS.utility}"><s:Header><a:Action s:mustUnderstand="1">${NS.trust}/RSTRC/IssueFinal</a:Action><a:RelatesTo>${escapeXml(ask.messageId)}</a:RelatesTo>${securityHeader(nowMs)}</s:Header><s:Body><trust:RequestSecurityTokenResponseCollection xmlns:trust="${NS.trust}"><trust:RequestSecurityTokenResponse><trust:Lifetime><wsu:Created xmlns:wsu="${NS.utility}">${utc(fromMs)}</wsu:Created><wsu:Expires xmlns:wsu="${NS.utility}">${utc(untilMs)}</wsu:Expires></trust:Lifetime><wsp:AppliesTo xmlns:wsp="${NS.policy}"><wsa:EndpointReference xmlns:wsa="${NS.addressing}"><wsa:Address>${escapeXml(relyingParty)}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><trust:RequestedSecurityToken>${encrypted}</trust:RequestedSecurityToken>${proofToken}${reference('Attached', id)}${reference('Unattached', id)}<trust:TokenType>urn:oasis:names:tc:SAML:1.0:assertion</trust:TokenType><trust:RequestType>${NS.trust}/Issue</trust:RequestType><trust:KeyType>${keyType}</trust:KeyType></trust:RequestSecurityTokenResponse></trust:RequestSecurityTokenResponseCollection></s:Body></s:Envelope>`,
  );
}

function reference(kind: 'Attached' | 'Unattached', id: string): string {
  const name = `trust:Requested${kind}Reference`;
  return `<${name}><o:SecurityTokenReference k:TokenType="${SAML_1_1}" xmlns:o="${NS.security}" xmlns:k="${NS.security11}"><o:KeyIdentifier ValueType="${SAML_ASSERTION_ID}">${id}</o:KeyIdentifier></o:SecurityTokenReference></${name}>`;
}
