import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CoverageRow } from '../domain/coverage.ts';
import type { PageRecord } from '../domain/coverage-page.ts';
import type { CoverageWay } from '../domain/coverage-run.ts';
import type { Column } from '../domain/mapping.ts';
import type { RepairLine } from '../domain/repair.ts';

/**
 * Addresses in the order of the list, so many to a record: a hundred thousand records would take minutes to write. Of
 * Mapsimise's users a record is one page, with how many of it were not looked for.
 */
export type SubjectChunk = {
  emails: string[];
  names: string[];
  inactive: number;
  withoutAddress: number;
};

/** Where a run stands. Written with the page that brought it there, in one transaction. */
export type Checkpoint = {
  /** How many pages of users Mapsimise has; absent before its first page, and for lists. */
  usersPages?: number;
  columns?: Column[];
  way?: CoverageWay;
  /** Of a scan: rows a page, where that is not the most. */
  pageSize?: number;
  /** Of a scan: where the next page is; absent before the first. */
  nextLink?: string;
  /** Everything was read of the organisation. */
  isRead: boolean;
  pages: number;
  crmUsers: number;
  usable: number;
  usableMapped: number;
};

type Schema = DBSchema & {
  checkpoints: { key: string; value: Checkpoint };
  subjects: { key: [string, number]; value: SubjectChunk };
  pages: { key: [string, number]; value: PageRecord };
  rows: { key: [string, number]; value: CoverageRow[] };
  repairs: { key: [string, number]; value: RepairLine[] };
};
export type CoverageDatabase = IDBPDatabase<Schema>;

const NAME = 'coverage';
const STORES = ['subjects', 'pages', 'rows', 'repairs'] as const;

/**
 * Opens the database for one deed. It is closed at once after: a worker that dies holds nothing open, and a page that
 * stays open is never in the way of another version.
 */
export async function inCoverage<T>(work: (database: CoverageDatabase) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>(NAME, 1, {
    upgrade: (opened) => {
      opened.createObjectStore('checkpoints');
      for (const name of STORES) opened.createObjectStore(name);
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Every record of one run, in the order of its number. */
export const ofRun = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** Forgets all but these runs. */
export const keepOnlyRuns = (ids: readonly string[]) =>
  inCoverage(async (database) => {
    for (const id of await database.getAllKeys('checkpoints'))
      if (!ids.includes(id)) await forgetRun(database, id);
  });

async function forgetRun(database: CoverageDatabase, id: string): Promise<void> {
  const tx = database.transaction(['checkpoints', ...STORES], 'readwrite');
  await Promise.all([
    tx.objectStore('checkpoints').delete(id),
    ...STORES.map((name) => tx.objectStore(name).delete(ofRun(id))),
    tx.done,
  ]);
}

/** Forgets every run of every workspace, also one that no fact tells of: the database itself goes, where there is one. */
export const forgetAllCoverage = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    // A page that reads it holds it up for a moment; it goes as soon as that is over.
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
