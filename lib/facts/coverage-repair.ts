import type { RepairLine } from '../domain/repair.ts';
import { inCoverage, ofRun } from './coverage-database.ts';

/** Every line of the last repair of a run, in the order of the list: for the screen, and for the undo file. */
export const readRepairLines = (runId: string): Promise<RepairLine[]> =>
  inCoverage(async (database) => (await database.getAll('repairs', ofRun(runId))).flat());

/** The numbers of its batches, in order. */
export const repairBatches = (runId: string): Promise<number[]> =>
  inCoverage(async (database) =>
    (await database.getAllKeys('repairs', ofRun(runId))).map(([, number]) => number),
  );

export const readRepairBatch = (runId: string, number: number) =>
  inCoverage((database) => database.get('repairs', [runId, number]));

export const writeRepairBatch = (runId: string, number: number, lines: readonly RepairLine[]) =>
  inCoverage(async (database) => {
    await database.put('repairs', [...lines], [runId, number]);
  });

/** A new repair: all of its batches, in the place of those of the one before, in one transaction. */
export const beginRepair = (runId: string, batches: readonly RepairLine[][]): Promise<void> =>
  inCoverage(async (database) => {
    const tx = database.transaction('repairs', 'readwrite');
    await Promise.all([
      tx.store.delete(ofRun(runId)),
      ...batches.map((lines, number) => tx.store.put(lines, [runId, number])),
      tx.done,
    ]);
  });
