import { writeFileSync, writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { type Counts, formatCounts, NOTHING } from './counts.ts';

/** What a reporter sees of a finished file; the tests bring plain objects. */
type Countable = {
  errors: () => readonly unknown[];
  children: {
    allTests: () => Iterable<{ result: () => { state: string } }>;
    allSuites: () => Iterable<{ errors: () => readonly unknown[] }>;
  };
};

/**
 * Prints the totals over all projects as the very last line, or leaves them in the file that
 * TOTALS_FILE names, for run-tests.ts to add its own checks.
 */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = countModules(modules, unhandled);
    const file = process.env.TOTALS_FILE;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else process.once('exit', () => writeSync(1, `\n${formatCounts(counts)}\n`));
    if (counts.failed > 0) process.exitCode = 1;
  }
}

/** A file or suite that could not run counts as one failure, and so does each stray error. */
export function countModules(
  modules: readonly Countable[],
  unhandled: readonly unknown[] = [],
): Counts {
  const counts: Counts = { ...NOTHING, failed: unhandled.length };
  for (const module of modules) {
    if (module.errors().length > 0) counts.failed += 1;
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) counts.failed += 1;
    }
    for (const test of module.children.allTests()) counts[readState(test.result().state)] += 1;
  }
  return counts;
}

/** A test that never came to an end did not pass. */
function readState(state: string): keyof Counts {
  return state === 'passed' || state === 'skipped' ? state : 'failed';
}
