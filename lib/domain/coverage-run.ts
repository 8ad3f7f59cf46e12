import type { Workspace } from './connection.ts';
import type { CoverageVerdict } from './coverage.ts';
import type { Failure } from './failure.ts';
import type { Column } from './mapping.ts';

export type CoverageState = 'running' | 'done' | 'cancelled' | 'failed';
export type CoverageStage = 'mapsimise-users' | 'columns' | 'crm-users' | 'settling';
/** `scan`: every CRM user is read. `ask`: the organisation is asked for these addresses only. */
export type CoverageWay = 'scan' | 'ask';
export type CoverageSource = { from: 'mapsimise' } | { from: 'list'; name?: string };

/** Something in a list that is no address, with the line on which it stands (from 1). */
export type ListProblem = { line: number; text: string; why: 'not-an-address' | 'duplicate' };

/** How a list was understood. Only the first problems are kept, all are counted. */
export type ListReading = {
  lines: number;
  blanks: number;
  duplicates: number;
  junk: number;
  /** The header of the column that was taken, where the list had one. */
  header?: string;
  problems: ListProblem[];
};

/** A column and what it is good for. `count`: rows that map by it today; `wouldCover`: if it alone were configured. */
export type CoverageField = { field: string; label: string; count: number; wouldCover: number };

/** What is known of one look at everybody. The rows themselves are in facts/coverage-rows.ts, by this `id`. */
export type CoverageRun = {
  id: string;
  workspace: Workspace;
  org: string;
  state: CoverageState;
  stage: CoverageStage;
  source: CoverageSource;
  way?: CoverageWay;
  startedAtMs: number;
  endedAtMs?: number;
  /** Addresses to be found, each once. While Mapsimise users are read: so many so far. */
  addresses: number;
  /** CRM users read so far. With the way `ask` those are the ones that were found. */
  crmUsers: number;
  pages: number;
  /** To the organisation; those to Mapsimise and to Microsoft's sign-in are not counted. */
  requests: number;
  waitingUntilMs?: number;
  counts: Record<CoverageVerdict, number>;
  /** By how many each would cover as the single configured field, best first. Username is among them. */
  fields: CoverageField[];
  /** Usable CRM users that no address belongs to; only known when every user was read. */
  crmUsersUnmapped?: number;
  /** How many users an earlier scan counted, by which the way is chosen. */
  knownUsers?: number;
  list?: ListReading;
  /** Of Mapsimise's users: those that were not looked for, and why. */
  leftOut?: { inactive: number; withoutAddress: number; duplicates: number };
  failure?: Failure;
  repair?: CoverageRepair;
};

/** The last writing of addresses into Email 2. Its lines are in facts/coverage-repair.ts. */
export type CoverageRepair = {
  /** `undoing` and `undone` are of the way back. */
  state: 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone';
  of: number;
  done: number;
  /** Left as they were, each with its reason: nothing to do, or not what was seen before. */
  skipped: number;
  failed: number;
  /** What held something else was to be replaced. */
  overwrite?: boolean;
  /** So many could be taken back now. */
  undoable: number;
  waitingUntilMs?: number;
  failure?: Failure;
};

export const isRunning = (run: CoverageRun | undefined) => run?.state === 'running';
export const isRepairing = (run: CoverageRun | undefined) =>
  run?.repair?.state === 'running' || run?.repair?.state === 'undoing';

/** The column of a field of a run, as a ticket names it. */
export const columnOfField = ({ field, label }: CoverageField): Column => ({
  logicalName: field,
  label,
  isEmail: false,
  isCustom: false,
  isSecured: false,
});

/** More addresses than this are not compared in one run. */
export const MOST_ADDRESSES = 200_000;
/** So long may a pasted or dropped list be, in characters. */
export const LONGEST_LIST = 10_000_000;
