import { useEffect, useState } from 'preact/hooks';
import { describeRotation, ROTATION_STEP_NAMES } from '../lib/domain/catalogue/rotation-words.ts';
import { OUTCOME_NAMES } from '../lib/domain/catalogue/words.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import type { Months } from '../lib/domain/provisioning.ts';
import type { KeyRow, Rotation, RotationPlan } from '../lib/domain/rotation.ts';
import {
  continueRotation,
  dismissRotation,
  planRotation,
  rotateSecret,
} from '../lib/ui/connector-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { OutcomeIcon } from './icons.tsx';
import { sayDay } from './SecretDate.tsx';
import { SecretLifetime } from './SecretLifetime.tsx';
import { SignInButton } from './SignIn.tsx';
import { newsOf, StepNews } from './StepNews.tsx';

/** A new secret in place of the old one: what will happen, then its steps, live. */
export function RotateSecret({
  connector,
  openTab,
}: {
  connector: Connector;
  openTab: () => void;
}) {
  const rotation = useStore(({ rotations }) => rotations?.[connector.id]);
  const plan = useStore(({ rotationPlans }) => rotationPlans?.[connector.id]);
  const isOpen = !rotation;
  const username = useStore((state) => state.signIn?.account?.username);
  useEffect(() => {
    if (isOpen) planRotation(connector.id);
  }, [username, isOpen]);
  return (
    <section class="rotation" aria-label="Rotate secret">
      {rotation && <Progress rotation={rotation} openTab={openTab} />}
      {!rotation && plan?.state === 'looking' && <p role="status">Looking at the application…</p>}
      {!rotation && plan?.state === 'refused' && (
        <>
          <FailureNotice
            failure={plan.failure}
            retry={{ openTab, again: () => planRotation(connector.id) }}
          />
          <div class="buttons">
            {ASKS_A_PERSON.test(plan.failure.code) && <SignInButton resource="graph" />}
            <button type="button" onClick={() => planRotation(connector.id)}>
              Look again
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
  const [months, setMonths] = useState<Months>(12);
  const [only, second] = plan.keys;
  const [old, setOld] = useState(second ? '' : (only?.keyId ?? ''));
  const isShared = plan.sharedWith.length > 0;
  return (
    <div class="fields">
      <p>
        A new client secret of <strong>{plan.application.name}</strong> is made as {plan.username},
        tested, given to the connector and verified. Only then the old one is removed.
      </p>
      <SecretLifetime months={months} onChoose={setMonths} />
      {isShared ? (
        <p class="message is-advice">
          {plan.sharedWith.join(', ')} may sign in with the old secret too, so it stays. Remove it
          in Entra when all of them have their own.
        </p>
      ) : (
        <fieldset class="choices">
          <legend>Secret that the connector uses now, to be removed at the end</legend>
          {plan.keys.map((key) => (
            <Choice
              key={key.keyId}
              name={nameOf(key)}
              value={key.keyId}
              chosen={old}
              choose={setOld}
            />
          ))}
          <Choice name="I do not know: keep them all" value="" chosen={old} choose={setOld} />
        </fieldset>
      )}
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => rotateSecret({ connectorId, months, oldKeyIds: old ? [old] : [] })}
        >
          Rotate now
        </button>
      </div>
    </div>
  );
}

const nameOf = ({ name, hint, endsAtMs }: KeyRow) =>
  `${name || 'Unnamed'}, begins with ${hint || '?'}, ends ${sayDay(endsAtMs)}`;

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
  const { connectorId, state, steps } = rotation;
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
            Continue
          </button>
        )}
        {state === 'done' && (
          <button type="button" onClick={() => dismissRotation(connectorId)}>
            Done
          </button>
        )}
      </div>
    </>
  );
}
