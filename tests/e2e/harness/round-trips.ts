import type { Logged } from '../../emulators/control.ts';
import { MAPSIMISE } from '../../emulators/people.ts';

/**
 * Counted where they arrive, not where they are claimed: a request that came within one round trip
 * of another did not wait for its answer. Mapsimise's own calls run beside the test.
 */
export function countSequential(requests: Pick<Logged, 'atMs' | 'host'>[], rttMs: number): number {
  const times = requests
    .filter(isCounted)
    .map(({ atMs }) => atMs)
    .sort((a, b) => a - b);
  let count = 0;
  let waveEndsAt = Number.NEGATIVE_INFINITY;
  for (const atMs of times) {
    if (atMs < waveEndsAt) continue;
    count += 1;
    waveEndsAt = atMs + rttMs;
  }
  return count;
}

/** How long somebody at the servers had a request of ours: the time in which we could do nothing but wait. */
export function waitedMs(requests: Pick<Logged, 'atMs' | 'answeredAtMs' | 'host'>[]): number {
  const spans = requests.filter(isCounted).sort((a, b) => a.atMs - b.atMs);
  let sum = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, answeredAtMs } of spans) {
    const endsAt = answeredAtMs ?? atMs;
    if (endsAt <= untilMs) continue;
    sum += endsAt - Math.max(atMs, untilMs);
    untilMs = endsAt;
  }
  return sum;
}

const isCounted = ({ host }: Pick<Logged, 'host'>) =>
  !host.endsWith(MAPSIMISE.apiHost.split('.').slice(-2).join('.'));
