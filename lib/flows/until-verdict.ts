import { isPassing, type Pause, pauseAfter, SETTLE_MS } from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';

/**
 * Asks a question until there is a verdict. A busy service is waited for as long as it asks; with `settles`, so is
 * what was just made and is not known everywhere, both up to two minutes, by the clock and by what was waited: a clock
 * that is set back must not make anybody wait for days.
 *
 * Takes   pause  waits, and shows it where somebody looks on; `giveUpAtMs` is when that will be over at the latest
 */
export async function untilVerdict<T>(
  ask: () => Promise<Result<T, Failure>>,
  {
    nowMs,
    pause,
    settles = false,
    signal,
  }: {
    nowMs: () => number;
    pause: (pause: Pause, giveUpAtMs: number) => Promise<void>;
    settles?: boolean | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<Result<T, Failure>> {
  const giveUpAtMs = nowMs() + SETTLE_MS;
  for (let turn = 0, faults = 0, waitedMs = 0; ; turn++) {
    const answer = await ask();
    if (answer.ok || signal?.aborted) return answer;
    const next = pauseAfter(answer.failure, { turn, faults, nowMs: nowMs() });
    if (isPassing(answer.failure)) faults++;
    if (!next || (!settles && next.reason !== 'busy')) return answer;
    waitedMs += next.ms;
    if (nowMs() + next.ms > giveUpAtMs || waitedMs > SETTLE_MS) return answer;
    await pause(next, giveUpAtMs);
  }
}
