import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { FieldResult, FormField } from '../form/form-field.ts';
import { WORDINGS } from '../form/wordings.ts';

/** A field as the form itself calls it in English: its page is not in our language. */
export const nameOfField = (field: FormField): string => WORDINGS[field].en[0] ?? field;

const refusals = messages('catalogue.field-refusals', {
  hidden: 'It is hidden on the page',
  transparent: 'It cannot be seen: the page draws it transparent',
  'too-small': 'It is too small to be seen',
  'off-screen': 'It lies outside the page, where nobody can scroll to',
  covered: 'Something on the page covers it',
  disabled: 'It is disabled',
  'read-only': 'It is read-only',
  several: 'The label is there more than once, so it is not clear which field is meant',
  'leaves-site': 'Its form would be sent to another site',
  'other-kind': 'A control of another kind bears that label',
  'no-choice': 'The form does not offer that choice',
  'would-submit': 'To set it would press a button of the page',
  'not-kept': 'The page did not keep what was filled in',
  empty: 'Nothing was typed for it in Set up connector',
});

const words = messages('catalogue.form-words', {
  filled: 'filled',
  refused: 'refused',
  'not-found': 'not found',
  notLabelled: params('No field on the page is labelled “{field}”'),
});

/** The outcome word of a field. */
export const outcomeOfField = ({ outcome }: FieldResult): string => words.get()[outcome];

/** Why a field was refused, or what to do about one that was not found. */
export function describeFieldResult(result: FieldResult): string | undefined {
  if (result.outcome === 'filled') return undefined;
  if (result.outcome === 'refused') return refusals.get()[result.why];
  return words.get().notLabelled({ field: nameOfField(result.field) });
}
