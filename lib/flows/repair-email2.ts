import type { BatchPart } from '../clients/dataverse/batch.ts';
import { email2Answer, email2Of } from '../clients/dataverse/user-pages.ts';
import { readAnswer } from '../clients/read-answer.ts';
import type { CoverageRepair } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import { EMAIL_2 } from '../domain/mapping.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import {
  judgeRepair,
  judgeUndo,
  judgeWritten,
  type RepairLine,
  type RepairWrite,
  type WriteAnswer,
} from '../domain/repair.ts';
import type { Answer } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { readRepairBatch, repairBatches, writeRepairBatch } from '../facts/coverage-repair.ts';
import { type CoverageAsking, openCoverageAsking } from './coverage-asking.ts';
import type { CoverageBoard } from './coverage-board.ts';
import { type Patience, untilAnswered } from './coverage-patience.ts';
import type { World } from './world.ts';

/**
 * Writes addresses into Email 2, or puts back what was there, batch by batch. Each row is read right before it is
 * written, and written only if it still has that version; that it is asked for is noted before the request leaves. So
 * whoever takes over reads again what became of it, and nothing is written twice or over somebody else's change.
 *
 * Gives   whether it came to its end; false when it was stopped
 */
export async function goThroughRepair(
  world: World,
  board: CoverageBoard,
  signal: AbortSignal,
): Promise<Result<boolean, Failure>> {
  const { id: runId, workspace, org } = board.now();
  const patience: Patience = {
    world,
    signal,
    show: (waitingUntilMs) => noteRepair(board, { waitingUntilMs }),
  };
  // What has left is waited for, also when it was cancelled: else nobody would know whether it was written.
  const asking = openCoverageAsking(
    world,
    { workspace, org: org as OrgUrl },
    patience,
    board.countRequest,
    new AbortController().signal,
  );
  const isUndo = board.now().repair?.state === 'undoing';
  for (const number of await repairBatches(runId)) {
    if (signal.aborted) break;
    const done = await untilAnswered(patience, () =>
      goThroughBatch({ runId, number, board, asking, isUndo }),
    );
    await countLines(runId, board);
    if (!done.ok && !signal.aborted) return done;
  }
  if (signal.aborted && !isUndo) await dropWaiting(runId);
  await countLines(runId, board);
  if (signal.aborted) return good(false);
  await noteRepair(board, { state: isUndo ? 'undone' : 'done' });
  return good(true);
}

type Batch = {
  runId: string;
  number: number;
  board: CoverageBoard;
  asking: CoverageAsking;
  isUndo: boolean;
};

/** One batch: read, judged, noted, written, noted. */
async function goThroughBatch(batch: Batch): Promise<Result<void, Failure>> {
  const { runId, number, asking, isUndo, board } = batch;
  const lines = (await readRepairBatch(runId, number)) ?? [];
  const isOpen = ({ state, why }: RepairLine) =>
    isUndo ? state === 'done' && !why : state === 'waiting' || state === 'asked';
  const open = lines.filter(isOpen);
  if (open.length === 0) return good(undefined);
  const answers = await asking.batchOnce(
    open.map(({ userId }) => ({ method: 'GET', path: email2Of(userId) })),
  );
  if (!answers.ok) return answers;
  const overwrite = board.now().repair?.overwrite ?? false;
  const writes = new Map<RepairLine, RepairWrite>();
  const judged = new Map<RepairLine, RepairLine>();
  for (const [at, line] of open.entries()) {
    const now = heldIn(answers.value[at], asking);
    if (!now.ok) {
      if (now.failure.code !== 'org/not-here') return now;
      judged.set(line, { ...line, state: isUndo ? line.state : 'skipped', why: 'gone' });
      continue;
    }
    const verdict = isUndo ? judgeUndo(line, now.value) : judgeRepair(line, now.value, overwrite);
    judged.set(line, verdict.line);
    if (verdict.write) writes.set(verdict.line, verdict.write);
  }
  const noted = lines.map((line) => judged.get(line) ?? line);
  await writeRepairBatch(runId, number, noted);
  if (writes.size === 0) return good(undefined);
  return writeNoted(batch, noted, writes);
}

