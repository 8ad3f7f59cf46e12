import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const SOURCES = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
];

/** The production build, as it would be shipped. */
export const EXTENSION_DIR = path.join(ROOT, '.output', 'chrome-mv3');

/** Builds the extension unless what is there is younger than all that it is made of. */
export function ensureBuild(): void {
  if (process.env.SKIP_BUILD === '1' || isFresh()) return;
  runWxt(['build'], ROOT);
}

/** What it prints goes to standard error: standard output is the caller's. */
export function runWxt(args: string[], folder: string): void {
  const wxt = path.join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const { status } = spawnSync(process.execPath, [wxt, ...args], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
  });
  if (status !== 0) throw new Error(`wxt ${args.join(' ')} failed in ${folder}`);
}

function isFresh(): boolean {
  const manifest = path.join(EXTENSION_DIR, 'manifest.json');
  if (!existsSync(manifest)) return false;
  const builtAt = statSync(manifest).mtimeMs;
  return SOURCES.every((source) => newestIn(path.join(ROOT, source)) < builtAt);
}

function newestIn(at: string): number {
  if (!existsSync(at)) return 0;
  const { mtimeMs } = statSync(at);
  if (!statSync(at).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(at).map((name) => newestIn(path.join(at, name))));
}
