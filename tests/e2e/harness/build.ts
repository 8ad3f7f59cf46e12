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
  'wxt-online.config.ts',
  'msal-binding.ts',
  'markup-dropping.ts',
  'request-dropping.ts',
  'package.json',
  'package-lock.json',
];

/** The production build, as it would be shipped. */
export const EXTENSION_DIR = path.join(ROOT, '.output', 'chrome-mv3');

/** The same without the scheme Dynamics CRM / IFD: `npm run build:online`. */
export const ONLINE_DIR = `${EXTENSION_DIR}-online`;

/** The same for Firefox: `npm run build:firefox`. */
export const FIREFOX_DIR = path.join(ROOT, '.output', 'firefox-mv3');

/** Builds the extension unless what is there is younger than all that it is made of. */
export function ensureBuild(): void {
  if (process.env.SKIP_BUILD === '1' || isFresh(EXTENSION_DIR)) return;
  runWxt(['build'], ROOT);
}

export function ensureOnlineBuild(): void {
  if (!isFresh(ONLINE_DIR)) runWxt(['build', '-c', 'wxt-online.config.ts'], ROOT);
}

export function ensureFirefoxBuild(): void {
  if (!isFresh(FIREFOX_DIR)) runWxt(['build', '-b', 'firefox'], ROOT);
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

function isFresh(dir: string): boolean {
  const manifest = path.join(dir, 'manifest.json');
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
