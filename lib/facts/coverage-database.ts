import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CoverageRow } from '../domain/coverage.ts';
import type { Column } from '../domain/mapping.ts';
import type { RepairLine } from '../domain/repair.ts';

/** Addresses in the order of the list, so many to a record: a hundred thousand records would take minutes to write. */
export type SubjectChunk = { emails: string[]; names: string[] };

/** The users of one page that carry an address, side by side; `hit…` says which address stands in which column of whom. */
export type PageRecord = {
  userIds: string[];
  userNames: string[];
  email2s: string[];
  states: Uint8Array;
  hitUsers: Uint16Array;
  hitAts: Uint32Array;
  hitColumns: Uint8Array;
};

/** Where a run stands. Written with the page that brought it there, in one transaction. */
export type Checkpoint = {
  columns?: Column[];
  way?: 'scan' | 'ask';
  /** Mapsimise's next page of users, from 1; absent when all were read. */
  nextUsersPage?: number;
  /** Of a scan: where the next page is; absent before the first and, with `isRead`, after the last. */
  nextLink?: string;
  isRead: boolean;
  subjects: number;
  pages: number;
  crmUsers: number;
  /** Usable users, and those of them that carry an address. */
  usable: number;
  usableMapped: number;
  inactive: number;
  withoutAddress: number;
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

export const forgetCoverageRun = (id: string) => inCoverage((database) => forgetRun(database, id));

async function forgetRun(database: CoverageDatabase, id: string): Promise<void> {
  const tx = database.transaction(['checkpoints', ...STORES], 'readwrite');
  await Promise.all([
    tx.objectStore('checkpoints').delete(id),
    ...STORES.map((name) => tx.objectStore(name).delete(ofRun(id))),
    tx.done,
  ]);
}

/** Forgets every run of every workspace. */
export const forgetAllCoverage = () => keepOnlyRuns([]);
