import type { CoverageRun } from '../domain/coverage-run.ts';
import { coverageRunOf } from '../facts/coverage-run.ts';
import type { World } from './world.ts';

/** The run as it is shown. What changes often is written at most four times a second, what matters at once. */
export type CoverageBoard = {
  now: () => CoverageRun;
  /** One more request; it is written with whatever is noted next. */
  countRequest: () => void;
  /** Something went on. */
  note: (change: Partial<CoverageRun>) => Promise<void>;
  /** Something that must be known before anything else happens. Undefined takes a member away. */
  settle: (change: { [K in keyof CoverageRun]?: CoverageRun[K] | undefined }) => Promise<void>;
};

const BETWEEN_WRITES_MS = 250;

/** Takes   isWanted  false once the run was forgotten or replaced: then nothing of it is written any more */
export function openCoverageBoard(
  world: Pick<World, 'nowMs'>,
  first: CoverageRun,
  isWanted: () => boolean,
): CoverageBoard {
  const fact = coverageRunOf(first.workspace);
  let run = first;
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  const write = async () => {
    writtenAtMs = world.nowMs();
    if (isWanted()) await fact.write(run);
  };
  return {
    now: () => run,
    countRequest: () => {
      run = { ...run, requests: run.requests + 1 };
    },
    async note(change) {
      run = { ...run, ...change };
      // A clock that was set back must not silence the run.
      const waitedMs = Math.abs(world.nowMs() - writtenAtMs);
      if (waitedMs >= BETWEEN_WRITES_MS) await write();
    },
    async settle(change) {
      const all = Object.entries({ ...run, ...change });
      run = Object.fromEntries(all.filter(([, value]) => value !== undefined)) as CoverageRun;
      await write();
    },
  };
}
