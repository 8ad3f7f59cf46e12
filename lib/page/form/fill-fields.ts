import {
  type FieldResult,
  type FieldValue,
  type FormField,
  isDispensable,
} from '../../domain/form/form-field.ts';
import { type Control, rootsOf } from './find-controls.ts';
import { findField, type Judge } from './find-field.ts';
import { isHeld, setControl } from './set-control.ts';
import { untilChanged } from './until-changed.ts';
import { whyNot } from './why-not.ts';

/** How long the page may take over drawing anew what was set. */
const SETTLING_MS = 30;

/** `isStopped`: another filling of the same page has begun, and this one writes nothing more. */
type Filling = { patienceMs: number; isStopped: () => boolean; judge?: Judge };

/**
 * Fills what can be filled, and looks again with every change of the page until each field has its value or the
 * patience is over: a form may be drawn late, and Scheme may bring other fields up.
 *
 * Gives   one result per value, in the order given; none for a Scheme that need not be there
 */
export async function fillFields(
  values: readonly FieldValue[],
  { patienceMs, isStopped, judge = whyNot }: Filling,
): Promise<FieldResult[]> {
  const endsAtMs = performance.now() + patienceMs;
  const results = new Map<FormField, FieldResult>();
  for (;;) {
    for (const value of values) {
      if (isStopped()) return [];
      if (results.get(value.field)?.outcome !== 'filled')
        results.set(value.field, await fillField(value, judge));
    }
    const all = values.flatMap((value) => {
      const result = results.get(value.field);
      return !result || (result.outcome === 'not-found' && isDispensable(value)) ? [] : result;
    });
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0 || all.every(({ outcome }) => outcome === 'filled')) return all;
    await untilChanged(rootsOf(document), leftMs);
  }
}

/** Fills one field now, or says why not. */
export async function fillField(value: FieldValue, judge: Judge = whyNot): Promise<FieldResult> {
  const { field } = value;
  const found = findField(rootsOf(document), value, judge);
  if ('result' in found) return found.result;
  const { control } = found;
  enter(control);
  // Coming into a field may make the page put another in its place: then that one is looked at, not this one.
  const again = findField(rootsOf(document), value, judge);
  if ('result' in again) return again.result;
  if (again.control !== control) return { field, outcome: 'refused', why: 'not-kept' };
  const why = setControl(control, value);
  leave(control);
  if (why) return { field, outcome: 'refused', why };
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  if (isHeld(control, value) || isHeldAnew(value, judge)) return { field, outcome: 'filled' };
  return { field, outcome: 'refused', why: 'not-kept' };
}

/** Some forms draw a new control for the same state. */
function isHeldAnew(value: FieldValue, judge: Judge): boolean {
  const found = findField(rootsOf(document), value, judge);
  return 'control' in found && isHeld(found.control, value);
}

/** The window of the extension has the focus, so the page would not hear of it by itself. */
function enter(control: Control): void {
  control.focus({ preventScroll: true });
  if (document.hasFocus()) return;
  control.dispatchEvent(new FocusEvent('focus', { composed: true }));
  control.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
}

function leave(control: Control): void {
  control.blur();
  if (document.hasFocus()) return;
  control.dispatchEvent(new FocusEvent('blur', { composed: true }));
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
}
