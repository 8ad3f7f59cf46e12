import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Handlers, MessageType, Sender } from '../../../lib/messages/contract.ts';
import { CONTRACT } from '../../../lib/messages/contract.ts';
import { receive } from '../../../lib/messages/messenger.ts';
import { HOME, PAGES, SCRIPTS, SENDERS, TYPES, WELL_FORMED, type Who } from './a-message.ts';

const RUNS = 1_000;
const allowed = (type: MessageType): Sender =>
  SENDERS[(CONTRACT[type].from === 'page' ? PAGES : SCRIPTS)[0] ?? 'nobody'];
const somebody = fc.constantFrom(...(Object.keys(SENDERS) as Who[])).map((who) => SENDERS[who]);
const odd = fc.record(
  {
    id: fc.oneof(fc.constant(HOME.id), fc.string()),
    origin: fc.oneof(fc.constant('null'), fc.webUrl(), fc.string()),
    url: fc.oneof(fc.constant(`${HOME.origin}@evil.test`), fc.webUrl(), fc.string()),
    tabId: fc.integer(),
    frameId: fc.integer(),
  },
  { requiredKeys: [] },
);

/** A door behind which nothing may be reached: neither a handler nor what is stored. */
function watchedDoor() {
  const reached: string[] = [];
  for (const area of ['local', 'session', 'sync', 'managed'] as const)
    for (const deed of ['get', 'set', 'remove', 'clear'] as const)
      vi.spyOn(browser.storage[area], deed).mockImplementation(async () => {
        reached.push(`${area}.${deed}`);
        return {};
      });
  const handlers = Object.fromEntries(
    TYPES.map((type) => [type, async () => void reached.push(type)]),
  ) as unknown as Handlers;
  const knock = (message: unknown, sender: Sender) =>
    receive(message, sender, HOME, handlers, (type) => reached.push(`report ${type}`));
  return { knock, reached };
}
afterEach(() => vi.restoreAllMocks());

/** What is no object, or has an unknown type, an extra member, an odd prototype, or nothing in it. */
const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.record({ type: fc.string(), ask: fc.anything() }),
  fc.record({ type: fc.constantFrom(...TYPES), ask: fc.anything(), v: fc.nat() }),
  fc.record({
    type: fc.constantFrom(...TYPES.flatMap((type) => [type.toUpperCase(), `${type} `, [type]])),
    ask: fc.object(),
  }),
  fc.record({ type: fc.constantFrom(...TYPES), ask: fc.oneof(fc.string(), fc.array(fc.object())) }),
);

describe('whatever is sent', { timeout: 30_000 }, () => {
  it('by anybody at all is turned away in one way: nothing throws, nothing is read or written', async () => {
    const { knock, reached } = watchedDoor();
    await fc.assert(
      fc.asyncProperty(anything, fc.oneof(somebody, odd), async (message, sender) => {
        const receipt = await knock(message, sender);
        expect(receipt).toEqual({
          taken: false,
          why: expect.stringMatching(/^(?:malformed|stranger)$/),
        });
      }),
      { numRuns: RUNS },
    );
    expect(reached).toEqual([]);
  });

  it('by whoever is not ours is turned away, also where it is good', async () => {
    const { knock, reached } = watchedDoor();
    const strange = odd.filter(({ id }) => id !== HOME.id);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TYPES), strange, async (type, sender) => {
        const receipt = await knock({ type, ask: WELL_FORMED[type] }, sender);
        expect(receipt).toEqual({ taken: false, why: 'stranger' });
      }),
      { numRuns: RUNS },
    );
    expect(reached).toEqual([]);
  });
});

type Spot = { path: (string | number)[]; value: unknown };

/** Every value in an ask, with the way to it: itself, its members, theirs. */
function spotsIn(value: unknown, path: (string | number)[] = []): Spot[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const keyOf = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return [{ path, value }, ...inner.flatMap(([key, one]) => spotsIn(one, [...path, keyOf(key)]))];
}

function exchange(value: unknown, [key, ...rest]: (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown = structuredClone(value);
  const inner = (copy as Record<string | number, unknown>)[key];
  Object.defineProperty(copy, key, { value: exchange(inner, rest, by) });
  return copy;
}

/** What may stand in the place of a value so that it is of no kind that is wanted there. */
const OTHER_KINDS: unknown[] = [null, {}, [], 'x'.repeat(25), 1.5, -1, Number.NaN, true, ['x']];
const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

/** Each good question with one thing changed that makes it a bad one. */
const BAD = TYPES.flatMap((type) =>
  spotsIn(WELL_FORMED[type]).flatMap(({ path, value }) => [
    ...OTHER_KINDS.filter((kind) => kindOf(kind) !== kindOf(value)).map((by) => ({
      type,
      what: `${path.join('.') || 'all'} as ${JSON.stringify(by)}`,
      ask: exchange(WELL_FORMED[type], path, by),
    })),
    ...(kindOf(value) === 'object'
      ? ['v', 'url', 'newKey'].map((key) => ({
          type,
          what: `${path.join('.') || 'all'} with ${key}`,
          ask: exchange(WELL_FORMED[type], path, { ...(value as object), [key]: 'x' }),
        }))
      : []),
  ]),
).filter(({ type, what }) => !(type === 'api-key.keep' && what === 'all with newKey'));

describe('a good question with one thing changed', () => {
  it.each(TYPES)('is no %s any more', async (type) => {
    const { knock, reached } = watchedDoor();
    const bad = BAD.filter((one) => one.type === type);
    expect(bad.length).toBeGreaterThan(5);
    for (const { ask, what } of bad)
      expect(await knock({ type, ask }, allowed(type)), what).toEqual({
        taken: false,
        why: 'malformed',
      });
    expect(reached).toEqual([]);
  });

  it('no text in any of them may be without an end', async () => {
    const { knock, reached } = watchedDoor();
    const endless = 'x'.repeat(20_000_000);
    const texts = TYPES.flatMap((type) =>
      spotsIn(WELL_FORMED[type])
        .filter(({ value }) => typeof value === 'string')
        .map(({ path }) => ({ type, ask: exchange(WELL_FORMED[type], path, endless) })),
    );
    expect(texts.length).toBeGreaterThan(TYPES.length);
    for (const { type, ask } of texts)
      expect((await knock({ type, ask }, allowed(type))).taken, type).toBe(false);
    expect(reached).toEqual([]);
  });
});
