import { columnsFrom, USER_COLUMNS, userColumnsAnswer } from '../clients/dataverse/user-columns.ts';
import { tallyPage } from '../domain/coverage-page.ts';
import type { CoverageRun } from '../domain/coverage-run.ts';
import { createTally, type Tally } from '../domain/coverage-tally.ts';
import { chooseWay } from '../domain/coverage-way.ts';
import { diagnoseColumns } from '../domain/diagnose/columns.ts';
import type { Failure } from '../domain/failure.ts';
import { type Column, sortColumns } from '../domain/mapping.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { dropPages, readCheckpoint, readPage, writeCheckpoint } from '../facts/coverage-pages.ts';
import { askForUsers } from './coverage-ask.ts';
import { openCoverageAsking } from './coverage-asking.ts';
import type { CoverageBoard } from './coverage-board.ts';
import type { Patience } from './coverage-patience.ts';
import { scanUsers } from './coverage-scan.ts';
import { settleRows } from './coverage-settle.ts';
import { type CoverageStageOf, isStopped } from './coverage-stage.ts';
import { numberSubjects, readSubjects } from './coverage-subjects.ts';
import type { World } from './world.ts';

/**
 * Goes through the stages of a run, from wherever it stands: who is looked for, the columns, the users, the rows. Each
 * stage keeps what it has read before it goes on, so a worker that takes over comes to the same end.
 *
 * Gives   whether it came to its end; false when it was stopped
 */
export async function goThroughCoverage(
  world: World,
  board: CoverageBoard,
  signal: AbortSignal,
): Promise<Result<boolean, Failure>> {
  const { id: runId, org: place, workspace } = board.now();
  const org = place as OrgUrl;
  const checkpoint = await readCheckpoint(runId);
  if (!checkpoint) return bad({ code: 'coverage/lost' });
  const patience: Patience = {
    world,
    signal,
    show: (waitingUntilMs) =>
      signal.aborted ? Promise.resolve() : board.settle({ waitingUntilMs }),
  };
  const asking = openCoverageAsking(world, { workspace, org }, patience, board.countRequest);
  const stage: CoverageStageOf = {
    world,
    org,
    runId,
    board,
    asking,
    patience,
    signal,
    checkpoint,
  };

  if (board.now().source.from === 'mapsimise') {
    await board.settle({ stage: 'mapsimise-users' });
    const read = await readSubjects(stage);
    if (!read.ok || isStopped(stage)) return read.ok ? good(false) : read;
  }
  const subjects = await numberSubjects(runId);
  const isOfMapsimise = board.now().source.from === 'mapsimise';
  if (subjects.count === 0) return bad({ code: 'coverage/no-addresses' });
  await board.settle({
    stage: 'columns',
    addresses: subjects.count,
    ...(isOfMapsimise && { leftOut: subjects.leftOut }),
  });
  const columns = await readColumns(stage, subjects.count);
  if (!columns.ok || isStopped(stage)) return columns.ok ? good(false) : columns;

  const tally = createTally(subjects.count, columns.value);
  await recall(stage, tally);
  const { way, pages, crmUsers } = stage.checkpoint;
  await board.settle({
    stage: 'crm-users',
    ...(way && { way }),
    pages,
    crmUsers,
    counts: tally.count(),
  });
  const given = { columns: columns.value, subjects, find: subjects.find, tally };
  const read = await (way === 'ask' ? askForUsers(stage, given) : scanUsers(stage, given));
  if (!read.ok || isStopped(stage)) return read.ok ? good(false) : read;

  await board.settle({ stage: 'settling', counts: tally.count() });
  await settleRows(runId, {
    ...given,
    pages: stage.checkpoint.pages,
    isStopped: () => isStopped(stage),
  });
  if (isStopped(stage)) return good(false);
  await board.settle(endOf(stage, tally, world.nowMs()));
  await dropPages(runId);
  return good(true);
}

function endOf(
  { checkpoint }: CoverageStageOf,
  tally: Tally,
  endedAtMs: number,
): Partial<CoverageRun> {
  const { way, usable, usableMapped, pages, crmUsers } = checkpoint;
  return {
    state: 'done',
    endedAtMs,
    pages,
    crmUsers,
    counts: tally.count(),
    fields: tally.fields(),
    // Who is only asked for tells nothing of those who were not.
    ...(way === 'scan' && { crmUsersUnmapped: usable - usableMapped }),
  };
}

/** The columns to be compared, as My mapping finds and orders them, and the way to the users that follows from them. */
async function readColumns(
  stage: CoverageStageOf,
  addresses: number,
): Promise<Result<Column[], Failure>> {
  const { checkpoint, asking, board, runId } = stage;
  if (checkpoint.columns) return good(checkpoint.columns);
  const metadata = await asking.read(userColumnsAnswer, (line) => line.get(USER_COLUMNS));
  if (!metadata.ok) return bad(diagnoseColumns(metadata.failure));
  // A place of a column is kept in one byte.
  const columns = sortColumns(columnsFrom(metadata.value)).slice(0, 250);
  if (columns.length === 0) return bad({ code: 'mapping/no-columns' });
  const way = chooseWay({
    addresses,
    columns: columns.length,
    from: board.now().source.from,
    knownUsers: board.now().knownUsers,
  });
  stage.checkpoint = { ...checkpoint, columns, way };
  await writeCheckpoint(runId, stage.checkpoint);
  return good(columns);
}

/** What earlier workers read is added up again from what they kept. */
async function recall({ runId, checkpoint }: CoverageStageOf, tally: Tally): Promise<void> {
  for (let page = 0; page < checkpoint.pages; page++) {
    const record = await readPage(runId, page);
    if (record) tallyPage(tally, page, record);
  }
}
