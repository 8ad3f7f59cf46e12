import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { SharedByConnector } from '../../../lib/domain/shared-credentials.ts';
import { answerOf } from './simulated-server.ts';
import { API_KEY, createUniverse, factNow, type Life } from './simulated-world.ts';

const ID = 'connector-7';
const now = async () => (await factNow<SharedByConnector>('session', 'shared-credentials'))?.[ID];
const set = (life: Life, isShared: boolean) =>
  life.press('shared-credentials.set', { connectorId: ID, isShared });
const look = (life: Life) => life.press('shared-credentials.look', { connectorId: ID });

/** A connector that remembers, behind the simulated Mapsimise. */
async function start(connector: { SharedCredentials: boolean } = { SharedCredentials: false }) {
  const universe = await createUniverse();
  const { server } = universe;
  const asked: string[] = [];
  const serve = (count: number, more: Partial<Record<string, 'unreachable' | 500>> = {}) => {
    for (let turn = 0; turn < count; turn++)
      server.next('read', (ask: Ask) => {
        const method = ask.method ?? 'GET';
        asked.push(`${method} ${new URL(ask.url).pathname.split('/v1')[1]}`);
        const fault = more[method];
        if (method !== 'GET') connector.SharedCredentials = method === 'PUT';
        if (fault === 'unreachable') return { kind: 'unreachable', host: 'h' };
        if (fault) return answerOf(ask, fault, { Status: -1, ResponseText: 'reference AB12CD34' });
        return answerOf(ask, 200, { Status: 1, Data: { Id: ID, ...connector } });
      });
  };
  const life = universe.wake();
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEY });
  return { ...universe, life, serve, asked, connector };
}

describe('Shared Credentials', () => {
  it('are set by PUT and taken away by DELETE, and what came of it is a fact', async () => {
    const { life, serve, asked } = await start();
    serve(2);
    await set(life, true);
    expect(await now()).toEqual({ state: 'known', isShared: true });
    await set(life, false);
    expect(await now()).toEqual({ state: 'known', isShared: false });
    expect(asked).toEqual([
      `PUT /connectors/${ID}/shared-credentials`,
      `DELETE /connectors/${ID}/shared-credentials`,
    ]);
  });

  it('pressed twice are the same as once', async () => {
    const { life, serve, connector } = await start();
    serve(2);
    await Promise.all([set(life, true), set(life, true)]);
    expect(connector.SharedCredentials).toBe(true);
    expect(await now()).toEqual({ state: 'known', isShared: true });
  });

  it('pressed to and fro end as pressed last', async () => {
    const { life, serve, connector } = await start();
    serve(3);
    await Promise.all([set(life, true), set(life, false), set(life, true)]);
    expect(connector.SharedCredentials).toBe(true);
    expect(await now()).toEqual({ state: 'known', isShared: true });
  });

  it.each(['unreachable', 500] as const)(
    'whose answer was lost (%s) are read, not guessed',
    async (fault) => {
      const { life, serve, asked } = await start();
      serve(2, { PUT: fault });
      await set(life, true);
      expect(await now()).toEqual({ state: 'known', isShared: true });
      expect(asked.at(-1)).toBe(`GET /connectors/${ID}`);
    },
  );

  it('that Mapsimise does not set are said to be as they were, with its reason', async () => {
    const { life, server } = await start();
    server.next('read', (ask) =>
      answerOf(ask, 403, { Status: 0, ResponseText: 'Edit on Connectors is missing.' }),
    );
    server.next('read', (ask) =>
      answerOf(ask, 200, { Status: 1, Data: { Id: ID, SharedCredentials: false } }),
    );
    await set(life, true);
    expect(await now()).toMatchObject({
      state: 'refused',
      isShared: false,
      failure: { code: 'mapsimise/right-missing', right: 'Edit on Connectors' },
    });
  });

  it('are looked up', async () => {
    const { life, serve, asked } = await start({ SharedCredentials: true });
    serve(1);
    await look(life);
    expect(await now()).toEqual({ state: 'known', isShared: true });
    expect(asked).toEqual([`GET /connectors/${ID}`]);
  });

  it('of a worker that died while asking are not known, and can be asked for again', async () => {
    const { serve, wake } = await start();
    for (let diesAt = 1; diesAt < 200; diesAt++) {
      serve(3);
      const doomed = wake({ diesAt });
      await set(doomed, true);
      const next = wake();
      await next.press('mapping.suggest', {});
      expect((await now())?.state, `died at ${diesAt}`).not.toBe('asking');
      if (!doomed.isOver()) return;
    }
    throw new Error('it never came to its end');
  });

  it('of no connector’s id are not asked for', async () => {
    const { life } = await start();
    await life.press('shared-credentials.look', { connectorId: ID });
    expect(await now()).toMatchObject({ state: 'refused', failure: { code: 'mapsimise/refused' } });
  });
});
