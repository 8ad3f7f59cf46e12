import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Row } from './rows.ts';

const FILE = path.join(import.meta.dirname, 'baseline.json');
const baseline = v.object({
  savedOn: v.string(),
  machine: v.string(),
  values: v.record(v.string(), v.number()),
});
type Baseline = v.InferOutput<typeof baseline>;

/** By the names of rows: how the value stands to the saved one. */
export type Compared = ReadonlyMap<string, { ratio: number; isWorse: boolean }>;

/** Worse by more than this is marked: less is weather. */
const TOLERANCE = 0.1;

export const machineName = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;

/** Keeps what was measured; rows that were not measured this time stay as they were. */
export function saveBaseline(rows: readonly Row[]): void {
  const known = existsSync(FILE) ? readBaseline().values : {};
  const values = { ...known, ...Object.fromEntries(rows.map(({ name, value }) => [name, value])) };
  const told: Baseline = {
    savedOn: new Date().toISOString().slice(0, 10),
    machine: machineName(),
    values,
  };
  writeFileSync(FILE, `${JSON.stringify(told, null, 2)}\n`);
}

export const readBaseline = (): Baseline =>
  v.parse(baseline, JSON.parse(readFileSync(FILE, 'utf8')));

/** A saved nothing cannot be divided by: from nothing to something is worse, however little. */
export function compareRows(
  rows: readonly Row[],
  values: Readonly<Record<string, number>>,
): Compared {
  const compared = new Map<string, { ratio: number; isWorse: boolean }>();
  for (const { name, value, better } of rows) {
    const saved = values[name];
    if (saved === undefined) continue;
    const ratio = value === saved ? 1 : value / saved;
    const isWorse = better === 'more' ? ratio < 1 - TOLERANCE : ratio > 1 + TOLERANCE;
    compared.set(name, { ratio, isWorse });
  }
  return compared;
}
