import { beforeAll, describe, expect, it } from 'vitest';
import { confirmPurchase, newestEntry, readyToBuy } from './a-purchase.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  type Kept,
  kept,
  SECRET,
  WORKSPACE,
} from './simulated-world.ts';

const NAME = `secret:draft:${WORKSPACE}`;
const secretNow = () => factNow<string>('session', NAME);
let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

/** A purchase in a browser that does not remove the secret, until it is told to. */
async function buy() {
  const universe = await createUniverse(ready);
  const refusal = { isOn: true };
  const failsToRemove = (_area: string, key: string) => refusal.isOn && key === NAME;
  const life = universe.wake({ failsToRemove });
  await confirmPurchase(life);
  return { ...universe, life, refusal, failsToRemove };
}

describe('a secret that cannot be wiped after the purchase', () => {
  it('leaves one connector, which is ready, and is told; the button says that somebody should look', async () => {
    const { server, badge } = await buy();
    expect(server.connectors).toHaveLength(1);
    expect(await newestEntry()).toMatchObject({
      ...{ state: 'verified', connectorId: server.connectors[0]?.Id },
      failure: { code: 'storage/not-wiped', scheme: 'dataverse' },
    });
    expect(await secretNow()).toBe(SECRET);
    expect(badge.text).toBe('!');
  });

  it('is wiped when the extension wakes next, and is told no longer', async () => {
    const { life, wake, refusal, badge, server } = await buy();
    life.kill();
    await life.over;
    refusal.isOn = false;
    await wake().press('test.cancel', { workspace: WORKSPACE });
    expect(await secretNow()).toBeUndefined();
    expect(await factNow('local', `draft:${WORKSPACE}`)).toBeUndefined();
    expect((await newestEntry())?.failure).toBeUndefined();
    expect([badge.text, server.countOf('create')]).toEqual(['✓', 1]);
  });

  it('is tried again after half a minute by alarm', async () => {
    const { life, alarms, clock, refusal, badge } = await buy();
    expect(alarms.get('registration-check')).toBeGreaterThan(clock.nowMs);
    refusal.isOn = false;
    await life.flows.onAlarm('registration-check');
    expect(await secretNow()).toBeUndefined();
    expect(badge.text).toBe('✓');
  });

  it.each(['by alarm', 'on waking'])(
    'that is refused once more %s is tried again',
    async (when) => {
      const { life, alarms, wake, failsToRemove } = await buy();
      alarms.clear(); // It rang; or an update took it away.
      if (when === 'by alarm') await life.flows.onAlarm('registration-check');
      else await wake({ failsToRemove }).press('test.cancel', { workspace: WORKSPACE });
      expect(await secretNow()).toBe(SECRET);
      expect(alarms.has('registration-check')).toBe(true);
    },
  );

  it('keeps its notice when its connector is tested again, which wipes it first where that is let', async () => {
    const { life, server, refusal, badge } = await buy();
    const [made] = server.connectors;
    if (made) Object.assign(made, { Scheme: 'Dataverse', ClientId: FIELDS.clientId });
    await life.press('connectors.list', {});
    const retest = () => life.press('connector.retest', { connectorId: made?.Id ?? '' });
    await retest();
    expect(await newestEntry()).toMatchObject({ failure: { code: 'storage/not-wiped' } });
    expect(badge.text).toBe('!');
    refusal.isOn = false;
    await retest();
    expect(await secretNow()).toBeUndefined();
    expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({ hasSecret: false });
    expect([await newestEntry(), badge.text]).toEqual([undefined, '']);
  });

  it('is not put away while it is there; Done wipes it first', async () => {
    const { life, refusal } = await buy();
    const key = (await newestEntry())?.key ?? '';
    await life.press('registration.dismiss', { key });
    expect((await newestEntry())?.key).toBe(key);
    refusal.isOn = false;
    await life.press('registration.dismiss', { key });
    expect([await newestEntry(), await secretNow()]).toEqual([undefined, undefined]);
  });

  it('goes with the browser, and then nothing is told', async () => {
    const { life, wake, closeBrowser, failsToRemove, refusal } = await buy();
    life.kill();
    await life.over;
    await closeBrowser();
    refusal.isOn = false;
    await wake({ failsToRemove }).press('test.cancel', { workspace: WORKSPACE });
    expect((await newestEntry())?.failure).toBeUndefined();
  });
});

describe('an idle hour in a browser that does not remove a secret', () => {
  it('wipes all others, and tries that one again within a minute', async () => {
    const universe = await createUniverse(ready);
    const refusal = { isOn: true };
    const life = universe.wake({
      failsToRemove: (_area, key) => refusal.isOn && key === NAME,
    });
    universe.clock.nowMs += 60 * 60_000;
    await life.flows.onAlarm('secrets-idle');
    const left = Object.keys((await kept()).session).filter((name) => name.startsWith('secret:'));
    expect(left).toEqual([NAME]);
    expect(universe.alarms.get('secrets-idle')).toBe(universe.clock.nowMs + 60_000);
    refusal.isOn = false;
    await life.flows.onAlarm('secrets-idle');
    expect(await secretNow()).toBeUndefined();
  });

  it('says of an API key that it is kept only as long as it is', async () => {
    const universe = await createUniverse(ready);
    let refused = NAME;
    const life = universe.wake({ failsToRemove: (_area, key) => key === refused });
    universe.clock.nowMs += 60 * 60_000;
    await life.flows.onAlarm('secrets-idle');
    expect(await factNow('session', 'secret:api-key')).toBeUndefined();
    expect(await factNow('session', 'has-api-key')).toBe(false);
    await life.press('api-key.keep', { newKey: 'CANARY-K-again' });
    refused = 'secret:api-key';
    universe.clock.nowMs += 60 * 60_000;
    await life.flows.onAlarm('secrets-idle');
    expect(await factNow('session', 'has-api-key')).toBe(true);
  });

  it('keeps no deed from being done', async () => {
    const universe = await createUniverse(ready);
    universe.clock.nowMs += 60 * 60_000;
    const life = universe.wake({ failsToRemove: () => true });
    await expect(life.press('test.cancel', { workspace: WORKSPACE })).resolves.toBeUndefined();
  });
});

it('Disconnect that is refused is no Disconnect: the draft stays, and the door says so', async () => {
  const universe = await createUniverse(ready);
  const life = universe.wake({ failsToRemove: (_area, key) => key === NAME });
  await expect(life.press('draft.forget', { workspace: WORKSPACE })).rejects.toThrow('refuses');
  expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({ hasSecret: true });
});
