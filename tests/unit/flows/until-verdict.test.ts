import { expect, it } from 'vitest';
import type { Failure } from '../../../lib/domain/failure.ts';
import { bad, good, type Result } from '../../../lib/domain/result.ts';
import { untilVerdict } from '../../../lib/flows/until-verdict.ts';

const UNKNOWN: Failure = { code: 'graph/not-found', what: 'application' };

/** A question that is answered in vain `inVain` times; the clock may jump at the first pause. */
async function askWith(inVain: number, { jumpMs = 0, settles = true } = {}) {
  let nowMs = Date.parse('2026-11-20T10:00:00Z');
  let waitedMs = 0;
  let asked = 0;
  const answer: Result<string, Failure> = await untilVerdict<string>(
    async () => (++asked > inVain ? good('there') : bad(UNKNOWN)),
    {
      nowMs: () => nowMs,
      settles,
      pause: async ({ ms }) => {
        nowMs += waitedMs === 0 ? ms + jumpMs : ms;
        waitedMs += ms;
        if (waitedMs > 1_000_000) throw new Error('it waits for ever');
      },
    },
  );
  return { answer, waitedMs, asked };
}

it('waits out what is not known everywhere yet, for two minutes at most', async () => {
  expect((await askWith(3)).answer).toEqual(good('there'));
  const { answer, waitedMs } = await askWith(1_000);
  expect(answer).toEqual(bad(UNKNOWN));
  expect(waitedMs).toBeGreaterThan(100_000);
  expect(waitedMs).toBeLessThanOrEqual(120_000);
});

it('waits no longer when the clock is set back in the midst of it', async () => {
  const { answer, waitedMs } = await askWith(1_000_000, { jumpMs: -86_400_000 });
  expect(answer).toEqual(bad(UNKNOWN));
  expect(waitedMs).toBeLessThanOrEqual(120_000);
});

it('takes what is not known for a verdict where nothing has to settle', async () => {
  expect(await askWith(3, { settles: false })).toMatchObject({ answer: bad(UNKNOWN), asked: 1 });
});
