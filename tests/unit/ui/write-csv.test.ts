import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMULA_START, writeCsv } from '../../../lib/ui/write-csv.ts';
import { readCsvText } from '../../e2e/harness/csv.ts';

const bytesOf = async (head: string[], rows: string[][]) => {
  const file = await writeCsv({
    head,
    count: rows.length,
    readCells: async (from, to) => rows.slice(from, to),
  });
  if (!file) throw new Error('nothing was written');
  return new Uint8Array(await file.arrayBuffer());
};
const read = async (head: string[], rows: string[][]) =>
  readCsvText(new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(head, rows)));

/** Cells as hostile as they come: quotes, commas, line breaks, formula signs, any script of the world. */
const cell = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', '=', '+', '-', '@', "'", 'a'),
  }),
  fc.constantFrom(
    '=1+1',
    '@SUM(A1)',
    '-2',
    '+49 30',
    '\t=x',
    '＝cmd',
    "=cmd|' /C calc'!A0",
    '',
    ' ',
  ),
);
const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 40 });

describe('a CSV file', () => {
  it('begins with the byte order mark, ends each line with CRLF, and quotes each cell', async () => {
    const bytes = await bytesOf(['E-mail', 'Name'], [['a@contoso.com', 'Ann "A" Ox, jr.']]);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(
      '"E-mail","Name"\r\n"a@contoso.com","Ann ""A"" Ox, jr."\r\n',
    );
  });

  it('says what was written when another reader reads it, and begins no cell with a formula', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const [, ...back] = await read(['a', 'b', 'c'], rows);
        expect(back.flat().filter((one) => FORMULA_START.test(one))).toEqual([]);
        expect(back).toEqual(
          rows.map((row) => row.map((one) => (FORMULA_START.test(one) ? `'${one}` : one))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])(
    'a cell that begins with %j is defused',
    async (sign) => {
      expect(await read(['x'], [[`${sign}1`]])).toEqual([['x'], [`'${sign}1`]]);
    },
  );

  it('is read slice by slice, each row once, in order', async () => {
    const asked: [number, number][] = [];
    const file = await writeCsv({
      head: ['n'],
      count: 2_500,
      readCells: async (from, to) => {
        asked.push([from, to]);
        return Array.from({ length: to - from }, (_, at) => [String(from + at)]);
      },
    });
    expect(asked).toEqual([
      [0, 1_000],
      [1_000, 2_000],
      [2_000, 2_500],
    ]);
    const rows = readCsvText(await (file as Blob).text());
    expect(rows.slice(1).map(([n]) => Number(n))).toEqual([...Array(2_500).keys()]);
  });

  it('is given up when nobody wants it any more', async () => {
    const wish = new AbortController();
    const readCells = async () => {
      wish.abort();
      return [['x']];
    };
    expect(await writeCsv({ head: ['n'], count: 9_000, readCells }, wish.signal)).toBeUndefined();
  });
});
