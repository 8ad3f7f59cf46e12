import { shadowRootOf } from './own-members.ts';

/** A control that holds a state. Buttons are none of these, and hidden inputs are no controls at all. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLElement;
export type Root = Document | ShadowRoot;

const NO_STATE = ['hidden', 'submit', 'button', 'reset', 'image', 'file']
  .map((type) => `[type="${type}" i]`)
  .join(',');
export const CONTROLS = `input:not(${NO_STATE}), select, textarea, [role="switch"]`;

/** More than this is no form that anybody fills in. */
const MOST_ELEMENTS = 20_000;
const MOST_ROOTS = 200;

/** The document and every open shadow root in it. Closed ones stay closed, and frames are other documents. */
export function rootsOf(document: Document): Root[] {
  const roots: Root[] = [document];
  let seen = 0;
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (++seen > MOST_ELEMENTS || roots.length >= MOST_ROOTS) return roots;
      const shadowRoot = shadowRootOf(element);
      if (shadowRoot) roots.push(shadowRoot);
    }
  }
  return roots;
}

/** Every control of the page, in the order of its roots. */
export const controlsIn = (roots: readonly Root[]): Control[] =>
  roots.flatMap((root) => [...root.querySelectorAll<Control>(CONTROLS)]);
