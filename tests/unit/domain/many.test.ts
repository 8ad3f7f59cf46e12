import { describe, expect, it } from 'vitest';
import { describeLine, LINE_STATES, sayRepeat } from '../../../lib/domain/catalogue/many-words.ts';
import {
  judgeBought,
  judgeTested,
  type Many,
  type ManyLine,
  mendMany,
} from '../../../lib/domain/many.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { Offer } from '../../../lib/domain/purchase.ts';
import type { JournalEntry, RegistrationState } from '../../../lib/domain/registration.ts';
import type { TestReport } from '../../../lib/domain/report.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const quote = { quoteId: 'q', amount: 20, currency: 'EUR', period: 'month', validUntilMs: 1 };
const report = (state: TestReport['state'], code?: string) =>
  ({ state, steps: code ? [{ failure: { code } }] : [] }) as unknown as TestReport;
const offered = (existing: object[] = []) =>
  ({
    state: 'offered',
    quote,
    existing,
    siteUrl: 'https://c.eugb.mapsimise.com/',
  }) as unknown as Offer;
const line = (state: ManyLine['state'], name = state): ManyLine => ({ org: ORG, name, state });

describe('one of several', () => {
  it.each<[string, TestReport | undefined, Offer | undefined, object]>([
    ['passed and offered', report('passed'), offered(), { state: 'passed', price: quote }],
    [
      'failed',
      report('failed', 'entra/secret-absent'),
      offered(),
      { failure: { code: 'entra/secret-absent' } },
    ],
    ['never ended', undefined, undefined, { failure: { code: 'test/interrupted' } }],
    [
      'passed, not offered',
      report('passed'),
      { state: 'refused', failure: { code: 'mapsimise/not-set-up' } },
      { failure: { code: 'mapsimise/not-set-up' } },
    ],
    [
      'registered already',
      report('passed'),
      offered([{ id: 'c', name: 'Acme' }]),
      { failure: { code: 'mapsimise/already-registered', name: 'Acme' } },
    ],
  ])('%s', (_what, one, offer, judged) => {
    expect(judgeTested(one, offer)).toMatchObject(judged);
  });

  it.each<[RegistrationState | undefined, ManyLine['state']]>([
    ['verified', 'bought'],
    ['failed', 'failed'],
    ['absent', 'passed'],
    ['unclear', 'open'],
    ['conflict', 'open'],
    ['posting', 'open'],
    [undefined, 'failed'],
  ])('whose purchase is %s, is %s', (state, judged) => {
    const entry = state && ({ state } as JournalEntry);
    expect(judgeBought(entry).state).toBe(judged);
  });
});

describe('a worker that died over several', () => {
  const many = (state: Many['state'], ...lines: ManyLine[]): Many => ({
    state,
    clientId: 'c',
    impersonateUsers: false,
    lines,
  });
  it('what was tested is to be repeated, what passed or was bought stays', () => {
    const mended = mendMany(
      many('testing', line('bought'), line('passed'), line('testing'), line('waiting')),
      () => undefined,
    );
    expect(mended.state).toBe('ready');
    expect(mended.lines.map(({ state }) => state)).toEqual([
      'bought',
      'passed',
      'failed',
      'failed',
    ]);
  });
  it('what was being bought is what the journal says, and without an entry may be bought still', () => {
    const posting = { state: 'unclear' } as JournalEntry;
    expect(mendMany(many('buying', line('buying')), () => posting).lines[0]?.state).toBe('open');
    expect(mendMany(many('buying', line('buying')), () => undefined).lines[0]?.state).toBe(
      'passed',
    );
  });
  it('is told: what is done, and what is to be repeated', () => {
    const all: ManyLine['state'][] = [
      'waiting',
      'testing',
      'passed',
      'failed',
      'buying',
      'bought',
      'open',
    ];
    for (const state of all) {
      expect(describeLine(line(state))).toContain('acme.crm4.dynamics.com');
      expect(LINE_STATES[state]).not.toBe('');
    }
    expect(
      sayRepeat(many('ready', line('bought', 'A' as 'bought'), line('failed', 'B' as 'failed'))),
    ).toBe('Done: A. To be repeated: B. The others are not touched by that.');
  });
});
