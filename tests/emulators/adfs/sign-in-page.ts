import { escapeHtml, htmlReply, type Incoming, type Reply } from '../exchange.ts';
import { ACCOUNTS } from '../on-premises/people.ts';
import { encryptedElement } from '../soap/encrypt.ts';
import { crmKey, signingKeyOf } from '../soap/key-pairs.ts';
import { NS } from '../soap/namespaces.ts';
import { utc } from '../soap/timestamp.ts';
import { escapeXml } from '../soap/xml.ts';
import { signedAssertion } from './assertion.ts';
import { relyingPartyOf } from './relying-parties.ts';
import { claimsOf, identifierOf } from './token-response.ts';

const TRUST_2005 = 'http://schemas.xmlsoap.org/ws/2005/02/trust';
const HOUR_MS = 60 * 60 * 1000;

/** The page for people: a form, or at once the way back with a token for who is signed in. */
// Source: WS-Federation 1.2, 13.2 (wa, wtrealm, wctx, wreply; wresult by a form); that a member of
// the domain is signed in by Windows without a question is AD FS's intranet default
export async function answerSignInPage(request: Incoming, nowMs: number): Promise<Reply> {
  const asked = new URLSearchParams(request.query);
  if (asked.get('wa') !== 'wsignin1.0') return signInForm(request.host);
  const realm = asked.get('wtrealm') ?? '';
  const relyingParty = relyingPartyOf(realm);
  // Source: AD FS, MSIS3055: The requested relying party trust is not specified or not supported
  if (!relyingParty) return errorPage(request.host, 'MSIS3055');
  const reply = asked.get('wreply') ?? realm;
  if (!reply.toLowerCase().startsWith(relyingParty)) return errorPage(request.host, 'MSIS3055');
  const fields = {
    wa: 'wsignin1.0',
    wresult: await passiveToken(request.host, relyingParty, nowMs),
    wctx: asked.get('wctx') ?? '',
  };
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}" />`)
    .join('');
  return htmlReply(
    200,
    `<html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="${escapeHtml(reply)}">${inputs}<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit" /></noscript></form><script language="javascript">window.setTimeout('document.forms[0].submit()', 0);</script></body></html>`,
    { 'Cache-Control': 'no-cache,no-store', P3P: "ADFS doesn't have P3P policy" },
  );
}

async function passiveToken(host: string, relyingParty: string, nowMs: number): Promise<string> {
  const [signer, reader] = await Promise.all([signingKeyOf(host), crmKey()]);
  const { xml } = signedAssertion({
    issuer: identifierOf(host),
    audience: relyingParty,
    fromMs: nowMs,
    untilMs: nowMs + HOUR_MS,
    claims: claimsOf(ACCOUNTS.adele),
    signer,
    proof: undefined,
  });
  return `<t:RequestSecurityTokenResponse xmlns:t="${TRUST_2005}"><t:Lifetime><wsu:Created xmlns:wsu="${NS.utility}">${utc(nowMs)}</wsu:Created><wsu:Expires xmlns:wsu="${NS.utility}">${utc(nowMs + HOUR_MS)}</wsu:Expires></t:Lifetime><wsp:AppliesTo xmlns:wsp="${NS.policy}"><wsa:EndpointReference xmlns:wsa="${NS.addressing}"><wsa:Address>${escapeXml(relyingParty)}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><t:RequestedSecurityToken>${encryptedElement(xml, reader)}</t:RequestedSecurityToken><t:TokenType>urn:oasis:names:tc:SAML:1.0:assertion</t:TokenType><t:RequestType>${TRUST_2005}/Issue</t:RequestType><t:KeyType>http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey</t:KeyType></t:RequestSecurityTokenResponse>`;
}

/** What a person sees who is not signed in. */
// Source: AD FS 2016 and later: titles, and ids of the form's controls
export function signInForm(host: string): Reply {
  return htmlReply(
    200,
    `<!DOCTYPE html>\r\n<html lang="en-US"><head><meta charset="utf-8"/><title>Sign In</title></head><body dir="ltr" class="body"><div id="header">${host}</div><form method="post" id="loginForm" autocomplete="off" action="/adfs/ls/"><label for="userNameInput">User Account</label><input id="userNameInput" name="UserName" type="email" placeholder="someone@example.com"><label for="passwordInput">Password</label><input id="passwordInput" name="Password" type="password"><span id="submitButton" role="button">Sign in</span></form></body></html>`,
    { 'Cache-Control': 'no-cache,no-store' },
  );
}

function errorPage(host: string, code: string): Reply {
  return htmlReply(
    200,
    `<!DOCTYPE html>\r\n<html lang="en-US"><head><meta charset="utf-8"/><title>Error</title></head><body><div id="header">${host}</div><h1>An error occurred</h1><p>${code}</p></body></html>`,
  );
}
