import { beforeEach, describe, expect, it, vi } from 'vitest';
import { good } from '../../../lib/domain/result.ts';
import { createDatabase } from './simulated-database.ts';
import { CLIENT, ORG } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  journalNow,
  kept,
  type Life,
  type LifeOptions,
  SECRET,
  setUp,
  testNow,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

const LOGIN = 'https://login.microsoftonline.com/*';
const MAPSIMISE = 'https://*.mapsimise.com/*';
const CRM = `${ORG}/*`;
const IFD_ORG = 'https://crm.contoso.com/Contoso';
const STS = 'https://sts.contoso.com';

type Draft = { hasSecret: boolean; lostHost?: string; clientId: string };
const draftNow = (workspace: string = WORKSPACE) => factNow<Draft>('local', `draft:${workspace}`);
const secretsNow = async () =>
  Object.keys((await kept()).session).filter((name) => name.startsWith('secret:'));
const MEGAN = { username: 'megan@acme.com', tenantId: CLIENT, cloud: 'Commercial' };

let universe: Universe;
let life: Life;
/** What Microsoft's sign-in was told to forget: everything, or the tokens for these hosts. */
let forgotten: string[];
const entra = {
  signIn: async () => good({ account: { ...MEGAN, name: 'Megan', sinceMs: 1 } } as never),
  token: async () => good({} as never),
  forget: async () => void forgotten.push('everything'),
  forgetFor: async (isMeant: (host: string) => boolean) => {
    const hosts = ['acme.crm4.dynamics.com', 'uat.crm4.dynamics.com', 'graph.microsoft.com'];
    forgotten.push(...hosts.filter(isMeant));
  },
};
const wake = (options: LifeOptions = {}) => universe.wake({ entra, ...options });

/** Everything is kept: an API key, a secret with a pass, somebody signed in, and a connector in the journal. */
beforeEach(async () => {
  forgotten = [];
  universe = await createUniverse();
  life = wake();
  await setUp(life);
  await life.press('application.keep', { entraApplication: CLIENT });
  await life.press('sign-in.ask', { for: 'graph' });
  await testNow(life);
  forgotten = [];
});

describe('access that is taken back', () => {
  it('from the organisation wipes its secret and the tokens for it, and says why', async () => {
    await life.flows.onAccessLost([CRM]);
    expect(await secretsNow()).toEqual(['secret:api-key']);
    expect(await draftNow()).toMatchObject({
      hasSecret: false,
      lostHost: 'acme.crm4.dynamics.com',
      clientId: CLIENT,
    });
    expect(forgotten).toEqual(['acme.crm4.dynamics.com']);
    expect(await factNow('session', 'sign-in')).toHaveProperty('account');
  });

  it('from another organisation takes nothing from this one', async () => {
    const before = await kept();
    await life.flows.onAccessLost(['https://uat.crm4.dynamics.com/*']);
    expect(await kept()).toEqual(before);
    expect(forgotten).toEqual(['uat.crm4.dynamics.com']);
  });

  it('from the sign-in of Microsoft signs out, and asks for the access where one signs in again', async () => {
    await life.flows.onAccessLost([LOGIN]);
    expect(forgotten).toEqual(['everything']);
    expect(await factNow('session', 'sign-in')).toEqual({
      failure: {
        code: 'permission/not-granted',
        origin: 'https://login.microsoftonline.com',
        host: 'login.microsoftonline.com',
      },
    });
    expect(await factNow('local', 'login-hint')).toBeUndefined();
    expect(await factNow('session', `secret:draft:${WORKSPACE}`)).toBe(SECRET);
  });

  it('from the sign-in of another cloud signs nobody out', async () => {
    await life.flows.onAccessLost(['https://login.microsoftonline.us/*']);
    expect(forgotten).toEqual([]);
    expect(await factNow('session', 'sign-in')).toHaveProperty('account');
  });

  it('from Mapsimise wipes the API key, on the device too, and says why', async () => {
    await life.flows.onAccessLost([MAPSIMISE]);
    expect(await secretsNow()).toEqual([`secret:draft:${WORKSPACE}`]);
    expect(await factNow('session', 'has-api-key')).toBe(false);
    expect(await factNow('local', 'api-key-place')).toMatchObject({
      lostHost: 'api.eugb.mapsimise.com',
    });
    expect(await factNow('session', `offer:${WORKSPACE}`)).toBeUndefined();
    await life.press('api-key.keep', { newKey: 'CANARY-K-again' });
    expect(await factNow('local', 'api-key-place')).toEqual({ onDevice: false });
  });

  it('from all hosts at once wipes all of it, once and again', async () => {
    for (let time = 1; time <= 2; time++) {
      await life.flows.onAccessLost([LOGIN, MAPSIMISE, '*://*/*']);
      expect(await secretsNow(), `time ${time}`).toEqual([]);
      expect(await factNow('local', 'access-taken-back')).toBeUndefined();
    }
    expect(forgotten.filter((one) => one === 'everything')).toHaveLength(1);
  });

  it('is said until the secret is typed again, whatever else is typed', async () => {
    await life.flows.onAccessLost([CRM]);
    const keep = (newSecret?: string) =>
      life.press('draft.keep', {
        workspace: WORKSPACE,
        fields: { ...FIELDS, impersonateUsers: true },
        ...(newSecret && { newSecret }),
      });
    await keep();
    expect(await draftNow()).toHaveProperty('lostHost');
    await keep(SECRET);
    expect(await draftNow()).not.toHaveProperty('lostHost');
  });

  it('from the AD FS of one’s own server wipes the password and the consent to it', async () => {
    universe = await createUniverse({
      local: { [`sts-host:${IFD_ORG}`]: STS },
      session: {},
    });
    life = wake();
    await life.press('draft.keep', {
      workspace: IFD_ORG,
      fields: { ...FIELDS, organisationUrl: IFD_ORG, scheme: 'ifd', username: 'CONTOSO\\svc' },
      newSecret: 'CANARY-S-password',
    });
    await life.flows.onAccessLost([`${STS}/*`]);
    expect(await secretsNow()).toEqual([]);
    expect(await draftNow(IFD_ORG)).toMatchObject({ lostHost: 'sts.contoso.com' });
    expect(await factNow('local', `sts-host:${IFD_ORG}`)).toBeUndefined();
  });

  it('ends a test that runs with the secret', async () => {
    universe.server.next('whoami', async () => {
      await life.flows.onAccessLost([CRM]);
      return { kind: 'stopped', host: 'acme.crm4.dynamics.com' };
    });
    await testNow(life);
    expect(await factNow('session', `report:${WORKSPACE}`)).toMatchObject({ state: 'cancelled' });
  });
});

