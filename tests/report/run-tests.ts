import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addCounts, type Counts, formatCounts, NOTHING } from './counts.ts';

/** `npm test`: the checks by name, the build, then every test; the last line is the sum of it all. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const CHECKS: [name: string, command: string[]][] = [
  ['format and lint', ['biome', 'ci', '.']],
  ['generated types', ['wxt', 'prepare']],
  ['types', ['tsc', '--noEmit']],
];

const failed = CHECKS.filter(([name, command]) => !runStep(name, command)).map(([name]) => name);
const BUILDS: [name: string, command: string[]][] = [
  ['build', ['wxt', 'build']],
  ['build for Firefox', ['wxt', 'build', '-b', 'firefox']],
  // Here, so that two files of browser tests that need it do not both build it at the same time.
  ['build for online organisations', ['wxt', 'build', '-c', 'wxt-online.config.ts']],
];
const unbuilt = BUILDS.filter(([name, command]) => !runStep(name, command)).map(([name]) => name);
const isBuilt = unbuilt.length === 0;
failed.push(...unbuilt);
const tests = runTests(isBuilt ? [] : ['--project', 'unit']);
const totals = addCounts(tests, { ...NOTHING, failed: failed.length });

if (failed.length > 0) process.stdout.write(`\nFailed before the tests: ${failed.join(', ')}\n`);
process.stdout.write(`\n${formatCounts(totals)}\n`);
process.exitCode = totals.failed > 0 ? 1 : 0;

/** A passing check is not a test, so it is not counted as one; a failing one is. */
function runStep(name: string, command: string[]): boolean {
  process.stdout.write(`\n── ${name}: ${command.join(' ')}\n`);
  return run(command, {}) === 0;
}

function runTests(more: string[]): Counts {
  const folder = mkdtempSync(path.join(tmpdir(), 'totals-'));
  const file = path.join(folder, 'totals.json');
  const reporters = ['--reporter=default', '--reporter=./tests/report/totals.ts'];
  process.stdout.write('\n── tests\n');
  const status = run(['vitest', 'run', ...reporters, ...more], { TOTALS_FILE: file });
  const counts = readCounts(file);
  rmSync(folder, { recursive: true });
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** No file means that the run broke before its end, which its exit code tells too. */
function readCounts(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return NOTHING;
  }
}

function run([program = '', ...args]: string[], env: Record<string, string>): number {
  const bin = path.join(ROOT, 'node_modules', '.bin');
  const { status, error } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
    shell: process.platform === 'win32',
  });
  if (error) process.stdout.write(`${error.message}\n`);
  return status ?? 1;
}
