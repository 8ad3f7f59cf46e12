import type { OrgUrl } from '../domain/org-url.ts';
import type { Checkpoint } from '../facts/coverage-database.ts';
import type { CoverageAsking } from './coverage-asking.ts';
import type { CoverageBoard } from './coverage-board.ts';
import type { Patience } from './coverage-patience.ts';
import type { World } from './world.ts';

/** One run of Coverage, as its stages see it. */
export type CoverageStageOf = {
  world: World;
  org: OrgUrl;
  runId: string;
  board: CoverageBoard;
  asking: CoverageAsking;
  patience: Patience;
  signal: AbortSignal;
  /** Where the run stands, as it was kept last. */
  checkpoint: Checkpoint;
};

/** The run was cancelled or forgotten: its stages end, and nothing of that is a failure. */
export const isStopped = ({ signal }: Pick<CoverageStageOf, 'signal'>) => signal.aborted;
