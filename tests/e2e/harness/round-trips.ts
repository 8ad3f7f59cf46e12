import type { Logged } from '../../emulators/control.ts';
import { MAPSIMISE } from '../../emulators/people.ts';

/**
 * Counted where they arrive, not where they are claimed: a request that came within one round trip
 * of another did not wait for its answer. Mapsimise's own calls run beside the test.
 */
export function countSequential(requests: Pick<Logged, 'atMs' | 'host'>[], rttMs: number): number {
  const times = requests
    .filter(({ host }) => !host.endsWith(MAPSIMISE.apiHost.split('.').slice(-2).join('.')))
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
