import { setTimeout as pause } from 'node:timers/promises';

export const DEADLINE_MS = 15_000;

/** Asks again and again until the answer is not undefined; past the deadline it says what was awaited. */
export async function until<T>(
  awaited: string,
  probe: () => Promise<T | undefined> | T | undefined,
  deadlineMs: number = DEADLINE_MS,
  everyMs = 25,
): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > endsAt) throw new Error(`After ${deadlineMs} ms still no ${awaited}`);
    await pause(everyMs);
  }
}

export async function untilTrue(
  awaited: string,
  probe: () => Promise<boolean> | boolean,
  deadlineMs?: number,
): Promise<void> {
  await until(awaited, async () => ((await probe()) ? true : undefined), deadlineMs);
}
