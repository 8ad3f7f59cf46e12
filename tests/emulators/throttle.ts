/** Refuses until its time is over; the time starts with the first refusal. */
export class Throttle {
  #untilMs: number | undefined;
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  refuses(nowMs: number): boolean {
    this.#untilMs ??= nowMs + this.seconds * 1000;
    return nowMs < this.#untilMs;
  }
}
