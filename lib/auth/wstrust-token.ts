import { badXml } from '../clients/adfs/discover.ts';
import { SOAP_TYPE } from '../clients/adfs/organization-service.ts';
import { readFault } from '../clients/adfs/read-fault.ts';
import { writeRst } from '../clients/adfs/rst.ts';
import { type IssuedToken, readRstr } from '../clients/adfs/rstr.ts';
import { readXml } from '../clients/adfs/soap-xml.ts';
import type { Send } from '../clients/egress.ts';
import { diagnoseStsAnswer, diagnoseStsFault } from '../domain/diagnose/adfs.ts';
import type { Failure } from '../domain/failure.ts';
import { type Answer, type Reply, says } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';

/** What is traded for a token, and where. The origin is the one that the person confirmed. */
export type SamlAsk = {
  endpoint: { url: string; path: string };
  stsOrigin: string;
  appliesTo: string;
  username: string;
  password: string;
  messageId: string;
  /** Now, by the clock of AD FS. */
  serverMs: number;
};

/** A larger token would be refused by the CRM, whatever is in it. Genuine ones have a few kilobytes. */
const LARGEST_ASSERTION = 262_144;

/**
 * Trades a user name and password for a SAML token at the AD FS of an on-premises organisation. Asked once: whoever
 * asks again with a wrong password locks the account. The token is kept by nobody but the run that asked for it.
 *
 * Gives   the token with its proof key
 * Fails   'ifd/…' · 'net/…'   never throws
 * Source  WS-Trust 1.3, Issuance Binding (OASIS, 2007)
 */
export async function requestSamlToken(
  send: Send,
  ask: SamlAsk,
  options: { diagnoseLine: (reply: Reply) => Failure; signal?: AbortSignal },
): Promise<Result<IssuedToken, Failure>> {
  const { username, password, appliesTo, messageId } = ask;
  const rst = writeRst({
    endpoint: ask.endpoint.url,
    appliesTo,
    username,
    password,
    messageId,
    createdAtMs: ask.serverMs,
  });
  if (!rst.ok) return bad({ code: 'ifd/characters', field: rst.failure });
  const reply = await send({
    purpose: { for: 'sts', origin: ask.stsOrigin },
    url: ask.endpoint.url,
    method: 'POST',
    headers: {
      'Content-Type': SOAP_TYPE,
      Accept: 'application/soap+xml',
    },
    body: rst.value,
    ...(options.signal && { signal: options.signal }),
  });
  if (reply.kind === 'redirect') return bad({ code: 'ifd/sign-in-page', host: reply.host });
  if (reply.kind !== 'answer') return bad(options.diagnoseLine(reply));
  return readToken(ask, reply);
}

/** A fault wins over the HTTP status, and the status over what else is in the body. */
function readToken(ask: SamlAsk, answer: Answer): Result<IssuedToken, Failure> {
  const { host } = answer;
  const document = readXml(answer.text);
  const fault = document.ok ? readFault(document.value.root) : undefined;
  const about = {
    username: ask.username,
    secrets: [ask.password],
    audience: ask.appliesTo,
    nowMs: ask.serverMs,
  };
  if (fault) return bad(diagnoseStsFault(about, answer, fault));
  const refusal = diagnoseStsAnswer(answer, ask.endpoint.path);
  if (refusal) return bad(refusal);
  if (!document.ok) return bad(badXml(answer, document.failure, [ask.password]));
  const token = readRstr(document.value, ask.messageId, ask.serverMs);
  if (!token.ok) {
    const { failure } = token;
    return bad(
      'xml' in failure
        ? { code: 'ifd/bad-xml', host, why: failure.xml, service: says(answer) }
        : { code: 'ifd/bad-token', host, why: failure.token, service: says(answer) },
    );
  }
  const bytes = token.value.assertion.length;
  if (bytes > LARGEST_ASSERTION) return bad({ code: 'ifd/assertion-too-large', host, bytes });
  if (token.value.expiresAtMs <= ask.serverMs) return bad({ code: 'ifd/token-expired', host });
  return good(token.value);
}
