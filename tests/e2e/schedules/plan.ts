import fc from 'fast-check';
import type { HoldMatch, WorldName } from '../../emulators/control.ts';
import { MAPSIMISE } from '../../emulators/people.ts';
import { CREATE, LIST, READ_BACK } from '../stage.ts';

/** How many are lived out; SCHEDULES_IN_BROWSER takes a longer look. */
export const SCHEDULES = Number(process.env.SCHEDULES_IN_BROWSER ?? 32);
/** What draws the same ones again. */
export const SEED = Number(process.env.SEED ?? 20261126);

const ME = { host: MAPSIMISE.apiHost, method: 'GET', pathPrefix: '/api/v1/me' };

/** Where a purchase is struck: the request that is on its way, and whether the server has done what it asks for. */
export const POINTS = {
  'the account is asked for': { ...ME, when: 'before' },
  'the list is asked for': { ...LIST, when: 'before' },
  'the list is answered': { ...LIST, when: 'after' },
  'the create arrives': { ...CREATE, when: 'before' },
  'the create was carried out': { ...CREATE, when: 'after' },
  'it is read back': { ...READ_BACK, when: 'before' },
  'it was read back': { ...READ_BACK, when: 'after' },
} as const satisfies Record<string, HoldMatch>;
export type Point = keyof typeof POINTS;

export const BLOWS = [
  'the worker is killed',
  'the browser is killed',
  'the answer is lost',
  'it answers 500',
  'it answers with a page',
  'the window is closed',
  'it is pressed again in a second window, and the answer comes late',
] as const;
export type Blow = (typeof BLOWS)[number];

export type Schedule = {
  world: WorldName;
  window: 'popup' | 'tab';
  press: 'once' | 'twenty times' | 'in two windows';
  point: Point;
  blow: Blow;
  /** Does the server still get, or give, what was on its way when its asker died? */
  goesOn: boolean;
  /** What befalls the first look at what became of it. */
  check: 'nothing' | 'the worker is killed' | 'the browser is killed' | 'the answer is lost';
  comesBackIn: 'popup' | 'tab';
};

const DIES: readonly Blow[] = ['the worker is killed', 'the browser is killed'];
const FAILS: readonly Blow[] = ['the answer is lost', 'it answers 500', 'it answers with a page'];
/** The create most of all, and kills: what else happens, the simulated worlds try a thousand times. */
const aPoint = fc.oneof(
  ...(Object.keys(POINTS) as Point[]).map((point) => ({
    weight: point.includes('create') ? 4 : 1,
    arbitrary: fc.constant(point),
  })),
);
const WEIGHTS: Partial<Record<Blow, number>> = {
  'the worker is killed': 4,
  'the browser is killed': 3,
};
const aBlow = fc.oneof(
  ...BLOWS.map((blow) => ({ weight: WEIGHTS[blow] ?? 1, arbitrary: fc.constant(blow) })),
);

const aSchedule: fc.Arbitrary<Schedule> = fc.record({
  world: fc.constantFrom<WorldName>(
    'happy',
    'happy',
    'create-500-after-commit',
    'create-html-after-commit',
    'idempotency-ignored',
  ),
  window: fc.constantFrom('popup', 'tab'),
  press: fc.constantFrom('once', 'twenty times', 'in two windows'),
  point: aPoint,
  blow: aBlow,
  goesOn: fc.boolean(),
  check: fc.oneof(
    { weight: 5, arbitrary: fc.constant('nothing' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'the worker is killed' as const,
        'the browser is killed' as const,
        'the answer is lost' as const,
      ),
    },
  ),
  comesBackIn: fc.constantFrom('popup', 'tab'),
});

/** Was a create sent of which nothing comes? To be sure of that takes half a minute of looking. */
export const comesToNothing = ({ point, blow, goesOn }: Schedule) =>
  point === 'the create arrives' && (FAILS.includes(blow) || (DIES.includes(blow) && !goesOn));

/** A browser sends a POST again by itself when its connection is reset; this server would make a second one of it. */
export const maySendTwice = ({ world, point, blow }: Schedule) =>
  world === 'idempotency-ignored' && point.includes('create') && blow === 'the answer is lost';

/** Does it strike so, at the purchase or at the first look at what became of it? */
export const strikes =
  (blow: 'the worker is killed' | 'the browser is killed') => (one: Schedule) =>
    one.blow === blow || one.check === blow;

/** The schedules of one look: drawn, but of those that need half a minute each only the first. */
export function drawSchedules(): Schedule[] {
  const [first, ...others] = fc.sample(aSchedule.filter(comesToNothing), {
    seed: SEED,
    numRuns: 1,
  });
  const cheap = fc.sample(
    aSchedule.filter((one) => !comesToNothing(one)),
    { seed: SEED, numRuns: SCHEDULES - 1 },
  );
  return first ? [...cheap, first, ...others] : cheap;
}
