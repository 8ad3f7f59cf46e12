import { describe, expect, it } from 'vitest';
import {
  about,
  CONNECTOR_ID,
  createWorld,
  draftNow,
  entryNow,
  OLD,
  pressNext,
  pressSwitch,
  type World,
  wrongEndOf,
} from './a-switch.ts';
import { PUT_FAULTS } from './faulty-update.ts';
import { answerOf, CLIENT } from './simulated-server.ts';
import {
  API_KEY,
  FIELDS,
  factNow,
  kept,
  SECRET,
  setUp,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

async function start() {
  const world = await createWorld();
  const life = world.wake();
  await setUp(life);
  await life.press('connectors.list', {});
  return { world, life };
}

describe('Switch to Dataverse', () => {
  it('changes the connector that exists, keeps the rest of it, and wipes the secret here', async () => {
    const { world, life } = await start();
    await testNow(life);
    await pressSwitch(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(JSON.stringify(await kept())).not.toContain('CANARY-S');
    const list = await factNow<{ connectors: object[] }>('session', 'connectors');
    expect(list?.connectors).toMatchObject([{ scheme: 'Dataverse', clientId: CLIENT }]);
  });

  it('sets again what Mapsimise lost over it', async () => {
    const { world, life } = await start();
    await testNow(life);
    world.server.next('credentials', (ask) => {
      const [connector] = world.server.connectors;
      const given = JSON.parse(ask.body ?? '{}') as { ClientSecret: string };
      world.server.secrets.set(CONNECTOR_ID, given.ClientSecret);
      Object.assign(connector ?? {}, {
        Scheme: 'Dataverse',
        ClientId: CLIENT,
        ImpersonateUsers: false,
      });
      if (connector) delete connector.ImpersonationField;
      return answerOf(ask, 200, { Status: 1, Data: connector });
    });
    await pressSwitch(life);
    expect(await wrongEndOf(world)).toBeUndefined();
  });

  it('needs exactly the values that have passed', async () => {
    const { world, life } = await start();
    await testNow(life);
    const handle = (await draftNow())?.handle ?? '';
    await life.press('draft.keep', {
      workspace: WORKSPACE,
      fields: FIELDS,
      newSecret: `${SECRET}x`,
    });
    await life.press('connector.switch', { ...about, workspace: WORKSPACE, handle });
    await pressSwitch(life);
    expect(world.server.countOf('credentials')).toBe(0);
    expect(await entryNow()).toBeUndefined();
  });

  it.each<[string, (world: World) => void, string]>([
    [
      'somebody switched it meanwhile',
      ({ server }) => Object.assign(server.connectors[0] ?? {}, { Scheme: 'Dataverse' }),
      'switch/not-retired',
    ],
    [
      'there are two of this organisation',
      ({ server }) => server.connectors.push({ ...OLD, Id: 'c-2' }),
      'registration/conflict',
    ],
  ])('changes nothing where %s', async (_what, change, code) => {
    const { world, life } = await start();
    await testNow(life);
    change(world);
    await pressSwitch(life);
    expect(world.server.countOf('credentials')).toBe(0);
    expect(await entryNow()).toMatchObject({ state: 'failed', failure: { code } });
  });

  it.each(['before it is sent', 'while it is sent'] as const)(
    'in the midst of which everything is forgotten leaves no trace: %s',
    async (when) => {
      const { world, life } = await start();
      await testNow(life);
      let forgotten: Promise<void> | undefined;
      world.server.next(when === 'while it is sent' ? 'credentials' : 'list', async (ask) => {
        forgotten = life.press('everything.forget', {});
        await forgotten;
        return { kind: 'unreachable', host: new URL(ask.url).host };
      });
      await pressSwitch(life);
      await forgotten;
      expect(await entryNow()).toBeUndefined();
      expect(await kept()).toEqual({ local: {}, session: {} });
      expect(world.server.countOf('credentials')).toBe(when === 'while it is sent' ? 1 : 0);
    },
  );

  it('that was interrupted, and whose secret is gone, asks for the values again', async () => {
    const { world, life } = await start();
    await testNow(life);
    world.faults = ['reset before', 'reset before', 'reset before'];
    await pressSwitch(life);
    expect(await entryNow()).toMatchObject({ state: 'unclear' });
    life.kill();
    await life.over;
    await world.closeBrowser();
    const next = world.wake();
    await next.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
    await next.press('api-key.keep', { newKey: API_KEY });
    await next.press('switch.check', about);
    expect(await entryNow()).toMatchObject({
      state: 'failed',
      failure: { code: 'switch/secret-gone' },
    });
    for (let press = 0; press < 3; press++) await pressNext(next);
    expect(await wrongEndOf(world)).toBeUndefined();
  });
});

it.each(PUT_FAULTS)(
  'wherever the worker dies there is one connector, and in the end it is switched: %s',
  {
    timeout: 120_000,
  },
  async (fault) => {
    const wrongs: string[] = [];
    for (let diesAt = 1; diesAt < 300; diesAt++) {
      const { world, life: first } = await start();
      await testNow(first);
      first.kill();
      await first.over;
      world.faults = [fault];
      const life = world.wake({ diesAt });
      await Promise.race([pressSwitch(life), life.over]);
      const hasDied = life.isOver();
      life.kill();
      await life.over;
      if (diesAt % 2) await world.closeBrowser();
      const next = world.wake();
      for (let press = 0; press < 5; press++) await pressNext(next);
      world.settle();
      const wrong = await wrongEndOf(world);
      if (wrong) wrongs.push(`died at step ${diesAt}: ${wrong}`);
      if (!hasDied) return expect(wrongs).toEqual([]);
    }
    throw new Error('the switch did not end');
  },
);
