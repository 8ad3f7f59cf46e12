import type { FieldResult, FormAnswer, FormAsk } from '../../domain/form/form-field.ts';
import { fillField, fillFields } from './fill-fields.ts';
import { rootsOf } from './find-controls.ts';
import { findField } from './find-field.ts';

const PATIENCE_MS = 5_000;

export type FormLine = (ask: FormAsk) => Promise<FormAnswer>;
/** Where the background finds the line, in the isolated world that the page cannot see. */
export type FormLineScope = { mapsimiseForm?: FormLine };

/**
 * Our hand in the page of the form. The first fill leaves its nonce here: a new document has a new hand without it, so
 * a secret that comes after a navigation meets nobody who would take it.
 *
 * Takes   tell  carries names and outcomes of fields to the background
 */
export function createFormLine(tell: (results: FieldResult[]) => Promise<void>): FormLine {
  let bound: string | undefined;
  return async (ask) => {
    if (!isTopPageOf(ask.origin)) return { is: 'elsewhere' };
    if (ask.deed === 'fill') {
      bound = ask.nonce;
      await tell(await fillFields(ask.values, PATIENCE_MS));
      return { is: 'done' };
    }
    if (bound === undefined || bound !== ask.nonce) return { is: 'elsewhere' };
    const value = { field: ask.field, text: ask.deed === 'fill-secret' ? ask.secret : '' };
    if (ask.deed === 'check-secret') {
      const found = findField(rootsOf(document), value);
      return 'result' in found ? { is: 'unfit', result: found.result } : { is: 'ready' };
    }
    await tell([await fillField(value)]);
    return { is: 'done' };
  };
}

/** A frame, a sandbox, another host or a plain connection is no place for us. */
const isTopPageOf = (origin: string) =>
  window.top === window &&
  location.protocol === 'https:' &&
  location.origin === origin &&
  self.origin === origin;
