import type { Workspace } from '../domain/connection.ts';
import { type CoverageRun, isRepairing, isRunning } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import { coverageRunOf, coverageWorkspaces } from '../facts/coverage-run.ts';
import { logBug } from '../platform/log.ts';
import { type CoverageBoard, openCoverageBoard } from './coverage-board.ts';
import { goThroughCoverage } from './coverage-stages.ts';
import { Forgotten } from './endable-world.ts';
import { goThroughRepair } from './repair-email2.ts';
import type { World } from './world.ts';

/** What is under way in this worker, so that Cancel finds it. May be lost with the worker: then nothing runs. */
const running = new Map<Workspace, AbortController>();
const FORGOTTEN = 'forgotten';

/** As long as something is to be done, somebody is woken so often to see whether it is being done. */
const ALARM_AFTER_MS = 60_000;
/** Rows whose run is not noted are cleared away: so who begins one and who clears take turns, over all organisations. */
export const RUNS = 'coverage-runs';
export const lockOf = (workspace: Workspace) => `coverage|${workspace}`;

export const isAtWork = (run: CoverageRun | undefined) => isRunning(run) || isRepairing(run);

/**
 * Begins a run or a repair, or goes on with one. Settles when the beginning is noted; what follows goes on under the
 * same lock, and nobody waits for that.
 *
 * Takes   open    makes of the run as it stands the run as it is to go on; undefined for nothing
 *         settle  what is due once that is noted, and not before: until then the run before it is the one that is shown
 */
function beginWork(
  world: World,
  workspace: Workspace,
  open: (before: CoverageRun | undefined) => Promise<CoverageRun | undefined>,
  {
    take = world.inTurn,
    settle = async () => {},
  }: { take?: World['inTurn'] | World['alone']; settle?: () => Promise<void> } = {},
): Promise<void> {
  return new Promise((begun) => {
    const begin = async () => {
      const opened = await open(await coverageRunOf(workspace).read());
      if (!opened) return undefined;
      await coverageRunOf(workspace).write(opened);
      await settle().catch(tellBug);
      return opened;
    };
    const deed = async () => {
      const run = await world.inTurn(RUNS, begin);
      begun();
      if (run && isAtWork(run)) await workOn(world, run);
    };
    Promise.resolve(take(lockOf(workspace), deed))
      .catch(tellBug)
      .finally(begun);
  });
}

/**
 * A person pressed something. It counts for the run as it stood then: who presses in two windows at once asks for one
 * deed, and the other press, which had to wait for its turn, finds that it was done. While something is under way,
 * nothing happens.
 */
export async function pressWork(
  world: World,
  workspace: Workspace,
  open: (before: CoverageRun | undefined) => Promise<CoverageRun | undefined>,
  settle?: () => Promise<void>,
): Promise<void> {
  const seen = await coverageRunOf(workspace).read();
  if (isAtWork(seen)) return;
  const isAsSeen = (now: CoverageRun | undefined) => JSON.stringify(now) === JSON.stringify(seen);
  await beginWork(world, workspace, async (now) => (isAsSeen(now) ? open(now) : undefined), {
    ...(settle && { settle }),
  });
}

const tellBug = (bug: unknown) => {
  if (!(bug instanceof Forgotten)) logBug('coverage', bug);
};

/** Brings a run or a repair to its end, whatever that is. Its lock is held by whoever calls. */
async function workOn(world: World, run: CoverageRun): Promise<void> {
  const { workspace } = run;
  const control = new AbortController();
  running.set(workspace, control);
  const { signal } = control;
  const board = openCoverageBoard(world, run, () => signal.reason !== FORGOTTEN);
  const go = isRunning(run) ? goThroughCoverage : goThroughRepair;
  try {
    await world.setAlarm('coverage-run', world.nowMs() + ALARM_AFTER_MS);
    await close(board, world.nowMs, await go(world, board, signal), signal.aborted);
  } catch (bug) {
    if (bug instanceof Forgotten) return;
    const isFull = bug instanceof DOMException;
    if (!isFull) logBug('coverage', bug);
    const failure: Failure = { code: isFull ? 'storage/failed' : 'coverage/interrupted' };
    await close(board, world.nowMs, { ok: false, failure }, false);
  } finally {
    if (running.get(workspace) === control) running.delete(workspace);
  }
}

/** Notes how it ended, where it did not come to its own end. */
async function close(
  board: CoverageBoard,
  nowMs: () => number,
  end: Result<boolean, Failure>,
  isCancelled: boolean,
): Promise<void> {
  if (end.ok && !isCancelled) return;
  const state = isCancelled || end.ok ? 'cancelled' : 'failed';
  const failure = isCancelled || end.ok ? undefined : end.failure;
  const ended = { state, ...(failure && { failure }) } as const;
  const { repair } = board.now();
  if (isRunning(board.now()))
    return board.settle({ ...ended, endedAtMs: nowMs(), waitingUntilMs: undefined });
  if (!repair || !isRepairing(board.now())) return;
  const { waitingUntilMs: _waiting, ...rest } = repair;
  await board.settle({ repair: { ...rest, ...ended } });
}

/** Ends what is under way. What was kept until then stays. */
export const cancelCoverage = (workspace: Workspace) => running.get(workspace)?.abort('cancelled');

/** Ends what is under way, and lets nothing more of it be written. */
export const dropCoverage = (workspace: Workspace) => running.get(workspace)?.abort(FORGOTTEN);

/** What a worker finds that has just woken: what its predecessor was cut off from goes on. Nobody waits for that. */
export async function mendCoverage(world: World): Promise<void> {
  for (const workspace of await coverageWorkspaces())
    if (isAtWork(await coverageRunOf(workspace).read()))
      void beginWork(world, workspace, async (run) => (isAtWork(run) ? run : undefined), {
        take: world.alone,
      });
}

/** The alarm: as long as something is under way, somebody looks again in a minute. */
export async function watchCoverage(world: World): Promise<void> {
  const workspaces = await coverageWorkspaces();
  const runs = await Promise.all(workspaces.map((workspace) => coverageRunOf(workspace).read()));
  if (!runs.some(isAtWork)) return;
  await world.setAlarm('coverage-run', world.nowMs() + ALARM_AFTER_MS);
  await mendCoverage(world);
}
