import type { Failure } from './failure.ts';
import type { TableName } from './tables.ts';

/** The steps of Test Connection for Dataverse, in the order in which they are shown. */
export const STEP_IDS = [
  'url',
  'reach',
  'tenant',
  'token',
  'whoami',
  'organisation',
  'roles',
  'privileges',
  'impersonation',
] as const;
export type StepId = (typeof STEP_IDS)[number];

export type Outcome =
  | 'waiting'
  | 'running'
  | 'passed'
  | 'remark'
  | 'failed'
  | 'skipped'
  | 'cancelled';

/** One thing a step found out. A note that is a remark turns "passed" into "passed with a remark". */
export type Note =
  | { note: 'host'; host: string }
  | { note: 'tenant'; tenantId: string; authority: string }
  | { note: 'token'; lifetimeMinutes: number }
  | { note: 'user'; userId: string }
  | { note: 'organisation'; name: string; uniqueName: string; version: string; id: string }
  | { note: 'roles'; userName: string; roles: string[] }
  | { note: 'tables-read'; tables: TableName[] }
  | { note: 'impersonated'; person: string; own: OwnRows[] };

/** How many rows of a table are "mine", asked as the application and as the person; absent where refused. */
export type OwnRows = { table: TableName; application?: number; person?: number };

export type Remark =
  | { remark: 'tables-refused'; tables: TableName[]; privileges: string[] }
  | { remark: 'tables-empty'; tables: TableName[] }
  | { remark: 'tables-own-rows-only'; tables: TableName[] }
  | { remark: 'tables-unclear'; tables: TableName[] }
  | { remark: 'roles-unreadable' }
  | { remark: 'organisation-unreadable' }
  | { remark: 'other-address'; actualUrl: string }
  | { remark: 'user-without-role' }
  | { remark: 'roles-through-teams' }
  | { remark: 'person-refused'; person: string; tables: TableName[]; privileges: string[] }
  | { remark: 'same-counts' };

/** Why a step was not run. */
export type SkipReason = { why: 'earlier-failure'; step: StepId } | { why: 'impersonation-off' };

export type Step = {
  id: StepId;
  outcome: Outcome;
  tookMs?: number;
  notes: Note[];
  remarks: Remark[];
  failure?: Failure;
  skipped?: SkipReason;
  /** While a busy service is waited for: when the next try starts (epoch milliseconds). */
  retryAtMs?: number;
  requestId?: string;
};

export type ReportState = 'running' | 'passed' | 'failed' | 'cancelled';

/** What a pass proved: the organisation as its own server names it, and the application that may read it. */
export type Proof = {
  org: string;
  organisationId: string;
  name: string;
  uniqueName: string;
  clientId: string;
};

/** One run of Test Connection. `handle` says which values it tested; it never holds a secret. */
export type TestReport = {
  runId: string;
  handle: string;
  organisationUrl: string;
  clientId: string;
  state: ReportState;
  startedAtMs: number;
  tookMs?: number;
  /** Sequential round trips to the organisation and to Microsoft sign-in. */
  roundTrips: number;
  steps: Step[];
  proof?: Proof;
};

export const waitingSteps = (): Step[] =>
  STEP_IDS.map((id) => ({ id, outcome: 'waiting', notes: [], remarks: [] }));

/** A run that a dead worker left behind can no longer end by itself: what was open becomes "cancelled". */
export function closeInterrupted(report: TestReport): TestReport {
  if (report.state !== 'running') return report;
  let said = false;
  const steps = report.steps.map((step): Step => {
    if (step.outcome !== 'running' && step.outcome !== 'waiting') return step;
    const first = !said;
    said = true;
    const { retryAtMs: _gone, ...rest } = step;
    return first
      ? { ...rest, outcome: 'failed', failure: { code: 'test/interrupted' } }
      : { ...rest, outcome: 'cancelled' };
  });
  return { ...report, state: 'failed', steps };
}
