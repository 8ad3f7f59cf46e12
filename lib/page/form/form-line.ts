import type { FieldResult, FormAnswer, FormAsk } from '../../domain/form/form-field.ts';
import { fillField, fillFields } from './fill-fields.ts';
import { rootsOf } from './find-controls.ts';
import { findField } from './find-field.ts';

const PATIENCE_MS = 5_000;

export type FormLine = (ask: FormAsk) => Promise<FormAnswer>;
/**
 * Where the background finds the line, in the isolated world that the page cannot see. Not named as the script's file:
 * that name holds the script itself.
 */
type FormLineScope = { mapsimiseFillLine?: FormLine };

/**
 * Puts our hand into the page of the form; an earlier one stops there and then. The first fill leaves its nonce here: a new document has a new hand without it, so
 * a secret that comes after a navigation meets nobody who would take it.
 *
 * Takes   tell  carries names and outcomes of fields to the background
 */
export function openFormLine(tell: (results: FieldResult[]) => Promise<void>): void {
  let bound: string | undefined;
  const scope = globalThis as FormLineScope;
  const isStopped = () => scope.mapsimiseFillLine !== line;
  const line: FormLine = async (ask) => {
    if (!isTopPageOf(ask.origin)) return { is: 'elsewhere' };
    if (ask.deed === 'fill') {
      bound = ask.nonce;
      const results = await fillFields(ask.values, { patienceMs: PATIENCE_MS, isStopped });
      if (isStopped()) return { is: 'elsewhere' };
      await tell(results);
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
  scope.mapsimiseFillLine = line;
}

/** A frame, a sandbox, another host or a plain connection is no place for us. */
const isTopPageOf = (origin: string) =>
  window.top === window &&
  location.protocol === 'https:' &&
  location.origin === origin &&
  self.origin === origin;
