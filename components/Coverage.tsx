import { useEffect } from 'preact/hooks';
import { isRepairing, isRunning } from '../lib/domain/coverage-run.ts';
import { refusalOf } from '../lib/domain/policy.ts';
import { messages } from '../lib/language/messages.ts';
import { followCoverage, forgetCoverage, resumeCoverage } from '../lib/ui/coverage-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { useWatchedWork } from '../lib/ui/watch-work.ts';
import type { Doors } from './App.tsx';
import { CoverageProgress } from './CoverageProgress.tsx';
import { CoverageResult } from './CoverageResult.tsx';
import { CoverageStart } from './CoverageStart.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './coverage.css';

const words = messages('components.Coverage', {
  cancelled: 'Cancelled. What was read is kept: Continue goes on from there.',
  goOn: 'Continue',
  startAnew: 'Start anew',
  openOptions: 'Open Options',
});

/** Who of all our users will be mapped, and by which field: asked once, for everybody. */
export function Coverage({ doors }: { doors: Doors }) {
  const workspace = useStore((state) => state.workspace);
  const run = useStore((state) => state.coverageRun);
  const policy = useStore((state) => state.policy);
  const refusal = refusalOf(policy, { feature: 'coverage', organisationUrl: workspace });
  useEffect(() => followCoverage(workspace), [workspace]);
  const known = run === 'unread' ? undefined : run;
  const isBusy = isRunning(known) || isRepairing(known);
  useWatchedWork(isBusy);
  const t = words.get();
  if (run === 'unread') return null;
  return (
    <div class="set-up coverage">
      {!run && (refusal ? <FailureNotice failure={refusal} /> : <CoverageStart doors={doors} />)}
      {isRunning(run) && run && <CoverageProgress run={run} />}
      {run && (run.state === 'failed' || run.state === 'cancelled') && (
        <section class="card" aria-label={t.goOn}>
          {run.failure ? (
            <FailureNotice failure={run.failure} />
          ) : (
            <p role="status">{t.cancelled}</p>
          )}
          <div class="buttons">
            <button type="button" class="primary" onClick={resumeCoverage}>
              {t.goOn}
            </button>
            <button type="button" onClick={forgetCoverage}>
              {t.startAnew}
            </button>
            {run.failure?.code.startsWith('mapsimise/') && (
              <button type="button" onClick={doors.openOptions}>
                {t.openOptions}
              </button>
            )}
          </div>
        </section>
      )}
      {run?.state === 'done' && <CoverageResult key={run.id} run={run} />}
    </div>
  );
}
