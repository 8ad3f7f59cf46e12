import type { Failure } from '../failure.ts';
import { type Answer, says } from '../reply.ts';
import { type SoapFault, saysFault, skewOf } from './adfs.ts';
import { ACCEPTED_SKEW_MS, aheadMinutes, offsetOf } from './clock.ts';
import { privilegeIn } from './dataverse.ts';
import { wantsWindows } from './ifd-challenge.ts';

/** What a fault of the CRM is measured against. */
export type CrmAsk = {
  username: string;
  secrets: readonly string[];
  nowMs: number;
  /** The token's life by the clock of who gave it. */
  createdAtMs: number;
  expiresAtMs: number;
  stsHost: string;
};

/** Source: Dynamics 365 web service error codes, as the signed decimals in which SOAP tells them. */
const CODES: ReadonlyMap<number, 'org-disabled' | 'user-disabled' | 'user-unknown' | 'no-role'> =
  new Map([
    [-2147180284, 'org-disabled'],
    [-2147220955, 'user-disabled'],
    [-2147214049, 'user-disabled'],
    [-2147015328, 'user-unknown'],
    [-2147209463, 'no-role'],
  ]);
const PRIVILEGE_DENIED = [-2147220960, -2147187962];

/** Names an answer of Organization.svc that is a fault. */
export function diagnoseCrmFault(ask: CrmAsk, answer: Answer, fault: SoapFault): Failure {
  const { host } = answer;
  const { username } = ask;
  const service = saysFault(answer, fault, ask.secrets);
  const known = CODES.get(fault.errorCode ?? 0);
  if (known === 'org-disabled') return { code: 'ifd/org-disabled', host, service };
  if (known) return { code: `ifd/${known}`, host, username, service };
  if (PRIVILEGE_DENIED.includes(fault.errorCode ?? 0))
    return { code: 'ifd/privilege-missing', privilege: privilegeIn(fault.reason), service };
  const has = (name: string) => fault.codes.some((code) => code.name === name);
  if (has('InvalidSecurity') || has('InvalidSecurityToken') || has('FailedAuthentication'))
    return { ...securityFailure(ask, answer), service };
  if (has('InternalServiceFault')) return { code: 'ifd/server-fault', host, service };
  return { code: 'ifd/refused', host, service };
}

/** The server could not verify our message: a clock, or the token's time, else what nobody tells. */
function securityFailure(ask: CrmAsk, answer: Answer): Failure {
  const { host } = answer;
  const serverMs = ask.nowMs + (offsetOf(answer, ask.nowMs) ?? 0);
  const earlyMs = ask.createdAtMs - serverMs;
  if (earlyMs > ACCEPTED_SKEW_MS)
    return {
      code: 'ifd/servers-apart',
      host,
      stsHost: ask.stsHost,
      aheadMinutes: aheadMinutes(-earlyMs),
    };
  if (ask.expiresAtMs <= serverMs) return { code: 'ifd/token-expired', host };
  const skew = skewOf(answer, ask.nowMs);
  if (skew !== undefined) return { code: 'ifd/clock-skew', host, aheadMinutes: skew };
  return { code: 'ifd/security-refused', host };
}

/** An answer of Organization.svc that is no SOAP at all. */
export function diagnoseCrmAnswer(answer: Answer, assertionBytes: number): Failure {
  const { host, status } = answer;
  const service = says(answer);
  if (status === 413)
    return {
      code: 'ifd/assertion-too-large',
      host,
      bytes: assertionBytes,
      service,
    };
  if (wantsWindows(answer)) return { code: 'ifd/windows-only', host, service };
  if (status === 404 || status === 400) return { code: 'ifd/not-here', host, service };
  if (status >= 500) return { code: 'ifd/unavailable', host, service };
  if (status >= 400) return { code: 'ifd/security-refused', host, service };
  return { code: 'ifd/bad-xml', host, why: 'unexpected-shape', service };
}
