import type { Failure } from './failure.ts';

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
