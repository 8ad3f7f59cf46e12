import { useEffect, useRef } from 'preact/hooks';

/**
 * When a change took away what had the focus (a button that did its work and is gone), the focus goes here instead of
 * to the start of the page. A focus that is still somewhere is left alone.
 */
export function useFocusWhenLost<E extends HTMLElement>(change: unknown) {
  const target = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus();
  }, [change]);
  return target;
}
