import { beforeAll, describe, expect, it } from 'vitest';
import { confirmPurchase, newestEntry, pressNext, readyToBuy } from './a-purchase.ts';
import { answerOf, type CreateFault } from './simulated-server.ts';
import { createUniverse, journalNow, type Kept } from './simulated-world.ts';

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});
async function buy(fault: CreateFault) {
  const universe = await createUniverse(ready);
  universe.server.createFaults = [fault];
  const life = universe.wake();
  await confirmPurchase(life);
  return { ...universe, life };
}

describe('the toolbar button after a purchase, whoever has closed the popup', () => {
  it.each<[CreateFault, string, RegExp]>([
    ['ok', '✓', /^Mapsimise Connect: the connector for \S+.* is ready$/],
    ['reset after commit', '✓', /is ready$/],
    ['reset before commit', '!', /should look at the purchase for /],
    ['sent twice by the browser', '!', /should look/],
  ])('that is answered %s says %s', async (fault, text, title) => {
    const { badge } = await buy(fault);
    expect(badge).toEqual({ text, title: expect.stringMatching(title) });
  });

  it('says it until the person has put it away', async () => {
    const { life, badge } = await buy('ok');
    await life.press('registration.dismiss', { key: (await newestEntry())?.key ?? '' });
    expect(badge).toEqual({ text: '', title: 'Mapsimise Connect' });
  });

  it('says what came of the second try, not that the first had failed', async () => {
    const universe = await createUniverse(ready);
    universe.server.next('create', (ask) =>
      answerOf(ask, 400, { Status: 0, ResponseText: 'Not today.' }),
    );
    const life = universe.wake();
    await confirmPurchase(life);
    expect(universe.badge.text).toBe('!');
    await pressNext(life);
    expect((await journalNow()).map(({ state }) => state)).toEqual(['verified', 'failed']);
    expect(universe.badge).toEqual({ text: '✓', title: expect.stringMatching(/is ready$/) });
    await life.press('registration.dismiss', { key: (await newestEntry())?.key ?? '' });
    expect(universe.badge.text).toBe('');
  });

  it('is quiet once its connector is tested again', async () => {
    const { life, badge, server } = await buy('ok');
    await life.press('connectors.list', {});
    await life.press('connector.retest', { connectorId: server.connectors[0]?.Id ?? '' });
    expect(badge.text).toBe('');
  });

  it('says it again when the browser has forgotten it', async () => {
    const { life, badge, wake, closeBrowser } = await buy('ok');
    life.kill();
    await life.over;
    await closeBrowser();
    badge.text = '';
    await wake().flows.onAlarm('expiry-watch');
    expect(badge.text).toBe('✓');
  });

  it('is still while the create is under way, and says so when a dead worker has left it open', async () => {
    const universe = await createUniverse(ready);
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    universe.server.next('create', () => {
      asked();
      return new Promise(() => {});
    });
    const life = universe.wake();
    void confirmPurchase(life);
    await isAsked;
    expect(universe.badge.text).toBe('');
    life.kill();
    await life.over;
    await universe.wake().flows.onAlarm('expiry-watch');
    expect(universe.badge.text).toBe('!');
  });
});
