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
import type { Column } from './mapping.ts';

/** Who carries each address, as far as users were read. A few bytes per address, whatever the number of users. */
export type Tally = {
  /** One user carries one address, in these columns (their places). Once per user and address. */
  add: (at: number, user: number, state: UserState, columns: readonly number[]) => void;
  judge: (at: number) => CoverageJudgement;
  /** How many addresses have each verdict now. */
  count: () => Record<CoverageVerdict, number>;
  /** What each column is good for now, best first; a column that nobody's address stands in is left out. */
  fields: () => CoverageField[];
};

type InColumn = { counts: Uint16Array; users: Uint32Array; states: Uint8Array };
const MOST_COUNTED = 65_535;

/** An empty tally of so many addresses. `columns` are in the order in which people look. */
export function createTally(addresses: number, columns: readonly Column[]): Tally {
  const names = columns.map(({ logicalName }) => logicalName);
  // Most columns hold names and titles, and no address ever: they take no room.
  const inColumns: (InColumn | undefined)[] = columns.map(() => undefined);

  const judge = (at: number) => judgeCoverage(names, (column) => carriersOf(inColumns[column], at));

  return {
    judge,
    add(at, user, state, places) {
      for (const place of places) {
        inColumns[place] ??= createColumn(addresses);
        note(inColumns[place], at, user, state);
      }
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
        .flatMap(({ logicalName, label }, place) => {
          const inColumn = inColumns[place];
          if (!inColumn) return [];
          const count = mapping[place] ?? 0;
          return { field: logicalName, label, count, wouldCover: countUsable(inColumn) };
        })
        .sort((a, b) => b.wouldCover - a.wouldCover);
    },
  };
}

const createColumn = (addresses: number): InColumn => ({
  counts: new Uint16Array(addresses),
  users: new Uint32Array(addresses),
  states: new Uint8Array(addresses),
});

function note(inColumn: InColumn, at: number, user: number, state: UserState): void {
  const before = inColumn.counts[at] ?? 0;
  if (before === 0) {
    inColumn.users[at] = user;
    inColumn.states[at] = USER_STATES.indexOf(state);
  }
  inColumn.counts[at] = Math.min(before + 1, MOST_COUNTED);
}

function carriersOf(inColumn: InColumn | undefined, at: number): Carriers | undefined {
  const count = inColumn?.counts[at];
  if (!inColumn || !count) return undefined;
  const state = USER_STATES[inColumn.states[at] ?? 0] ?? 'usable';
  return { count, user: inColumn.users[at] ?? 0, state };
}

function countUsable({ counts, states }: InColumn): number {
  const usable = USER_STATES.indexOf('usable');
  let count = 0;
  for (const [at, carriers] of counts.entries())
    if (carriers === 1 && states[at] === usable) count++;
  return count;
}
