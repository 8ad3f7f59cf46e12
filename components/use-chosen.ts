import { useMemo, useState } from 'preact/hooks';
import type { CoverageRow } from '../lib/domain/coverage.ts';
import { isAlike } from '../lib/domain/mapping.ts';
import { type RowBook, readPieces } from '../lib/ui/coverage-rows.ts';

/** The rows that were chosen for Email 2, whatever the filter shows just now. */
export type Chosen = {
  count: number;
  /** So many of them have something else in Email 2. */
  others: number;
  /** In the order of the list. */
  rows: () => CoverageRow[];
  has: (at: number) => boolean;
  toggle: (row: CoverageRow) => void;
  /** All that the filter shows and that something can be written for. */
  addShown: (book: RowBook) => Promise<void>;
  clear: () => void;
};

/** Is there one CRM user, and does Email 2 not hold the address already? */
const isRepairable = ({ verdict, userId, email, email2 = '' }: CoverageRow) =>
  verdict === 'field' && userId !== undefined && !isAlike(email, email2);

export const holdsOther = ({ email2 = '' }: CoverageRow) => email2 !== '';

/** Two addresses of one CRM user: the first in the list is written. */
export function firstOfEachUser(rows: readonly CoverageRow[]): CoverageRow[] {
  const users = new Set<string | undefined>();
  return rows.filter(({ userId }) => !users.has(userId) && users.add(userId));
}

/** What is chosen lives with the screen: nothing is written before it was asked for. */
export function useChosen(): Chosen {
  const [rows, setRows] = useState<ReadonlyMap<number, CoverageRow>>(new Map());
  const others = useMemo(() => [...rows.values()].filter(holdsOther).length, [rows]);
  return {
    count: rows.size,
    others,
    rows: () => [...rows.values()].sort((one, other) => one.at - other.at),
    has: (at) => rows.has(at),
    toggle: (row) => {
      const next = new Map(rows);
      if (!next.delete(row.at) && isRepairable(row)) next.set(row.at, row);
      setRows(next);
    },
    addShown: async (book) => {
      const next = new Map(rows);
      for await (const piece of readPieces(book))
        for (const row of piece) if (isRepairable(row)) next.set(row.at, row);
      setRows(next);
    },
    clear: () => setRows(new Map()),
  };
}
