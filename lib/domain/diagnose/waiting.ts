import type { Failure, FailureCode } from '../failure.ts';
import type { WaitReason } from '../provisioning.ts';
import { saysApplicationUnknown } from './graph.ts';

/** So long a new object may take to be known everywhere, before that is called an error. Microsoft names no limit. */
export const SETTLE_MS = 120_000;
/** So long a request whose answer was lost may still be carried out. After it, what is not there was not made. */
export const LOST_MS = 30_000;
const PAUSES_MS = [2_000, 3_000, 5_000];
const LONGEST_PAUSE_MS = 8_000;
export const pauseOfTurn = (turn: number) => PAUSES_MS[turn] ?? LONGEST_PAUSE_MS;
/** So many faults of the line or of the service in a row are taken for passing ones. */
const MOST_FAULTS = 3;

/** Faults that may be gone at the next try, whatever was asked. */
const PASSING: readonly FailureCode[] = [
  'graph/unavailable',
  'org/unavailable',
  'entra/busy',
  'net/no-reply',
  'net/unreachable',
  'net/web-page',
  'net/not-understood',
];
const BUSY: readonly FailureCode[] = ['graph/busy', 'org/busy'];

/**
 * Entra and Dataverse take a while to know what was just made: 7000215 the secret, 700016 the application, 7000229 its
 * service principal, 0x80072560 the user, 404 an object of Graph.
 * Source: reported, see SETTLE_MS; entra-docs reference-error-codes; powerapps-docs web-service-error-codes
 */
const UNKNOWN_YET: Partial<Record<FailureCode, WaitReason>> = {
  'entra/secret-wrong': 'secret-unknown',
  'entra/app-unknown': 'application-unknown',
  'entra/no-service-principal': 'service-principal-unknown',
  'org/user-unknown': 'user-unknown',
  'org/token-refused': 'user-unknown',
  'org/user-disabled': 'user-unknown',
  'provisioning/not-a-member': 'user-unknown',
  'graph/not-found': 'object-unknown',
};

export type Pause = { ms: number; reason: WaitReason };

/**
 * How long to wait before the same is asked again; undefined when waiting would not help.
 *
 * Takes   turn  how many tries there were before this one; faults: how many of them failed without a verdict
 */
export function pauseAfter(
  failure: Failure,
  { turn, faults, nowMs }: { turn: number; faults: number; nowMs: number },
): Pause | undefined {
  const ms = pauseOfTurn(turn);
  if (BUSY.includes(failure.code)) {
    const untilMs = 'retryAtMs' in failure && failure.retryAtMs ? failure.retryAtMs : nowMs + ms;
    return { ms: Math.max(0, untilMs - nowMs), reason: 'busy' };
  }
  if (isPassing(failure)) return faults < MOST_FAULTS ? { ms, reason: 'busy' } : undefined;
  const reason =
    UNKNOWN_YET[failure.code] ??
    (saysApplicationUnknown(failure) ? 'application-unknown' : undefined);
  return reason && { ms, reason };
}

export const isPassing = ({ code }: Failure) => PASSING.includes(code);

/**
 * May the request have been carried out all the same? Only a 4xx that judged it says no; 408 may have arrived, 409 and
 * 412 may be about our own earlier one, and the answer of a proxy says nothing.
 */
export function mayHaveHappened(failure: Failure): boolean {
  if (failure.code === 'net/not-allowed') return false;
  const status = failure.service?.status ?? 0;
  return status < 400 || status >= 500 || [408, 409, 412].includes(status);
}
