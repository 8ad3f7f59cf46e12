import type { Answer } from '../reply.ts';

/** WS-Security servers accept so much between two clocks. Source: WCF, MaxClockSkew, five minutes. */
export const ACCEPTED_SKEW_MS = 300_000;
/** Up to here a wrong clock is a wrong time zone, and the server's own time is used instead. */
export const BRIDGED_SKEW_MS = 12 * 3_600_000;
const UNSEEN_SKEW_MS = 60_000;

/**
 * The server's clock minus ours, in milliseconds, as its answer tells it; undefined where it tells nothing.
 * The header is exact to a second, and travels with the answer: good enough beside five minutes.
 */
export function offsetOf({ headers }: Answer, nowMs: number): number | undefined {
  const text = headers.date ?? '';
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return undefined;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : dateMs - nowMs;
}

/** How many minutes the clock of this computer is ahead of one that has this offset. */
export const aheadMinutes = (offsetMs: number) => Math.round(-offsetMs / 60_000);

/** Too far apart to be worked around: the person must set the clock. */
export const isTooFar = (offsetMs: number | undefined) =>
  offsetMs !== undefined && Math.abs(offsetMs) > BRIDGED_SKEW_MS;

/** The offset to work with: none where the clocks agree within a minute. */
export const bridged = (offsetMs: number | undefined) =>
  offsetMs === undefined || Math.abs(offsetMs) <= UNSEEN_SKEW_MS ? 0 : offsetMs;
