import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { IN_BROWSER, LONG } from './all.ts';
import type { Told } from './run-unit.ts';
import type { Sabotage } from './sabotage.ts';

const FILE = path.join(import.meta.dirname, 'shown.json');

/** What `npm run sabotage` found where a run takes too long for every day: when each was noticed last, as it is written now. */
export type Shown = Record<string, { row: number; takes: string; noticed: string }>;
export const readShown = () => JSON.parse(readFileSync(FILE, 'utf8')) as Shown;

/** Another edit or another test is another sabotage, which nobody has seen yet. */
export const sumOf = (one: Sabotage) =>
  createHash('sha256').update(JSON.stringify(one)).digest('hex').slice(0, 16);

/** Adds what was noticed, and drops what is in the list no longer or was not noticed any more. */
export function noteShown(told: readonly Told[]): void {
  const before = readShown();
  const day = new Date().toISOString().slice(0, 10);
  const entries = [...LONG, ...IN_BROWSER].flatMap((one) => {
    const sum = sumOf(one);
    const now = told.find(({ row, takes }) => row === one.row && takes === one.takes);
    const isRed = now?.verdicts.every(({ outcome }) => outcome === 'red');
    const shown = now ? isRed && { row: one.row, takes: one.takes, noticed: day } : before[sum];
    return shown ? [[sum, shown] as const] : [];
  });
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}
