import { describe, expect, it } from 'vitest';
import {
  closeInterrupted,
  type Outcome,
  type ReportState,
  STEP_IDS,
  type TestReport,
  waitingSteps,
} from '../../../lib/domain/report.ts';

const report = (outcomes: Outcome[], state: ReportState = 'running'): TestReport => ({
  runId: 'r',
  handle: 'h',
  scheme: 'dataverse',
  organisationUrl: 'o',
  clientId: 'c',
  state,
  startedAtMs: 0,
  roundTrips: 2,
  steps: waitingSteps().map((step, at) => ({ ...step, outcome: outcomes[at] ?? 'waiting' })),
});
const outcomesOf = ({ steps }: TestReport) => steps.map(({ outcome }) => outcome);

describe('a run that its worker did not survive', () => {
  it.each<[string, Outcome[], Outcome[]]>([
    ['fails at the step that ran', ['passed', 'running'], ['passed', 'failed', 'cancelled']],
    ['fails at the first of those that ran', ['running', 'running'], ['failed', 'cancelled']],
    ['fails at the next step when none ran', ['passed', 'remark'], ['passed', 'remark', 'failed']],
    ['keeps what was found out', ['failed', 'running', 'skipped'], ['failed', 'failed', 'skipped']],
  ])('%s', (_what, before, after) => {
    const closed = closeInterrupted(report(before));
    expect(closed.state).toBe('failed');
    expect(outcomesOf(closed).slice(0, after.length)).toEqual(after);
    expect(outcomesOf(closed)).not.toContain('running');
    expect(outcomesOf(closed)).not.toContain('waiting');
  });

  it('says that it was interrupted, once', () => {
    const { steps } = closeInterrupted(report(['passed', 'running', 'running']));
    expect(steps.map(({ failure }) => failure?.code).filter(Boolean)).toEqual(['test/interrupted']);
  });

  it('counts down to nothing any more', () => {
    const waiting = report(['running']);
    waiting.steps[0] = { id: 'url', outcome: 'running', notes: [], remarks: [], retryAtMs: 9 };
    expect(closeInterrupted(waiting).steps[0]).not.toHaveProperty('retryAtMs');
  });

  it('is closed the same way twice', () => {
    const once = closeInterrupted(report(['passed', 'running']));
    expect(closeInterrupted(once)).toEqual(once);
  });
});

it.each<ReportState>(['passed', 'failed', 'cancelled'])('a %s run is left as it is', (state) => {
  const ended = report(['passed', 'running'], state);
  expect(closeInterrupted(ended)).toBe(ended);
});

it.each(['dataverse', 'ifd'] as const)(
  'a fresh report of %s has every step once, in the order of the screen, all waiting',
  (scheme) => {
    const steps = waitingSteps(scheme);
    expect(steps.map(({ id }) => id)).toEqual(STEP_IDS[scheme]);
    expect(new Set(STEP_IDS[scheme]).size).toBe(STEP_IDS[scheme].length);
    expect(new Set(steps.map(({ outcome }) => outcome))).toEqual(new Set(['waiting']));
  },
);

it('on-premises, Impersonation is a step only where Impersonate Users is on', () => {
  expect(waitingSteps('ifd').map(({ id }) => id)).not.toContain('impersonation');
  expect(waitingSteps('ifd', true).at(-1)?.id).toBe('impersonation');
});
