import {
  type Carriers,
  type CoverageJudgement,
  type CoverageVerdict,
  judgeCoverage,
  noCounts,
  USER_STATES,
  type UserState,
} from './coverage.ts';
import type { CoverageField } from './coverage-run.ts';
import { type Column, USERNAME } from './mapping.ts';

/** Who carries each address, as far as users were read. A few bytes per address, whatever the number of users. */
export type Tally = {
  /** One user carries one address, in these columns (places, ascending). Once per user and address. */
  add: (at: number, user: number, state: UserState, columns: readonly number[]) => void;
  judge: (at: number) => CoverageJudgement;
  /** How many addresses have each verdict now. */
  count: () => Record<CoverageVerdict, number>;
  /** What each column is good for now, best first; a column that nobody's address stands in is left out. */
  fields: () => CoverageField[];
};

/** What one column alone would make of an address. */
const NOBODY = 0;
const ONE_USABLE = 1;
const ONE_UNUSABLE = 2;
const SEVERAL = 3;

type Side = { counts: Uint16Array; users: Uint32Array; states: Uint8Array; columns: Uint8Array };
const MOST_COUNTED = 65_535;

/** An empty tally of so many addresses. `columns` are in the order in which people look. */
export function createTally(addresses: number, columns: readonly Column[]): Tally {
  const username = columns.findIndex(({ logicalName }) => logicalName === USERNAME);
  const byUsername = createSide(addresses);
  const elsewhere = createSide(addresses);
  const alone = columns.map(() => new Uint8Array(addresses));

  const judge = (at: number) =>
    judgeCoverage(carriersOf(byUsername, at), carriersOf(elsewhere, at));

  return {
    judge,
    add(at, user, state, places) {
      for (const place of places) {
        const column = alone[place];
        if (!column) continue;
        const isFirst = column[at] === NOBODY;
        column[at] = isFirst ? (state === 'usable' ? ONE_USABLE : ONE_UNUSABLE) : SEVERAL;
      }
      if (places.includes(username)) note(byUsername, at, user, state, username);
      const other = places.find((place) => place !== username);
      if (other !== undefined) note(elsewhere, at, user, state, other);
    },
    count() {
      const counts = noCounts();
      for (let at = 0; at < addresses; at++) counts[judge(at).verdict]++;
      return counts;
    },
    fields() {
      const mapping = columns.map(() => 0);
      for (let at = 0; at < addresses; at++) {
        const { verdict, column } = judge(at);
        if ((verdict === 'field' || verdict === 'username') && column !== undefined)
          mapping[column] = (mapping[column] ?? 0) + 1;
      }
      return columns
        .map(({ logicalName, label }, place) => ({
          field: logicalName,
          label,
          count: mapping[place] ?? 0,
          wouldCover: countIn(alone[place], ONE_USABLE),
          isUsed: alone[place]?.some((what) => what !== NOBODY) ?? false,
        }))
        .filter(({ isUsed }) => isUsed)
        .map(({ isUsed: _used, ...field }) => field)
        .sort((a, b) => b.wouldCover - a.wouldCover);
    },
  };
}

const createSide = (addresses: number): Side => ({
  counts: new Uint16Array(addresses),
  users: new Uint32Array(addresses),
  states: new Uint8Array(addresses),
  columns: new Uint8Array(addresses),
});

function note(side: Side, at: number, user: number, state: UserState, column: number): void {
  const before = side.counts[at] ?? 0;
  if (before === 0) {
    side.users[at] = user;
    side.states[at] = USER_STATES.indexOf(state);
    side.columns[at] = column;
  }
  side.counts[at] = Math.min(before + 1, MOST_COUNTED);
}

const carriersOf = ({ counts, users, states, columns }: Side, at: number): Carriers => ({
  count: counts[at] ?? 0,
  user: users[at] ?? 0,
  state: USER_STATES[states[at] ?? 0] ?? 'usable',
  column: columns[at] ?? 0,
});

function countIn(marks: Uint8Array | undefined, mark: number): number {
  let count = 0;
  for (const one of marks ?? []) if (one === mark) count++;
  return count;
}
