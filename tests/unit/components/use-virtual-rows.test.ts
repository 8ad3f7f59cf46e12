import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listRows } from '../../../components/use-virtual-rows.ts';

it.each<[string, Parameters<typeof listRows>, number[]]>([
  ['a short list is drawn whole', [{ first: 0, inWindow: 10, count: 3 }], [0, 1, 2]],
  ['an empty one not at all', [{ first: 0, inWindow: 10, count: 0 }], []],
  ['the focus stays above', [{ first: 9, inWindow: 1, count: 11 }, 0], [0, 5, 6, 7, 8, 9, 10]],
  ['the focus stays below', [{ first: 0, inWindow: 1, count: 9 }, 8], [0, 1, 2, 3, 4, 8]],
  ['a focus that the list lost is let go', [{ first: 0, inWindow: 1, count: 2 }, 7], [0, 1]],
  ['a list that became shorter shows its end', [{ first: 900, inWindow: 2, count: 3 }], [0, 1, 2]],
])('%s', (_what, given, drawn) => {
  expect(listRows(...given)).toEqual(drawn);
});

it('what is in the window is drawn, each once and in order, and never many more', () => {
  const place = fc.record({
    first: fc.nat(100_000),
    inWindow: fc.integer({ min: 1, max: 40 }),
    count: fc.nat(100_000),
  });
  fc.assert(
    fc.property(place, fc.option(fc.nat(100_000), { nil: undefined }), (given, kept) => {
      const drawn = listRows(given, kept);
      const { first, inWindow, count } = given;
      const seen = Array.from({ length: inWindow }, (_, at) => first + at).filter(
        (at) => at < count,
      );
      expect(drawn).toEqual(expect.arrayContaining(seen));
      expect(drawn).toEqual([...new Set(drawn)].sort((one, other) => one - other));
      expect(drawn.every((at) => at >= 0 && at < count)).toBe(true);
      expect(drawn.length).toBeLessThanOrEqual(inWindow + 9);
    }),
  );
});
