/**
 * Keeps the focus in its neighbourhood. When the control that had it is taken away (a button that has done its work),
 * the browser drops the focus to the start of the page; here it goes to the nearest part around it that is still there,
 * and in that to what is marked `data-landing`, the heading of an outcome.
 *
 * Takes   root  the part of the page that is drawn anew
 */
export function keepFocus(root: HTMLElement): void {
  let around: HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    around = target instanceof HTMLElement ? ancestorsOf(target, root) : [];
  });
  new MutationObserver(() => {
    if (document.activeElement !== document.body || around.length === 0) return;
    const [focused, ...outer] = around;
    if (focused?.isConnected && root.contains(focused)) return; // It was left by the person.
    const nearest = outer.find((element) => element.isConnected && root.contains(element));
    around = [];
    if (!nearest) return;
    const landing = nearest.querySelector<HTMLElement>('[data-landing]') ?? nearest;
    landing.tabIndex = -1;
    landing.focus({ preventScroll: landing === nearest });
  }).observe(root, { childList: true, subtree: true });
}

function ancestorsOf(element: HTMLElement, root: HTMLElement): HTMLElement[] {
  const all: HTMLElement[] = [];
  for (let one: HTMLElement | null = element; one && one !== root; one = one.parentElement)
    all.push(one);
  return all;
}
