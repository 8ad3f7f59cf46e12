import { keyOfAddress } from './coverage.ts';
import type { ListProblem, ListReading } from './coverage-run.ts';
import { isEmailAddress } from './mapping.ts';

/** One record of a list, with the line on which it begins (from 1). */
export type ListRecord = { line: number; cells: readonly string[] };

export type AddressList = { emails: string[]; reading: ListReading };

/** So many of the things that were not understood are kept to be shown. */
const MOST_PROBLEMS = 100;
/** Headers that name the column of addresses, in the languages of CRM and Mapsimise exports. */
const HEADER =
  /^(?:mapsimise\s+)?(?:e-?mail|email\s?address|mail|e-mail[- ]?adresse|adresse\s+(?:e-?mail|électronique)|courriel|username\s*\/\s*email)s?(?:\s+address)?\s*\d?$/i;
/** So many records are looked at to find the column. */
const LOOKED_AT = 200;

/**
 * Takes the addresses out of a list: of the column whose header says so, else of the one in which most addresses stand.
 * What is no address is told with its line; an address that came before is told as a duplicate.
 */
export function takeAddresses(records: readonly ListRecord[]): AddressList {
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const { column, header } = findColumn(filled);
  const reading: ListReading = {
    lines: records.length,
    blanks: records.length - filled.length,
    duplicates: 0,
    junk: 0,
    ...(header !== undefined && { header }),
    problems: [],
  };
  const tell = (problem: ListProblem) => {
    if (reading.problems.length < MOST_PROBLEMS) reading.problems.push(problem);
  };
  const emails: string[] = [];
  const lineOf = new Set<string>();
  for (const { line, cells } of header === undefined ? filled : filled.slice(1)) {
    const email = tidy(cells[column] ?? '');
    const text = (email || cells.join(' ')).trim().slice(0, 100);
    if (!isEmailAddress(email)) {
      reading.junk++;
      tell({ line, text, why: 'not-an-address' });
      continue;
    }
    const key = keyOfAddress(email);
    if (lineOf.has(key)) {
      reading.duplicates++;
      tell({ line, text, why: 'duplicate' });
      continue;
    }
    lineOf.add(key);
    emails.push(email);
  }
  return { emails, reading };
}

function findColumn(records: readonly ListRecord[]): { column: number; header?: string } {
  const first = records[0]?.cells ?? [];
  // A first record with an address in it is no header.
  const hasHeader = records.length > 0 && !first.some((cell) => isEmailAddress(tidy(cell)));
  const named = hasHeader ? first.findIndex((cell) => HEADER.test(cell.trim())) : -1;
  if (named >= 0) return { column: named, header: first[named]?.trim() ?? '' };
  const counts = new Map<number, number>();
  for (const { cells } of records.slice(0, LOOKED_AT))
    for (const [column, cell] of cells.entries())
      if (isEmailAddress(tidy(cell))) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [best] = [...counts].sort(([a, some], [b, others]) => others - some || a - b);
  const column = best?.[0] ?? 0;
  // A record that names columns, and not one word that happens to stand alone on the first line.
  const header = hasHeader && first.length > 1 ? first[column]?.trim() : undefined;
  return { column, ...(header !== undefined && { header }) };
}

/** `Ann Example <ann@example.com>`, `mailto:ann@example.com`, `ann@example.com;` are that address. */
function tidy(cell: string): string {
  const text = cell.trim();
  const inner = /<([^<>]{3,320})>\s*[;,]?$/.exec(text.slice(0, 500))?.[1] ?? text;
  return inner
    .replace(/^mailto:/i, '')
    .replace(/[;,]+$/, '')
    .trim();
}
