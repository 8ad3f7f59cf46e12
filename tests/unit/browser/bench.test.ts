import { expect, it } from 'vitest';
import { medianOf, rowOf, spreadOf } from '../../bench/rows.ts';
import { countSequential } from '../../e2e/harness/round-trips.ts';

const sentAt = (...times: number[]) =>
  times.map((atMs) => ({ atMs, host: 'contoso.crm4.dynamics.com' }));

it.each<[string, number[], number]>([
  ['one after the other', [0, 100, 205, 310], 4],
  ['together', [0, 3, 20, 100, 104], 2],
  ['none', [], 0],
])('round trips are counted where they arrive: %s', (_how, times, count) => {
  expect(countSequential(sentAt(...times), 100)).toBe(count);
});

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
