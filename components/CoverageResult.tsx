import { sayCoverage, saySource } from '../lib/domain/catalogue/coverage-words.ts';
import type { CoverageRun } from '../lib/domain/coverage-run.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayMoment } from '../lib/language/say.ts';
import { forgetCoverage } from '../lib/ui/coverage-commands.ts';
import { CoverageBars } from './CoverageBars.tsx';
import { CoverageFields } from './CoverageFields.tsx';
import { CoverageRows } from './CoverageRows.tsx';
import { ListReading } from './ListReading.tsx';

const words = messages('components.CoverageResult', {
  result: 'Result of Coverage',
  scanned: params('Compared {source} with {amount} CRM users of {host}, {when}.'),
  asked: params('Asked {host} for {source}, {when}: {amount} CRM users carry one of them.'),
  unmapped: count({
    one: '{count} CRM user who may sign in belongs to none of these addresses.',
    other: '{count} CRM users who may sign in belong to none of these addresses.',
  }),
  inactive: count({
    one: '{count} inactive Mapsimise user was left out.',
    other: '{count} inactive Mapsimise users were left out.',
  }),
  withoutAddress: count({
    one: '{count} Mapsimise user without an e-mail address was left out.',
    other: '{count} Mapsimise users without an e-mail address were left out.',
  }),
  again: 'Start anew',
});

/** What a finished run found: the picture, the one field that would serve most, and everybody by name. */
export function CoverageResult({ run }: { run: CoverageRun }) {
  const t = words.get();
  const facts = {
    source: saySource(run),
    amount: run.crmUsers,
    host: new URL(run.org).host,
    when: sayMoment(run.endedAtMs ?? run.startedAtMs),
  };
  return (
    <>
      <section class="card" aria-label={t.result}>
        <div role="status">
          <h2 data-landing>{sayCoverage(run)}</h2>
        </div>
        <CoverageBars run={run} />
        <p class="source">{run.way === 'ask' ? t.asked(facts) : t.scanned(facts)}</p>
        {listLeftOut(run).map((text) => (
          <p key={text} class="source">
            {text}
          </p>
        ))}
        {run.list && <ListReading list={run.list} />}
        <div class="buttons">
          <button type="button" onClick={forgetCoverage}>
            {t.again}
          </button>
        </div>
      </section>
      {run.addresses > 0 && <CoverageFields run={run} />}
      {run.addresses > 0 && <CoverageRows run={run} />}
    </>
  );
}

function listLeftOut({ crmUsersUnmapped = 0, leftOut }: CoverageRun): string[] {
  const t = words.get();
  const { inactive = 0, withoutAddress = 0 } = leftOut ?? {};
  return [
    ...(crmUsersUnmapped > 0 ? [t.unmapped(crmUsersUnmapped)] : []),
    ...(inactive > 0 ? [t.inactive(inactive)] : []),
    ...(withoutAddress > 0 ? [t.withoutAddress(withoutAddress)] : []),
  ];
}