describe('access that is taken back in a browser that does not wipe', () => {
  const NAME = `secret:draft:${WORKSPACE}`;
  const ALL = [LOGIN, MAPSIMISE, CRM];
  const isNoted = async () => (await factNow('local', 'access-taken-back')) !== undefined;
  async function wakeWith(options: LifeOptions) {
    life.kill();
    await life.over;
    life = wake(options);
  }
  const anyDeed = () => life.press('test.cancel', { workspace: WORKSPACE });

  it('takes all but the one secret that stays, and tries that again within a minute', async () => {
    let isRefused = true;
    await wakeWith({ failsToRemove: (_area, key) => isRefused && key === NAME });
    await life.flows.onAccessLost(ALL);
    expect(await secretsNow()).toEqual([NAME]);
    expect(forgotten).toContain('everything');
    expect(await isNoted()).toBe(true);
    expect(universe.alarms.get('access-taken-back')).toBe(universe.clock.nowMs + 60_000);
    isRefused = false;
    await life.flows.onAlarm('access-taken-back');
    expect([await secretsNow(), await isNoted()]).toEqual([[], false]);
    expect(await draftNow()).toMatchObject({ hasSecret: false, lostHost: new URL(ORG).host });
  });

  it('keeps no deed of the next worker from being done, Forget everything least of all', async () => {
    const failsToRemove = (_area: string, key: string) => key === NAME;
    await wakeWith({ failsToRemove });
    await life.flows.onAccessLost(ALL);
    await wakeWith({ failsToRemove });
    await expect(anyDeed()).resolves.toBeUndefined();
    await life.press('everything.forget', {});
    expect(await kept()).toEqual({ local: {}, session: {} });
  });

  it('wipes the secrets also where the tokens stay', async () => {
    const forgetFor = () => Promise.reject(new Error('The browser refuses'));
    await wakeWith({ entra: { ...entra, forget: forgetFor, forgetFor } });
    await life.flows.onAccessLost(ALL);
    expect([await secretsNow(), await isNoted()]).toEqual([[], true]);
    await wakeWith({});
    await anyDeed();
    expect([forgotten.includes('everything'), await isNoted()]).toEqual([true, false]);
  });

  it('wipes the API key on the device also where its database is broken', async () => {
    await life.press('api-key.place', { onDevice: true });
    expect(await factNow('local', 'api-key-sealed')).toBeDefined();
    await wakeWith({});
    vi.stubGlobal('indexedDB', createDatabase(() => true).indexedDB);
    await life.flows.onAccessLost(ALL);
    expect(await secretsNow()).toEqual([]);
    expect(await factNow('local', 'api-key-sealed')).toBeUndefined();
    expect(await factNow('session', 'has-api-key')).toBe(false);
    vi.stubGlobal('indexedDB', createDatabase().indexedDB);
  });

  it('is done also where something else could not be mended', async () => {
    const { 'sign-in': signIn, ...session } = (await kept()).session;
    life.kill();
    await life.over;
    const local = (await kept()).local;
    universe = await createUniverse({
      local,
      session: { ...session, 'sign-in': { ...(signIn as object), busySinceMs: 1 } },
    });
    life = wake({ failsToStore: (_area, keys) => keys.includes('sign-in') });
    await life.flows.onAccessLost([CRM]);
    expect(await secretsNow()).toEqual(['secret:api-key']);
  });
});

it('leaves the journal of a purchase as it is', async () => {
  const { handle } = (await factNow<{ handle: string }>('local', `draft:${WORKSPACE}`)) ?? {};
  universe.server.next('create', { kind: 'silence', host: 'api.eugb.mapsimise.com', waitedMs: 1 });
  await life.press('connector.register', { workspace: WORKSPACE, handle: handle ?? '' });
  const before = await journalNow();
  expect(before).toHaveLength(1);
  await life.flows.onAccessLost([LOGIN, MAPSIMISE, '*://*/*']);
  expect(await journalNow()).toEqual(before);
});

it('wherever the worker dies, the next one wipes what is left', async () => {
  const from = await kept();
  for (let diesAt = 1; diesAt < 300; diesAt++) {
    universe = await createUniverse(from);
    const dying = wake({ diesAt });
    await Promise.race([dying.flows.onAccessLost([LOGIN, MAPSIMISE, CRM]), dying.over]);
    const wasKilled = dying.isOver();
    if (wasKilled) await dying.over;
    const wasHeard = !wasKilled || (await factNow('local', 'access-taken-back')) !== undefined;
    await wake().press('test.cancel', { workspace: WORKSPACE });
    // Until it is noted, the browser tells it to the worker that it wakes for it.
    if (wasHeard) expect(await secretsNow(), `death at step ${diesAt}`).toEqual([]);
    if (!wasKilled) return;
  }
  throw new Error('it never came to its end');
});
