import { cloneElement, render, type VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { onLanguage } from '../language/messages.ts';
import { keepFocus } from './keep-focus.ts';
import { followLanguage } from './language.ts';

/** Begun while the first facts are still being read. */
const spoken = followLanguage();

/** Draws a page of ours, and says on <html> that it is there: its first facts are drawn. */
export async function draw(content: VNode): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  await spoken;
  render(<Spoken content={content} />, root);
  keepFocus(root);
  document.documentElement.dataset.ready = 'true';
}

/**
 * A change of the language draws all of it anew (a clone, since Preact passes over the very same element); what is typed
 * and where the focus is stays. The root itself stays too: it counts the ids that tie labels to their fields, and drawn into
 * a third time it would give them out anew.
 */
function Spoken({ content }: { content: VNode }) {
  const [, redraw] = useState(0);
  useLayoutEffect(() => onLanguage(() => redraw((turn) => turn + 1)), []);
  return cloneElement(content);
}
