import { useEffect, useRef, useState } from 'preact/hooks';

/** A screen reader is told so often at most; each page of a run would be a torrent. */
const SAY_EVERY_MS = 10_000;

/** The newest text, but not oftener than every ten seconds; at once when the part of the work changes. */
export function useNowAndThen(text: string, part: string): string {
  const [said, setSaid] = useState(text);
  const newest = useRef(text);
  newest.current = text;
  useEffect(() => {
    setSaid(newest.current);
    const timer = setInterval(() => setSaid(newest.current), SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [part]);
  return said;
}
