import papaparse from 'papaparse';

/**
 * What a spreadsheet may take for a formula when a cell begins with it, the full-width twins too. Such a cell gets an
 * apostrophe before it, by which spreadsheets know a text. Source: OWASP, CSV Injection
 * (owasp.org/www-community/attacks/CSV_Injection); CWE-1236.
 */
export const FORMULA_START = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** So many rows are written at once: a few milliseconds of work, then others have their turn. */
const SLICE = 1_000;
/** Without it Excel reads UTF-8 as the machine's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

export type CsvSource = {
  head: readonly string[];
  count: number;
  /** The cells of the rows from `from` up to, and without, `to`. */
  readCells: (from: number, to: number) => Promise<string[][]>;
};

/**
 * Writes a CSV file as RFC 4180 has it, slice by slice, so that a long one neither stops the page nor stands in
 * memory as one text. Every cell is quoted, so that no separator of another country can cut one in two.
 *
 * Gives   the file; undefined when `signal` was aborted meanwhile
 * Source  RFC 4180, section 2
 */
export async function writeCsv(source: CsvSource, signal?: AbortSignal): Promise<Blob | undefined> {
  const { head, count, readCells } = source;
  const parts: BlobPart[] = [BYTE_ORDER_MARK, writeLines([[...head]])];
  for (let from = 0; from < count; from += SLICE) {
    const cells = await readCells(from, Math.min(from + SLICE, count));
    if (signal?.aborted) return undefined;
    // As a blob at once: bytes that the browser keeps, instead of a growing pile of texts.
    if (cells.length > 0) parts.push(new Blob([writeLines(cells)]));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

const writeLines = (lines: string[][]) =>
  papaparse.unparse(lines, { newline: LINE_END, quotes: true, escapeFormulae: FORMULA_START }) +
  LINE_END;
