import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, NOTHING_TYPED } from '../../../lib/domain/connection.ts';
import {
  type LockReason,
  lockOf,
  type Offer,
  type PurchaseView,
} from '../../../lib/domain/purchase.ts';
import type { JournalEntry, RegistrationState } from '../../../lib/domain/registration.ts';
import type { ReportState, TestReport } from '../../../lib/domain/report.ts';

const NOW_MS = 1_000;
const ORG = 'https://acme.crm4.dynamics.com';
const draft = (more: object = {}): Draft => ({
  ...NOTHING_TYPED,
  organisationUrl: ORG,
  clientId: 'c',
  hasSecret: true,
  handle: 'h1',
  ...more,
});
const PROOF = { org: ORG, organisationId: 'o', name: 'Acme', uniqueName: 'acme', clientId: 'c' };
const report = (more: Partial<TestReport> = {}): TestReport => ({
  runId: 'r',
  handle: 'h1',
  scheme: 'dataverse',
  organisationUrl: ORG,
  clientId: 'c',
  state: 'passed',
  startedAtMs: 0,
  roundTrips: 4,
  steps: [],
  proof: PROOF,
  ...more,
});
const ACCOUNT = {
  userId: 'u',
  email: 'e',
  fullName: '',
  role: 'Owner',
  mayCreateConnectors: true,
  connectorRights: ['Create'],
  organisation: { id: 'o', name: 'O', url: '' },
};
const offered = (more: object = {}, validUntilMs = NOW_MS + 1): Offer => ({
  state: 'offered',
  org: ORG,
  account: ACCOUNT,
  quote: { quoteId: 'q', amount: 1, currency: 'EUR', period: 'month', validUntilMs },
  existing: [],
  siteUrl: 'https://contoso.eugb.mapsimise.com/',
  ...more,
});
const entry = (state: RegistrationState) => ({ state }) as JournalEntry;
const OPEN: PurchaseView = { draft: draft(), report: report(), offer: offered(), entry: undefined };
const withoutProof = () => {
  const { proof: _none, ...rest } = report();
  return rest;
};

