import { type ComponentChild, render } from 'preact';
import { keepFocus } from './keep-focus.ts';

/** Draws a page of ours, and says on <html> that it is there: its first facts are drawn. */
export function draw(content: ComponentChild): void {
  const root = document.getElementById('app');
  if (!root) return;
  render(content, root);
  keepFocus(root);
  document.documentElement.dataset.ready = 'true';
}
