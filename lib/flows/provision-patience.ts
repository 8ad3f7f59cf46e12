import {
  LOST_MS,
  mayHaveHappened,
  type Pause,
  pauseAfter,
  pauseOfTurn,
  SETTLE_MS,
} from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import type { ProvisionStepId } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { ProvisionJournal } from './provision-journal.ts';
import { untilVerdict } from './until-verdict.ts';
import type { World } from './world.ts';

/** One run, as its steps see it. */
export type Patient = {
  world: World;
  journal: ProvisionJournal;
  signal: AbortSignal;
  step: ProvisionStepId;
};

/** A wait is cut into pieces, each written down: a worker that only waits is put to sleep by its browser. */
const LONGEST_PIECE_MS = 10_000;

/** Waits, and shows why and for how long. Ends at once when it is cancelled. */
async function waitShown(
  { world, journal, signal, step }: Patient,
  pause: Pause,
  giveUpAtMs: number,
) {
  const untilMs = world.nowMs() + pause.ms;
  // What is waited is counted, as in `untilVerdict`: a clock that is set back must not make anybody wait for days.
  for (let leftMs = pause.ms; leftMs > 0 && !signal.aborted; leftMs -= LONGEST_PIECE_MS) {
    await journal.wait(step, { reason: pause.reason, untilMs, giveUpAtMs });
    await world.wait(Math.min(LONGEST_PIECE_MS, leftMs), signal);
  }
  await journal.wait(step, undefined);
}

/** Waits until a request that left once can no longer be under way. */
export async function waitUntil(patient: Patient, atMs: number, reason: Pause['reason']) {
  const ms = Math.min(LOST_MS, atMs - patient.world.nowMs());
  if (ms > 0) await waitShown(patient, { ms, reason }, atMs);
}

/** Asks until there is a verdict, and shows every wait on the step. */
export const patiently = <T>(
  patient: Patient,
  ask: () => Promise<Result<T, Failure>>,
  { settles }: { settles?: boolean } = {},
): Promise<Result<T, Failure>> =>
  untilVerdict(ask, {
    nowMs: patient.world.nowMs,
    signal: patient.signal,
    settles,
    pause: (pause, giveUpAtMs) => waitShown(patient, pause, giveUpAtMs),
  });

/** One thing that must be there in the end, exactly once. */
export type Thing<T> = {
  /** Finds it at the server; undefined when it is not there. */
  look: () => Promise<Result<T | undefined, Failure>>;
  /** When it was last asked for without an answer that settles it. */
  askedAtMs: () => number | undefined;
  /** Is awaited before the request leaves. */
  noteAsked: () => Promise<void>;
  /** A definite refusal: it was not made. */
  noteRefused: () => Promise<void>;
  /** Asks for it; gives it when the answer tells it, else undefined, and it is looked for. */
  ask: () => Promise<Result<T | undefined, Failure>>;
};

/**
 * Makes sure that a thing is there: looks first, and asks for it only when no earlier request can still be on its way.
 * An answer that does not settle it is never taken for a refusal: then the server is asked what is there.
 */
export async function ensure<T>(patient: Patient, thing: Thing<T>): Promise<Result<T, Failure>> {
  const { world, signal } = patient;
  const giveUpAtMs = world.nowMs() + SETTLE_MS + LOST_MS;
  const pauseFor = (pause: Pause) => waitShown(patient, pause, giveUpAtMs);
  for (let turn = 0, faults = 0; ; turn++) {
    const found = await thing.look();
    if (!found.ok) return found;
    if (found.value !== undefined) return good(found.value);
    if (signal.aborted) return bad({ code: 'provisioning/interrupted', isUndo: false });
    const leftMs = leftOf(thing.askedAtMs(), world.nowMs());
    if (leftMs > 0) {
      await pauseFor({ ms: Math.min(leftMs, pauseOfTurn(turn)), reason: 'answer-lost' });
      continue;
    }
    await thing.noteAsked();
    // Nothing may be awaited between the journal and the request.
    const answer = await thing.ask();
    if (answer.ok && answer.value !== undefined) return good(answer.value);
    if (answer.ok) continue;
    if (mayHaveHappened(answer.failure)) {
      if (++faults > MOST_LOST) return answer;
      continue;
    }
    await thing.noteRefused();
    const pause = pauseAfter(answer.failure, { turn, faults, nowMs: world.nowMs() });
    if (!pause || signal.aborted || world.nowMs() + pause.ms > giveUpAtMs) return answer;
    await pauseFor(pause);
  }
}

/** So many answers in a row may be lost before a person is asked to look. */
const MOST_LOST = 2;

/** How long a request that left at this time may still be under way. */
function leftOf(askedAtMs: number | undefined, nowMs: number): number {
  // A clock that was set back must not make anybody wait for days.
  if (askedAtMs === undefined || askedAtMs > nowMs) return 0;
  return askedAtMs + LOST_MS - nowMs;
}
