type Work<T> = (lock: { name: string } | null) => Promise<T> | T;
export type Locks = {
  request<T>(name: string, options: { ifAvailable?: boolean }, work: Work<T>): Promise<T>;
};

/** Web Locks of one worker: first come, first served; gone with the worker. Node 20 has none of its own. */
export function createLocks(): Locks {
  const lastInLine = new Map<string, Promise<void>>();
  const inLine = new Map<string, number>();
  return {
    async request<T>(name: string, options: { ifAvailable?: boolean }, work: Work<T>): Promise<T> {
      const others = inLine.get(name) ?? 0;
      if (options.ifAvailable && others > 0) return work(null);
      inLine.set(name, others + 1);
      const turn = (lastInLine.get(name) ?? Promise.resolve()).then(() => work({ name }));
      const over = () => {
        inLine.set(name, (inLine.get(name) ?? 1) - 1);
      };
      lastInLine.set(name, turn.then(over, over));
      return turn;
    },
  };
}
