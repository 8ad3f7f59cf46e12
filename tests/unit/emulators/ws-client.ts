import { createHash, createHmac, randomUUID } from 'node:crypto';
import { type DomainAccount, STS } from '../../emulators/on-premises/people.ts';
import type { Said, Seen, Visitor } from './visitor.ts';

/**
 * A small client of WS-Trust 1.3 and of Organization.svc, written from the specifications and from the recorded
 * payloads, to ask the emulators with. It shares nothing with the extension's own.
 */

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity';
const SECURITY = `${WSS}-secext-1.0.xsd`;
const UTILITY = `${WSS}-utility-1.0.xsd`;
const SECURITY_11 = 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd';
export const TRUST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const PASSWORD_TEXT =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';
const SERVICES = 'http://schemas.microsoft.com/xrm/2011/Contracts/Services';
const FIVE_MINUTES_MS = 5 * 60 * 1000;

const soapType = { 'content-type': 'application/soap+xml; charset=utf-8' };

export const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export const usernameMixed = (host: string) =>
  `https://${host}/adfs/services/trust/13/usernamemixed`;

export type RstAsk = {
  userName: string;
  password: string;
  appliesTo: string;
  host?: string;
  nowMs?: number;
  change?: (envelope: string) => string;
};

export function requestSecurityToken(ask: RstAsk): string {
  const { host = STS.host, nowMs = Date.now() } = ask;
  const envelope = `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${ADDRESSING}"><s:Header><a:Action s:mustUnderstand="1">${TRUST}/RST/Issue</a:Action><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID><a:ReplyTo><a:Address>${ADDRESSING}/anonymous</a:Address></a:ReplyTo><a:To s:mustUnderstand="1">${usernameMixed(host)}</a:To><o:Security s:mustUnderstand="1" xmlns:o="${SECURITY}">${timestamp(nowMs)}<o:UsernameToken><o:Username>${escaped(ask.userName)}</o:Username><o:Password Type="${PASSWORD_TEXT}">${escaped(ask.password)}</o:Password></o:UsernameToken></o:Security></s:Header><s:Body><trust:RequestSecurityToken xmlns:trust="${TRUST}"><wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><a:EndpointReference><a:Address>${escaped(ask.appliesTo)}</a:Address></a:EndpointReference></wsp:AppliesTo><trust:RequestType>${TRUST}/Issue</trust:RequestType></trust:RequestSecurityToken></s:Body></s:Envelope>`;
  return ask.change ? ask.change(envelope) : envelope;
}

/** Already in canonical form: exclusive C14N leaves it as it is. */
export function timestamp(nowMs: number, lifeMs: number = FIVE_MINUTES_MS): string {
  const at = (ms: number) => new Date(ms).toISOString();
  return `<u:Timestamp xmlns:u="${UTILITY}" u:Id="_0"><u:Created>${at(nowMs)}</u:Created><u:Expires>${at(nowMs + lifeMs)}</u:Expires></u:Timestamp>`;
}

export const postSoap = (
  visitor: Visitor,
  host: string,
  path: string,
  body: string,
  said: Said = {},
) => visitor.call(host, path, { method: 'POST', headers: soapType, body, ...said });

export const askToken = (visitor: Visitor, ask: RstAsk): Promise<Seen> => {
  const host = ask.host ?? STS.host;
  return postSoap(visitor, host, new URL(usernameMixed(host)).pathname, requestSecurityToken(ask));
};

export const nameAndPassword = ({ sam, password }: DomainAccount) => ({
  userName: `CONTOSO\\${sam}`,
  password,
});

/** What of an answer is needed to speak to CRM. The encrypted assertion is cut out of the text. */
export type Token = { encrypted: string; key: string; id: string; audience: string };

export function tokenIn(text: string): Token {
  const cut = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    encrypted: cut(
      /<trust:RequestedSecurityToken>([\s\S]*?)<\/trust:RequestedSecurityToken>/,
    ).trim(),
    key: cut(/<trust:BinarySecret>([^<]*)</),
    id: cut(/<trust:RequestedAttachedReference>[\s\S]*?<o:KeyIdentifier[^>]*>([^<]*)</),
    audience: cut(/<wsa:Address>([^<]*)</),
  };
}

