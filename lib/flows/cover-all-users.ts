import type { Workspace } from '../domain/connection.ts';
import { noCounts } from '../domain/coverage.ts';
import { type CoverageRun, type CoverageSource, isRunning } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import { forgetAllCoverage, forgetCoverageRun, keepOnlyRuns } from '../facts/coverage-database.ts';
import { beginRun } from '../facts/coverage-pages.ts';
import { coverageRunOf, coverageWorkspaces } from '../facts/coverage-run.ts';
import { logBug } from '../platform/log.ts';
import { openCoverageBoard } from './coverage-board.ts';
import { goThroughCoverage } from './coverage-stages.ts';
import { readAddressList } from './read-address-list.ts';
import type { World } from './world.ts';

/** What is under way in this worker, so that Cancel finds it. May be lost with the worker: then nothing runs. */
const running = new Map<Workspace, AbortController>();

/** A run never takes longer between two alarms: the one that finds nobody at work wakes somebody. */
const ALARM_AFTER_MS = 60_000;
const lockOf = (workspace: Workspace) => `coverage|${workspace}`;

export type CoverageStart = { from: 'mapsimise' } | { from: 'list'; text: string; name?: string };

/** Start was pressed. Settles when the run is noted; it goes on by itself. While one runs, nothing happens. */
export async function startCoverage(
  world: World,
  workspace: Workspace,
  source: CoverageStart,
): Promise<void> {
  if (await isBusy(workspace)) return;
  await begin(world, workspace, (before) => openRun(world, workspace, source, before));
}

/** Continue: from the last page that was kept. */
export async function resumeCoverage(world: World, workspace: Workspace): Promise<void> {
  if (await isBusy(workspace)) return;
  await begin(world, workspace, async (before) => {
    if (!before || before.state === 'done' || before.state === 'running') return undefined;
    const { failure: _failure, endedAtMs: _ended, ...run } = before;
    return { ...run, state: 'running' };
  });
}

const isBusy = async (workspace: Workspace) => isRunning(await coverageRunOf(workspace).read());

/** Does the beginning and waits for it; what follows goes on under the same lock, and nobody waits for that. */
function begin(
  world: World,
  workspace: Workspace,
  open: (before: CoverageRun | undefined) => Promise<CoverageRun | undefined>,
  take: World['inTurn'] | World['alone'] = world.inTurn,
): Promise<void> {
  return new Promise((begun) => {
    const deed = async () => {
      const run = await open(await coverageRunOf(workspace).read());
      if (run) await coverageRunOf(workspace).write(run);
      begun();
      if (run?.state === 'running') await runOn(world, run);
    };
    Promise.resolve(take(lockOf(workspace), deed))
      .catch((bug) => logBug('coverage', bug))
      .finally(begun);
  });
}

async function openRun(
  world: World,
  workspace: Workspace,
  given: CoverageStart,
  before: CoverageRun | undefined,
): Promise<CoverageRun | undefined> {
  if (isRunning(before)) return undefined;
  const place = parseOrgUrl(workspace);
  if (!place.ok || place.value.kind === 'maker') return undefined;
  const id = world.newId();
  const source: CoverageSource =
    given.from === 'list' ? { from: 'list', ...(given.name && { name: given.name }) } : given;
  const run: CoverageRun = {
    id,
    workspace,
    org: place.value.url,
    state: 'running',
    stage: given.from === 'list' ? 'columns' : 'mapsimise-users',
    source,
    startedAtMs: world.nowMs(),
    addresses: 0,
    crmUsers: 0,
    pages: 0,
    requests: 0,
    counts: noCounts(),
    fields: [],
    ...knownUsersOf(before),
  };
  const failed = (failure: Failure): CoverageRun => ({ ...run, state: 'failed', failure });
  if (place.value.kind !== 'dataverse')
    return failed({ code: 'coverage/on-premises', host: place.value.host });
  const list = given.from === 'list' ? readAddressList(given.text) : undefined;
  if (list && !list.ok)
    return { ...failed(list.failure), ...(list.reading && { list: list.reading }) };
  try {
    // What an earlier run kept goes only now that another takes its place.
    await keepOnlyRuns(await runsKept(workspace));
    await beginRun(id, list?.chunks ?? []);
  } catch {
    return failed({ code: 'storage/failed' });
  }
  return list ? { ...run, addresses: list.count, list: list.reading } : run;
}

