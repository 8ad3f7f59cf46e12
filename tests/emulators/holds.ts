import { type LogFilter, matches } from './request-log.ts';

export type HoldPoint = 'before' | 'after';
export type HoldMatch = LogFilter & { when: HoldPoint };
export type Release = 'continue' | 'reset' | 'error500' | 'html';

/** One request to be stopped at a point, and let go by hand. */
export type Hold = {
  id: string;
  match: HoldMatch;
  taken: boolean;
  arrived: Promise<void>;
  arrive: () => void;
  released: Promise<Release>;
  release: (how: Release) => void;
};

export class Holds {
  #holds = new Map<string, Hold>();
  #next = 1;

  add(match: HoldMatch): Hold {
    const arrival = deferred<void>();
    const letting = deferred<Release>();
    const hold: Hold = {
      id: String(this.#next),
      match,
      taken: false,
      arrived: arrival.promise,
      arrive: arrival.resolve,
      released: letting.promise,
      release: letting.resolve,
    };
    this.#next += 1;
    this.#holds.set(hold.id, hold);
    return hold;
  }

  get(id: string): Hold | undefined {
    return this.#holds.get(id);
  }

  /** The hold that this request falls under: each takes one request only. */
  take(request: { host: string; method: string; path: string }): Hold | undefined {
    for (const hold of this.#holds.values()) {
      if (hold.taken || !matches(request, hold.match)) continue;
      hold.taken = true;
      return hold;
    }
    return undefined;
  }

  /** Another world: what is held is hung up on, what was to be held is not. */
  clear(): void {
    for (const hold of this.#holds.values()) {
      hold.taken = true;
      hold.release('reset');
    }
    this.#holds.clear();
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
