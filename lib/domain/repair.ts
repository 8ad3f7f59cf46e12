import type { CoverageRow } from './coverage.ts';
import type { Failure } from './failure.ts';
import { isAlike } from './mapping.ts';

/** Why a user was left as they are. */
export type RepairSkip =
  /** Email 2 holds the address already. */
  | 'already'
  /** Email 2 holds something else, and replacing was not asked for. */
  | 'holds-another'
  /** It is not what was seen before: somebody changed it since. */
  | 'changed-since'
  /** The user is not there any more. */
  | 'gone'
  | 'cancelled';

export type RepairState = 'waiting' | 'asked' | 'done' | 'skipped' | 'failed' | 'undone';

/** One user whose Email 2 is to be written: what was there, what comes there, and what became of it. */
export type RepairLine = {
  /** The row of the run. */
  at: number;
  userId: string;
  userName: string;
  /** What comes into Email 2. */
  email: string;
  /** What is in Email 2 before, '' for nothing. Read anew right before it is written. */
  old: string;
  state: RepairState;
  why?: RepairSkip;
  failure?: Failure;
};

/** So many users are written in one request: each may set off workflows, and all must fit into the time of a request. */
const LINES_IN_BATCH = 100;

/** The lines of a repair, in batches: the rows of which exactly one usable user is known. Each user is written once. */
export function planRepair(rows: readonly CoverageRow[]): RepairLine[][] {
  const seen = new Set<string>();
  const lines = rows.flatMap(({ at, email, verdict, userId, userName, email2 }): RepairLine[] => {
    if (!userId || (verdict !== 'field' && verdict !== 'username')) return [];
    const line = { at, userId, userName: userName ?? '', email, old: email2 ?? '' };
    // Two addresses of one user: Email 2 has room for one, and the first in the list is it.
    if (seen.has(userId)) return [{ ...line, state: 'skipped', why: 'holds-another' }];
    seen.add(userId);
    return [{ ...line, state: 'waiting' }];
  });
  const count = Math.ceil(lines.length / LINES_IN_BATCH);
  return Array.from({ length: count }, (_, at) =>
    lines.slice(at * LINES_IN_BATCH, (at + 1) * LINES_IN_BATCH),
  );
}

/** What is in Email 2 now, and the version of the row that it was read in. */
export type Held = { held: string; version: string };
/** One write: only if the row still has this version. Null empties the column. */
export type RepairWrite = { userId: string; version: string; value: string | null };
export type RepairVerdict = { line: RepairLine; write?: RepairWrite };

const isSame = (one: string, other: string) => one.trim() === other.trim();

/** May this line be written, as its row stands now? One that was asked for before may have arrived meanwhile. */
export function judgeRepair(line: RepairLine, now: Held, overwrite: boolean): RepairVerdict {
  const { held, version } = now;
  const skip = (why: RepairSkip): RepairVerdict => ({ line: { ...line, state: 'skipped', why } });
  if (isAlike(held, line.email))
    return line.state === 'asked' ? { line: { ...line, state: 'done' } } : skip('already');
  if (!isSame(held, line.old)) return skip('changed-since');
  if (held.trim() !== '' && !overwrite) return skip('holds-another');
  return {
    line: { ...line, old: held, state: 'asked' },
    write: { userId: line.userId, version, value: line.email },
  };
}

/** May this line be put back, as its row stands now? Only while it holds what we wrote. */
export function judgeUndo(line: RepairLine, { held, version }: Held): RepairVerdict {
  if (isSame(held, line.old)) return { line: { ...line, state: 'undone' } };
  if (!isAlike(held, line.email)) return { line: { ...line, why: 'changed-since' } };
  const value = line.old === '' ? null : line.old;
  return { line: { ...line }, write: { userId: line.userId, version, value } };
}

export type WriteAnswer =
  | { outcome: 'written' | 'changed' | 'gone' }
  | { outcome: 'busy' | 'refused'; failure: Failure };

/** The line after its write was answered. A busy service did nothing: it is as before. */
export function judgeWritten(line: RepairLine, answer: WriteAnswer, isUndo: boolean): RepairLine {
  switch (answer.outcome) {
    case 'written':
      return { ...line, state: isUndo ? 'undone' : 'done' };
    case 'busy':
      return isUndo ? line : { ...line, state: 'waiting' };
    case 'changed':
      return { ...line, state: isUndo ? 'done' : 'skipped', why: 'changed-since' };
    case 'gone':
      return { ...line, state: isUndo ? 'done' : 'skipped', why: 'gone' };
    case 'refused':
      return isUndo
        ? { ...line, failure: answer.failure }
        : { ...line, state: 'failed', failure: answer.failure };
  }
}
