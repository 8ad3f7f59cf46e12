import type { Scheme } from './connection.ts';
import type { Failure } from './failure.ts';
import type { TableName } from './tables.ts';

const DATAVERSE_STEPS = [
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
const IFD_STEPS = [
  'url',
  'reach',
  'adfs',
  'sign-in',
  'whoami',
  'organisation',
  'privileges',
] as const;
export type StepId = (typeof DATAVERSE_STEPS)[number] | (typeof IFD_STEPS)[number];

/** The steps of Test Connection, per scheme, in the order in which they are shown. */
export const STEP_IDS: Record<Scheme, readonly StepId[]> = {
  dataverse: DATAVERSE_STEPS,
  ifd: IFD_STEPS,
};

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
  | { note: 'web-api'; version: string }
  | { note: 'oauth-too'; authority: string }
  | { note: 'adfs'; host: string; endpoint: string }
  | { note: 'usual-endpoint'; host: string }
  | { note: 'tables-read'; tables: TableName[] }
  | { note: 'impersonated'; person: string; own: OwnRows[] };

/** How many rows of a table are "mine", asked as the application and as the person; absent where refused. */
export type OwnRows = { table: TableName; application?: number; person?: number };

/** Whose role decides what can be read: the application's, or that of the person whose account signs in. */
type Whose = { of?: 'person' };

export type Remark =
  | ({ remark: 'tables-refused'; tables: TableName[]; privileges: string[] } & Whose)
  | { remark: 'tables-empty'; tables: TableName[] }
  | ({ remark: 'tables-own-rows-only'; tables: TableName[] } & Whose)
  | { remark: 'tables-unclear'; tables: TableName[] }
  | { remark: 'roles-unreadable' }
  | { remark: 'organisation-unreadable' }
  | { remark: 'tenant-entered' }
  | { remark: 'other-address'; actualUrl: string }
  | { remark: 'user-without-role' }
  | { remark: 'roles-through-teams' }
  | { remark: 'person-refused'; person: string; tables: TableName[]; privileges: string[] }
  | { remark: 'same-counts' }
  | { remark: 'clock-bridged'; host: string; aheadMinutes: number };

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
  scheme: Scheme;
  handle: string;
  organisationUrl: string;
  /** Of the scheme Dataverse; empty otherwise. */
  clientId: string;
  state: ReportState;
  startedAtMs: number;
  tookMs?: number;
  /** Sequential round trips to the organisation and to Microsoft sign-in. */
  roundTrips: number;
  steps: Step[];
  proof?: Proof;
};

/** On-premises, acting for somebody is a step only where Impersonate Users is on. */
export function waitingSteps(scheme: Scheme = 'dataverse', isImpersonating = false): Step[] {
  const last: StepId[] = scheme === 'ifd' && isImpersonating ? ['impersonation'] : [];
  return [...STEP_IDS[scheme], ...last].map((id) => ({
    id,
    outcome: 'waiting',
    notes: [],
    remarks: [],
  }));
}

/** A run that begins, before any of its steps. What was typed is cut short: it is shown, and may be anything. */
export function beginReport(
  run: Pick<TestReport, 'runId' | 'startedAtMs'>,
  ask: Pick<TestReport, 'scheme' | 'handle' | 'organisationUrl' | 'clientId'> & {
    impersonateUsers: boolean;
  },
): TestReport {
  return {
    ...run,
    scheme: ask.scheme,
    handle: ask.handle,
    organisationUrl: ask.organisationUrl.slice(0, 300),
    clientId: ask.clientId.slice(0, 100),
    state: 'running',
    roundTrips: 0,
    steps: waitingSteps(ask.scheme, ask.impersonateUsers),
  };
}

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
