import { fieldOfLabel } from '../../domain/form/wordings.ts';
import { CONTROLS, type Control, type Root } from './find-controls.ts';
import { allWithin, isMatch, parentOf } from './own-members.ts';
import { isDrawn, visibleText } from './visible-text.ts';

/**
 * The texts that label a control: aria-labelledby, aria-label, `label for`, a label around it. Where none of them says
 * anything, the one label that stands beside it in its row of the form.
 */
export function labelsOf(control: Control): string[] {
  const root = control.getRootNode() as Root;
  // What labels a hidden control may be hidden with it: then it is known by that, and refused for it.
  const evenHidden = !isDrawn(control);
  const named = (control.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id ? root.getElementById(id) : null))
    .filter((element) => element !== null)
    .map((element) => visibleText(element, evenHidden))
    .join(' ');
  const own = [
    named,
    control.getAttribute('aria-label') ?? '',
    ...labelElementsOf(control, root).map((label) => visibleText(label, evenHidden)),
  ].filter((text) => text.trim() !== '');
  return own.length > 0 ? own : rowLabelOf(control);
}

function labelElementsOf(control: Control, root: Root): Element[] {
  if ('labels' in control && control.labels) return [...control.labels];
  const around = control.closest('label');
  const pointing = [...root.querySelectorAll('label')].filter(
    ({ htmlFor }) => htmlFor !== '' && root.getElementById(htmlFor) === control,
  );
  return around ? [around, ...pointing] : pointing;
}

const ROW_IS_OVER = 'form, fieldset, table, body, html';
/** Where the words of a row stand, label element or not. */
const WORDS = 'label, legend, span, div, p, td, th, dt, strong, b';

/** A row of a form has one control and one label. Anything else in number says nothing about what belongs to what. */
function rowLabelOf(control: Control): string[] {
  for (let row = parentOf(control); row; row = parentOf(row)) {
    if (allWithin(row, CONTROLS).length > 1) return [];
    const texts = allWithin(row, WORDS)
      .filter((element) => !element.contains(control))
      .map((element) => ({ element, text: visibleText(element) }))
      .filter(({ element, text }) => isLabel(element, text));
    const innermost = texts.filter(
      ({ element }) =>
        !texts.some((other) => other.element !== element && element.contains(other.element)),
    );
    if (innermost.length > 0)
      return innermost.length === 1 ? innermost.map(({ text }) => text) : [];
    if (isMatch(row, ROW_IS_OVER)) return [];
  }
  return [];
}

const isLabel = (element: Element, text: string) =>
  text.trim() !== '' && (element.matches('label') || fieldOfLabel(text) !== undefined);
