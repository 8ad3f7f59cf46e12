import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUILDS, packBuild, packSources } from '../../packaging/packages.ts';
import { ensureFirefoxBuild, ROOT, runWxt } from './harness/build.ts';

/** Somewhere else on this computer, with nothing but the source package and the installed dependencies in it. */
let elsewhere: string;
let sources: Uint8Array;
beforeAll(() => {
  ensureFirefoxBuild();
  elsewhere = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'packages-'))), 'deep', 'er');
  sources = packSources(ROOT);
  for (const [name, content] of Object.entries(unzipSync(sources))) {
    const file = path.join(elsewhere, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(elsewhere, 'node_modules'));
  runWxt(BUILDS.firefox.wxt, elsewhere);
}, 240_000);
afterAll(() => rmSync(path.resolve(elsewhere, '../..'), { recursive: true, force: true }));

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('the source package, built in another folder, gives the Firefox package to the byte', () => {
  expect(sumOf(packBuild(elsewhere, 'firefox'))).toBe(sumOf(packBuild(ROOT, 'firefox')));
});

it('the source package of what was unpacked from it is itself: it brings all that it takes', () => {
  expect(sumOf(packSources(elsewhere))).toBe(sumOf(sources));
});

it('the packages hold no test, nothing hidden and nothing that was installed', () => {
  const names = [sources, packBuild(ROOT, 'chrome'), packBuild(ROOT, 'firefox')].flatMap((bytes) =>
    Object.keys(unzipSync(bytes)),
  );
  expect(names).toContain('manifest.json');
  expect(names).toContain('package-lock.json');
  expect(names.filter((name) => /^(?:tests|node_modules)\/|(?:^|\/)\./.test(name))).toEqual([]);
});
