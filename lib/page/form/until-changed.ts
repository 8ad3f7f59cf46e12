import type { Root } from './find-controls.ts';

/** Changes that come close together are looked at once. */
const TOGETHER_MS = 50;

/** Waits for the next change of what is drawn, at most so long. */
export function untilChanged(roots: readonly Root[], mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      observer.disconnect();
      resolve();
    };
    let isOver = false;
    const observer = new MutationObserver(() => {
      if (isOver) return;
      isOver = true;
      setTimeout(end, Math.min(TOGETHER_MS, mostMs));
    });
    setTimeout(end, mostMs);
    for (const root of roots)
      observer.observe(root, {
        childList: true,
        subtree: true,
        attributes: true,
        characterData: true,
      });
  });
}
