import { beforeAll, describe, expect, it } from 'vitest';
import {
  confirmPurchase,
  newestEntry,
  type Person,
  pressBlindly,
  pressNext,
  readyToBuy,
  untruthOf,
  wrongEndOf,
} from './a-purchase.ts';
import { CREATE_FAULTS, type CreateFault } from './simulated-server.ts';
import { createUniverse, type Kept } from './simulated-world.ts';

/*
 * Confirm Purchase in a worker that dies at its n-th step, for every n from its waking to its last write: before the
 * lock, between journal and bytes, between bytes and commit, commit and answer, answer and journal, during the check
 * and the wipe (K1 to K10). Then a new worker wakes on what is stored, and the person presses what the popup offers.
 */
type Plan = {
  fault: CreateFault;
  keepsMarker?: boolean;
  first?: Person;
  later?: Person;
  isBrowserClosed?: boolean;
};
const MOST_STEPS = 400;
const MOST_PRESSES = 5;

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

/** Gives what was wrong, and whether the worker died at all: if not, there are no more steps to try. */
async function runPlan(plan: Plan, diesAt: number) {
  const { first = confirmPurchase, later = pressNext } = plan;
  const universe = await createUniverse(ready);
  universe.server.keepsMarker = plan.keepsMarker ?? true;
  universe.server.createFaults = [plan.fault];
  const life = universe.wake({ diesAt });
  await Promise.race([first(life), life.over]);
  const hasDied = life.isOver();
  if (hasDied) await life.over;
  let wrong = untruthOf(universe, await newestEntry());
  if (plan.isBrowserClosed) await universe.closeBrowser();
  const next = universe.wake();
  for (let press = 0; press < MOST_PRESSES; press++) {
    await later(next);
    wrong ??= untruthOf(universe, await newestEntry());
  }
  const beTwo = plan.fault === 'sent twice by the browser';
  wrong ??= wrongEndOf(universe, await newestEntry(), { beTwo });
  return { hasDied, wrong };
}

async function wrongsOf(plan: Plan): Promise<string[]> {
  const wrongs: string[] = [];
  for (let diesAt = 1; diesAt <= MOST_STEPS; diesAt++) {
    const { hasDied, wrong } = await runPlan(plan, diesAt);
    if (wrong) wrongs.push(`death at step ${diesAt}: ${wrong}`);
    if (!hasDied) return diesAt > 60 ? wrongs : [...wrongs, `only ${diesAt} steps to die at`];
  }
  return [...wrongs, 'the purchase did not end'];
}

describe('one click makes one connector, wherever the worker dies', { timeout: 60_000 }, () => {
  it.each(CREATE_FAULTS)('when the create is answered: %s', async (fault) => {
    expect(await wrongsOf({ fault })).toEqual([]);
  });

  it.each(CREATE_FAULTS)('when the server does not keep our marker: %s', async (fault) => {
    expect(await wrongsOf({ fault, keepsMarker: false })).toEqual([]);
  });

  it.each<CreateFault>(['ok', 'reset before commit', 'reset after commit', 'commits late'])(
    'and the browser is closed before anybody looks: %s',
    async (fault) => {
      expect(await wrongsOf({ fault, isBrowserClosed: true })).toEqual([]);
    },
  );
});

describe('the same eyes see a blind retry', { timeout: 60_000 }, () => {
  const blind = { first: pressBlindly, later: pressBlindly };
  it.each<CreateFault>(['reset after commit', '500 after commit', 'html after commit'])(
    'without any death: %s',
    async (fault) => {
      const { wrong } = await runPlan({ fault, ...blind }, MOST_STEPS);
      expect(wrong).toMatch(/^2 connectors/);
    },
  );

  it('when it dies between the commit and its own memory of it', async () => {
    let seen = 0;
    for (let diesAt = 1; diesAt < 40; diesAt++)
      if ((await runPlan({ fault: 'ok', ...blind }, diesAt)).wrong?.startsWith('2 conn')) seen++;
    expect(seen).toBeGreaterThan(2);
  });

  it('and say nothing where a blind retry is harmless', async () => {
    const { wrong } = await runPlan({ fault: 'reset before commit', ...blind }, MOST_STEPS);
    expect(wrong).toBeUndefined();
  });
});
