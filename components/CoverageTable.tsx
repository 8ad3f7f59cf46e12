import { describeCoverage, sayUser } from '../lib/domain/catalogue/coverage-words.ts';
import type { CoverageRow } from '../lib/domain/coverage.ts';
import { messages } from '../lib/language/messages.ts';
import type { RowBook } from '../lib/ui/coverage-rows.ts';
import { LongTable } from './LongTable.tsx';
import { useIsWide } from './use-is-wide.ts';

const words = messages('components.CoverageTable', {
  users: 'Users',
  email: 'Mapsimise email',
  result: 'Result',
  field: 'Field',
  user: 'CRM user',
  before: 'Email 2 now',
  after: 'Email 2 then',
  empty: 'empty',
});

/** Which rows are chosen for Email 2, and how that is changed. */
export type Choice = { has: (at: number) => boolean; toggle: (row: CoverageRow) => void };
type Labels = Readonly<Record<string, string>>;

/** A guess before a row is drawn. */
const ROW_PX = { wide: 50, narrow: 66 };

/** Everybody of a run who passes the filter. With a choice, each can be chosen, and shows what Email 2 holds now. */
export function CoverageTable(props: {
  book: RowBook;
  labels: Labels;
  choice?: Choice | undefined;
}) {
  const { book, labels, choice } = props;
  const t = words.get();
  const isWide = useIsWide();
  const heads = isWide
    ? choice
      ? [t.email, t.field, t.before, t.after]
      : [t.email, t.result, t.field, t.user]
    : [t.email, choice ? t.before : t.result];
  const cells = (index: number) => {
    const row = book.row(index);
    if (!row) return undefined;
    const label = row.field === undefined ? '' : (labels[row.field] ?? row.field);
    const who = <Who row={row} choice={choice} />;
    const before = row.email2 || t.empty;
    if (choice) return isWide ? [who, label, before, row.email] : [who, before];
    const result = <Result row={row} />;
    const user = sayUser(row);
    if (isWide) return [who, result, label, user];
    return [
      who,
      <>
        {result}
        {label && <span class="service">{label}</span>}
        {user && <span class="service">{user}</span>}
      </>,
    ];
  };
  return (
    <LongTable
      label={t.users}
      heads={heads}
      count={book.count() ?? 0}
      rowPx={isWide ? ROW_PX.wide : ROW_PX.narrow}
      keyOf={book.atOf}
      cells={cells}
    />
  );
}

function Who({ row, choice }: { row: CoverageRow; choice: Choice | undefined }) {
  const { at, email, name } = row;
  return (
    <>
      {choice ? (
        <label class="who">
          <input type="checkbox" checked={choice.has(at)} onChange={() => choice.toggle(row)} />
          <span>{email}</span>
        </label>
      ) : (
        email
      )}
      {name && <span class="service">{name}</span>}
    </>
  );
}

const Result = ({ row: { verdict } }: { row: CoverageRow }) => (
  <span class="result">
    <span class={`key is-${verdict}`} />
    {describeCoverage(verdict).name}
  </span>
);
