import { USERNAME } from './mapping.ts';

/** What Mapsimise would make of one address, in the order in which a person wants to read it. */
export const COVERAGE_VERDICTS = [
  'username',
  'field',
  'ambiguous',
  'disabled',
  'access-mode',
  'not-found',
] as const;
export type CoverageVerdict = (typeof COVERAGE_VERDICTS)[number];

/** One Mapsimise user, or one address of a list, and what became of it. */
export type CoverageRow = {
  /** Its place in the list, from 0, without gaps: the key by which pages and commands name it. */
  at: number;
  email: string;
  name?: string;
  verdict: CoverageVerdict;
  /** Logical name of the column that decides: that carries the address, for one user or for several. */
  field?: string;
  /** The one CRM user that carries it: absent when there is none, or when there are several. */
  userId?: string;
  userName?: string;
  /** What is in Email 2 of that user, '' for nothing: what a repair would replace. */
  email2?: string;
  /** How many users carry it, when it is ambiguous. */
  carriers?: number;
};

/** May Mapsimise act as this user? Source: webapi/reference/systemuser, accessmode: Read-Write is 0. */
export const USER_STATES = ['usable', 'disabled', 'access-mode'] as const;
export type UserState = (typeof USER_STATES)[number];
export const userStateOf = (user: { isDisabled: boolean; accessMode: number }): UserState =>
  user.isDisabled ? 'disabled' : user.accessMode === 0 ? 'usable' : 'access-mode';

/** Who carries one address in one column: how many, and of the first, who it is and in what state. */
export type Carriers = { count: number; user: number; state: UserState };

export type CoverageJudgement = {
  verdict: CoverageVerdict;
  /** Place of the column that decides, among those that were compared. */
  column?: number;
  /** The user that decides, as the carriers name it. */
  user?: number;
  carriers?: number;
};

/**
 * Judges one address by who carries it in each column, the columns in the order of My mapping. The rules are those of
 * `judgeMapping`: Username decides where it matches; then the first column that exactly one user carries it in, usable
 * users first; several in every column are ambiguous.
 */
export function judgeCoverage(
  columns: readonly string[],
  carriersIn: (column: number) => Carriers | undefined,
): CoverageJudgement {
  let unusable: CoverageJudgement | undefined;
  let several: CoverageJudgement | undefined;
  for (const [column, name] of columns.entries()) {
    const carriers = carriersIn(column);
    if (!carriers || carriers.count === 0) continue;
    const { count, user, state } = carriers;
    const isUsername = name === USERNAME;
    if (count === 1 && state === 'usable')
      return { verdict: isUsername ? 'username' : 'field', column, user };
    if (count === 1) unusable ??= { verdict: state as 'disabled' | 'access-mode', column, user };
    else several ??= { verdict: 'ambiguous', column, carriers: count };
    // Whoever has the address as Username is who Mapsimise acts as, whatever stands in other columns.
    if (isUsername) break;
  }
  return unusable ?? several ?? { verdict: 'not-found' };
}

export const noCounts = (): Record<CoverageVerdict, number> => ({
  username: 0,
  field: 0,
  ambiguous: 0,
  disabled: 0,
  'access-mode': 0,
  'not-found': 0,
});

/** Addresses that are the same to `isAlike` have the same key. */
export const keyOfAddress = (text: string) => text.trim().toLowerCase();
