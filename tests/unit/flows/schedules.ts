import fc from 'fast-check';
import type { Life } from './simulated-world.ts';
import { GUSTS } from './weather.ts';

/** How many schedules of each kind; SCHEDULES takes a longer look. */
export const SCHEDULES = Number(process.env.SCHEDULES ?? 1_000);

/**
 * What fast-check needs to draw the same schedules again. A failure names its seed and its path: with SEED and
 * SCHEDULE_PATH set to them, exactly the one that failed is run.
 */
export function drawFrom(seed: number): fc.Parameters<unknown> {
  const { SEED, SCHEDULE_PATH: path } = process.env;
  return { numRuns: SCHEDULES, seed: Number(SEED ?? seed), ...(path && { path }) };
}

/** In the whole of a look only: one schedule that is run again has too few of anything to be counted. */
export const isWholeLook = () => !process.env.SCHEDULE_PATH;

/** The network in one life: mostly calm. */
export const someGusts = fc.array(
  fc.oneof({ weight: 18, arbitrary: fc.constant('calm' as const) }, fc.constantFrom(...GUSTS)),
  { maxLength: 24 },
);

/** What happens between two lives now and then. */
export const seldom = fc.nat(3).map((die) => die === 0);

/** When the worker of one life dies; one in `freq` lives is not cut off. */
export const someDeath = (latest: number, freq: number) =>
  fc.option(fc.integer({ min: 1, max: latest }), { nil: undefined, freq });
export const dyingAt = (diesAt: number | undefined) => (diesAt === undefined ? {} : { diesAt });

/** What a person, or the time, does to a worker while it lives, by name. */
export type Deeds<D extends string> = Record<D, (life: Life) => Promise<void>>;
const OFFERED = 'presses what is offered';

/** The deeds of one life: any of them, most often what the screen offers. */
export const someDeeds = <D extends string>(deeds: Deeds<D | typeof OFFERED>, maxLength: number) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<D | typeof OFFERED>(OFFERED) },
      {
        weight: 5,
        arbitrary: fc.constantFrom(...(Object.keys(deeds) as (D | typeof OFFERED)[])),
      },
    ),
    { minLength: 1, maxLength },
  );

/** Does one deed after the other until the worker dies, and then ends it. Gives whether it had died by itself. */
export async function liveOut<D extends string>(
  life: Life,
  deeds: Deeds<D>,
  planned: readonly D[],
): Promise<boolean> {
  for (const deed of planned) {
    await Promise.race([deeds[deed](life), life.over]);
    if (life.isOver()) break;
  }
  const hasDied = life.isOver();
  life.kill();
  await life.over;
  return hasDied;
}

/** The same eyes, given a variant that is wrong on purpose: everything that they find in these schedules. */
export async function wrongsIn<T>(
  schedules: fc.Arbitrary<T>,
  look: (schedule: T) => Promise<string[]>,
  seed: number,
  numRuns = 200,
): Promise<string[]> {
  const all: string[] = [];
  for (const schedule of fc.sample(schedules, { seed, numRuns }))
    all.push(...(await look(schedule)));
  return all;
}
