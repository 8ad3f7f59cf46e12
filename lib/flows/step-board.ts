import type { Failure } from '../domain/failure.ts';
import type {
  Note,
  Proof,
  Remark,
  SkipReason,
  Step,
  StepId,
  TestReport,
} from '../domain/report.ts';

export type Passing = { notes?: Note[]; remarks?: Remark[] };

/** The running report: steps are marked here as they go, and each change is written down. */
export type StepBoard = {
  start(...ids: StepId[]): void;
  pass(id: StepId, found?: Passing): void;
  fail(id: StepId, failure: Failure): void;
  skip(id: StepId, reason: SkipReason): void;
  waitUntil(id: StepId, retryAtMs: number): void;
  /** The service's own id of a step's first request, for its support. */
  noteRequest(id: StepId, requestId: string | undefined): void;
  countTrip(): void;
  outcomeOf(id: StepId): Step['outcome'];
  /** Ends the run. Steps that never got an outcome are skipped for the first failure, or cancelled. */
  finish(state: 'passed' | 'failed' | 'cancelled', proof?: Proof): Promise<TestReport>;
};

/**
 * Opens a board over a fresh report.
 *
 * Takes   write  stores a snapshot; while one is being stored only the newest of the later ones is kept
 */
export function openBoard(
  report: TestReport,
  nowMs: () => number,
  write: (report: TestReport) => Promise<void>,
  signal: AbortSignal,
): StepBoard {
  const startedAtMs = new Map<StepId, number>();
  const requestIds = new Map<StepId, string>();
  const store = keepNewest(write);
  const put = (id: StepId, change: (step: Step) => Step) => {
    if (report.state !== 'running') return; // Somebody came late: the run is over.
    report = {
      ...report,
      steps: report.steps.map((step) => (step.id === id ? change(step) : step)),
    };
    // The next snapshot makes good for one that could not be stored; finish() tells of the last.
    store(report).catch(() => {});
  };
  const tookMs = (id: StepId) => Math.round(nowMs() - (startedAtMs.get(id) ?? nowMs()));
  const requestIdOf = (id: StepId) => {
    const requestId = requestIds.get(id);
    return requestId === undefined ? {} : { requestId };
  };
  const outcomeOf = (id: StepId) =>
    report.steps.find((step) => step.id === id)?.outcome ?? 'waiting';

  return {
    outcomeOf,
    start(...ids) {
      for (const id of ids) {
        startedAtMs.set(id, nowMs());
        put(id, (step) => ({ ...step, outcome: 'running' }));
      }
    },
    noteRequest(id, requestId) {
      if (requestId && !requestIds.has(id)) requestIds.set(id, requestId);
    },
    pass(id, { notes = [], remarks = [] } = {}) {
      put(id, () => ({
        id,
        outcome: remarks.length > 0 ? 'remark' : 'passed',
        tookMs: tookMs(id),
        notes,
        remarks,
        ...requestIdOf(id),
      }));
    },
    fail(id, failure) {
      // Requests that were cut off by Cancel did not fail: finish() calls their steps cancelled.
      if (signal.aborted) return;
      put(id, () => ({
        id,
        outcome: 'failed',
        tookMs: tookMs(id),
        notes: [],
        remarks: [],
        failure,
        ...requestIdOf(id),
      }));
    },
    skip(id, skipped) {
      put(id, () => ({ id, outcome: 'skipped', notes: [], remarks: [], skipped }));
    },
    waitUntil(id, retryAtMs) {
      put(id, (step) => ({ ...step, retryAtMs }));
    },
    countTrip() {
      report = { ...report, roundTrips: report.roundTrips + 1 };
    },
    async finish(state, proof) {
      const failed = report.steps.find((step) => step.outcome === 'failed');
      const steps = report.steps.map((step) => close(step, state, failed?.id));
      const took = Math.round(nowMs() - report.startedAtMs);
      report = { ...report, state, steps, tookMs: took, ...(proof && { proof }) };
      await store(report);
      return report;
    },
  };
}

function close(step: Step, state: TestReport['state'], failedAt: StepId | undefined): Step {
  if (step.outcome !== 'waiting' && step.outcome !== 'running') return step;
  const { retryAtMs: _over, ...rest } = step;
  if (state === 'failed' && failedAt)
    return { ...rest, outcome: 'skipped', skipped: { why: 'earlier-failure', step: failedAt } };
  return { ...rest, outcome: 'cancelled' };
}

/** Writes one after the other and leaves out what a newer one has replaced meanwhile. */
function keepNewest(write: (report: TestReport) => Promise<void>) {
  let next: TestReport | undefined;
  let running: Promise<void> | undefined;
  const drain = async () => {
    let last: Promise<void> | undefined;
    while (next) {
      // What is marked in one go is stored in one go: a snapshot costs the browser more than the step it tells of.
      await nextTask();
      last = write(next);
      next = undefined;
      await last.catch(() => {});
    }
    running = undefined;
    await last;
  };
  return (report: TestReport): Promise<void> => {
    next = report;
    running ??= drain();
    return running;
  };
}

/** After everything that is ready to run now; sooner than a timer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
