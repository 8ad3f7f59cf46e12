import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { proofsOf, THREATS, WITHOUT_TEST } from './threat-table.ts';
import { hasTitle } from './titles.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const linksOf = (text: string) => [...text.matchAll(/\]\(([^)#]+)/g)].map(([, file = '']) => file);

/** A document without its tables, so that this one does not prove itself. */
const proseOf = (file: string) => read(file).replace(/^\|.*$/gm, '');

/** Rows that no test proves yet. They say so in the table, too. */
const NOT_YET: string[] = [];

describe('the table of threats', () => {
  it('has the 44 rows of the threat model, in order', () => {
    expect(THREATS.map(({ row }) => Number(row))).toEqual(
      Array.from({ length: 44 }, (_, at) => at + 1),
    );
  });

  it.each(THREATS)('$row: each file that it names is there, and has a test of that name', (one) => {
    const { row, defence, proof } = one;
    expect(linksOf(defence).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    if (NOT_YET.includes(row)) return expect(proof).toBe('no test yet');
    const proofs = proofsOf(proof);
    expect(proofs.length).toBe(linksOf(proof).length);
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, title } of proofs) {
      const isTest = /^tests\/.*\.test\.tsx?$/.test(file);
      expect(isTest, `${row} names ${file}`).toBe(!WITHOUT_TEST.includes(row));
      const isThere = isTest ? hasTitle(file, title) : proseOf(file).includes(title);
      expect(isThere, `${file}: ${title}`).toBe(true);
    }
    return undefined;
  });
});
