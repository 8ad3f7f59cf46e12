/** Which limit is said to be exceeded. */
export type Limit = 'requests' | 'time' | 'concurrency';
export type Armed = {
  /** So many requests pass first. */
  after: number;
  /** Retry-After. */
  seconds: number;
  limit?: Limit;
  /** How often it happens; each time as many pass first. */
  times?: number;
  /** Only requests to paths that begin so count, and are refused; `$batch/api/…` are operations of batches. */
  pathPrefix?: string;
};
export type Protection = {
  refused: number;
  /** Of those: requests that came before the time of an earlier refusal was over. */
  tooEarly: number;
};

/** Before the path of an operation of a batch, so that it can be told from a request. */
export const OF_A_BATCH = '$batch';

/** The service's limits, exceeded when a test says so and not by load. */
// Source: Microsoft Learn, api-limits: refused until Retry-After is over
export class ServiceProtection {
  #armed: Armed | undefined;
  #passesLeft = 0;
  #timesLeft = 0;
  #untilMs = 0;
  readonly #counts: Protection = { refused: 0, tooEarly: 0 };

  arm(armed: Armed): void {
    this.#armed = armed;
    this.#passesLeft = armed.after;
    this.#timesLeft = armed.times ?? 1;
    this.#untilMs = 0;
  }

  get counts(): Protection {
    return { ...this.#counts };
  }

  /** The refusal that a request gets, if any. */
  refusal(path: string, nowMs: number): { seconds: number; limit: Limit } | undefined {
    const { after = 0, seconds = 0, limit = 'requests', pathPrefix = '' } = this.#armed ?? {};
    if (!this.#armed || !path.startsWith(pathPrefix)) return undefined;
    // A batch is one request, unless its operations are what is meant.
    if (path.startsWith(OF_A_BATCH) && !pathPrefix.startsWith(OF_A_BATCH)) return undefined;
    if (nowMs < this.#untilMs) {
      this.#counts.refused += 1;
      this.#counts.tooEarly += 1;
      return { seconds: Math.ceil((this.#untilMs - nowMs) / 1000), limit };
    }
    if (this.#timesLeft === 0) return undefined;
    if (this.#passesLeft > 0) {
      this.#passesLeft -= 1;
      return undefined;
    }
    this.#timesLeft -= 1;
    this.#passesLeft = after;
    this.#untilMs = nowMs + seconds * 1000;
    this.#counts.refused += 1;
    return { seconds, limit };
  }
}