/** How many users there are, where a scan of this organisation has counted them. */
const knownUsersOf = (before: CoverageRun | undefined) =>
  before?.way === 'scan' && before.state === 'done'
    ? { knownUsers: before.crmUsers }
    : before?.knownUsers !== undefined && { knownUsers: before.knownUsers };

/** The runs of all other workspaces. */
async function runsKept(but: Workspace): Promise<string[]> {
  const others = (await coverageWorkspaces()).filter((workspace) => workspace !== but);
  const runs = await Promise.all(others.map((workspace) => coverageRunOf(workspace).read()));
  return runs.flatMap((run) => run?.id ?? []);
}

/** Brings a run to its end, whatever that is. Its lock is held by whoever calls. */
async function runOn(world: World, run: CoverageRun): Promise<void> {
  const { workspace } = run;
  const control = new AbortController();
  running.set(workspace, control);
  const isWanted = () => control.signal.reason !== FORGOTTEN;
  const board = openCoverageBoard(world, run, isWanted);
  try {
    await world.setAlarm('coverage-run', world.nowMs() + ALARM_AFTER_MS);
    const end = await goThroughCoverage(world, board, control.signal);
    const endedAtMs = world.nowMs();
    if (control.signal.aborted)
      await board.settle({ state: 'cancelled', endedAtMs, waitingUntilMs: undefined });
    else if (!end.ok)
      await board.settle({
        state: 'failed',
        endedAtMs,
        waitingUntilMs: undefined,
        failure: end.failure,
      });
  } catch (bug) {
    const isFull = bug instanceof DOMException;
    if (!isFull) logBug('coverage', bug);
    const code = isFull ? 'storage/failed' : 'coverage/interrupted';
    await board.settle({ state: 'failed', endedAtMs: world.nowMs(), failure: { code } });
  } finally {
    if (running.get(workspace) === control) running.delete(workspace);
  }
}

const FORGOTTEN = 'forgotten';

export const cancelCoverage = (workspace: Workspace) => running.get(workspace)?.abort('cancelled');

/** Forgets the run of this workspace and all of its rows. One that runs ends first. */
export async function forgetCoverage(world: World, workspace: Workspace): Promise<void> {
  running.get(workspace)?.abort(FORGOTTEN);
  await world.inTurn(lockOf(workspace), async () => {
    const run = await coverageRunOf(workspace).read();
    if (!run) return;
    // The rows first: what is left of a run after a death is the fact, by which they can be found again.
    await forgetCoverageRun(run.id);
    await coverageRunOf(workspace).forget();
  });
}

/** Everything is forgotten: every run ends, and no row of any stays. */
export async function dropAllCoverage(world: World): Promise<void> {
  const workspaces = await coverageWorkspaces();
  for (const workspace of workspaces) await forgetCoverage(world, workspace);
  if (workspaces.length > 0) await forgetAllCoverage();
}

/** What a worker finds that has just woken: runs that its predecessor was cut off from go on. Nobody waits for them. */
export async function mendCoverage(world: World): Promise<void> {
  for (const workspace of await coverageWorkspaces())
    if (isRunning(await coverageRunOf(workspace).read()))
      void begin(world, workspace, async (run) => (isRunning(run) ? run : undefined), world.alone);
}

/** The alarm: as long as something runs, somebody looks again in a minute. */
export async function watchCoverage(world: World): Promise<void> {
  const workspaces = await coverageWorkspaces();
  const runs = await Promise.all(workspaces.map((workspace) => coverageRunOf(workspace).read()));
  if (!runs.some(isRunning)) return;
  await world.setAlarm('coverage-run', world.nowMs() + ALARM_AFTER_MS);
  await mendCoverage(world);
}
