import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import {
  filesOf,
  GROUPS,
  type Group,
  LEAST_SCORE,
  listCriticalFiles,
  readScores,
  SCORES_FILE,
  type Score,
  sumOf,
} from './critical-files.ts';

/**
 * `npm run mutation`: changes the security-critical files in every small way that Stryker knows, one at a time, and
 * notes in scores.json how many of these mutants the unit tests find. Named files only: `npm run mutation -- FILE…`;
 * those that changed since: `npm run mutation -- --changed`.
 */
type Status =
  | 'Killed'
  | 'Timeout'
  | 'Survived'
  | 'NoCoverage'
  | 'RuntimeError'
  | 'CompileError'
  | 'Ignored';
type Report = { files: Record<string, { mutants: { status: Status }[] }> };

const ROOT = path.resolve(import.meta.dirname, '../..');
const REPORT = path.join(ROOT, 'tests/.artifacts/mutation.json');

const asked = process.argv.slice(2);
setPriority(10);
const results = GROUPS.map((group) => mutate(group, filesOf(group).filter(isAsked)));
process.exitCode = results.every((isGood) => isGood) ? 0 : 1;

function isAsked(file: string): boolean {
  if (asked.includes('--changed')) return scores()[file]?.sha256 !== sumOf(file);
  return asked.length === 0 || asked.includes(file);
}

/** Gives whether enough mutants of each file were found. */
function mutate({ guards, tests }: Group, files: string[]): boolean {
  if (files.length === 0) return true;
  process.stdout.write(`\n── ${guards}: ${files.join(', ')}\n`);
  const sums = new Map(files.map((file) => [file, sumOf(file)]));
  const stryker = path.join(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const config = 'tests/mutation/stryker.config.json';
  const args = [stryker, 'run', config, '--mutate', files.join(',')];
  const specs = tests.map((name) => `tests/unit/${name}.test.ts`).join(' ');
  const env = { ...process.env, MUTATION_TESTS: specs };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) return false;
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
  const fresh = [...sums].map(([file, sha256]): [string, Score] => [
    file,
    { sha256, ...scoreOf(report.files[file]?.mutants.map((mutant) => mutant.status) ?? []) },
  ]);
  keep(fresh);
  return fresh.every(([, { score }]) => score >= LEAST_SCORE);
}

function scoreOf(statuses: Status[]): Omit<Score, 'sha256'> {
  const count = (...which: Status[]) => statuses.filter((one) => which.includes(one)).length;
  const found = count('Killed', 'Timeout');
  const ran = found + count('Survived', 'NoCoverage');
  return {
    killed: count('Killed'),
    timeout: count('Timeout'),
    survived: count('Survived'),
    noCoverage: count('NoCoverage'),
    broken: count('RuntimeError', 'CompileError'),
    excused: count('Ignored'),
    score: ran === 0 ? 100 : Math.floor((found / ran) * 1_000) / 10,
  };
}

function scores() {
  return existsSync(SCORES_FILE) ? readScores() : {};
}

/** Puts new scores in place of the old ones; files that are gone go. */
function keep(fresh: [string, Score][]): void {
  const all = new Map([...Object.entries(scores()), ...fresh]);
  const kept = listCriticalFiles().flatMap((file) => {
    const score = all.get(file);
    return score ? [[file, score] as const] : [];
  });
  writeFileSync(SCORES_FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
