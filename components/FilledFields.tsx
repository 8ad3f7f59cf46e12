import { WAY_TO_FORM } from '../lib/domain/catalogue/form.ts';
import {
  describeFieldResult,
  nameOfField,
  outcomeOfField,
} from '../lib/domain/catalogue/form-words.ts';
import type { FieldResult } from '../lib/domain/form/form-field.ts';
import type { FormFill } from '../lib/domain/form/form-fill.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayTime } from '../lib/language/say.ts';
import { useIsOver } from '../lib/ui/fill-form.ts';
import { FailureNotice } from './FailureNotice.tsx';

const words = messages('components.FilledFields', {
  fields: 'Fields',
  filledAt: params('As filled at {time}'),
  noForm: params('There is no form on this page. Go to {way}, and click the toolbar button there.'),
  filling: 'Filling…',
});

/** What became of the form: each field with its outcome, and the reason where it got nothing. */
export function FilledFields({ fill }: { fill: FormFill }) {
  const t = words.get();
  if (fill.state === 'filling') return <Filling origin={fill.origin} since={fill.startedAtMs} />;
  if (fill.failure) return <FailureNotice failure={fill.failure} />;
  const isNoForm = fill.results.every(({ outcome }) => outcome === 'not-found');
  return (
    <>
      <FieldList name={t.fields} results={fill.results} />
      <p class="source">{t.filledAt({ time: sayTime(fill.startedAtMs) })}</p>
      {isNoForm && <p class="message is-advice">{t.noForm({ way: WAY_TO_FORM })}</p>}
    </>
  );
}

/** Under way, for as long as our script may take. */
export function Filling({ origin, since }: { origin: string; since: number }) {
  const isOver = useIsOver(since);
  if (isOver)
    return <FailureNotice failure={{ code: 'form/interrupted', host: new URL(origin).host }} />;
  return <p role="status">{words.get().filling}</p>;
}

export function FieldList({ name, results }: { name: string; results: readonly FieldResult[] }) {
  return (
    <ul class="field-results" aria-label={name} aria-live="polite">
      {results.map((result) => (
        <li key={result.field} data-outcome={result.outcome}>
          <span class="step-name">{nameOfField(result.field)}</span>{' '}
          <span class="field-outcome">{outcomeOfField(result)}</span>
          <Reason result={result} />
        </li>
      ))}
    </ul>
  );
}

function Reason({ result }: { result: FieldResult }) {
  const reason = describeFieldResult(result);
  return reason ? <p class="message is-hint">{`${reason}.`}</p> : null;
}
