import { useId } from 'preact/hooks';
import type { DraftChoice, FormFill } from '../lib/domain/form/form-fill.ts';
import { messages } from '../lib/language/messages.ts';
import { fillSecret } from '../lib/ui/fill-form.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { FieldList, Filling } from './FilledFields.tsx';

const words = messages('components.FillSecret', {
  fill: 'Fill the secret',
  list: 'Secret',
  dataverse: 'Puts the Client Secret into its field on this page, where the page can read it.',
  ifd: 'Puts the Password into its field on this page, where the page can read it.',
  notFilled: 'Locked until the form was filled. Press Fill the form first.',
  otherSetUp: 'Locked because the form was filled from another set-up. Press Fill the form first.',
  noSecret:
    'Locked because no secret is kept for this set-up. Enter it in Set up connector, or type it into the form yourself.',
});

/** The secret's own click, open only after the form of this page was filled. */
export function FillSecret(props: {
  fill: FormFill | undefined;
  tabId: number;
  draft: DraftChoice;
}) {
  const { fill, tabId, draft } = props;
  const t = words.get();
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
        {t.fill}
      </button>
      <p id={reasonId} class="message is-hint">
        {lock ?? t[fill?.scheme ?? 'dataverse']}
      </p>
      {fill && secret?.state === 'filling' && (
        <Filling origin={fill.origin} since={secret.startedAtMs} />
      )}
      {secret?.state === 'failed' && <FailureNotice failure={secret.failure} />}
      {secret?.state === 'done' && <FieldList name={t.list} results={[secret.result]} />}
    </>
  );
}

function whyLocked(fill: FormFill | undefined, draft: DraftChoice): string | undefined {
  const t = words.get();
  if (fill?.state !== 'done') return t.notFilled;
  if (fill.workspace !== draft.workspace) return t.otherSetUp;
  return draft.hasSecret ? undefined : t.noSecret;
}
