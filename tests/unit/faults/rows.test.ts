import { describe, expect, it } from 'vitest';
import { hasTitle } from '../documents/titles.ts';
import { PASS_ROWS } from './pass-rows.ts';
import { REGISTER_ROWS } from './register-rows.ts';
import { LESS_THAN_WANTED, NOT_YET, PROVEN_ELSEWHERE, ROW_COUNT } from './rows.ts';
import { TEST_ROWS } from './test-rows.ts';

const ALL = Array.from({ length: ROW_COUNT }, (_, at) => at + 1);
const PLAYED = new Set([...TEST_ROWS, ...PASS_ROWS, ...REGISTER_ROWS].map(({ row }) => row));
const isProven = (row: number) => PLAYED.has(row) || row in PROVEN_ELSEWHERE;

describe('each of the 70 rows of the fault matrix', () => {
  it('is played, proven elsewhere, or said to be missing', () => {
    expect(ALL.filter((row) => !isProven(row) && !(row in NOT_YET))).toEqual([]);
  });

  it('is not said to be missing when it is there', () => {
    expect(ALL.filter((row) => isProven(row) && row in NOT_YET)).toEqual([]);
    const named = [NOT_YET, PROVEN_ELSEWHERE, LESS_THAN_WANTED].flatMap(Object.keys).map(Number);
    expect([...PLAYED, ...named].filter((row) => !ALL.includes(row))).toEqual([]);
  });

  it.each(Object.entries(PROVEN_ELSEWHERE))(
    '%s: the tests that it names are there',
    (_row, proofs) => {
      expect(proofs).not.toEqual([]);
      for (const { file, title } of proofs)
        expect(hasTitle(file, title), `${file}: ${title}`).toBe(true);
    },
  );
});
