import type { IncomingHttpHeaders } from 'node:http';

/** One request as it was received. `status` is null until, and unless, it was answered. */
export type Logged = {
  n: number;
  atMs: number;
  /** When the whole answer had left; null until then. */
  answeredAtMs: number | null;
  host: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  status: number | null;
  /** The whole answer left. */
  finished: boolean;
  /** The connection ended before that, by either side. */
  aborted: boolean;
};

/** `path` is exact, `pathPrefix` its beginning; the query belongs to both. */
export type LogFilter = { host?: string; method?: string; path?: string; pathPrefix?: string };

export class RequestLog {
  #entries: Logged[] = [];
  #next = 1;

  add(seen: Pick<Logged, 'host' | 'method' | 'path' | 'headers'>): Logged {
    const entry: Logged = {
      n: this.#next,
      atMs: Date.now(),
      answeredAtMs: null,
      ...seen,
      body: '',
      status: null,
      finished: false,
      aborted: false,
    };
    this.#next += 1;
    this.#entries.push(entry);
    return entry;
  }

  matching(filter: LogFilter): Logged[] {
    return this.#entries.filter((entry) => matches(entry, filter));
  }

  clear(): void {
    this.#entries = [];
  }
}

export function matches(seen: Pick<Logged, 'host' | 'method' | 'path'>, filter: LogFilter) {
  return (
    (filter.host === undefined || seen.host === filter.host) &&
    (filter.method === undefined || seen.method === filter.method) &&
    (filter.path === undefined || seen.path === filter.path) &&
    (filter.pathPrefix === undefined || seen.path.startsWith(filter.pathPrefix))
  );
}
