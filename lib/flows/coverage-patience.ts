import { isPassing, pauseAfter } from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { World } from './world.ts';

/** What a long deed needs to wait: how, until when at the most, and where it is shown. */
export type Patience = {
  world: Pick<World, 'nowMs' | 'wait'>;
  signal: AbortSignal;
  /** Shows until when is waited; undefined when it is over. */
  show: (waitingUntilMs: number | undefined) => Promise<void>;
};

/** A wait is cut into pieces, each written down: a worker that only waits is put to sleep by its browser. */
const LONGEST_PIECE_MS = 10_000;
/** So often in a row is a service waited for that says it is busy, each time as long as it asks. */
const MOST_BUSY = 20;

/**
 * Asks until there is a verdict: a busy service is waited for exactly as long as it asks, a fault that may pass is
 * tried a few times more. Every wait is shown.
 */
export async function untilAnswered<T>(
  { world, signal, show }: Patience,
  ask: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  for (let turn = 0, faults = 0; ; turn++) {
    const answer = await ask();
    if (answer.ok || signal.aborted || turn >= MOST_BUSY) return answer;
    const pauseMs = pauseOf(answer.failure, { turn, faults, nowMs: world.nowMs() });
    if (pauseMs === undefined) return answer;
    if (isPassing(answer.failure)) faults++;
    const untilMs = world.nowMs() + pauseMs;
    // What is waited is counted: a clock that is set back must not make anybody wait for days.
    for (let leftMs = pauseMs; leftMs > 0 && !signal.aborted; leftMs -= LONGEST_PIECE_MS) {
      await show(untilMs);
      await world.wait(Math.min(LONGEST_PIECE_MS, leftMs), signal);
    }
    await show(undefined);
  }
}

function pauseOf(failure: Failure, asked: { turn: number; faults: number; nowMs: number }) {
  if (failure.code === 'mapsimise/busy')
    return Math.max(0, (failure.retryAtMs ?? asked.nowMs + 5_000) - asked.nowMs);
  const pause = pauseAfter(failure, asked);
  return pause?.reason === 'busy' ? pause.ms : undefined;
}
