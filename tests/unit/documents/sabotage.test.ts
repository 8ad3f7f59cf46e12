import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IN_BROWSER, LONG, SABOTAGES } from '../../sabotage/all.ts';
import { edited, patternOf, type Sabotage } from '../../sabotage/sabotage.ts';
import { readShown, sumOf } from '../../sabotage/shown.ts';
import { proofsOf, THREATS, WITHOUT_TEST } from './threat-table.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** By their number and their words, for the titles of cases. */
const eachOf = (sabotages: readonly Sabotage[]) =>
  sabotages.map((one) => [one.row, one.takes, one] as const);
const named = (one: { row: number | string; file: string; title: string }) =>
  `${one.row}: ${one.file} “${one.title}”`;

describe('the list of what is taken away', () => {
  it('has every proof of the table of threats, and no other', () => {
    const proofs = THREATS.filter(({ row }) => !WITHOUT_TEST.includes(row)).flatMap(
      ({ row, proof }) => proofsOf(proof).map((one) => named({ row, ...one })),
    );
    const red = SABOTAGES.flatMap(({ row, red }) => red.map((one) => named({ row, ...one })));
    expect([...new Set(red)].sort()).toEqual(proofs.sort());
  });

  it.each(eachOf(SABOTAGES))(
    '%i: %s: its places are still there, each once',
    (_row, _takes, { edits }) => {
      const texts = new Map<string, string>();
      for (const edit of edits) {
        const text = texts.get(edit.file) ?? readFileSync(path.join(ROOT, edit.file), 'utf8');
        texts.set(edit.file, edited(text, edit));
      }
      expect(texts.size).toBeGreaterThan(0);
    },
  );

  it('names no two alike, so that each result has its own', () => {
    const names = SABOTAGES.map(({ row, takes }) => `${row}: ${takes}`);
    expect([...new Set(names)]).toEqual(names);
  });

  it.each([
    ['after %s', 'after 59 minutes', true],
    ['after %s', 'looked into afterwards', false],
    ['another host', 'another host', true],
    ['a foreign host', 'a foreign host fails at its own step', true],
    ['$who $may send $type', 'nobody must not send api-key.keep', true],
    ['costs (no) more?', 'costs more', false],
  ])('finds by “%s” the test “%s”: %s', (title, name, isFound) => {
    expect(patternOf(title).test(name)).toBe(isFound);
  });
});

it.each(eachOf([...LONG, ...IN_BROWSER]))(
  '%i: %s: was noticed when it was tried last, as it is written now',
  (row, takes, one) => {
    expect(readShown()[sumOf(one)]).toMatchObject({ row, takes });
  },
);
