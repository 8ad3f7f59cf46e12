import { describe, expect, it } from 'vitest';
import { addCounts, formatCounts } from '../../report/counts.ts';
import { countModules } from '../../report/totals.ts';

const moduleOf = (states: string[], { broken = false, brokenSuites = 0 } = {}) => ({
  errors: () => (broken ? ['could not be read'] : []),
  children: {
    allTests: () => states.map((state) => ({ result: () => ({ state }) })),
    allSuites: () =>
      Array.from({ length: brokenSuites + 1 }, (_, index) => ({
        errors: () => (index < brokenSuites ? ['beforeAll threw'] : []),
      })),
  },
});

describe('the totals of a run', () => {
  it('count the tests of every file', () => {
    const counts = countModules([moduleOf(['passed', 'failed']), moduleOf(['passed', 'skipped'])]);
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  it('count a file that could not be read as a failure', () => {
    expect(countModules([moduleOf([], { broken: true })]).failed).toBe(1);
  });

  it('count a suite whose preparation failed as a failure', () => {
    const counts = countModules([moduleOf(['skipped'], { brokenSuites: 1 })]);
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 1 });
  });

  it('count stray errors and unfinished tests as failures', () => {
    expect(countModules([moduleOf(['pending'])], ['a stray rejection']).failed).toBe(2);
  });

  it('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addCounts(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });

  it.each([
    ['3 passed, 0 failed', { passed: 3, failed: 0, skipped: 0 }],
    ['3 passed, 1 failed, 2 skipped', { passed: 3, failed: 1, skipped: 2 }],
  ])('are told as “%s”', (line, counts) => {
    expect(formatCounts(counts)).toBe(line);
  });
});
