import { useId } from 'preact/hooks';
import { nameOfField } from '../lib/domain/catalogue/form-words.ts';
import { SECRET_FIELDS } from '../lib/domain/form/form-field.ts';
import type { DraftChoice, FormFill } from '../lib/domain/form/form-fill.ts';
import { fillSecret } from '../lib/ui/fill-form.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { FieldList, Filling } from './FilledFields.tsx';

/** The secret's own click, open only after the form of this page was filled. */
export function FillSecret(props: {
  fill: FormFill | undefined;
  tabId: number;
  draft: DraftChoice;
}) {
  const { fill, tabId, draft } = props;
  const reasonId = useId();
  const lock = whyLocked(fill, draft);
  const secret = fill?.state === 'done' ? fill.secret : undefined;
  return (
    <>
      <button
        type="button"
        aria-disabled={lock !== undefined}
        aria-describedby={reasonId}
        onClick={() => lock ?? fillSecret(tabId)}
      >
        Fill the secret
      </button>
      <p id={reasonId} class="message is-hint">
        {lock ??
          `Puts the ${nameOfField(SECRET_FIELDS[fill?.scheme ?? 'dataverse'])} into its field on this page, where the page can read it.`}
      </p>
      {fill && secret?.state === 'filling' && (
        <Filling origin={fill.origin} since={secret.startedAtMs} />
      )}
      {secret?.state === 'failed' && <FailureNotice failure={secret.failure} />}
      {secret?.state === 'done' && <FieldList name="Secret" results={[secret.result]} />}
    </>
  );
}

function whyLocked(fill: FormFill | undefined, draft: DraftChoice): string | undefined {
  if (fill?.state !== 'done') return 'Locked until the form was filled. Press Fill the form first.';
  if (fill.workspace !== draft.workspace)
    return 'Locked because the form was filled from another set-up. Press Fill the form first.';
  return draft.hasSecret
    ? undefined
    : 'Locked because no secret is kept for this set-up. Enter it in Set up connector, or type it into the form yourself.';
}
