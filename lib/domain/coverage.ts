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
  /** Logical name of the column that carries the address; absent when none does, or several users do. */
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

/** Who carries one address: how many users, and of the first who it is, in what state and in which column. */
export type Carriers = { count: number; user: number; state: UserState; column: number };

export type CoverageJudgement = {
  verdict: CoverageVerdict;
  /** Place of the column that decides, among those that were compared. */
  column?: number;
  /** The user that decides, as the carriers name it. */
  user?: number;
  carriers?: number;
};

/**
 * Judges one address. Whoever has it as Username is who Mapsimise acts as, whatever stands in other columns; else it
 * must belong to one user alone, in whatever columns, and that user must be one whom Mapsimise can act for.
 */
export function judgeCoverage(byUsername: Carriers, elsewhere: Carriers): CoverageJudgement {
  const isByUsername = byUsername.count > 0;
  const { count, user, state, column } = isByUsername ? byUsername : elsewhere;
  if (count === 0) return { verdict: 'not-found' };
  if (count > 1) return { verdict: 'ambiguous', carriers: count };
  if (state !== 'usable') return { verdict: state, column, user };
  return { verdict: isByUsername ? 'username' : 'field', column, user };
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
