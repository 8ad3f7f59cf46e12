import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HISTORY_KEPT_MS,
  idAt,
  type KnownOrganisation,
  learn,
  MOST_RECORDS,
  openHistory,
  prune,
  recordOf,
  recordsOf,
  type TestRecord,
} from '../../../lib/domain/history.ts';
import { type TestReport, waitingSteps } from '../../../lib/domain/report.ts';

const OLD = 'https://acme.crm4.dynamics.com';
const NEW = 'https://acme-europe.crm4.dynamics.com';
const ID = '11111111-2222-4333-8444-555555555555';
const OTHER_ID = '99999999-2222-4333-8444-555555555555';
const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
const record = (more: Partial<TestRecord> = {}): TestRecord => ({
  atMs: NOW_MS,
  org: OLD,
  by: 'Ann',
  scheme: 'dataverse',
  result: 'passed',
  ...more,
});
const report = (more: Partial<TestReport> = {}): TestReport => ({
  runId: 'r',
  handle: 'h',
  scheme: 'dataverse',
  organisationUrl: `${OLD}/main.aspx?token=CANARY`,
  clientId: 'CANARY pasted by mistake',
  state: 'failed',
  startedAtMs: NOW_MS,
  roundTrips: 1,
  steps: waitingSteps(),
  ...more,
});

describe('a test becomes history', () => {
  it('with the step where it failed and why, and nothing of what was typed but the organisation', () => {
    const [first, ...others] = waitingSteps();
    if (!first) throw new Error('no steps');
    const failure = { code: 'entra/secret-absent' } as const;
    const steps = [{ ...first, outcome: 'failed' as const, failure }, ...others];
    const kept = recordOf(report({ steps, tookMs: 12 }), 'Ann');
    expect(kept).toEqual(
      record({ result: 'failed', failedAt: 'url', code: 'entra/secret-absent', tookMs: 12 }),
    );
    expect(JSON.stringify(kept)).not.toContain('CANARY');
  });

  it.each([
    ['runs still', { state: 'running' as const }],
    ['is about no address', { organisationUrl: 'CANARY' }],
    [
      'is about a portal',
      { organisationUrl: `https://make.powerapps.com/environments/${ID}/home` },
    ],
  ])('but not one that %s', (_what, more) => {
    expect(recordOf(report(more), 'Ann')).toBeUndefined();
  });
});

describe('history is kept', () => {
  it('for 90 days to the millisecond, newest first', () => {
    const at = (ms: number) => record({ atMs: NOW_MS - ms });
    const kept = prune([at(HISTORY_KEPT_MS), at(HISTORY_KEPT_MS - 1), at(0), at(5)], NOW_MS);
    expect(kept.map(({ atMs }) => NOW_MS - atMs)).toEqual([0, 5, HISTORY_KEPT_MS - 1]);
  });

  it('up to a number of tests', () => {
    const many = Array.from({ length: MOST_RECORDS + 7 }, (_, at) => record({ atMs: NOW_MS - at }));
    expect(prune(many, NOW_MS)).toHaveLength(MOST_RECORDS);
  });
});

describe('an organisation is known by its id, whatever its address', () => {
  const known = (...addresses: string[]): KnownOrganisation => ({
    organisationId: ID,
    name: 'Acme',
    addresses,
  });

  it('its tests under an earlier address are its own', () => {
    const all = [
      record({ org: NEW, organisationId: ID }),
      record({ org: OLD }),
      record({ org: 'x' }),
    ];
    expect(recordsOf(NEW, all, [known(NEW, OLD)])).toEqual(all.slice(0, 2));
    expect(recordsOf(OLD, all, [known(NEW, OLD)])).toEqual(all.slice(0, 2));
    expect(recordsOf(OLD, all, [])).toEqual([all[1]]);
  });

  it('an address that leads elsewhere now belongs to the other one only', () => {
    const learnt = learn([known(OLD, NEW)], { organisationId: OTHER_ID, name: 'B', org: OLD });
    expect(idAt(learnt, OLD)).toBe(OTHER_ID);
    expect(idAt(learnt, NEW)).toBe(ID);
  });

  it('whatever is learnt in whatever order, an address leads to one id, the last one proved', () => {
    const step = fc.record({
      id: fc.constantFrom(ID, OTHER_ID),
      org: fc.constantFrom(OLD, NEW, 'c'),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let all: KnownOrganisation[] = [];
        for (const { id, org } of steps) all = learn(all, { organisationId: id, name: 'n', org });
        const addresses = all.flatMap((one) => one.addresses);
        expect(new Set(addresses).size).toBe(addresses.length);
        const last = steps.at(-1);
        expect(idAt(all, last?.org)).toBe(last?.id);
      }),
    );
  });
});

it('the tests of hundreds of organisations are told apart in one go, in the order kept, by address and by id', () => {
  const at = (n: number) => `https://d${n}.crm4.dynamics.com`;
  const id = (n: number) => `7b2d3f40-0000-4b6c-9d7e-${String(n).padStart(12, '0')}`;
  const records = Array.from({ length: 1_000 }, (_, index) => ({
    atMs: 10_000 - index,
    org: index % 400 < 200 ? at(index % 200) : at((index % 200) + 200),
    by: 'Ann',
    scheme: 'dataverse' as const,
    result: 'passed' as const,
    ...(index % 7 === 0 && { organisationId: id(index % 200).toUpperCase() }),
  }));
  // Each was renamed: two addresses, one id.
  const known = Array.from({ length: 200 }, (_, n) => ({
    organisationId: id(n),
    name: `D${n}`,
    addresses: [at(n + 200), at(n)],
  }));
  const tell = openHistory(records, known);
  for (let n = 0; n < 200; n++) {
    const own = records.filter(({ org }) => org === at(n) || org === at(n + 200));
    expect(own).toHaveLength(5);
    expect(tell(at(n))).toEqual(own);
    expect(tell(at(n + 200))).toEqual(own);
  }
  expect(tell('https://stranger.crm4.dynamics.com')).toEqual([]);
});
