import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part that is loaded when it is first needed, so that the first paint does not wait for it. */
export function useLoaded<P>(isNeeded: boolean, load: () => Promise<ComponentType<P>>) {
  const [part, setPart] = useState<ComponentType<P>>();
  useEffect(() => {
    if (isNeeded && !part) void load().then((loaded) => setPart(() => loaded));
  }, [isNeeded]);
  return part;
}
