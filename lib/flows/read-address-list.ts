import Papa from 'papaparse';
import { type ListRecord, takeAddresses } from '../domain/address-list.ts';
import { type ListReading, MOST_ADDRESSES } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import type { SubjectChunk } from '../facts/coverage-database.ts';

export type ReadList =
  | { ok: true; count: number; chunks: SubjectChunk[]; reading: ListReading }
  | { ok: false; failure: Failure; reading?: ListReading };

const EMAILS_IN_CHUNK = 1_000;

/** Reads a pasted or dropped list: one address a line, or CSV with whatever separator it has. */
export function readAddressList(text: string): ReadList {
  const { emails, reading } = takeAddresses(recordsOf(text));
  if (emails.length === 0)
    return { ok: false, failure: { code: 'coverage/no-addresses' }, reading };
  if (emails.length > MOST_ADDRESSES) {
    const failure: Failure = { code: 'coverage/list-too-long', most: MOST_ADDRESSES };
    return { ok: false, failure, reading };
  }
  const chunks: SubjectChunk[] = [];
  for (let from = 0; from < emails.length; from += EMAILS_IN_CHUNK)
    chunks.push({
      emails: emails.slice(from, from + EMAILS_IN_CHUNK),
      names: [],
      inactive: 0,
      withoutAddress: 0,
    });
  return { ok: true, count: emails.length, chunks, reading };
}

/** The records with their lines: a cell in quotes may hold line ends, so a record is not always a line. */
function recordsOf(given: string): ListRecord[] {
  // The end of the last line is no line of its own.
  const text = given
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/\n$/, '');
  const records: ListRecord[] = [];
  let line = 1;
  let cursor = 0;
  Papa.parse<string[]>(text, {
    delimiter: separatorOf(text),
    newline: '\n',
    skipEmptyLines: false,
    step: ({ data, meta }) => {
      records.push({ line, cells: data });
      for (; cursor < meta.cursor; cursor++) if (text[cursor] === '\n') line++;
    },
  });
  return records;
}

/** The separator that stands most often in the first lines: the library's own guess wants lines of equal length. */
function separatorOf(text: string): string {
  const start = text.slice(0, 20_000).split('\n', 50).join('\n');
  const [best] = [',', ';', '\t', '|']
    .map((separator) => ({ separator, count: start.split(separator).length }))
    .sort((a, b) => b.count - a.count);
  return best?.separator ?? ',';
}
