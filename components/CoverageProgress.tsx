import { describeStage, sayProgress } from '../lib/domain/catalogue/coverage-words.ts';
import type { CoverageRun } from '../lib/domain/coverage-run.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayNumber } from '../lib/language/say.ts';
import { cancelCoverage } from '../lib/ui/coverage-commands.ts';
import { Countdown } from './Countdown.tsx';
import { ListReading } from './ListReading.tsx';
import { useNowAndThen } from './use-now-and-then.ts';

const words = messages('components.CoverageProgress', {
  progress: 'Progress of Coverage',
  addresses: 'Addresses',
  crmUsers: 'CRM users read',
  requests: 'Requests',
  busy: params('{host} is busy and asked us to wait.'),
  mayClose: 'You may close this window: it goes on, and the result waits here.',
  cancel: 'Cancel',
});

/** A run under way: what is being read, how much of it, and the way to stop. */
export function CoverageProgress({ run }: { run: CoverageRun }) {
  const t = words.get();
  const said = useNowAndThen(sayProgress(run), run.stage);
  const known = run.stage === 'crm-users' && run.way === 'scan' ? run.knownUsers : undefined;
  const facts = [
    [t.addresses, run.addresses],
    [t.crmUsers, run.crmUsers],
    [t.requests, run.requests],
  ] as const;
  return (
    <section class="card" aria-label={t.progress} aria-busy="true">
      <h2 data-landing>{describeStage(run.stage)}</h2>
      {/* How many there are is known from an earlier run, or not before the last page. */}
      <progress
        aria-label={t.progress}
        aria-valuetext={sayProgress(run)}
        max={known}
        value={known && Math.min(run.crmUsers, known)}
      />
      <p class="unseen" role="status">
        {said}
      </p>
      <dl class="facts">
        {facts.map(([name, number]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{sayNumber(number)}</dd>
          </div>
        ))}
      </dl>
      {run.waitingUntilMs !== undefined && (
        <Countdown reason={t.busy({ host: new URL(run.org).host })} untilMs={run.waitingUntilMs} />
      )}
      <p class="message is-hint">{t.mayClose}</p>
      {run.list && <ListReading list={run.list} />}
      <div class="buttons">
        <button type="button" onClick={cancelCoverage}>
          {t.cancel}
        </button>
      </div>
    </section>
  );
}
