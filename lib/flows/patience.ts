import type { Failure } from '../domain/failure.ts';
import type { StepId } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import type { StepBoard } from './step-board.ts';

/** The longest that a test waits by itself for a busy service; beyond it the person is told when to try again. */
export const LONGEST_PATIENCE_MS = 20_000;
/** Pauses before a token is asked for again after a passing fault of Entra. */
export const TOKEN_BACKOFF_MS = [1_000, 3_000];

export type Patience = {
  nowMs: () => number;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  board: StepBoard;
};

/**
 * Asks, and asks again when the service says that it is only busy. The wait is shown on the step.
 *
 * Takes   backoffMs  pauses where the service named none; a named Retry-After is obeyed once
 */
export async function askPatiently<T>(
  { nowMs, wait, signal, board }: Patience,
  step: StepId,
  ask: () => Promise<Result<T, Failure>>,
  backoffMs: readonly number[] = [],
): Promise<Result<T, Failure>> {
  for (let turn = 0; ; turn++) {
    const answer = await ask();
    const pauseMs = answer.ok ? undefined : pauseOf(answer.failure, turn, nowMs(), backoffMs);
    if (pauseMs === undefined || signal.aborted) return answer;
    board.waitUntil(step, nowMs() + pauseMs);
    await wait(pauseMs, signal);
  }
}

function pauseOf(failure: Failure, turn: number, nowMs: number, backoffMs: readonly number[]) {
  if (failure.code !== 'entra/busy' && failure.code !== 'org/busy') return undefined;
  const isThrottle = failure.service?.status === 429 || failure.code === 'org/busy';
  if (!isThrottle) return backoffMs[turn];
  const pauseMs = Math.max(0, (failure.retryAtMs ?? nowMs) - nowMs);
  return turn === 0 && pauseMs <= LONGEST_PATIENCE_MS ? pauseMs : undefined;
}
