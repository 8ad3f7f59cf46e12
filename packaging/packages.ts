import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, zipFiles } from './zip-file.ts';

export type BuildName = 'chrome' | 'chrome-online' | 'firefox';

/** Each build, how WXT is asked for it, and its folder in `.output`. Chrome's package is also Edge's. */
export const BUILDS: Record<BuildName, { wxt: string[]; folder: string }> = {
  chrome: { wxt: ['build'], folder: 'chrome-mv3' },
  'chrome-online': { wxt: ['build', '-c', 'wxt-online.config.ts'], folder: 'chrome-mv3-online' },
  firefox: { wxt: ['build', '-b', 'firefox'], folder: 'firefox-mv3' },
};

/** The package of a build that stands in `.output`. */
export function packBuild(root: string, name: BuildName): Uint8Array {
  const folder = path.join(root, '.output', BUILDS[name].folder);
  return zipFiles(folder, filesBelow(folder));
}

/**
 * What addons.mozilla.org asks for beside a package that was bundled: all that it takes to make the same bytes again.
 * Tests and what was built or installed are left out.
 */
export const packSources = (root: string): Uint8Array =>
  zipFiles(
    root,
    filesBelow(root, (file) => LEFT_OUT.test(file)),
  );

const LEFT_OUT = /^(?:\.|node_modules$|tests$|[a-z]+-output$)|\.tsbuildinfo$/;

export function versionOf(root: string): string {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
