import type { FieldRefusal, FieldResult, FormField } from '../form/form-field.ts';
import { WORDINGS } from '../form/wordings.ts';

/** A field as the form itself calls it. */
export const nameOfField = (field: FormField): string => WORDINGS[field].en[0] ?? field;

const REFUSALS: Record<FieldRefusal, string> = {
  hidden: 'it is hidden on the page',
  transparent: 'it cannot be seen: the page draws it transparent',
  'too-small': 'it is too small to be seen',
  'off-screen': 'it lies outside the page, where nobody can scroll to',
  covered: 'something on the page covers it',
  disabled: 'it is disabled',
  'read-only': 'it is read-only',
  several: 'the label is there more than once, so it is not clear which field is meant',
  'leaves-site': 'its form would be sent to another site',
  'other-kind': 'a control of another kind bears that label',
  'no-choice': 'the form does not offer that choice',
  'would-submit': 'to set it would press a button of the page',
  'not-kept': 'the page did not keep what was filled in',
  empty: 'nothing was typed for it in Set up connector',
};

/** The outcome word of a field. */
export const outcomeOfField = ({ outcome }: FieldResult): string =>
  outcome === 'not-found' ? 'not found' : outcome;

/** Why a field was refused, or what to do about one that was not found. */
export function describeFieldResult(result: FieldResult): string | undefined {
  if (result.outcome === 'filled') return undefined;
  if (result.outcome === 'refused') return REFUSALS[result.why];
  return `no field on the page is labelled “${nameOfField(result.field)}”`;
}
