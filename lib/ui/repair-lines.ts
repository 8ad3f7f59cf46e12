import type { RepairLine } from '../domain/repair.ts';
import { readRepairBatch } from '../facts/coverage-repair.ts';

/** The lines of the last repair of a run, as a table asks for them. */
export type LineBook = {
  line(index: number): RepairLine | undefined;
  /** What was read may be old: it is read anew when it is looked at next, and shown meanwhile. */
  refresh(): void;
  close(): void;
};

/**
 * Opens the lines. They lie in batches of one size, but for the last.
 *
 * Takes   told  is called whenever something new can be drawn
 */
export function openLineBook(runId: string, told: () => void): LineBook {
  const batches = new Map<number, RepairLine[]>();
  const fresh = new Set<number>();
  let isClosed = false;
  const fetchBatch = async (number: number) => {
    fresh.add(number);
    const lines = await readRepairBatch(runId, number);
    if (isClosed || !lines) return;
    batches.set(number, lines);
    told();
  };
  return {
    line: (index) => {
      const size = batches.get(0)?.length;
      const number = size === undefined ? 0 : Math.floor(index / size);
      if (!fresh.has(number)) void fetchBatch(number);
      return size === undefined ? undefined : batches.get(number)?.[index - number * size];
    },
    refresh: () => fresh.clear(),
    close: () => {
      isClosed = true;
    },
  };
}