async function writeNoted(
  { runId, number, asking, isUndo }: Batch,
  noted: readonly RepairLine[],
  writes: ReadonlyMap<RepairLine, RepairWrite>,
): Promise<Result<void, Failure>> {
  const asked = [...writes.keys()];
  const answers = await asking.batchOnce([...writes.values()].map(partOf));
  if (!answers.ok) return answers;
  const after = new Map<RepairLine, RepairLine>();
  let busy: Failure | undefined;
  const refusals: Failure[] = [];
  for (const [at, line] of asked.entries()) {
    const answer = told(answers.value[at], asking);
    if (answer.outcome === 'busy') busy = answer.failure;
    if (answer.outcome === 'refused' && isRight(answer.failure)) refusals.push(answer.failure);
    after.set(line, judgeWritten(line, answer, isUndo));
  }
  await writeRepairBatch(
    runId,
    number,
    noted.map((line) => after.get(line) ?? line),
  );
  if (busy) return bad(busy);
  // A right that is missing is missing for everybody: the others are not tried.
  const [refusal] = refusals;
  return refusal && refusals.length === asked.length ? bad(refusal) : good(undefined);
}

const isRight = ({ code }: Failure) =>
  code === 'coverage/write-refused' || code === 'coverage/email2-secured';

const partOf = ({ userId, version, value }: RepairWrite): BatchPart => ({
  method: 'PATCH',
  path: `systemusers(${userId})`,
  headers: { 'If-Match': version },
  body: { [EMAIL_2]: value },
});

function heldIn(answer: Answer | undefined, { diagnose }: CoverageAsking) {
  const nothing: Failure = { code: 'coverage/batch-refused', host: '' };
  const read = answer ? readAnswer(answer, email2Answer, diagnose) : bad(nothing);
  if (!read.ok) return read;
  return good({ held: read.value[EMAIL_2] ?? '', version: read.value['@odata.etag'] });
}

/** Source: powerapps-docs, reference web-service-error-codes: column security refused a write. */
const COLUMN_SECURED = '0x8004f507';

/** What one operation of a batch of writes came to. */
function told(answer: Answer | undefined, { diagnose }: CoverageAsking): WriteAnswer {
  if (!answer) return { outcome: 'refused', failure: { code: 'coverage/batch-refused', host: '' } };
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'written' };
  if (answer.status === 412) return { outcome: 'changed' };
  const failure = diagnose(answer);
  const { service } = failure;
  const says = service && { service };
  if (failure.code === 'org/busy') return { outcome: 'busy', failure };
  if (failure.code === 'org/not-here') return { outcome: 'gone' };
  if (service?.code?.toLowerCase() === COLUMN_SECURED)
    return { outcome: 'refused', failure: { code: 'coverage/email2-secured', ...says } };
  if (failure.code !== 'org/privilege-missing') return { outcome: 'refused', failure };
  const { privilege } = failure;
  return { outcome: 'refused', failure: { code: 'coverage/write-refused', privilege, ...says } };
}

/** Cancelled: what was not begun is not done later either, unless Continue says so. */
async function dropWaiting(runId: string): Promise<void> {
  for (const number of await repairBatches(runId)) {
    const lines = (await readRepairBatch(runId, number)) ?? [];
    if (!lines.some(({ state }) => state === 'waiting')) continue;
    const dropped = lines.map(
      (line): RepairLine =>
        line.state === 'waiting' ? { ...line, state: 'skipped', why: 'cancelled' } : line,
    );
    await writeRepairBatch(runId, number, dropped);
  }
}

async function countLines(runId: string, board: CoverageBoard): Promise<void> {
  const counted = { done: 0, skipped: 0, failed: 0, undoable: 0 };
  for (const number of await repairBatches(runId))
    for (const { state, why } of (await readRepairBatch(runId, number)) ?? []) {
      if (state === 'done') counted.done++;
      if (state === 'done' && !why) counted.undoable++;
      if (state === 'skipped') counted.skipped++;
      if (state === 'failed') counted.failed++;
    }
  await noteRepair(board, counted);
}

async function noteRepair(
  board: CoverageBoard,
  change: { [K in keyof CoverageRepair]?: CoverageRepair[K] | undefined },
): Promise<void> {
  const { repair } = board.now();
  if (!repair) return;
  const all = Object.entries({ ...repair, ...change });
  const kept = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  await board.settle({ repair: kept as CoverageRepair });
}