export function faultIn(text: string) {
  const cut = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  const [prefix = '', name = ''] = cut(/<s:Subcode><s:Value[^>]*>([^<]*)</).split(':');
  return {
    namespace: cut(new RegExp(`<s:Subcode><s:Value xmlns:${prefix}="([^"]*)"`)),
    subcode: name,
    reason: cut(/<s:Text[^>]*>([^<]*)</),
    errorCode: Number(cut(/<ErrorCode>(-?\d+)<\/ErrorCode>/)),
  };
}

export const digestOf = (canonical: string) =>
  createHash('sha1').update(canonical, 'utf8').digest('base64');

export const signedInfo = (digest: string) =>
  `<SignedInfo xmlns="${DS}"><CanonicalizationMethod Algorithm="${C14N}"></CanonicalizationMethod><SignatureMethod Algorithm="${DS}hmac-sha1"></SignatureMethod><Reference URI="#_0"><Transforms><Transform Algorithm="${C14N}"></Transform></Transforms><DigestMethod Algorithm="${DS}sha1"></DigestMethod><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`;

export const signatureOf = (key: string, canonical: string) =>
  createHmac('sha1', Buffer.from(key, 'base64')).update(canonical, 'utf8').digest('base64');

export function signature(token: Token, stamp: string): string {
  const info = signedInfo(digestOf(stamp));
  return `<Signature xmlns="${DS}">${info}<SignatureValue>${signatureOf(token.key, info)}</SignatureValue><KeyInfo><o:SecurityTokenReference k:TokenType="http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1" xmlns:k="${SECURITY_11}"><o:KeyIdentifier ValueType="http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID">${token.id}</o:KeyIdentifier></o:SecurityTokenReference></KeyInfo></Signature>`;
}

export type CallAsk = {
  endpoint: string;
  token: Token;
  /** `Execute`, `Retrieve`, `RetrieveMultiple`. */
  operation?: string;
  body: string;
  nowMs?: number;
  lifeMs?: number;
  headers?: string;
  /** Instead of Timestamp, EncryptedData and Signature. */
  security?: (parts: { stamp: string; encrypted: string; signature: string }) => string;
  change?: (envelope: string) => string;
};

export function signedEnvelope(ask: CallAsk): string {
  const { token, operation = 'Execute', nowMs = Date.now(), lifeMs } = ask;
  const stamp = timestamp(nowMs, lifeMs);
  const parts = { stamp, encrypted: token.encrypted, signature: signature(token, stamp) };
  const security = ask.security?.(parts) ?? `${stamp}${parts.encrypted}${parts.signature}`;
  const envelope = `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${ADDRESSING}"><s:Header><a:Action s:mustUnderstand="1">${SERVICES}/IOrganizationService/${operation}</a:Action><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID><a:ReplyTo><a:Address>${ADDRESSING}/anonymous</a:Address></a:ReplyTo><a:To s:mustUnderstand="1">${ask.endpoint}</a:To>${ask.headers ?? ''}<o:Security s:mustUnderstand="1" xmlns:o="${SECURITY}">${security}</o:Security></s:Header><s:Body>${ask.body}</s:Body></s:Envelope>`;
  return ask.change ? ask.change(envelope) : envelope;
}

/** `Execute` of one request of the SDK; parameters are `key`, type and content of each value. */
export function executeBody(name: string, parameters: string = ''): string {
  return `<Execute xmlns="${SERVICES}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><request xmlns:b="http://schemas.microsoft.com/xrm/2011/Contracts"><b:Parameters xmlns:d="http://schemas.datacontract.org/2004/07/System.Collections.Generic">${parameters}</b:Parameters><b:RequestId i:nil="true"></b:RequestId><b:RequestName>${name}</b:RequestName></request></Execute>`;
}

export const parameter = (key: string, type: string, content: string, namespaces = '') =>
  `<b:KeyValuePairOfstringanyType><d:key>${key}</d:key><d:value i:type="${type}" ${namespaces}>${content}</d:value></b:KeyValuePairOfstringanyType>`;
