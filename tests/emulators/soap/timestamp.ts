import { invalidSecurity } from './fault.ts';
import { NS } from './namespaces.ts';
import { child, type Element, textIn } from './xml.ts';

// Source: WCF, LocalServiceSecuritySettings: MaxClockSkew and TimestampValidityDuration are 5 minutes
export const SKEW_MS = 5 * 60 * 1000;
// Source: XML Schema dateTime as WS-Security writes it: UTC, with Z
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/;

/** A moment of XML Schema in UTC, or nothing. */
export function momentIn(text: string): number | undefined {
  const trimmed = text.trim();
  const ms = UTC.test(trimmed) ? Date.parse(trimmed.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Refuses a Timestamp that is missing, malformed, stale or of the future. */
export function checkTimestamp(timestamp: Element | undefined, nowMs: number): void {
  const created = momentIn(textIn(child(timestamp, NS.utility, 'Created')));
  const expires = momentIn(textIn(child(timestamp, NS.utility, 'Expires')));
  if (created === undefined || expires === undefined || expires <= created) throw invalidSecurity();
  if (created > nowMs + SKEW_MS) throw invalidSecurity();
  // Older than its validity and the skew, or past its own end and the skew
  if (created < nowMs - 2 * SKEW_MS || expires <= nowMs - SKEW_MS) throw invalidSecurity();
}

export const utc = (ms: number): string => new Date(ms).toISOString();

/** `o:Security` of an answer: a Timestamp, nothing signed. */
// Source: tests/fixtures/samples/tinderbox_request_security_token_response_onpremise.xml
export function securityHeader(nowMs: number): string {
  return `<o:Security s:mustUnderstand="1" xmlns:o="${NS.security}"><u:Timestamp u:Id="_0"><u:Created>${utc(nowMs)}</u:Created><u:Expires>${utc(nowMs + SKEW_MS)}</u:Expires></u:Timestamp></o:Security>`;
}
