import type { FieldResult, FieldValue, FormField } from '../../domain/form/form-field.ts';
import { fieldOfLabel } from '../../domain/form/wordings.ts';
import { type Control, controlsIn, type Root } from './find-controls.ts';
import { labelsOf } from './labels-of.ts';
import { isOfKind, isRadioFor } from './set-control.ts';
import { visibleText } from './visible-text.ts';
import { whyNot } from './why-not.ts';

export type Found = { control: Control } | { result: FieldResult };
/** Why a control must not be written into; a test may put its own eyes in. */
export type Judge = typeof whyNot;

/**
 * The one control for a value: the only visible and enabled one that bears its label. Of two equal ones neither is
 * taken, and nothing is ever guessed from where a field stands.
 */
export function findField(roots: readonly Root[], value: FieldValue, judge: Judge = whyNot): Found {
  const { field } = value;
  const refused = (why: Extract<FieldResult, { outcome: 'refused' }>['why']): Found => ({
    result: { field, outcome: 'refused', why },
  });
  const named = controlsIn(roots).filter((control) => fieldsOf(control).has(field));
  if (named.length === 0) return { result: { field, outcome: 'not-found' } };
  const fit = named.filter((control) => isOfKind(control, value) && isMeant(control, value));
  if (fit.length === 0) return refused('other-kind');
  const judged = fit.map((control) => ({ control, why: judge(control) }));
  const [first, second] = judged.filter(({ why }) => why === undefined);
  if (!first) return refused(judged[0]?.why ?? 'hidden');
  if (second || fieldsOf(first.control).size > 1) return refused('several');
  return { control: first.control };
}

/** A control that two labels call by different names belongs to neither for sure. */
function fieldsOf(control: Control): Set<FormField> {
  const labels = isRadio(control) ? [groupLabelOf(control)] : labelsOf(control);
  return new Set(labels.map(fieldOfLabel).filter((field) => field !== undefined));
}

const isRadio = (control: Control) =>
  control instanceof HTMLInputElement && control.type === 'radio';
const isMeant = (control: Control, value: FieldValue) =>
  !isRadio(control) || isRadioFor(control, value);

/** Radio buttons are the choices of one field; their group bears its label. */
function groupLabelOf(control: Control): string {
  const group = control.closest('[role="radiogroup"], fieldset');
  const legend = group?.querySelector(':scope > legend');
  if (!group || legend) return legend ? visibleText(legend) : '';
  const ids = (group.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const named = ids.map((id) => (group.getRootNode() as Root).getElementById(id));
  const words = named.map((element) => (element ? visibleText(element) : '')).join(' ');
  return words.trim() || (group.getAttribute('aria-label') ?? '');
}
