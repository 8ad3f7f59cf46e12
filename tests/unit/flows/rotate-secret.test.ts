import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import { describeRotation } from '../../../lib/domain/catalogue/rotation-words.ts';
import {
  CONNECTOR_ID,
  createWorld,
  OLD_KEY,
  OLD_SECRET,
  planNow,
  prepare,
  pressNext,
  rotationNow,
  type World,
  wrongEndOf,
} from './a-rotation.ts';
import { PUT_FAULTS, type PutFault } from './faulty-update.ts';
import { CLIENT, ORG, TENANT } from './simulated-server.ts';
import { factNow, kept, type Life } from './simulated-world.ts';

const about = { connectorId: CONNECTOR_ID };
const stepsNow = async () =>
  (await rotationNow())?.steps.map(({ id, outcome, failure }) => [id, outcome, failure?.code]);

/** As the sign-in notes it. */
const browserHasSignedIn = () =>
  browser.storage.session.set({
    'sign-in': {
      account: { username: 'megan@acme.com', tenantId: TENANT, cloud: 'Commercial', sinceMs: 0 },
    },
  });

async function start(): Promise<{ world: World; life: Life }> {
  const world = await createWorld();
  const life = world.wakeSignedIn();
  await prepare(life);
  return { world, life };
}

describe('Rotate secret', () => {
  it('shows first which application and which secrets, and changes nothing', async () => {
    const { world, life } = await start();
    await life.press('rotation.plan', about);
    expect(await planNow()).toMatchObject({
      state: 'ready',
      username: 'megan@acme.com',
      application: { appId: CLIENT, name: 'Mapsimise – Acme' },
      keys: [{ keyId: OLD_KEY, name: 'by hand' }],
      sharedWith: [],
    });
    expect(world.directory.writes).toEqual([]);
  });

  it('makes a new one, tests it, updates the connector, verifies, and only then removes the old one', async () => {
    const { world, life } = await start();
    await pressNext(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect((await stepsNow())?.map(([, outcome]) => outcome)).toEqual(Array(5).fill('passed'));
    const order = world.server.asked.map(({ question }) => question);
    expect(order.lastIndexOf('credentials')).toBeGreaterThan(0);
    const writes = world.directory.writes.map((line) => line.split('/').at(-1));
    expect(writes).toEqual(['addPassword', 'removePassword']);
    expect(await factNow('local', 'secret-dates:v1')).toMatchObject([
      { connectorId: CONNECTOR_ID, source: 'created' },
    ]);
  });

  it('leaves no secret behind in the browser, and has none in any fact', async () => {
    const { world, life } = await start();
    await pressNext(life);
    const { local, session } = await kept();
    const all = JSON.stringify({ ...local, ...session });
    expect(world.directory.secrets).toHaveLength(1);
    for (const secret of [...world.directory.secrets, OLD_SECRET])
      expect(all).not.toContain(secret);
  });

  it('keeps every older secret where the person does not know which one is in use', async () => {
    const { world, life } = await start();
    await life.press('rotation.plan', about);
    await life.press('rotation.start', { ...about, months: 6, oldKeyIds: [] });
    expect((await rotationNow())?.state).toBe('done');
    expect(world.directory.applications[0]?.passwordCredentials).toHaveLength(2);
  });

  it('keeps the old secret where another connector signs in as the same application', async () => {
    const { world, life } = await start();
    world.server.connectors.push({
      Id: 'c-2',
      Name: 'Other',
      OrganisationUrl: `${ORG}.x`,
      Scheme: 'Dataverse',
      ClientId: CLIENT,
    });
    await life.press('connectors.list', {});
    await life.press('rotation.plan', about);
    expect(await planNow()).toMatchObject({ sharedWith: ['Other'] });
    await life.press('rotation.start', { ...about, months: 6, oldKeyIds: [OLD_KEY] });
    expect((await rotationNow())?.state).toBe('done');
    expect(
      world.directory.applications[0]?.passwordCredentials.map(({ keyId }) => keyId),
    ).toContain(OLD_KEY);
  });

  it('stops where the new secret is refused for good, and the old one stays', async () => {
    const { world, life } = await start();
    world.directory.servicePrincipals = [];
    await pressNext(life);
    expect(await stepsNow()).toContainEqual(['test', 'failed', 'entra/no-service-principal']);
    expect(world.broken).toEqual([]);
    expect(world.server.secrets.get(CONNECTOR_ID)).toBe(OLD_SECRET);
  });

  it('stops where Mapsimise refuses the change, and goes on when it is allowed', async () => {
    const { world, life } = await start();
    world.putFaults = ['403'];
    await pressNext(life);
    expect(await stepsNow()).toContainEqual(['update', 'failed', 'mapsimise/right-missing']);
    await pressNext(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(world.directory.secrets).toHaveLength(1);
  });

  it('does not go on with the key of another Mapsimise account', async () => {
    const { world, life } = await start();
    world.putFaults = ['403'];
    await pressNext(life);
    world.server.accountId = 'somebody-else';
    await pressNext(life);
    expect(await stepsNow()).toContainEqual([
      'new-secret',
      'failed',
      'registration/account-changed',
    ]);
  });

  it.each<[string, PutFault[]]>([
    ['before the new secret was made', []],
    ['with a new secret at hand', ['403']],
  ])(
    'one whose application was deleted %s can be put away, and says that it is gone',
    async (_when, faults) => {
      const { world, life } = await start();
      if (faults.length > 0) {
        world.putFaults = [...faults];
        await pressNext(life);
        expect((await rotationNow())?.state).toBe('stopped');
        await life.press('rotation.dismiss', about);
        expect((await rotationNow())?.state).toBe('stopped');
      } else {
        await life.press('rotation.plan', about);
      }
      world.directory.applications = [];
      world.directory.servicePrincipals = [];
      if (faults.length > 0) await life.press('rotation.continue', about);
      else await life.press('rotation.start', { ...about, months: 12, oldKeyIds: [OLD_KEY] });
      const stopped = await rotationNow();
      expect(stopped && describeRotation(stopped)).toContain(
        'does not have the application any more',
      );
      // What it tells to press is there to be pressed: a rotation has no Undo.
      const [refused] = stopped?.steps.flatMap(({ failure }) => failure ?? []) ?? [];
      const remedy = refused && explain(refused).remedy;
      expect(remedy).toContain('Put away');
      expect(remedy).not.toContain('Undo');
      await life.press('rotation.dismiss', about);
      expect(await rotationNow()).toBeUndefined();
      expect((await kept()).session).not.toHaveProperty(`secret:rotation:${CONNECTOR_ID}`);
    },
  );

  it('Forget everything in the middle ends it, and leaves nothing', async () => {
    const { world, life } = await start();
    world.server.next('me', async (ask) => {
      await life.press('everything.forget', {});
      return { kind: 'unreachable', host: new URL(ask.url).host };
    });
    await life.press('rotation.plan', about);
    await pressNext(life);
    expect(world.broken).toEqual([]);
    expect((await kept()).session).not.toHaveProperty(`secret:rotation:${CONNECTOR_ID}`);
  });

  it('who is signed in sees until when each secret is valid, without entering it', async () => {
    const { world, life } = await start();
    expect(await factNow('local', 'secret-dates:v1')).toBeUndefined();
    await browserHasSignedIn();
    await life.press('connectors.list', {});
    expect(await factNow('local', 'secret-dates:v1')).toMatchObject([
      {
        connectorId: CONNECTOR_ID,
        source: 'graph',
        expiresAtMs: Date.parse('2026-12-01T00:00:00Z'),
      },
    ]);
    expect(world.badge.text).toBe('1');
    expect(world.directory.writes).toEqual([]);
  });

  it('says why it cannot begin: no secret, no sign-in, no right', async () => {
    const { world, life } = await start();
    Object.assign(world.server.connectors[0] ?? {}, { Scheme: 'DynamicsIfd' });
    await life.press('connectors.list', {});
    await life.press('rotation.plan', about);
    expect(await planNow()).toMatchObject({ failure: { code: 'rotation/not-dataverse' } });
    Object.assign(world.server.connectors[0] ?? {}, { Scheme: 'Dataverse' });
    const stranger = world.wake();
    await prepare(stranger);
    await stranger.press('rotation.plan', about);
    expect(await planNow()).toMatchObject({ failure: { code: 'sign-in/no-application' } });
  });
});

describe('wherever the worker dies, the connector works all the time, and in the end with one secret', {
  timeout: 120_000,
}, () => {
  const everywhere = async (fault: PutFault, isBrowserClosed: boolean) => {
    const wrongs: string[] = [];
    for (let diesAt = 1; diesAt < 400; diesAt++) {
      const world = await createWorld();
      await prepare(world.wakeSignedIn());
      world.putFaults = [fault];
      const life = world.wakeSignedIn({ diesAt });
      await Promise.race([pressNext(life), life.over]);
      const hasDied = life.isOver();
      life.kill();
      await life.over;
      if (isBrowserClosed) await world.closeBrowser();
      const next = world.wakeSignedIn();
      for (let press = 0; press < 4; press++) await pressNext(next);
      world.settle();
      const wrong = await wrongEndOf(world);
      if (wrong) wrongs.push(`died at step ${diesAt}: ${wrong}`);
      if (!hasDied) return diesAt > 60 ? wrongs : [...wrongs, `only ${diesAt} steps to die at`];
    }
    return [...wrongs, 'the rotation did not end'];
  };

  it.each(PUT_FAULTS)('when the update is answered: %s', async (fault) => {
    expect(await everywhere(fault, false)).toEqual([]);
  });
  it.each<PutFault>(['ok', 'reset after', 'late', '403'])(
    'and the browser is closed, so that the new secret is lost: %s',
    async (fault) => {
      expect(await everywhere(fault, true)).toEqual([]);
    },
  );
});
