import { useRef } from 'preact/hooks';
import { OUTCOME_NAMES } from '../lib/domain/catalogue/words.ts';
import type { Outcome } from '../lib/domain/report.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.StepNews', { ended: params('{step}: {outcome}.') });

type News = { id: string; text: string };

/**
 * What a screen reader is told of steps that end one by one: each once, those that end together in one breath. Nothing
 * is shown.
 *
 * Takes   turn   another run of the same steps: then all of them are news again
 *         ended  the steps that have ended, in their order, and last what came of the whole
 */
export function StepNews({ turn, ended }: { turn: unknown; ended: readonly News[] }) {
  const told = useRef({ turn, ids: new Set<string>(), text: '' });
  if (told.current.turn !== turn) told.current = { turn, ids: new Set(), text: '' };
  const { ids } = told.current;
  const fresh = ended.filter(({ id }) => !ids.has(id));
  if (fresh.length > 0) told.current.text = fresh.map(({ text }) => text).join(' ');
  for (const { id } of fresh) ids.add(id);
  return (
    <p class="unseen" role="status">
      {told.current.text}
    </p>
  );
}

const ENDED: readonly string[] = ['passed', 'remark', 'failed'];

/** The steps of a run that came to a result, as they are told: each by its name. */
export function newsOf<Step extends { id: string; outcome: Outcome }>(
  steps: readonly Step[],
  nameOf: (step: Step) => string,
): News[] {
  const t = words.get();
  return steps
    .filter(({ outcome }) => ENDED.includes(outcome))
    .map((step) => ({
      id: `${step.id} ${step.outcome}`,
      text: t.ended({ step: nameOf(step), outcome: OUTCOME_NAMES[step.outcome] }),
    }));
}
