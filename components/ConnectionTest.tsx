import { writeReport } from '../lib/domain/catalogue/report-text.ts';
import {
  describeNote,
  describeRemark,
  describeSkip,
  OUTCOME_NAMES,
  STEP_NAMES,
} from '../lib/domain/catalogue/words.ts';
import type { Step, TestReport } from '../lib/domain/report.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayAmount } from '../lib/language/say.ts';
import { testConnection } from '../lib/ui/commands.ts';
import { CopyButton } from './CopyButton.tsx';
import { Countdown } from './Countdown.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { OutcomeIcon } from './icons.tsx';
import { OwnRowsTable } from './OwnRowsTable.tsx';
import { newsOf, StepNews } from './StepNews.tsx';

const words = messages('components.ConnectionTest', {
  title: 'Test results',
  outdated: 'These results are about earlier values. Test again to see what holds now.',
  copy: 'Copy report',
  copied: 'Copied. It holds no secret.',
  busy: 'The service is busy.',
  requestIds: 'Request ids',
  passed: 'Test Connection passed.',
  failed: 'Test Connection failed.',
  failedAt: params('Test Connection failed at {step}.'),
  cancelled: 'Test Connection was cancelled.',
});

/** The ladder of Test Connection, live. */
export function ConnectionTest(props: {
  report: TestReport;
  isOutdated: boolean;
  version: string;
  openTab: () => void;
}) {
  const t = words.get();
  const { report, isOutdated, version, openTab } = props;
  return (
    <section class="test" aria-label={t.title}>
      {isOutdated && <p class="message is-advice">{t.outdated}</p>}
      <ol class={isOutdated ? 'steps is-outdated' : 'steps'} aria-busy={report.state === 'running'}>
        {report.steps.map((step) => (
          <StepItem key={step.id} step={step} openTab={openTab} />
        ))}
      </ol>
      {report.state !== 'running' && <RequestIds report={report} />}
      {report.state !== 'running' && (
        <CopyButton
          name={t.copy}
          text={() => writeReport(report, { version, browser: navigator.userAgent })}
          done={t.copied}
        />
      )}
    </section>
  );
}

function StepItem({ step, openTab }: { step: Step; openTab: () => void }) {
  return (
    <li data-step={step.id} data-outcome={step.outcome}>
      <div class="step-line">
        <OutcomeIcon outcome={step.outcome} />
        <span class="step-name">{STEP_NAMES[step.id]}</span>
        <span class="step-outcome">{OUTCOME_NAMES[step.outcome]}</span>
        {step.tookMs !== undefined && (
          <span class="step-ms">{sayAmount(step.tookMs, 'millisecond', 'short')}</span>
        )}
      </div>
      <div class="step-more">
        {step.notes.map((note) => (
          <p key={note.note}>{describeNote(note)}</p>
        ))}
        {step.notes.map(
          (note) =>
            note.note === 'impersonated' &&
            note.own.length > 0 && <OwnRowsTable key="own" note={note} />,
        )}
        {step.remarks.map((remark) => (
          <p key={remark.remark} class="remark">
            {describeRemark(remark)}
          </p>
        ))}
        {step.skipped && <p>{describeSkip(step.skipped)}</p>}
        {step.outcome === 'running' && step.retryAtMs && (
          <Countdown reason={words.get().busy} untilMs={step.retryAtMs} />
        )}
        {step.failure && (
          <FailureNotice
            failure={step.failure}
            retry={{ openTab, again: testConnection, hasFields: true }}
          />
        )}
      </div>
    </li>
  );
}

/** The services' own ids of our requests: what their support asks for. */
function RequestIds({ report }: { report: TestReport }) {
  const known = report.steps.filter(({ requestId }) => requestId);
  if (known.length === 0) return null;
  return (
    <details>
      <summary>{words.get().requestIds}</summary>
      <dl class="facts">
        {known.map(({ id, requestId }) => (
          <div key={id}>
            <dt>{STEP_NAMES[id]}</dt>
            <dd class="host">{requestId}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Stands on the screen before there is a report: what comes in together with its region is not read out. */
export function TestNews({ report }: { report: TestReport | undefined }) {
  return <StepNews turn={report?.startedAtMs} ended={report ? spokenOf(report) : []} />;
}

/** What a screen reader is told: each finished step once, then the end. */
function spokenOf(report: TestReport) {
  const steps = newsOf(report.steps, ({ id }) => STEP_NAMES[id]);
  const end = sayEnd(report);
  return end === undefined ? steps : [...steps, { id: 'end', text: end }];
}

function sayEnd({ state, steps }: TestReport): string | undefined {
  const t = words.get();
  if (state === 'running') return undefined;
  if (state === 'passed') return t.passed;
  if (state === 'cancelled') return t.cancelled;
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  return failed ? t.failedAt({ step: STEP_NAMES[failed.id] }) : t.failed;
}
