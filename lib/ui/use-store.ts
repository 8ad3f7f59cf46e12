import { useEffect, useState } from 'preact/hooks';
import { type AppState, store } from './store.ts';

/** Draws anew when the picked part of the state changes. (zustand's own hook is React's, see lib/README.md, D2.) */
export function useStore<T>(pick: (state: AppState) => T): T {
  const [picked, setPicked] = useState(() => pick(store.getState()));
  useEffect(() => {
    const update = (state: AppState) => setPicked(() => pick(state));
    update(store.getState());
    return store.subscribe(update);
  }, []);
  return picked;
}
