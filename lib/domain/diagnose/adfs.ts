import type { Failure, ServiceSays } from '../failure.ts';
import { parseOrgUrl } from '../org-url.ts';
import { scrub } from '../redact.ts';
import { type Answer, says } from '../reply.ts';
import { ACCEPTED_SKEW_MS, aheadMinutes, offsetOf } from './clock.ts';

/** A SOAP fault, read: its codes from the outermost in, what it says, and the CRM's own number where there is one. */
export type SoapFault = {
  codes: readonly { ns: string; name: string }[];
  reason: string;
  errorCode?: number;
};

/** A security token service, by the address that the CRM trusts. */
export type Sts = { origin: string; host: string; trustPath: string };

const IDENTIFIER =
  /^(https?):\/\/([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)(?::(\d{1,5}))?((?:\/[A-Za-z0-9._~-]{1,100}){0,10})\/?$/;

/**
 * Reads the identifier of an STS. It is a name that looks like an address, normally written `http://`: it is read as
 * https, and a port of http says nothing about the one of https. The host must be one that an organisation could have.
 */
export function parseSts(identifier: string): Sts | undefined {
  const parts = IDENTIFIER.exec(identifier.trim().slice(0, 2_048));
  if (!parts) return undefined;
  const [, scheme, host = '', port, path = ''] = parts;
  const at = scheme === 'https' && port ? `${host}:${port}` : host;
  const place = parseOrgUrl(`https://${at}/`);
  if (!place.ok || place.value.kind !== 'onprem') return undefined;
  const { origin, host: shown } = new URL(place.value.url);
  return { origin, host: shown, trustPath: path || '/adfs/services/trust' };
}

/** What a fault of AD FS is measured against. */
export type StsAsk = {
  username: string;
  secrets: readonly string[];
  audience: string;
  nowMs: number;
};

/**
 * Names a fault of AD FS at its sign-in by password. The texts have AD FS's own numbers in them, as they have had
 * since version 2.0; where they are missing, the code decides.
 *
 * Source  [MS-ADFSPIP] and public records of the faults; InvalidScope's namespace is assumed, so none is compared
 */
export function diagnoseStsFault(ask: StsAsk, answer: Answer, fault: SoapFault): Failure {
  const { host } = answer;
  const { username, audience } = ask;
  const service = saysFault(answer, fault, ask.secrets);
  const has = (name: string) => fault.codes.some((code) => code.name === name);
  const tells = (number: string) => fault.reason.slice(0, 2_000).includes(number);
  if (has('FailedAuthentication.ExpiredPassword') || tells('MSIS3125'))
    return { code: 'ifd/password-expired', host, username, service };
  if (tells('MSIS7068')) return { code: 'ifd/access-denied', host, username, service };
  if (tells('ID3082') || tells('MSIS3127') || has('InvalidScope'))
    return { code: 'ifd/relying-party-unknown', host, audience, service };
  const skew = skewOf(answer, ask.nowMs);
  if (has('InvalidSecurity') && skew !== undefined)
    return { code: 'ifd/clock-skew', host, aheadMinutes: skew, service };
  if (has('FailedAuthentication')) return { code: 'ifd/wrong-password', host, username, service };
  return { code: 'ifd/sts-refused', host, service };
}

/** Minutes by which this computer is ahead, where that is more than such servers accept. */
export function skewOf(answer: Answer, nowMs: number): number | undefined {
  const offsetMs = offsetOf(answer, nowMs);
  const isWrong = offsetMs !== undefined && Math.abs(offsetMs) > ACCEPTED_SKEW_MS;
  return isWrong ? aheadMinutes(offsetMs) : undefined;
}

/** What the fault says, for the support of who runs the server. */
export function saysFault(
  answer: Answer,
  { codes, reason, errorCode }: SoapFault,
  secrets: readonly string[],
): ServiceSays {
  const innermost = codes.at(-1)?.name;
  const code = errorCode === undefined ? innermost : String(errorCode);
  const text = scrub(reason, secrets);
  return {
    ...says(answer),
    ...(code && { code: scrub(code, secrets).slice(0, 80) }),
    ...(text && { text }),
  };
}

/** An answer of AD FS without any XML to read: its sign-in by password is not there, or something stands before it. */
export function diagnoseStsAnswer(answer: Answer, path: string): Failure | undefined {
  const { host, status } = answer;
  const service = says(answer);
  if (status === 404 || status === 503) return { code: 'ifd/endpoint-off', host, path, service };
  if (status >= 500) return { code: 'ifd/unavailable', host, service };
  if (status >= 400) return { code: 'ifd/sts-refused', host, service };
  return undefined;
}
