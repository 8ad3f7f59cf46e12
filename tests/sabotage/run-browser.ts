import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { breakCopy, copyProject } from './copy.ts';
import { notGreenIn, type Told, type Verdict } from './run-unit.ts';
import { patternOf, type Red, type Sabotage } from './sabotage.ts';

type Reported = {
  testResults: {
    name: string;
    message: string;
    assertionResults: { title: string; status: string; failureMessages?: string[] }[];
  }[];
};

/**
 * The same in a browser: each defence is taken away in a copy, which is built anew, and the tests are run against that
 * build. Before that they must pass in the copy as it is: else a machine without a browser proves anything.
 */
export function runBrowserSabotages(
  root: string,
  sabotages: readonly Sabotage[],
  tell: (told: Told) => void,
): void {
  const copy = copyProject(root);
  try {
    const notGreen = notGreenIn(
      judge(
        copy.root,
        sabotages.flatMap(({ red }) => red),
      ),
    );
    if (notGreen) throw new Error(notGreen);
    for (const { row, takes, edits, red } of sabotages) {
      const { mend } = breakCopy(copy.root, edits);
      try {
        tell({ row, takes, verdicts: judge(copy.root, red) });
      } finally {
        mend();
      }
    }
  } finally {
    copy.remove();
  }
}

function judge(root: string, red: readonly Red[]): Verdict[] {
  const report = path.join(root, 'sabotage-report.json');
  rmSync(report, { force: true });
  const titles = [...new Set(red.map(({ title }) => patternOf(title).source))];
  const files = [...new Set(red.map(({ file }) => file))];
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--project', 'e2e', '--retry=0', '--reporter=json', ...files];
  spawnSync(
    process.execPath,
    [vitest, ...args, `--outputFile=${report}`, '-t', `(?:${titles.join('|')})`],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const told = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as Reported).testResults
    : [];
  return red.map((one) => ({ ...one, ...sayOf(told, path.join(root, one.file), one.title) }));
}

/** Hooks that fail leave their tests without a verdict: that shows nothing about the defence. */
function sayOf(
  told: Reported['testResults'],
  file: string,
  title: string,
): Pick<Verdict, 'outcome' | 'why'> {
  const found = told.find(({ name }) => name === file);
  if (found?.message !== '') return { outcome: 'does not load' };
  const tests = found.assertionResults.filter((test) => patternOf(title).test(test.title));
  const failed = tests.find(({ status }) => status === 'failed');
  const [why = ''] = failed?.failureMessages?.[0]?.split('\n') ?? [];
  if (failed) return { outcome: 'red', why };
  return { outcome: tests.some(({ status }) => status === 'passed') ? 'green' : 'no such test' };
}