describe('Confirm Purchase', () => {
  it('is open when exactly these values have passed and there is an offer', () => {
    expect(lockOf(OPEN, NOW_MS)).toBeUndefined();
  });

  it.each<[string, Partial<PurchaseView>, LockReason['lock']]>([
    ['there is no test', { report: undefined }, 'not-tested'],
    ['the test runs', { report: report({ state: 'running' }) }, 'test-running'],
    [
      'the test runs for other values',
      { report: report({ state: 'running', handle: 'h0' }) },
      'test-running',
    ],
    ['the test failed', { report: report({ state: 'failed' }) }, 'test-failed'],
    ['the test passed without a proof', { report: withoutProof() }, 'test-failed'],
    ['the test was cancelled', { report: report({ state: 'cancelled' }) }, 'test-cancelled'],
    ['something was edited', { draft: draft({ handle: 'h2' }) }, 'values-changed'],
    [
      'something was edited after a failure',
      { draft: draft({ handle: 'h2' }), report: report({ state: 'failed' }) },
      'values-changed',
    ],
    ['there is no draft', { draft: undefined }, 'values-changed'],
    ['the secret was wiped', { draft: draft({ hasSecret: false }) }, 'secret-gone'],
    ['nobody asked for an offer', { offer: undefined }, 'offer-asking'],
    ['the offer is on its way', { offer: { state: 'asking' } }, 'offer-asking'],
    [
      'the offer was refused',
      { offer: { state: 'refused', failure: { code: 'mapsimise/not-set-up' } } },
      'offer-refused',
    ],
    [
      'the offer is for another organisation',
      { offer: offered({ org: 'https://b.crm.dynamics.com' }) },
      'offer-refused',
    ],
    [
      'there is one already',
      { offer: offered({ existing: [{ id: 'x', name: 'X', organisationUrl: ORG }] }) },
      'already-registered',
    ],
    ['the quote has ended', { offer: offered({}, NOW_MS) }, 'quote-expired'],
    ['the end of the quote is no time', { offer: offered({}, Number.NaN) }, 'quote-expired'],
    ['an attempt is prepared', { entry: entry('prepared') }, 'under-way'],
    ['an attempt is sent', { entry: entry('posting') }, 'under-way'],
    ['an attempt is checked', { entry: entry('checking') }, 'under-way'],
    ['an attempt is read back', { entry: entry('created') }, 'under-way'],
    ['an attempt is open', { entry: entry('unclear') }, 'in-doubt'],
    ['an attempt made two', { entry: entry('conflict') }, 'in-doubt'],
    ['it was bought', { entry: entry('verified') }, 'done'],
  ])('is locked when %s', (_why, change, lock) => {
    expect(lockOf({ ...OPEN, ...change }, NOW_MS)?.lock).toBe(lock);
  });

  it.each<RegistrationState>(['absent', 'failed'])(
    'is open again when an attempt is %s',
    (state) => {
      expect(lockOf({ ...OPEN, entry: entry(state) }, NOW_MS)).toBeUndefined();
    },
  );

  it('says what stands in the way with all that the screen needs', () => {
    const offer = offered({ existing: [{ id: 'x', name: 'Old CRM', organisationUrl: ORG }] });
    expect(lockOf({ ...OPEN, offer }, NOW_MS)).toEqual({
      lock: 'already-registered',
      name: 'Old CRM',
      siteUrl: 'https://contoso.eugb.mapsimise.com/',
    });
  });
});

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
// Right values are more frequent than wrong ones, else hardly any combination would be open.
const aHandle = fc.constantFrom('h1', 'h1', 'h1', 'h2');
const anOrg = fc.constantFrom(ORG, ORG, ORG, 'https://b.crm.dynamics.com');
const aView = fc.record({
  draft: maybe(fc.record({ handle: aHandle, hasSecret: fc.boolean() }).map(draft)),
  report: maybe(
    fc
      .record({
        handle: aHandle,
        state: fc.constantFrom<ReportState>('passed', 'passed', 'running', 'failed', 'cancelled'),
        proof: maybe(anOrg.map((org) => ({ ...PROOF, org }))),
      })
      .map(({ proof, ...rest }) => ({ ...withoutProof(), ...rest, ...(proof && { proof }) })),
  ),
  offer: maybe(
    fc.oneof(
      fc.constant<Offer>({ state: 'asking' }),
      fc.constant<Offer>({ state: 'refused', failure: { code: 'mapsimise/not-set-up' } }),
      fc
        .tuple(anOrg, fc.constantFrom(NOW_MS + 1, NOW_MS + 2, NOW_MS, Number.NaN), fc.boolean())
        .map(([org, until, isOld]) =>
          offered(
            { org, existing: isOld ? [{ id: 'x', name: 'X', organisationUrl: org }] : [] },
            until,
          ),
        ),
    ),
  ),
  entry: maybe(
    fc
      .constantFrom<RegistrationState>(
        'prepared',
        'posting',
        'unclear',
        'checking',
        'created',
        'verified',
        'absent',
        'conflict',
        'failed',
      )
      .map(entry),
  ),
});

it('no combination opens it but exactly these values, passed, with an offer that fits', () => {
  let opened = 0;
  fc.assert(
    fc.property(aView, (view) => {
      const { draft: values, report: test, offer, entry: attempt } = view;
      const isRight =
        values?.hasSecret === true &&
        test?.state === 'passed' &&
        test.handle === values.handle &&
        test.proof !== undefined &&
        offer?.state === 'offered' &&
        offer.org === test.proof.org &&
        offer.existing.length === 0 &&
        offer.quote.validUntilMs > NOW_MS &&
        (!attempt || attempt.state === 'absent' || attempt.state === 'failed');
      const isOpen = lockOf(view, NOW_MS) === undefined;
      if (isOpen) opened++;
      expect(isOpen).toBe(isRight);
    }),
    { numRuns: 20_000, seed: 1 },
  );
  expect(opened).toBeGreaterThan(20);
});
