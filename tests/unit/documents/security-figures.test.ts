import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IN_UNIT, SABOTAGES } from '../../sabotage/all.ts';
import { ROW_COUNT } from '../faults/rows.ts';
import { proofsOf, THREATS } from './threat-table.ts';
import { hasTitle } from './titles.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
/** How many are tried where the environment asks for no other number; the file itself would bring a browser along. */
const usual = (file: string) =>
  Number(/export const SCHEDULES =.*\?\? ([\d_]+)/.exec(read(file))?.[1]?.replace('_', ''));

/** The README's section, one claim a point. */
const SECTION = read('README.md').split('\n## Security, in figures\n')[1]?.split('\n## ')[0] ?? '';
const CLAIMS = SECTION.split(/^- /m)
  .slice(1)
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .map((text) => ({ claim: /^\*\*(.+?)\*\*/.exec(text)?.[1] ?? text, text }));
/** Between a test's file and its title nothing stands but a blank; after the title, the sentence goes on. */
const provenBy = (text: string) => proofsOf(text.replace(/”[;.:]?/g, '”;'));

describe('the README’s figures of security', () => {
  it('are there, each with what it claims in bold', () => {
    expect(CLAIMS.length).toBeGreaterThan(5);
    for (const { text } of CLAIMS) expect(text).toMatch(/^\*\*.+?\*\*/);
  });

  it.each(CLAIMS)('“$claim” names tests that are there', ({ text }) => {
    const proofs = provenBy(text);
    const links = [...text.matchAll(/\]\((tests\/[^)]+)\)/g)].map(([, file]) => file);
    expect(proofs.map(({ file }) => file)).toEqual(links);
    expect(proofs).not.toEqual([]);
    for (const { file, title } of proofs)
      expect(hasTitle(file, title), `${file}: ${title}`).toBe(true);
  });

  it.each([
    `the ${THREATS.length} paths of an attack`,
    `${SABOTAGES.length} edits of the source`,
    `${IN_UNIT.length} of them are made in a copy`,
    `All ${ROW_COUNT} rows of the fault matrix`,
    `in ${usual('tests/unit/flows/schedules.ts').toLocaleString('en')} random lives each`,
    `So do ${usual('tests/e2e/schedules/plan.ts')} in a real browser`,
  ])('“%s” is what the tests count', (figure) => {
    expect(SECTION.replace(/\s+/g, ' ')).toContain(figure);
  });
});
