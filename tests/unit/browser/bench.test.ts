import { expect, it } from 'vitest';
import { compareRows } from '../../bench/baseline.ts';
import { medianOf, moreIsBetter, rowOf, spreadOf } from '../../bench/rows.ts';
import { countSequential, waitedMs } from '../../e2e/harness/round-trips.ts';

const sentAt = (...times: number[]) =>
  times.map((atMs) => ({ atMs, host: 'contoso.crm4.dynamics.com' }));

it.each<[string, number[], number]>([
  ['one after the other', [0, 100, 205, 310], 4],
  ['together', [0, 3, 20, 100, 104], 2],
  ['none', [], 0],
])('round trips are counted where they arrive: %s', (_how, times, count) => {
  expect(countSequential(sentAt(...times), 100)).toBe(count);
});

it.each<[string, [number, number][], number]>([
  [
    'one after the other, with our own time between',
    [
      [0, 100],
      [130, 230],
    ],
    200,
  ],
  [
    'side by side',
    [
      [0, 100],
      [20, 160],
    ],
    160,
  ],
  [
    'one within another',
    [
      [0, 100],
      [20, 60],
    ],
    100,
  ],
  ['none', [], 0],
])(
  'what is waited for servers is the time in which one of them has a request: %s',
  (_how, spans, ms) => {
    const requests = spans.map(([atMs, answeredAtMs]) => ({ atMs, answeredAtMs, host: 'a.test' }));
    expect(waitedMs(requests)).toBe(ms);
  },
);

it('calls to Mapsimise run beside the test and are not counted', () => {
  const requests = [...sentAt(0), { atMs: 500, host: 'api.eugb.mapsimise.com' }];
  expect(countSequential(requests, 100)).toBe(1);
});

it('a row over its budget is not ok, one without a budget is', () => {
  expect(rowOf('size', 31, 'kB', 30).ok).toBe(false);
  expect(rowOf('size', 30, 'kB', 30).ok).toBe(true);
  expect(rowOf('time', 999, 'ms', null).ok).toBe(true);
});

it('the middle and the spread do not follow one outlier', () => {
  expect(medianOf([1, 2, 3, 4, 1000])).toBe(3);
  expect(medianOf([1, 2, 3, 4])).toBe(2.5);
  expect(spreadOf([10, 10, 10, 10, 1000])).toBe(0);
});

it('a tenth worse than the baseline is marked, by what is better', () => {
  const users = moreIsBetter(rowOf('users a second', 80, '', null));
  const rows = [rowOf('size', 112, 'kB', null), rowOf('time', 109, 'ms', null), users];
  const compared = compareRows(rows, { size: 100, time: 100, 'users a second': 100 });
  expect([...compared].map(([name, { isWorse }]) => [name, isWorse])).toEqual([
    ['size', true],
    ['time', false],
    ['users a second', true],
  ]);
  expect(compareRows([rowOf('bytes', 4, '', 0)], { bytes: 0 }).get('bytes')?.isWorse).toBe(true);
  expect(compareRows([rowOf('new', 4, '', 0)], {}).size).toBe(0);
});
