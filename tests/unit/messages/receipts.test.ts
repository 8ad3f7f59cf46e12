import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONTRACT, type MessageType, type Receipt } from '../../../lib/messages/contract.ts';
import { receive } from '../../../lib/messages/messenger.ts';
import { createWorld } from '../flows/a-provisioning.ts';
import { signedIn } from '../flows/simulated-directory.ts';
import { API_KEY, HOME, kept, type Life, SECRET, setUp } from '../flows/simulated-world.ts';
import { PAGES, SCRIPTS, SENDERS, TYPES, WELL_FORMED, type Who } from './a-message.ts';

const WHOEVER = Object.keys(SENDERS) as Who[];
const mayAsk = (type: MessageType) => (CONTRACT[type].from === 'page' ? PAGES : SCRIPTS);
/** What takes secrets away comes last, so that there is something to lose until then. */
const TAKES_AWAY: MessageType[] = ['draft.forget', 'api-key.keep', 'everything.forget'];
const ORDER = [...TYPES.filter((type) => !TAKES_AWAY.includes(type)), ...TAKES_AWAY];

const logged: unknown[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...words) => void logged.push(words));
});
afterEach(() => vi.restoreAllMocks());

/** A good question, in which whatever is secret is one that is looked for. */
const askOf = (type: MessageType): object => ({
  ...WELL_FORMED[type],
  ...('newSecret' in WELL_FORMED[type] && { newSecret: SECRET }),
  ...('newKey' in WELL_FORMED[type] && { newKey: API_KEY }),
});

/** The real deeds over a simulated outside, with a secret, a key and somebody signed in. */
async function openDoor() {
  const world = await createWorld();
  const life: Life = world.wake({ userToken: signedIn, database: new IDBFactory() });
  await setUp(life);
  const told: unknown[] = [];
  const knock = async (message: unknown, who: Who): Promise<Receipt> => {
    const report = (type: string, bug: unknown) => told.push([type, String(bug)]);
    const receipt = await receive(message, SENDERS[who], HOME, life.flows.handlers, report);
    told.push(receipt);
    return receipt;
  };
  return { knock, told, world };
}

/** Nothing that came back, was logged, or lies where it is not meant to, holds a secret. */
async function expectNoSecret(told: unknown[]): Promise<void> {
  const { local, session } = await kept();
  const facts = Object.entries(session).filter(([name]) => !name.startsWith('secret:'));
  const all = JSON.stringify([told, local, facts, logged]);
  expect(all).not.toContain('CANARY');
}

describe('an answer', { timeout: 60_000 }, () => {
  it('to any message, by anybody, says that it was taken or why not: no secret is in one', async () => {
    const { knock, told } = await openDoor();
    expect(Object.values((await kept()).session)).toEqual(
      expect.arrayContaining([SECRET, API_KEY]),
    );
    for (const type of ORDER)
      for (const who of WHOEVER) {
        const receipt = await knock({ type, ask: askOf(type) }, who);
        const isTaken = mayAsk(type).includes(who);
        expect(receipt, `${who}: ${type}`).toEqual(
          isTaken ? { taken: true } : { taken: false, why: 'stranger' },
        );
        if (!TAKES_AWAY.includes(type)) await expectNoSecret(told);
      }
    await expectNoSecret(told);
    expect((await kept()).local).toEqual({});
  });

  it('to messages drawn at random, in any order, is a receipt as well', async () => {
    const { knock, told } = await openDoor();
    const types = TYPES.filter((type) => type !== 'everything.forget');
    const value = fc.oneof(fc.constantFrom(SECRET, API_KEY, 'c-1', '*'), fc.jsonValue());
    const message = fc.constantFrom(...types).chain((type) =>
      fc.record({
        type: fc.constant(type),
        ask: fc.oneof(
          fc.constant(askOf(type)),
          fc.dictionary(fc.constantFrom('secret', 'ask', ...Object.keys(WELL_FORMED[type])), value),
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(message, fc.constantFrom(...WHOEVER), async (one, who) => {
        const receipt = await knock(one, who);
        expect([
          { taken: true },
          { taken: false, why: 'stranger' },
          { taken: false, why: 'malformed' },
        ]).toContainEqual(receipt);
      }),
      { numRuns: 300 },
    );
    expect(told.length).toBeGreaterThanOrEqual(300);
    expect(JSON.stringify([told, logged])).not.toContain('CANARY');
  });
});
