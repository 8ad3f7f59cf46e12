import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { packBuild } from '../../packaging/packages.ts';
import { EXTENSION_DIR, ROOT } from '../e2e/harness/build.ts';
import { type Row, rowOf } from './rows.ts';

const KB = 1000;

/** What each entry makes the browser read before it can start, after gzip. */
export function measureSizes(): Row[] {
  const first = (page: string) => sizeOf(listFirstScripts(page));
  const inPage = readdirSync(EXTENSION_DIR).filter((file) =>
    /^(dynamics|page-line)\.js$/.test(file),
  );
  if (inPage.length !== 2) throw new Error('The build lacks a script that runs in pages');
  const pages = ['options.html', 'setup.html'].filter((page) => existsSync(inBuild(page)));
  return [
    rowOf('popup, first JavaScript', first('popup.html'), 'kB gzip', 30),
    rowOf('form script mapsimise-form.js', sizeOf(['mapsimise-form.js']), 'kB gzip', 6),
    ...inPage.map((file) => rowOf(`content script ${file}`, sizeOf([file]), 'kB gzip', 3)),
    rowOf('background', sizeOf(['background.js']), 'kB gzip', null),
    ...pages.map((page) => rowOf(`${page}, first JavaScript`, first(page), 'kB gzip', null)),
    rowOf('package', measureZip(), 'kB zip', 350),
  ];
}

/** Scripts of the page and all that they import before running; `import()` is not waited for. */
function listFirstScripts(page: string): string[] {
  const html = readFileSync(inBuild(page), 'utf8');
  const tags =
    html.match(/<script\b[^>]*\ssrc=[^>]*>|<link\b[^>]*rel="?modulepreload[^>]*>/g) ?? [];
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const to of listImports(readFileSync(inBuild(file), 'utf8'))) {
      follow(path.posix.join(path.posix.dirname(file), to));
    }
  };
  for (const tag of tags) {
    const address = /(?:src|href)="?([^"\s>]+)/.exec(tag)?.[1];
    if (address) follow(address.replace(/^\.?\//, ''));
  }
  if (found.size === 0) throw new Error(`${page} has no script`);
  return [...found];
}

function listImports(code: string): string[] {
  return [...code.matchAll(/\b(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g)].map(
    ([, address = '']) => address,
  );
}

function sizeOf(files: string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(inBuild(file)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / KB;
}

/** As `npm run zip` packs it for Chrome's store. */
const measureZip = () => packBuild(ROOT, 'chrome').length / KB;

function inBuild(file: string): string {
  return path.join(EXTENSION_DIR, file);
}
