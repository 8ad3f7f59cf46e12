import { badQuery } from './refusal.ts';
import type { Row } from './row.ts';

/** A row that passes carries one of these texts; without them, any row may. */
export type LookUp = { column: string; text: string };
export type Test = ((row: Row) => boolean) & { lookUps?: readonly LookUp[] };

export function withLookUps(test: (row: Row) => boolean, lookUps: Test['lookUps']): Test {
  return lookUps ? Object.assign(test, { lookUps }) : test;
}

/** `["a","b"]`, or `['a','b']` where no text has an apostrophe in it. */
export function readTexts(literal: string | undefined): string[] {
  const text = literal?.trim() ?? '';
  const plain = /^\[\s*(?:'[^'"]*'\s*(?:,\s*'[^'"]*'\s*)*)?\]$/.test(text);
  try {
    const read: unknown = JSON.parse(plain ? text.replaceAll("'", '"') : text);
    if (Array.isArray(read)) return read.map(String);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  // Source: Microsoft Learn, filter-rows "Manage single quotes"
  throw badQuery(
    "Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.",
  );
}
