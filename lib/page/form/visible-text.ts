/** What stands inside a label without being its words. */
const NO_WORDS = 'input, select, textarea, button, script, style, template, noscript';
const DEEPEST = 12;

/**
 * The words that a person sees in an element: not those of controls in it, nor of parts that are not drawn.
 *
 * Takes   evenHidden  counts those parts too
 */
export function visibleText(element: Element, evenHidden = false, depth = 0): string {
  if (depth > DEEPEST || !(evenHidden || isDrawn(element))) return '';
  return [...element.childNodes]
    .map((child) => {
      if (child.nodeType === Node.TEXT_NODE) return (child.nodeValue ?? '').replace(/\s+/g, ' ');
      const isWords = child instanceof Element && !child.matches(NO_WORDS);
      return isWords ? visibleText(child, evenHidden, depth + 1) : '';
    })
    .join('');
}

export function isDrawn(element: Element): boolean {
  const { display, visibility } = getComputedStyle(element);
  return display !== 'none' && visibility !== 'hidden' && visibility !== 'collapse';
}
