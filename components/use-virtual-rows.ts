import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

/** Rows above and below the window that are drawn as well, so that a quick scroll finds something. */
const BESIDE = 4;

/**
 * Draws of a very long list only what is in the window. All rows are of one height, that of the tallest that was drawn:
 * so no text is cut, and where a row stands is one multiplication, however long the list is.
 *
 * Takes   guessPx  the height before any row was drawn
 *         kept     this row stays drawn wherever the window is: it holds the focus
 *         list     a new one begins at its top
 * Gives   the places of the rows to draw, in order, and their height
 */
export function useVirtualRows(given: {
  count: number;
  scroller: RefObject<HTMLElement | null>;
  guessPx: number;
  kept: number | undefined;
  list: unknown;
}): { drawn: number[]; heightPx: number } {
  const { count, scroller, guessPx, kept, list } = given;
  const [heightPx, setHeightPx] = useState(guessPx);
  const [first, setFirst] = useState(0);
  const [windowPx, setWindowPx] = useState(0);
  const drawnHeight = useRef(heightPx);
  const shown = useRef({ list, guessPx });
  const isMoving = useRef(false);
  const [, rest] = useReducer((turn: number, _why: undefined) => turn + 1, 0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let widthPx = element.clientWidth;
    const look = () => {
      setFirst(Math.floor(element.scrollTop / drawnHeight.current));
      isMoving.current = true;
    };
    const settle = () => {
      isMoving.current = false;
      rest(undefined);
    };
    const size = () => {
      setWindowPx(element.clientHeight);
      // In another width, texts break elsewhere: the height is found anew.
      if (element.clientWidth !== widthPx) setHeightPx(guessPx);
      widthPx = element.clientWidth;
    };
    size();
    element.addEventListener('scroll', look, { passive: true });
    element.addEventListener('scrollend', settle);
    const resized = new ResizeObserver(size);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      element.removeEventListener('scrollend', settle);
      resized.disconnect();
    };
  }, [guessPx]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (shown.current.list !== list || shown.current.guessPx !== guessPx) {
      shown.current = { list, guessPx };
      element.scrollTop = 0;
      setHeightPx(guessPx); // What is drawn now still has the height of before, so it is not measured.
      return;
    }
    // The same rows stay in sight when all of them grow.
    if (drawnHeight.current !== heightPx)
      element.scrollTop = (element.scrollTop * heightPx) / drawnHeight.current;
    drawnHeight.current = heightPx;
    // To measure is to lay out at once: too much for every frame of a scroll, and it would end a smooth one.
    if (!isMoving.current) setHeightPx(Math.max(heightPx, ...heightsIn(element)));
  });

  const inWindow = Math.ceil(windowPx / heightPx) + 1;
  return { drawn: listRows({ first, inWindow, count }, kept), heightPx };
}

const heightsIn = (element: HTMLElement) =>
  [...element.querySelectorAll<HTMLElement>('tr[data-index]')].map((row) => row.offsetHeight);

/** The places in the window and beside it, and the kept one, in order. */
export function listRows(
  { first, inWindow, count }: { first: number; inWindow: number; count: number },
  kept?: number,
): number[] {
  const to = Math.min(count, first + inWindow + BESIDE);
  // A list that became shorter shows its end until the browser has scrolled there.
  const from = Math.max(0, Math.min(first, count - inWindow) - BESIDE);
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  if (kept === undefined || kept >= count || (kept >= from && kept < to)) return drawn;
  return kept < from ? [kept, ...drawn] : [...drawn, kept];
}
