import { useEffect, useState } from 'preact/hooks';
import {
  describeProvisionNote,
  describeRun,
  describeWaiting,
  PROVISION_STEP_NAMES,
} from '../lib/domain/catalogue/provisioning-words.ts';
import { OUTCOME_NAMES } from '../lib/domain/catalogue/words.ts';
import {
  isSecretLost,
  isUnderWay,
  mayContinue,
  mayPutAway,
  mayUndo,
  type Provisioning,
  type ProvisionStep,
} from '../lib/domain/provisioning.ts';
import { messages } from '../lib/language/messages.ts';
import { sayAmount } from '../lib/language/say.ts';
import {
  cancelProvisioning,
  continueProvisioning,
  putProvisioningAway,
  watchProvisioning,
} from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { Countdown } from './Countdown.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { OutcomeIcon } from './icons.tsx';
import { ManualWay } from './ManualWay.tsx';
import { SignInButton } from './SignIn.tsx';
import { newsOf, StepNews } from './StepNews.tsx';
import { UndoProvisioning } from './UndoProvisioning.tsx';

const words = messages('components.ProvisioningRun', {
  lost: 'The secret is no longer kept, and nobody knows it any more. Continue replaces it.',
  steps: 'Steps of creating',
  cancel: 'Cancel',
  goOn: 'Continue',
  undo: 'Undo',
  putAway: 'Put away',
  impersonationOff: 'Impersonate Users is off, so nothing is to be given.',
});

/** A run: its steps as they go, and what can be done about it. */
export function ProvisioningRun({
  run,
  doors,
}: {
  run: Provisioning;
  doors: Pick<Doors, 'openTab'>;
}) {
  const t = words.get();
  const { org } = run.place;
  const draft = useStore((state) => state.draft);
  const isRunning = isUnderWay(run);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => (isRunning ? watchProvisioning(org) : undefined), [org, isRunning]);
  const failure = run.steps.find((step) => step.failure)?.failure;
  const isLost = isSecretLost(run, draft);
  return (
    <>
      <p role="status" data-landing>
        {isLost ? t.lost : describeRun(run)}
      </p>
      <ol class="steps" aria-busy={isRunning} aria-label={t.steps}>
        {run.steps.map((step) => (
          <StepItem
            key={step.id}
            step={step}
            openTab={doors.openTab}
            again={() => continueProvisioning(org)}
          />
        ))}
      </ol>
      <StepNews
        turn={run.startedAtMs}
        ended={newsOf(run.steps, ({ id }) => PROVISION_STEP_NAMES[id])}
      />
      {isAsking && !isRunning ? (
        <UndoProvisioning run={run} close={() => setIsAsking(false)} />
      ) : (
        <div class="buttons">
          {isRunning && (
            <button type="button" onClick={() => cancelProvisioning(org)}>
              {t.cancel}
            </button>
          )}
          {mayContinue(run, draft) && (
            <button type="button" class="primary" onClick={() => continueProvisioning(org)}>
              {t.goOn}
            </button>
          )}
          {failure && /^sign-in\/|token-refused/.test(failure.code) && (
            <SignInButton resource="graph" />
          )}
          {mayUndo(run) && (
            <button type="button" onClick={() => setIsAsking(true)}>
              {t.undo}
            </button>
          )}
          {mayPutAway(run) && (
            <button type="button" class="quiet-text" onClick={() => putProvisioningAway(org)}>
              {t.putAway}
            </button>
          )}
        </div>
      )}
      {failure && <ManualWay place={run.place} name={run.ask.name} role={run.ask.role.name} />}
    </>
  );
}

function StepItem(props: { step: ProvisionStep; openTab: () => void; again: () => void }) {
  const { step, openTab, again } = props;
  const { waiting } = step;
  return (
    <li data-step={step.id} data-outcome={step.outcome}>
      <div class="step-line">
        <OutcomeIcon outcome={step.outcome} />
        <span class="step-name">{PROVISION_STEP_NAMES[step.id]}</span>
        <span class="step-outcome">{OUTCOME_NAMES[step.outcome]}</span>
        {step.tookMs !== undefined && step.outcome !== 'skipped' && (
          <span class="step-ms">{sayAmount(step.tookMs, 'millisecond', 'short')}</span>
        )}
      </div>
      <div class="step-more">
        {step.notes.map((note) => (
          <p key={note.note}>{describeProvisionNote(note)}</p>
        ))}
        {step.outcome === 'skipped' && <p>{words.get().impersonationOff}</p>}
        {waiting && (
          <Countdown
            untilMs={waiting.untilMs}
            giveUpAtMs={waiting.giveUpAtMs}
            reason={describeWaiting(waiting.reason)}
          />
        )}
        {step.failure && <FailureNotice failure={step.failure} retry={{ openTab, again }} />}
      </div>
    </li>
  );
}
