import { keyOfAddress, USER_STATES, type UserState, userStateOf } from './coverage.ts';
import type { Tally } from './coverage-tally.ts';
import { type Column, EMAIL_2 } from './mapping.ts';
import type { UserRow } from './user-row.ts';

/**
 * The users of one page that carry an address, side by side; `hit…` says which address (its place) stands in which
 * column (its place) of which of them. All that is kept of a page: what carries no address is let go.
 */
export type PageRecord = {
  userIds: string[];
  userNames: string[];
  email2s: string[];
  states: Uint8Array;
  hitUsers: Uint16Array;
  hitAts: Uint32Array;
  hitColumns: Uint8Array;
};

export type ComparedPage = {
  record: PageRecord;
  users: number;
  /** Users whom Mapsimise could act for, and those of them that carry an address. */
  usable: number;
  usableMapped: number;
};

/** The place of an address in the list; undefined for what is not in it. Takes the key of an address. */
export type FindAddress = (key: string) => number | undefined;

/** Compares the users of one page with the addresses. No network, no clock. */
export function comparePage(
  rows: readonly UserRow[],
  columns: readonly Column[],
  find: FindAddress,
): ComparedPage {
  const kept = { userIds: [] as string[], userNames: [] as string[], email2s: [] as string[] };
  const [states, hitUsers, hitAts, hitColumns]: number[][] = [[], [], [], []];
  const names = columns.map(({ logicalName }) => logicalName);
  let usable = 0;
  let usableMapped = 0;
  for (const row of rows) {
    const state = stateOf(row);
    const hitsBefore = hitAts?.length ?? 0;
    for (const [place, name] of names.entries()) {
      const at = placeOf(row[name], find);
      if (at === undefined) continue;
      hitUsers?.push(kept.userIds.length);
      hitAts?.push(at);
      hitColumns?.push(place);
    }
    const isMapped = (hitAts?.length ?? 0) > hitsBefore;
    if (state === 'usable') usable++;
    if (state === 'usable' && isMapped) usableMapped++;
    if (!isMapped) continue;
    kept.userIds.push(textIn(row.systemuserid, 36));
    kept.userNames.push(textIn(row.fullname, 200));
    kept.email2s.push(textIn(row[EMAIL_2], 200));
    states?.push(USER_STATES.indexOf(state));
  }
  return {
    users: rows.length,
    usable,
    usableMapped,
    record: {
      ...kept,
      states: Uint8Array.from(states ?? []),
      hitUsers: Uint16Array.from(hitUsers ?? []),
      hitAts: Uint32Array.from(hitAts ?? []),
      hitColumns: Uint8Array.from(hitColumns ?? []),
    },
  };
}

const stateOf = (row: UserRow) =>
  userStateOf({
    isDisabled: row.isdisabled === true,
    accessMode: typeof row.accessmode === 'number' ? row.accessmode : 0,
  });

function placeOf(value: unknown, find: FindAddress): number | undefined {
  // Most columns hold names and titles: what has no @ is passed over before anything is made of it.
  if (typeof value !== 'string' || value.length > 300 || !value.includes('@')) return undefined;
  return find(keyOfAddress(value));
}

const textIn = (value: unknown, longest: number) =>
  typeof value === 'string' ? value.slice(0, longest) : '';

/** Users of a page are numbered so: a place in the tally names page and user. */
const PLACES_IN_PAGE = 65_536;
export const placeOfUser = (user: number) => ({
  page: Math.floor(user / PLACES_IN_PAGE),
  index: user % PLACES_IN_PAGE,
});

/** Adds what a page told to the tally. The same for a page that was just read and for one of an earlier worker. */
export function tallyPage(tally: Tally, page: number, record: PageRecord): void {
  const { hitUsers, hitAts, hitColumns, states } = record;
  for (let from = 0; from < hitUsers.length; ) {
    const index = hitUsers[from] ?? 0;
    const byAddress = new Map<number, number[]>();
    let to = from;
    for (; to < hitUsers.length && hitUsers[to] === index; to++) {
      const at = hitAts[to] ?? 0;
      byAddress.set(at, [...(byAddress.get(at) ?? []), hitColumns[to] ?? 0]);
    }
    const state: UserState = USER_STATES[states[index] ?? 0] ?? 'usable';
    for (const [at, columns] of byAddress)
      tally.add(at, page * PLACES_IN_PAGE + index, state, columns);
    from = to;
  }
}
