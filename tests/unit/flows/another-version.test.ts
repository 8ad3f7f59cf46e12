import { beforeAll, describe, expect, it } from 'vitest';
import { confirmPurchase, readyToBuy } from './a-purchase.ts';
import {
  createUniverse,
  type Entry,
  journalNow,
  type Kept,
  kept,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

type Form = Record<string, unknown>;
const NAME = 'journal:v1';
let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

/**
 * The create was sent and carried out when the browser replaced the extension: this is what its old version left, as `write`
 * would have put it. The new one wakes on it.
 */
async function update(write: (entry: Form) => Form) {
  const universe = await createUniverse(ready);
  const { answer } = universe.server;
  let end = () => {};
  const isCommitted = new Promise<void>((resolve) => {
    end = resolve;
  });
  universe.server.answer = async (ask) => {
    const reply = await answer(ask);
    if (!(ask.method === 'POST' && ask.url.endsWith('/connectors'))) return reply;
    end();
    return new Promise(() => {}); // Nobody is there any more to hear the answer.
  };
  const old = universe.wake();
  void confirmPurchase(old);
  await isCommitted;
  old.kill();
  await old.over;
  const { local, session } = await kept();
  const [entry, ...others] = local[NAME] as Form[];
  const next = await createUniverse({
    session,
    local: { ...local, [NAME]: [write(entry ?? {}), ...others] },
  });
  next.server.connectors.push(...universe.server.connectors);
  return next;
}
const journalIs = (left: unknown): Kept => ({
  ...ready,
  local: { ...ready.local, [NAME]: left },
});
const wakeUp = ({ wake }: Universe) => {
  const life = wake();
  return life.flows.onAlarm('expiry-watch').then(() => life);
};

describe('an attempt that another version has noted', () => {
  it.each<[string, (entry: Form) => Form]>([
    ['of this one', (entry) => entry],
    ['of before there were schemes', ({ scheme: _new, ...entry }) => entry],
    ['of a newer one', (entry) => ({ ...entry, v: 2, lease: { until: 1 } })],
    ['of a newer one, in a state that is new', (entry) => ({ ...entry, v: 2, state: 'reserving' })],
    [
      'of a newer one, prepared: what that means there is not known',
      (entry) => ({ ...entry, v: 2, state: 'prepared' }),
    ],
    [
      'of one that calls its screen words otherwise',
      ({ name: _n, openUrl: _o, ...entry }) => ({ ...entry, v: 2 }),
    ],
  ])('%s is asked about after the update, and its one connector is found', async (_of, write) => {
    const universe = await update(write);
    const life = await wakeUp(universe);
    expect(universe.alarms.get('registration-check')).toBeGreaterThan(universe.clock.nowMs);
    await life.flows.onAlarm('registration-check');
    const [entry, ...more] = await journalNow();
    expect(entry).toMatchObject({
      state: 'verified',
      connectorId: universe.server.connectors[0]?.Id,
    });
    expect([more, universe.server.connectors.length, universe.server.countOf('create')]).toEqual([
      [],
      1,
      0,
    ]);
  });

  it('keeps its stored form while another attempt is written', async () => {
    const newer = {
      ...{ v: 2, key: 'newer', workspace: 'https://other.crm4.dynamics.com', accountId: 'a' },
      ...{
        org: 'https://other.crm4.dynamics.com',
        preparedAtMs: 1,
        idsBefore: [],
        state: 'verified',
      },
      lease: { until: 1 },
    };
    const universe = await createUniverse(journalIs([newer]));
    await confirmPurchase(await wakeUp(universe));
    expect(await journalNow()).toEqual([expect.objectContaining({ state: 'verified' }), newer]);
  });

  it.each<[string, unknown]>([
    ['that cannot be read at all', { v: 9, blob: 'x' }],
    ['that is no entry', 'text'],
  ])('%s is never dropped', async (_what, left) => {
    const universe = await createUniverse(journalIs([left]));
    const life = await wakeUp(universe);
    await confirmPurchase(life);
    const [entry] = await journalNow();
    expect(await journalNow()).toEqual([expect.objectContaining({ state: 'verified' }), left]);
    await life.press('registration.dismiss', { key: (entry as Entry).key });
    expect(await journalNow()).toEqual([left]);
  });

  it('locks the purchase of its organisation while it is open', async () => {
    const universe = await update((entry) => ({ ...entry, v: 2, state: 'reserving' }));
    const life = await wakeUp(universe);
    await confirmPurchase(life);
    expect(universe.server.countOf('create')).toBe(0);
    expect((await journalNow())[0]).toMatchObject({ workspace: WORKSPACE, v: 2 });
  });
});
