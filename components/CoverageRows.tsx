import { useState } from 'preact/hooks';
import { cellsOf, describeCoverage, headOfCsv } from '../lib/domain/catalogue/coverage-words.ts';
import { COVERAGE_VERDICTS, type CoverageVerdict } from '../lib/domain/coverage.ts';
import type { CoverageRun } from '../lib/domain/coverage-run.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayNumber } from '../lib/language/say.ts';
import type { RowBook } from '../lib/ui/coverage-rows.ts';
import { CoverageRepair } from './CoverageRepair.tsx';
import { CoverageTable } from './CoverageTable.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import { SaveCsv } from './SaveCsv.tsx';
import { useChosen } from './use-chosen.ts';
import { useRowBook } from './use-row-book.ts';

const words = messages('components.CoverageRows', {
  users: 'Users',
  result: 'Result',
  field: 'Field',
  search: 'Search',
  all: 'All',
  option: params('{name} ({amount})'),
  shown: count({ one: '{count} user', other: '{count} users' }),
  filtered: params('{shown} of {all} users'),
  none: 'Nobody passes this filter.',
  looking: 'Looking…',
  saveAll: 'Save as CSV',
  saveShown: 'Save shown as CSV',
  repair: 'Repair in Email 2',
});

/** Everybody by name: filtered, saved as a file, and chosen for a repair. */
export function CoverageRows({ run }: { run: CoverageRun }) {
  const [verdict, setVerdict] = useState<CoverageVerdict>();
  const [field, setField] = useState<string>();
  const [search, setSearch] = useState('');
  const [isChoosing, setIsChoosing] = useState(run.repair !== undefined);
  const chosen = useChosen();
  const book = useRowBook({ id: run.id, total: run.addresses }, { verdict, field, search });
  const t = words.get();
  const labels = Object.fromEntries(run.fields.map((one) => [one.field, one.label]));
  const shown = book?.count();
  const isFiltered = verdict !== undefined || field !== undefined || search.trim() !== '';
  const found = run.fields.filter((one) => one.count > 0);
  const option = (value: string, name: string, amount: number) => ({
    value,
    name: t.option({ name, amount }),
  });
  const open = () => {
    setIsChoosing(!isChoosing);
    setVerdict(isChoosing ? undefined : 'field');
  };
  return (
    <section class="card" aria-label={t.users}>
      <h3>{t.users}</h3>
      <div class="filters">
        <ChoiceField
          label={t.result}
          value={verdict ?? ''}
          onChoose={(value) => setVerdict(COVERAGE_VERDICTS.find((one) => one === value))}
          options={[
            option('', t.all, run.addresses),
            ...COVERAGE_VERDICTS.map((one) =>
              option(one, describeCoverage(one).name, run.counts[one]),
            ),
          ]}
        />
        <ChoiceField
          label={t.field}
          value={field ?? ''}
          onChoose={(value) => setField(value || undefined)}
          options={[
            { value: '', name: t.all },
            ...found.map((one) => option(one.field, one.label, one.count)),
          ]}
        />
        <TextField label={t.search} value={search} onType={setSearch} />
      </div>
      <p role="status">
        {shown === undefined
          ? t.looking
          : shown === 0
            ? t.none
            : isFiltered
              ? t.filtered({ shown: sayNumber(shown), all: sayNumber(run.addresses) })
              : t.shown(shown)}
      </p>
      {book && (
        <CoverageTable book={book} labels={labels} choice={isChoosing ? chosen : undefined} />
      )}
      <div class="buttons">
        {book && (
          <SaveCsv
            name={isFiltered ? t.saveShown : t.saveAll}
            file={`coverage-${new URL(run.org).host}`}
            source={() => csvOf(book, labels)}
          />
        )}
        {run.counts.field > 0 && (
          <button type="button" aria-expanded={isChoosing} onClick={open}>
            {t.repair}
          </button>
        )}
      </div>
      {isChoosing && book && <CoverageRepair run={run} book={book} chosen={chosen} />}
    </section>
  );
}

const csvOf = (book: RowBook, labels: Readonly<Record<string, string>>) => ({
  head: headOfCsv(),
  count: book.count() ?? 0,
  readCells: async (from: number, to: number) =>
    (await book.read(from, to)).map((row) => cellsOf(row, labels)),
});
