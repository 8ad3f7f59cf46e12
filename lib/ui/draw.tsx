import { cloneElement, render, type VNode } from 'preact';
import { onLanguage } from '../language/messages.ts';
import { keepFocus } from './keep-focus.ts';
import { followLanguage } from './language.ts';

/** Begun while the first facts are still being read. */
const spoken = followLanguage();

/**
 * Draws a page of ours, and says on <html> that it is there: its first facts are drawn. A change of the language draws
 * all of it anew (a clone, since Preact passes over the very same element); what is typed and where the focus is stays.
 */
export async function draw(content: VNode): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  await spoken;
  const paint = () => render(cloneElement(content), root);
  onLanguage(paint);
  paint();
  keepFocus(root);
  document.documentElement.dataset.ready = 'true';
}
