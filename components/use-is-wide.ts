import { useEffect, useState } from 'preact/hooks';

/** From this width of the page on, a table beside the jobs has room for all of its columns; below, they stand under each other. */
const WIDE = '(min-width: 1000px)';

/** Is there room for a wide table? */
export function useIsWide(): boolean {
  const [isWide, setIsWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setIsWide(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isWide;
}
