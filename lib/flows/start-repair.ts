import type { Workspace } from '../domain/connection.ts';
import type { CoverageRun } from '../domain/coverage-run.ts';
import { planRepair, type RepairLine } from '../domain/repair.ts';
import {
  beginRepair,
  readRepairBatch,
  repairBatches,
  writeRepairBatch,
} from '../facts/coverage-repair.ts';
import { readRowsAt } from '../facts/coverage-rows.ts';
import { pressWork } from './coverage-work.ts';
import type { World } from './world.ts';

/**
 * Asked and confirmed: the addresses of these rows go into Email 2 of their users. Noted whole before anything is
 * written. Of a run that is not done, or while something is under way, nothing happens.
 */
export const startRepair = (
  world: World,
  workspace: Workspace,
  rows: readonly number[],
  overwrite: boolean,
): Promise<void> =>
  pressWork(world, workspace, async (run) => {
    if (run?.state !== 'done') return undefined;
    const batches = planRepair(await readRowsAt(run.id, rows));
    const of = batches.flat().length;
    if (of === 0) return undefined;
    await beginRepair(run.id, batches);
    const nothing = { done: 0, skipped: 0, failed: 0, undoable: 0 };
    return { ...run, repair: { state: 'running', of, overwrite, ...nothing } };
  });

/** Undo: what the last repair replaced comes back, where nobody changed it since. */
export const undoRepair = (world: World, workspace: Workspace): Promise<void> =>
  pressWork(world, workspace, async (run) => {
    if (!run?.repair || run.repair.undoable === 0) return undefined;
    const { failure: _failure, ...repair } = run.repair;
    return { ...run, repair: { ...repair, state: 'undoing' } };
  });

/** Continue: what was not begun, or refused, is tried again. */
export async function resumeRepair(run: CoverageRun): Promise<CoverageRun | undefined> {
  const { state, failure: _failure, ...repair } = run.repair ?? { state: 'done' as const };
  if (!run.repair || (state !== 'cancelled' && state !== 'failed')) return undefined;
  for (const number of await repairBatches(run.id)) {
    const lines = (await readRepairBatch(run.id, number)) ?? [];
    await writeRepairBatch(run.id, number, lines.map(reviveLine));
  }
  return { ...run, repair: { ...run.repair, ...repair, state: 'running' } };
}

function reviveLine(line: RepairLine): RepairLine {
  if (line.state !== 'failed' && line.why !== 'cancelled') return line;
  const { why: _why, failure: _failure, ...rest } = line;
  return { ...rest, state: 'waiting' };
}
