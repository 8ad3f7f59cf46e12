import type { Workspace } from '../domain/connection.ts';
import { noCounts } from '../domain/coverage.ts';
import type { CoverageRun, CoverageSource } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import { forgetAllCoverage, keepOnlyRuns } from '../facts/coverage-database.ts';
import { beginRun } from '../facts/coverage-pages.ts';
import { coverageRunOf, coverageWorkspaces } from '../facts/coverage-run.ts';
import { dropCoverage, lockOf, pressWork, RUNS } from './coverage-work.ts';
import { readAddressList } from './read-address-list.ts';
import { resumeRepair } from './start-repair.ts';
import type { World } from './world.ts';

export type CoverageStart = { from: 'mapsimise' } | { from: 'list'; text: string; name?: string };

/** Start was pressed. Settles when the run is noted; it goes on by itself. While one runs, nothing happens. */
export async function startCoverage(
  world: World,
  workspace: Workspace,
  source: CoverageStart,
): Promise<void> {
  const open = (before: CoverageRun | undefined) => openRun(world, workspace, source, before);
  // What an earlier run kept goes only now that another is noted in its place.
  await pressWork(world, workspace, open, async () => keepOnlyRuns(await runsKept()));
}

/** Continue: a run from the last page that was kept, a repair from the last batch. */
export const resumeCoverage = (world: World, workspace: Workspace): Promise<void> =>
  pressWork(world, workspace, async (before) => {
    if (before?.state === 'done') return resumeRepair(before);
    if (!before) return undefined;
    const { failure: _failure, endedAtMs: _ended, ...run } = before;
    return { ...run, state: 'running' };
  });

async function openRun(
  world: World,
  workspace: Workspace,
  given: CoverageStart,
  before: CoverageRun | undefined,
): Promise<CoverageRun | undefined> {
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

/** The runs of all workspaces, or of all but one. */
async function runsKept(but?: Workspace): Promise<string[]> {
  const others = (await coverageWorkspaces()).filter((workspace) => workspace !== but);
  const runs = await Promise.all(others.map((workspace) => coverageRunOf(workspace).read()));
  return runs.flatMap((run) => run?.id ?? []);
}

/** Forgets the run of this workspace and all of its rows. One that runs ends first. */
export async function forgetCoverage(world: World, workspace: Workspace): Promise<void> {
  dropCoverage(workspace);
  await world.inTurn(lockOf(workspace), async () => {
    if (!(await coverageRunOf(workspace).read())) return;
    await world.inTurn(RUNS, async () => {
      // The rows first: what is left of a run after a death is the fact, by which they can be found again.
      await keepOnlyRuns(await runsKept(workspace));
      await coverageRunOf(workspace).forget();
    });
  });
}

/** Everything is forgotten: every run ends, those of these workspaces too, and no row of any stays. */
export async function dropAllCoverage(world: World, workspaces: Workspace[]): Promise<void> {
  const ended = await Promise.allSettled(workspaces.map((one) => forgetCoverage(world, one)));
  await forgetAllCoverage();
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
