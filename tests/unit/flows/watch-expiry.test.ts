import { describe, expect, it } from 'vitest';
import { CLIENT, ORG, ORG_ID } from './simulated-server.ts';
import {
  createUniverse,
  factNow,
  kept,
  type Life,
  setUp,
  testNow,
  type Universe,
} from './simulated-world.ts';

const DAY_MS = 86_400_000;
const CONNECTOR = {
  Id: 'c-1',
  Name: 'Acme CRM',
  OrganisationUrl: ORG,
  Scheme: 'Dataverse',
  ClientId: CLIENT,
};

async function start() {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  universe.server.connectors.push({ ...CONNECTOR });
  await life.press('connectors.list', {});
  return { universe, life };
}
/** The end of a day that is so many days away. */
const dayIn = ({ clock }: Universe, days: number) =>
  new Date(clock.nowMs + days * DAY_MS).toISOString().slice(0, 10);
const keepDay = (life: Life, day: string) =>
  life.press('secret-date.keep', { connectorId: 'c-1', day });
const titles = ({ told }: Universe) => told.map(({ title }) => title);

describe('the days before a secret ends', () => {
  it('warn once each, at 30, 14 and 3 days and at the end, while the clock goes day by day', async () => {
    const { universe, life } = await start();
    await keepDay(life, dayIn(universe, 40));
    for (let day = 0; day < 50; day++) {
      universe.clock.nowMs += DAY_MS;
      await life.flows.onAlarm('expiry-watch');
    }
    expect(titles(universe)).toEqual([
      'A client secret expires in 30 days',
      'A client secret expires in 14 days',
      'A client secret expires in 3 days',
      'A client secret expires today',
    ]);
  });

  it('warn once when the clock jumps over all of them, and not again when it is set back', async () => {
    const { universe, life } = await start();
    await keepDay(life, dayIn(universe, 40));
    for (const days of [39, 39, -20, 1]) {
      universe.clock.nowMs += days * DAY_MS;
      await life.flows.onAlarm('expiry-watch');
      await life.flows.onAlarm('expiry-watch');
    }
    expect(titles(universe).filter((title) => title.includes('expires'))).toHaveLength(1);
  });

  it('warn once however many workers die over it', async () => {
    for (let diesAt = 1; diesAt < 60; diesAt++) {
      const { universe, life } = await start();
      await keepDay(life, dayIn(universe, 40));
      life.kill();
      await life.over;
      universe.clock.nowMs += 27 * DAY_MS;
      const dying = universe.wake({ diesAt });
      await Promise.race([dying.flows.onAlarm('expiry-watch'), dying.over]);
      dying.kill();
      await dying.over;
      await universe.wake().flows.onAlarm('expiry-watch');
      expect(universe.told.length, `died at step ${diesAt}`).toBeLessThanOrEqual(1);
      expect(universe.badge.text, `died at step ${diesAt}`).toBe('1');
    }
  });

  it('are looked at every day, also when the alarm was lost with an update', async () => {
    const { universe, life } = await start();
    await keepDay(life, dayIn(universe, 31));
    expect(universe.alarms.get('expiry-watch')).toBe(universe.clock.nowMs + DAY_MS);
    universe.alarms.clear();
    universe.clock.nowMs += 2 * DAY_MS;
    await universe.wake().press('test.cancel', { workspace: 'elsewhere' });
    expect(titles(universe)).toEqual(['A client secret expires in 29 days']);
    expect(universe.alarms.get('expiry-watch')).toBeGreaterThan(universe.clock.nowMs);
  });

  it('are told when notifications are turned on later, and the badge did not wait for it', async () => {
    const { universe, life } = await start();
    life.kill();
    await life.over;
    const quiet = universe.wake({ mayNotify: false });
    await keepDay(quiet, dayIn(universe, 10));
    expect(universe.told).toEqual([]);
    expect(universe.badge.text).toBe('1');
    quiet.kill();
    await quiet.over;
    const next = universe.wake();
    await next.press('expiry.watch', {});
    await next.press('expiry.watch', {});
    expect(titles(universe)).toEqual(['A client secret expires in 10 days']);
  });

  it('begin anew with a new secret, and are as before when the same day is entered again', async () => {
    const { universe, life } = await start();
    await keepDay(life, dayIn(universe, 10));
    await keepDay(life, dayIn(universe, 10));
    expect(universe.told).toHaveLength(1);
    await keepDay(life, dayIn(universe, 12));
    expect(universe.told).toHaveLength(2);
  });
});

describe('the toolbar button', () => {
  it('counts what needs somebody: a secret that ends soon, a retired sign-in', async () => {
    const { universe, life } = await start();
    expect(universe.badge).toEqual({ text: '', title: 'Mapsimise Connect' });
    await keepDay(life, dayIn(universe, 10));
    expect(universe.badge.text).toBe('1');
    universe.server.connectors.push({ ...CONNECTOR, Id: 'c-2', Scheme: 'Office365' });
    await life.press('connectors.list', {});
    expect(universe.badge).toEqual({
      text: '2',
      title: 'Mapsimise Connect: 2 connectors need attention',
    });
    await life.press('secret-date.forget', { connectorId: 'c-1' });
    expect(universe.badge.text).toBe('1');
    await life.press('everything.forget', {});
    expect(universe.badge.text).toBe('');
  });

  it('knows it after a restart of the browser, before the list was read', async () => {
    const { universe, life } = await start();
    await keepDay(life, dayIn(universe, 10));
    await universe.closeBrowser();
    Object.assign(universe.badge, { text: '' });
    await universe.wake().flows.onAlarm('expiry-watch');
    expect(universe.badge.text).toBe('1');
  });
});

describe('the history of tests', () => {
  const historyNow = () =>
    factNow<{ by: string; result: string; organisationId?: string }[]>('local', 'test-history:v1');

  it('says who, and which organisation was proved; it holds no secret and no handle', async () => {
    const { life } = await start();
    await life.press('account.ask', {});
    await testNow(life);
    expect(await historyNow()).toMatchObject([
      { by: 'user-1@contoso.com', result: 'passed', organisationId: ORG_ID, org: ORG },
    ]);
    const { local } = await kept();
    expect(JSON.stringify(local['test-history:v1'])).not.toMatch(/CANARY|handle/);
  });

  it('goes after 90 days by itself', async () => {
    const { universe, life } = await start();
    await testNow(life);
    universe.clock.nowMs += 89 * DAY_MS;
    await life.flows.onAlarm('expiry-watch');
    expect(await historyNow()).toHaveLength(1);
    universe.clock.nowMs += DAY_MS;
    await life.flows.onAlarm('expiry-watch');
    expect(await historyNow()).toEqual([]);
  });

  it('is forgotten by Forget, with the date; Mapsimise is asked nothing', async () => {
    const { universe, life } = await start();
    await testNow(life);
    await keepDay(life, dayIn(universe, 10));
    const asked = universe.server.asked.length;
    await life.press('connector.forget', { connectorId: 'c-1' });
    expect(universe.server.asked).toHaveLength(asked);
    const { local } = await kept();
    expect(local['test-history:v1']).toEqual([]);
    expect(local['secret-dates:v1']).toEqual([]);
    expect(local['organisations:v1']).toEqual([]);
    expect(universe.server.connectors).toHaveLength(1);
  });
});
