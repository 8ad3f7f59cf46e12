import { describe, expect, it } from 'vitest';
import { describeAttention, describeWarning } from '../../../lib/domain/catalogue/attention.ts';
import { describeHealth } from '../../../lib/domain/catalogue/connector-words.ts';
import {
  daysLeft,
  dueWarning,
  type Health,
  healthOf,
  inOrder,
  isOfPage,
  isRetired,
  needsAttention,
  type SecretDate,
} from '../../../lib/domain/connector-health.ts';
import type { TestRecord } from '../../../lib/domain/history.ts';
import type { Connector } from '../../../lib/domain/mapsimise.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
const ORG = 'https://acme.crm4.dynamics.com';
const RENAMED = 'https://acme-europe.crm4.dynamics.com';
const ID = '11111111-2222-4333-8444-555555555555';
const connector = (more: Partial<Connector> = {}): Connector => ({
  id: 'c',
  name: 'Acme',
  organisationUrl: ORG,
  scheme: 'Dataverse',
  ...more,
});
const date = (days: number, warned: SecretDate['warned'] = []): SecretDate => ({
  connectorId: 'c',
  name: 'Acme',
  expiresAtMs: NOW_MS + days * DAY_MS,
  source: 'typed',
  warned,
});
const test = (result: TestRecord['result']) => ({ result }) as TestRecord;

describe('the health of a connector', () => {
  it.each<[string, Parameters<typeof healthOf>[0], Health]>([
    ['tested well', { connector: connector(), last: test('passed') }, { health: 'good' }],
    ['never tested', { connector: connector() }, { health: 'not-tested' }],
    [
      'test cancelled',
      { connector: connector(), last: test('cancelled') },
      { health: 'not-tested' },
    ],
    ['test failed', { connector: connector(), last: test('failed') }, { health: 'test-failed' }],
    [
      'retired, whatever else',
      { connector: connector({ scheme: 'Office365' }), last: test('passed'), date: date(1) },
      { health: 'retired' },
    ],
    [
      'expired before a failed test',
      { connector: connector(), last: test('failed'), date: date(0) },
      { health: 'secret-expired' },
    ],
    [
      'expires in 30 days',
      { connector: connector(), last: test('passed'), date: date(30) },
      { health: 'secret-expires', days: 30 },
    ],
    [
      'expires in 31 days',
      { connector: connector(), last: test('passed'), date: date(31) },
      { health: 'good' },
    ],
  ])('%s', (_what, about, health) => {
    expect(healthOf(about, NOW_MS)).toEqual(health);
  });

  it('retired is Office365 at an online organisation, and nothing else', () => {
    expect(isRetired(connector({ scheme: 'Office365' }))).toBe(true);
    expect(isRetired(connector({ scheme: 'DynamicsIfd' }))).toBe(false);
    expect(
      isRetired(connector({ scheme: 'Office365', organisationUrl: 'https://crm.acme.com/Acme' })),
    ).toBe(false);
    expect(isRetired(connector({ scheme: 'Office365', organisationUrl: '' }))).toBe(false);
  });

  it('is told in words, and counted where somebody must act', () => {
    const all: Health[] = [
      { health: 'retired' },
      { health: 'secret-expired' },
      { health: 'test-failed' },
      { health: 'secret-expires', days: 1 },
      { health: 'not-tested' },
      { health: 'good' },
    ];
    expect(all.map((one) => describeHealth(one).badge)).toEqual([
      'Retired sign-in',
      'Secret expired',
      'Last test failed',
      'Secret expires in 1 day',
      'Not tested here',
      'Healthy',
    ]);
    expect(all.map(needsAttention)).toEqual([true, true, false, true, false, false]);
    expect([0, 1, 2].map((count) => describeAttention(count, undefined))).toEqual([
      { text: '', title: 'Mapsimise Connect' },
      { text: '1', title: 'Mapsimise Connect: 1 connector needs attention' },
      { text: '2', title: 'Mapsimise Connect: 2 connectors need attention' },
    ]);
    const ready = { news: 'ready', name: 'Acme' } as const;
    expect([0, 1].map((count) => describeAttention(count, ready).text)).toEqual(['✓', '1']);
    expect(describeAttention(1, { news: 'look', name: 'Acme' })).toEqual({
      text: '!',
      title: 'Mapsimise Connect: somebody should look at the purchase for Acme',
    });
  });
});

describe('which connector is of the page', () => {
  const known = [{ organisationId: ID, name: 'Acme', addresses: [ORG] }];
  it.each<[string, Connector, Parameters<typeof isOfPage>[1], boolean]>([
    [
      'by its address, however written',
      connector({ organisationUrl: `${ORG.toUpperCase()}/` }),
      { org: ORG },
      true,
    ],
    ['not another address', connector(), { org: RENAMED }, false],
    [
      'by its id, after the organisation was renamed',
      connector(),
      { org: RENAMED, organisationId: ID.toUpperCase() },
      true,
    ],
    [
      'not by another id',
      connector(),
      { org: RENAMED, organisationId: ID.replace('1', '2') },
      false,
    ],
    [
      'not by an id that no test proved',
      connector({ organisationUrl: 'https://other.crm4.dynamics.com' }),
      { org: RENAMED, organisationId: ID },
      false,
    ],
    ['no page', connector(), {}, false],
    ['a portal', connector({ organisationUrl: 'https://make.powerapps.com' }), { org: ORG }, false],
  ])('%s', (_what, one, here, isHere) => {
    expect(isOfPage(one, here, known)).toBe(isHere);
  });

  it('comes first, and the others keep their order', () => {
    const all = ['a', 'b', 'c'].map((id) =>
      connector({ id, organisationUrl: id === 'b' ? ORG : `https://${id}${id}.crm.dynamics.com` }),
    );
    expect(inOrder(all, { org: ORG }, known).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(inOrder(all, {}, known).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('a warning is due', () => {
  it.each<[number, SecretDate['warned'], number | undefined]>([
    [31, [], undefined],
    [30, [], 30],
    [30, [30], undefined],
    [15, [30], undefined],
    [14, [30], 14],
    [3, [30, 14], 3],
    [1, [30, 14, 3], undefined],
    [0, [30, 14, 3], 0],
    [-400, [30, 14, 3, 0], undefined],
    // The computer was off for weeks: one warning, the most urgent, and the milder ones never follow.
    [2, [], 3],
    [2, [3], undefined],
    [-1, [], 0],
    // The clock was set back.
    [20, [3], undefined],
  ])('%i days before the end, after %j: %s', (days, warned, due) => {
    expect(dueWarning(date(days, warned), NOW_MS)).toBe(due);
  });

  it('days are counted as a calendar does', () => {
    const at = (time: string) => daysLeft(Date.parse(time), NOW_MS);
    expect(at('2026-11-30T00:00:00Z')).toBe(10);
    expect(at('2026-11-30T23:59:59Z')).toBe(10);
    expect(at('2026-11-20T23:59:59Z')).toBe(0);
    expect(at('2026-11-19T23:59:59Z')).toBe(-1);
    const today = { ...date(0), expiresAtMs: NOW_MS + 1 };
    expect(describeWarning(today, NOW_MS).title).toBe('A client secret expires today');
    expect(healthOf({ connector: connector(), date: today }, NOW_MS)).toEqual({
      health: 'secret-expires',
      days: 0,
    });
    expect(describeWarning(date(1), NOW_MS).title).toBe('A client secret expires in 1 day');
    expect(describeWarning(date(0), NOW_MS).title).toBe('A client secret has expired');
  });
});
