import type { PageRecord } from '../domain/coverage-page.ts';
import { type Checkpoint, inCoverage, ofRun, type SubjectChunk } from './coverage-database.ts';

/** What a run has read, page by page, and where it stands. For flows only: a run that is done has rows instead. */
export const readCheckpoint = (runId: string) =>
  inCoverage((database) => database.get('checkpoints', runId));

export const writeCheckpoint = (runId: string, checkpoint: Checkpoint) =>
  inCoverage(async (database) => {
    await database.put('checkpoints', checkpoint, runId);
  });

/** A new run, with the addresses of its list where they are known. */
export const beginRun = (runId: string, chunks: readonly SubjectChunk[]): Promise<void> =>
  inCoverage(async (database) => {
    const tx = database.transaction(['checkpoints', 'subjects'], 'readwrite');
    const nothing: Checkpoint = {
      isRead: false,
      pages: 0,
      crmUsers: 0,
      usable: 0,
      usableMapped: 0,
    };
    await Promise.all([
      tx.objectStore('checkpoints').put(nothing, runId),
      ...chunks.map((chunk, number) => tx.objectStore('subjects').put(chunk, [runId, number])),
      tx.done,
    ]);
  });

/** One page of Mapsimise's users. Each has its own place, so that they may come in any order, and twice. */
export const keepSubjects = (runId: string, number: number, chunk: SubjectChunk) =>
  inCoverage(async (database) => {
    await database.put('subjects', chunk, [runId, number]);
  });

export const subjectsKept = (runId: string): Promise<number[]> =>
  inCoverage(async (database) =>
    (await database.getAllKeys('subjects', ofRun(runId))).map(([, number]) => number),
  );

/** Ten thousand addresses are read at once: more would stand in memory for nothing, fewer would open too often. */
const CHUNKS_AT_ONCE = 10;

/** The addresses, some records at a time, so that they never stand in memory all at once with their names. */
export async function* eachSubjects(runId: string): AsyncGenerator<SubjectChunk> {
  const numbers = await subjectsKept(runId);
  for (let from = 0; from < numbers.length; from += CHUNKS_AT_ONCE) {
    const some = numbers.slice(from, from + CHUNKS_AT_ONCE);
    const range = IDBKeyRange.bound([runId, some[0]], [runId, some.at(-1)]);
    yield* await inCoverage((database) => database.getAll('subjects', range));
  }
}

/**
 * One page of CRM users and where it leads, in one transaction: a worker that dies has either read this page or has
 * not. Read again, it takes the same place.
 */
export const keepPage = (
  runId: string,
  number: number,
  record: PageRecord,
  checkpoint: Checkpoint,
): Promise<void> =>
  inCoverage(async (database) => {
    const tx = database.transaction(['checkpoints', 'pages'], 'readwrite');
    await Promise.all([
      tx.objectStore('pages').put(record, [runId, number]),
      tx.objectStore('checkpoints').put(checkpoint, runId),
      tx.done,
    ]);
  });

export const readPage = (runId: string, number: number) =>
  inCoverage((database) => database.get('pages', [runId, number]));

/** The rows are written: what they were made of is let go. */
export const dropPages = (runId: string): Promise<void> =>
  inCoverage(async (database) => {
    const tx = database.transaction(['pages', 'subjects'], 'readwrite');
    await Promise.all([
      tx.objectStore('pages').delete(ofRun(runId)),
      tx.objectStore('subjects').delete(ofRun(runId)),
      tx.done,
    ]);
  });
