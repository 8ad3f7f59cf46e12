import path from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import { breakCopy, copyProject } from './copy.ts';
import { type Edit, patternOf, type Red, type Sabotage } from './sabotage.ts';

/** What became of one test while a defence was missing. Only `red` is as it should be. */
export type Verdict = Red & {
  outcome: 'red' | 'green' | 'no such test' | 'does not load' | 'old';
  /** The first line of what the test had to say, for whoever wants to know whether it is about the defence. */
  why?: string;
};
export type Told = Pick<Sabotage, 'row' | 'takes'> & { verdicts: Verdict[] };

/**
 * Takes one defence after the other away, in a copy, and runs the tests that should notice. One vitest for all of them, so
 * that what was not touched is made ready once.
 *
 * Takes   isWhole  the same tests must pass in the copy as it is, before
 * Gives   what each test said; a test file that could not even be loaded says nothing about the defence
 */
export async function runUnitSabotages(
  root: string,
  sabotages: readonly Sabotage[],
  { isWhole, tell }: { isWhole: boolean; tell: (told: Told) => void },
): Promise<void> {
  const copy = copyProject(root);
  const home = process.cwd();
  process.chdir(copy.root); // WXT's plugin reads its configuration from where the process is.
  try {
    const judge = await openJudge(copy.root);
    const notGreen =
      isWhole && notGreenIn(await judge.verdictsOf(sabotages.flatMap(({ red }) => red)));
    if (notGreen) throw new Error(notGreen);
    for (const { row, takes, edits, red } of sabotages) {
      const broken = tryToBreak(copy.root, edits);
      if ('why' in broken) {
        const { why } = broken;
        tell({ row, takes, verdicts: red.map((one) => ({ ...one, outcome: 'old', why })) });
        continue;
      }
      judge.forget(broken.files);
      const verdicts = await judge.verdictsOf(red);
      broken.mend();
      judge.forget(broken.files);
      tell({ row, takes, verdicts });
    }
    await judge.close();
  } finally {
    process.chdir(home);
    copy.remove();
  }
}

/** A place that is not there any more is told as that, and keeps no other from being tried. */
export function tryToBreak(root: string, edits: readonly Edit[]) {
  try {
    return breakCopy(root, edits);
  } catch (fault) {
    return { why: String(fault) };
  }
}

/** A test that is red anyway would notice whatever is taken away. */
export function notGreenIn(verdicts: readonly Verdict[]): string {
  const titles = verdicts.filter(({ outcome }) => outcome !== 'green').map(({ title }) => title);
  return titles.length > 0 ? `not green to begin with: ${titles.join('; ')}` : '';
}

/** One vitest over the copy, which runs just the tests that are asked for. */
async function openJudge(root: string) {
  const vitest = await createVitest('test', {
    root,
    config: path.join(root, 'vitest.config.ts'),
    project: ['unit'],
    watch: false,
    reporters: [{}],
    maxWorkers: 1,
  });
  await vitest.standalone();
  const project = vitest.getProjectByName('unit');
  return {
    close: () => vitest.close(),
    forget: (files: readonly string[]) => {
      for (const file of files) vitest.invalidateFile(file);
    },
    async verdictsOf(red: readonly Red[]): Promise<Verdict[]> {
      const specs = [...new Set(red.map(({ file }) => file))].map((file) => {
        const titles = red.filter((one) => one.file === file).map(titleOf);
        const testNamePattern = new RegExp(titles.map((one) => patternOf(one).source).join('|'));
        return project.createSpecification(path.join(root, file), { testNamePattern });
      });
      const { testModules } = await vitest.runTestSpecifications(specs);
      const moduleOf = (file: string) =>
        testModules.find(({ moduleId }) => moduleId === path.join(root, file));
      return red.map((one) => ({ ...one, outcome: outcomeOf(moduleOf(one.file), titleOf(one)) }));
    },
  };
}

const titleOf = ({ title, only }: Red) => only ?? title;

function outcomeOf(module: TestModule | undefined, title: string): Verdict['outcome'] {
  if (!module || module.errors().length > 0) return 'does not load';
  const states = [...module.children.allTests()]
    .filter(({ name }) => patternOf(title).test(name))
    .map((test) => test.result().state);
  if (states.includes('failed')) return 'red';
  return states.includes('passed') ? 'green' : 'no such test';
}
