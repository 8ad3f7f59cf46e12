import {
  type CrmAsk,
  diagnoseCrmAnswer,
  diagnoseCrmFault,
} from '../../domain/diagnose/soap-fault.ts';
import type { Failure } from '../../domain/failure.ts';
import type { OrgUrl } from '../../domain/org-url.ts';
import { type Answer, type Reply, says } from '../../domain/reply.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import type { Send } from '../egress.ts';
import { badXml, SERVICE_PATH } from './discover.ts';
import { CONTRACTS, SERVICES, SOAP, WSA } from './namespaces.ts';
import type { ReadAnswer } from './organization-answers.ts';
import type { Call } from './organization-questions.ts';
import { readFault } from './read-fault.ts';
import { addressing } from './rst.ts';
import type { IssuedToken } from './rstr.ts';
import { writeSecurity } from './signature.ts';
import { readXml } from './soap-xml.ts';
import { escapeXml } from './xml-write.ts';

export const SOAP_TYPE = 'application/soap+xml; charset=utf-8';

/** Asks Organization.svc one thing, signed with the token's key. */
export type AskOrganisation = <T>(
  call: Call,
  read: ReadAnswer<T>,
  options?: { callerId?: string; told?: (requestId: string | undefined) => void },
) => Promise<Result<T, Failure>>;

/**
 * Opens a line to an organisation's Organization.svc, with the token put in and each call signed anew.
 *
 * Takes   serverMs  now, by the clock of the CRM
 * Fails   'ifd/…' · 'net/…'   never throws
 * Source  WSS 1.1 with a SAML token as endorsing key; Microsoft.Xrm.Sdk, IOrganizationService
 */
export function openOrganisation(
  send: Send,
  org: OrgUrl,
  token: IssuedToken,
  about: {
    username: string;
    secrets: readonly string[];
    stsHost: string;
    serverMs: () => number;
    newId: () => string;
    signal?: AbortSignal;
    diagnoseLine: (reply: Reply) => Failure;
  },
): AskOrganisation {
  const url = `${org}${SERVICE_PATH}`;
  return async (call, read, options = {}) => {
    const serverMs = about.serverMs();
    const reply = await send({
      purpose: { for: 'onprem', org },
      url,
      method: 'POST',
      headers: { 'Content-Type': SOAP_TYPE, Accept: 'application/soap+xml' },
      body: await writeCall({ url, call, token, serverMs, messageId: about.newId(), ...options }),
      ...(about.signal && { signal: about.signal }),
    });
    if (reply.kind === 'redirect') return bad({ code: 'ifd/sign-in-page', host: reply.host });
    if (reply.kind !== 'answer') return bad(about.diagnoseLine(reply));
    options.told?.(reply.headers.requestId);
    const ask: CrmAsk = {
      ...about,
      nowMs: serverMs,
      createdAtMs: token.createdAtMs,
      expiresAtMs: token.expiresAtMs,
    };
    return readCall(reply, ask, token.assertion.length, read);
  };
}

function readCall<T>(
  answer: Answer,
  ask: CrmAsk,
  assertionBytes: number,
  read: ReadAnswer<T>,
): Result<T, Failure> {
  const document = readXml(answer.text);
  const fault = document.ok ? readFault(document.value.root) : undefined;
  if (fault) return bad(diagnoseCrmFault(ask, answer, fault));
  if (answer.status !== 200) return bad(diagnoseCrmAnswer(answer, assertionBytes));
  if (!document.ok) return bad(badXml(answer, document.failure));
  const value = read(document.value.root);
  return value === undefined
    ? bad({
        code: 'ifd/bad-xml',
        host: answer.host,
        why: 'unexpected-shape',
        service: says(answer),
      })
    : good(value);
}

/** Writes one signed call. `callerId`: for whom it is made, where that is not whoever signed in. */
export async function writeCall(about: {
  url: string;
  call: Call;
  token: IssuedToken;
  serverMs: number;
  messageId: string;
  callerId?: string;
}): Promise<string> {
  const { url, call, callerId } = about;
  const action = `${SERVICES}/IOrganizationService/${call.operation}`;
  const caller = callerId ? `<CallerId xmlns="${CONTRACTS}">${escapeXml(callerId)}</CallerId>` : '';
  const security = await writeSecurity(about.token, about.serverMs);
  return (
    `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${WSA}"><s:Header>` +
    `${addressing(action, url, about.messageId)}${caller}${security}</s:Header>` +
    `<s:Body>${call.body}</s:Body></s:Envelope>`
  );
}
