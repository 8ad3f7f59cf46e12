import { useEffect, useState } from 'preact/hooks';
import { describeRotation, ROTATION_STEP_NAMES } from '../lib/domain/catalogue/rotation-words.ts';
import { OUTCOME_NAMES } from '../lib/domain/catalogue/words.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import type { Months } from '../lib/domain/provisioning.ts';
import {
  type KeyRow,
  mayPutAway,
  type Rotation,
  type RotationPlan,
} from '../lib/domain/rotation.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayDay, sayList } from '../lib/language/say.ts';
import {
  continueRotation,
  dismissRotation,
  planRotation,
  rotateSecret,
} from '../lib/ui/connector-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { useWatchedWork } from '../lib/ui/watch-work.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { OutcomeIcon } from './icons.tsx';
import { SecretLifetime } from './SecretLifetime.tsx';
import { Sentence } from './Sentence.tsx';
import { SignInButton } from './SignIn.tsx';
import { newsOf, StepNews } from './StepNews.tsx';

const words = messages('components.RotateSecret', {
  title: 'Rotate secret',
  looking: 'Looking at the application…',
  lookAgain: 'Look again',
  what: 'A new client secret of {application} is made as {username}, tested, given to the connector and verified. Only then the old one is removed.',
  shared: params(
    '{others} may sign in with the old secret too, so it stays. Remove it in Entra when all of them have their own.',
  ),
  which: 'Secret that the connector uses now, to be removed at the end',
  keepAll: 'I do not know: keep them all',
  rotate: 'Rotate now',
  key: params('{name}, begins with {hint}, ends {day}'),
  unnamed: 'Unnamed',
  goOn: 'Continue',
  done: 'Done',
  putAway: 'Put away',
});

/** A new secret in place of the old one: what will happen, then its steps, live. */
export function RotateSecret({
  connector,
  openTab,
}: {
  connector: Connector;
  openTab: () => void;
}) {
  const t = words.get();
  const rotation = useStore(({ rotations }) => rotations?.[connector.id]);
  const plan = useStore(({ rotationPlans }) => rotationPlans?.[connector.id]);
  const isOpen = !rotation;
  const username = useStore((state) => state.signIn?.account?.username);
  useEffect(() => {
    if (isOpen) planRotation(connector.id);
  }, [username, isOpen]);
  return (
    <section class="rotation" aria-label={t.title}>
      {rotation && <Progress rotation={rotation} openTab={openTab} />}
      {!rotation && plan?.state === 'looking' && <p role="status">{t.looking}</p>}
      {!rotation && plan?.state === 'refused' && (
        <>
          <FailureNotice
            failure={plan.failure}
            retry={{ openTab, again: () => planRotation(connector.id) }}
          />
          <div class="buttons">
            {ASKS_A_PERSON.test(plan.failure.code) && <SignInButton resource="graph" />}
            <button type="button" onClick={() => planRotation(connector.id)}>
              {t.lookAgain}
            </button>
          </div>
        </>
      )}
      {!rotation && plan?.state === 'ready' && <Ready plan={plan} connectorId={connector.id} />}
    </section>
  );
}

/** What a sign-in in person puts right. */
const ASKS_A_PERSON = /^sign-in\/|^graph\/token-refused$|^provisioning\/other-tenant$/;

type ReadyPlan = Extract<RotationPlan, { state: 'ready' }>;

function Ready({ plan, connectorId }: { plan: ReadyPlan; connectorId: string }) {
  const t = words.get();
  const [months, setMonths] = useState<Months>(12);
  const [only, second] = plan.keys;
  const [old, setOld] = useState(second ? '' : (only?.keyId ?? ''));
  const isShared = plan.sharedWith.length > 0;
  return (
    <div class="fields">
      <p>
        <Sentence
          text={t.what}
          parts={{
            application: <strong>{plan.application.name}</strong>,
            username: plan.username,
          }}
        />
      </p>
      <SecretLifetime months={months} onChoose={setMonths} />
      {isShared ? (
        <p class="message is-advice">{t.shared({ others: sayList(plan.sharedWith) })}</p>
      ) : (
        <fieldset class="choices">
          <legend>{t.which}</legend>
          {plan.keys.map((key) => (
            <Choice
              key={key.keyId}
              name={nameOf(key)}
              value={key.keyId}
              chosen={old}
              choose={setOld}
            />
          ))}
          <Choice name={t.keepAll} value="" chosen={old} choose={setOld} />
        </fieldset>
      )}
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => rotateSecret({ connectorId, months, oldKeyIds: old ? [old] : [] })}
        >
          {t.rotate}
        </button>
      </div>
    </div>
  );
}

function nameOf({ name, hint, endsAtMs }: KeyRow): string {
  const t = words.get();
  const day = sayDay(endsAtMs, { timeZone: 'UTC' });
  return t.key({ name: name || t.unnamed, hint: hint || '?', day });
}

function Choice(props: {
  name: string;
  value: string;
  chosen: string;
  choose: (value: string) => void;
}) {
  const { name, value, chosen, choose } = props;
  return (
    <label>
      <input type="radio" checked={chosen === value} onChange={() => choose(value)} /> {name}
    </label>
  );
}

function Progress({ rotation, openTab }: { rotation: Rotation; openTab: () => void }) {
  const t = words.get();
  const { connectorId, state, steps } = rotation;
  useWatchedWork(state === 'running');
  return (
    <>
      <p role="status" data-landing>
        {describeRotation(rotation)}
      </p>
      <ol class="steps" aria-busy={state === 'running'}>
        {steps.map(({ id, outcome, failure }) => (
          <li key={id} data-outcome={outcome}>
            <div class="step-line">
              <OutcomeIcon outcome={outcome} />
              <span class="step-name">{ROTATION_STEP_NAMES[id]}</span>
              <span class="step-outcome">{OUTCOME_NAMES[outcome]}</span>
            </div>
            {failure && (
              <FailureNotice
                failure={failure}
                retry={{ openTab, again: () => continueRotation(connectorId) }}
              />
            )}
          </li>
        ))}
      </ol>
      <StepNews
        turn={rotation.startedAtMs}
        ended={newsOf(steps, ({ id }) => ROTATION_STEP_NAMES[id])}
      />
      <div class="buttons">
        {state === 'stopped' && (
          <button type="button" class="primary" onClick={() => continueRotation(connectorId)}>
            {t.goOn}
          </button>
        )}
        {mayPutAway(rotation) && (
          <button type="button" onClick={() => dismissRotation(connectorId)}>
            {state === 'done' ? t.done : t.putAway}
          </button>
        )}
      </div>
    </>
  );
}
