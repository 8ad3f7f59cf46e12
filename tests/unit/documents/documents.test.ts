import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, writeTroubleshooting } from '../../documents/troubleshooting.ts';
import { FAILURE_SAMPLES } from '../domain/failure-samples.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const pagesIn = (folder: string) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name));
const PAGES = [...pagesIn('.'), ...pagesIn('docs'), 'lib/README.md', 'tests/emulators/README.md'];

describe('the troubleshooting page', () => {
  it('is what `npm run docs` writes today', () => {
    expect(read('docs/troubleshooting.md')).toBe(writeTroubleshooting());
  });

  it('has one anchor for each failure', () => {
    const anchors = [...read('docs/troubleshooting.md').matchAll(/<a id="([^"]+)">/g)].map(
      ([, id]) => id,
    );
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const code of Object.keys(FAILURE_SAMPLES)) expect(anchors).toContain(anchorOf(code));
  });
});

describe('the documents', () => {
  it.each(PAGES)('%s links only to what exists', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
      ([, link = '']) => link,
    );
    const broken = links.filter((link) => !isThere(page, link));
    expect(broken).toEqual([]);
  });

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([]);
  });
});

function isThere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(ROOT, target))) return false;
  if (!anchor || !target.endsWith('.md')) return true;
  const text = read(target);
  return text.includes(`<a id="${anchor}">`) || headingsOf(text).includes(anchor);
}

/** The ids that a Markdown viewer gives to headings. */
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
