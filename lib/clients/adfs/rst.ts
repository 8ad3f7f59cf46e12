import { bad, good, type Result } from '../../domain/result.ts';
import { PASSWORD_TEXT, SOAP, WSA, WSP, WSSE, WST, WSU } from './namespaces.ts';
import { escapeXml, isXmlText } from './xml-write.ts';

/** A request for a token by user name and password. */
export type RstAsk = {
  endpoint: string;
  /** The address of Organization.svc: the token is for its relying party. */
  appliesTo: string;
  username: string;
  password: string;
  /** A GUID; the answer names it again. */
  messageId: string;
  createdAtMs: number;
};

const VALID_MS = 300_000;
export const ISSUE = `${WST}/RST/Issue`;

/**
 * Writes the RequestSecurityToken of WS-Trust 1.3. KeyType is left out: a symmetric key is the default, and the CRM's
 * endorsing policy wants its proof.
 *
 * Fails   with the field that has a character XML cannot carry; nothing was sent then
 * Source  WS-Trust 1.3, 4.1; WSS UsernameToken Profile 1.0, 3.1; WCF wants To and MessageID beside Action
 */
export function writeRst(ask: RstAsk): Result<string, 'username' | 'password' | 'address'> {
  const { username, password, endpoint, appliesTo } = ask;
  if (!isXmlText(username)) return bad('username');
  if (!isXmlText(password)) return bad('password');
  if (!isXmlText(endpoint) || !isXmlText(appliesTo)) return bad('address');
  const security =
    `<o:Security s:mustUnderstand="1" xmlns:o="${WSSE}">` +
    `<u:Timestamp u:Id="_0"><u:Created>${timeOf(ask.createdAtMs)}</u:Created>` +
    `<u:Expires>${timeOf(ask.createdAtMs + VALID_MS)}</u:Expires></u:Timestamp>` +
    `<o:UsernameToken u:Id="_1"><o:Username>${escapeXml(username)}</o:Username>` +
    `<o:Password Type="${PASSWORD_TEXT}">${escapeXml(password)}</o:Password></o:UsernameToken>` +
    '</o:Security>';
  const body =
    `<trust:RequestSecurityToken xmlns:trust="${WST}">` +
    `<wsp:AppliesTo xmlns:wsp="${WSP}"><a:EndpointReference>` +
    `<a:Address>${escapeXml(appliesTo)}</a:Address></a:EndpointReference></wsp:AppliesTo>` +
    `<trust:RequestType>${WST}/Issue</trust:RequestType></trust:RequestSecurityToken>`;
  return good(
    `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${WSA}" xmlns:u="${WSU}">` +
      `<s:Header>${addressing(ISSUE, endpoint, ask.messageId)}${security}</s:Header>` +
      `<s:Body>${body}</s:Body></s:Envelope>`,
  );
}

/** The addressing that WCF wants, in the order in which it writes it itself. */
export const addressing = (action: string, to: string, messageId: string) =>
  `<a:Action s:mustUnderstand="1">${escapeXml(action)}</a:Action>` +
  `<a:MessageID>urn:uuid:${escapeXml(messageId)}</a:MessageID>` +
  '<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>' +
  `<a:To s:mustUnderstand="1">${escapeXml(to)}</a:To>`;

/** A time as WS-Utility writes it: UTC, to the millisecond. */
export const timeOf = (ms: number) => new Date(ms).toISOString();
