import { useEffect } from 'preact/hooks';
import { ask } from '../messages/ask.ts';

const ASK_AGAIN_MS = 2_000;

/**
 * While something is shown as under way, its worker is asked for at once and now and then. Any message wakes one, and
 * whoever wakes puts right first what its predecessor was cut off from; this message asks for nothing else.
 */
export function useWatchedWork(isUnderWay: boolean): void {
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const look = () => void ask('work.look', {});
    look();
    const timer = setInterval(look, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay]);
}
