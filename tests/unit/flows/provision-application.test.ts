import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { bad } from '../../../lib/domain/result.ts';
import {
  createWorld,
  draftNow,
  expectNoSecretElsewhere,
  impersonate,
  leftovers,
  open,
  preparationNow,
  pressContinue,
  pressCreate,
  pressUndo,
  runNow,
  secretNow,
  wrongEndOf,
} from './a-provisioning.ts';
import { ROLES, signedIn } from './simulated-directory.ts';
import { ORG, ORG_ID, TENANT } from './simulated-server.ts';
import { factNow, type Life, WORKSPACE } from './simulated-world.ts';

const outcomes = async () =>
  Object.fromEntries(((await runNow())?.steps ?? []).map(({ id, outcome }) => [id, outcome]));
const failureNow = async () => (await runNow())?.steps.find(({ failure }) => failure)?.failure;

describe('the whole way', () => {
  it('makes one application, secret, service principal and user with the chosen role, and tests it', async () => {
    const world = await createWorld();
    const life = world.wakeSignedIn();
    await open(life);
    await pressCreate(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(await outcomes()).toEqual({
      application: 'passed',
      secret: 'passed',
      'service-principal': 'passed',
      user: 'passed',
      role: 'passed',
      'act-on-behalf': 'skipped',
    });
    const report = await factNow<TestReport>('session', `report:${WORKSPACE}`);
    expect(report?.state).toBe('passed');
    expect(report?.handle).toBe((await draftNow())?.handle);
    await expectNoSecretElsewhere(world);
  });

  it('adds the smallest role by which one may act for others, whatever it is called', async () => {
    const world = await createWorld();
    const life = world.wakeSignedIn();
    await impersonate(life);
    await open(life);
    await pressCreate(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(world.directory.users[0]?.roles).toEqual([ROLES.reader, ROLES.delegate]);
    expect((await draftNow())?.impersonateUsers).toBe(true);
  });

  it('twenty clicks on Create make one', async () => {
    const world = await createWorld();
    const life = world.wakeSignedIn();
    await open(life);
    await Promise.all(Array.from({ length: 20 }, () => pressCreate(life)));
    expect(await wrongEndOf(world)).toBeUndefined();
  });

  it('waits out what is not known everywhere yet, and says why', async () => {
    const world = await createWorld();
    world.directory.lagMs = 40_000;
    const reasons = new Set<string>();
    const life = world.wakeSignedIn({
      onWait: () =>
        void runNow().then((run) => {
          for (const { waiting } of run?.steps ?? []) if (waiting) reasons.add(waiting.reason);
        }),
    });
    await open(life);
    await pressCreate(life);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(reasons).toContain('object-unknown');
    expect(reasons).toContain('user-unknown');
  });

  it('gives up after two minutes, named, and Continue goes on without making anything twice', async () => {
    const world = await createWorld();
    world.directory.lagMs = 600_000;
    const life = world.wakeSignedIn();
    await open(life);
    const startedAtMs = world.clock.nowMs;
    await pressCreate(life);
    expect((await failureNow())?.code).toBe('graph/not-found');
    expect(world.clock.nowMs - startedAtMs).toBeLessThan(170_000);
    world.directory.heal();
    await pressContinue(life);
    expect(await wrongEndOf(world)).toBeUndefined();
  });
});

describe('what is missing is named before anything is created', () => {
  it.each<
    [string, Partial<Awaited<ReturnType<typeof createWorld>>['directory']['person']>, string]
  >([
    [
      'no directory role, and the tenant lets nobody else',
      { roles: [], mayRegister: false },
      'graph/role-missing',
    ],
    ['no right to add users', { privileges: ['prvReadUser'] }, 'provisioning/rights-missing'],
    ['no user of the organisation', { isMember: false }, 'provisioning/not-a-member'],
  ])('%s', async (_what, person, code) => {
    const world = await createWorld();
    Object.assign(world.directory.person, person);
    const life = world.wakeSignedIn();
    await open(life);
    await pressCreate(life);
    expect(await preparationNow()).toMatchObject({ state: 'refused', failure: { code } });
    expect(world.directory.writes).toEqual([]);
    expect(await runNow()).toBeUndefined();
  });

  it('not signed in, in another tenant, or a host that the browser keeps closed', async () => {
    const world = await createWorld();
    await open(
      world.wakeSignedIn({ userToken: async () => bad<Failure>({ code: 'sign-in/needed' }) }),
    );
    expect(await preparationNow()).toMatchObject({ failure: { code: 'sign-in/needed' } });
    await open(
      world.wakeSignedIn({
        userToken: async (ask) => {
          const token = await signedIn(ask);
          return token.ok ? { ...token, value: { ...token.value, tenantId: ORG_ID } } : token;
        },
      }),
    );
    expect(await preparationNow()).toMatchObject({
      failure: { code: 'provisioning/other-tenant' },
    });
    await open(world.wakeSignedIn({ hasAccess: (origin) => !origin.includes('graph') }));
    expect(await preparationNow()).toMatchObject({
      failure: { code: 'permission/not-granted', host: 'graph.microsoft.com' },
    });
  });

  it('where everybody may register applications no directory role is asked for', async () => {
    const world = await createWorld();
    Object.assign(world.directory.person, { roles: [], mayRegister: true });
    const life = world.wakeSignedIn();
    await open(life);
    expect((await preparationNow())?.state).toBe('ready');
  });

  it('where that cannot be read, Entra refuses the first step, and nothing is there', async () => {
    const world = await createWorld();
    world.directory.person.roles = [];
    const life = world.wakeSignedIn();
    await open(life);
    await pressCreate(life);
    expect((await failureNow())?.code).toBe('graph/role-missing');
    expect(leftovers(world)).toEqual([]);
    expect((await runNow())?.made).toEqual({ roles: [] });
  });
});

describe('the roles', () => {
  it('the smallest that can read enough stands chosen, never one that hands out rights', async () => {
    const world = await createWorld();
    await open(world.wakeSignedIn());
    const ready = await preparationNow();
    if (ready?.state !== 'ready') throw new Error('not ready');
    expect(ready.suggestedRoleId).toBe(ROLES.reader);
    expect(ready.acting?.roleId).toBe(ROLES.delegate);
    expect(ready.roles.find(({ roleId }) => roleId === ROLES.administrator)?.isPowerful).toBe(true);
    expect(ready.roles.find(({ roleId }) => roleId === ROLES.basic)?.lacks).toHaveLength(4);
  });

  it('of more than 200 the first by name are looked into, and how many are left out is told', async () => {
    for (const [moreRoles, offered, rolesLeftOut] of [
      [230, 200, 34],
      [196, 200, undefined],
    ]) {
      const world = await createWorld();
      world.directory.moreRoles = moreRoles ?? 0;
      await open(world.wakeSignedIn());
      const ready = await preparationNow();
      if (ready?.state !== 'ready') throw new Error('not ready');
      expect(ready.roles).toHaveLength(offered ?? 0);
      expect(ready.rolesLeftOut).toBe(rolesLeftOut);
    }
  });
});

/** An application of ours from an earlier time, with a secret, a user and a role that are in use. */
async function withApplication() {
  const world = await createWorld();
  const life = world.wakeSignedIn();
  await open(life);
  await pressCreate(life);
  await life.press('everything.forget', {});
  const [application] = world.directory.applications;
  if (!application) throw new Error('there is no application');
  return { world, life, application };
}

describe('an application of ours that exists', () => {
  it('is offered, and gets one more secret; its user and role are found', async () => {
    const { world, life, application } = await withApplication();
    await open(life);
    expect(await preparationNow()).toMatchObject({ existing: [{ appId: application.appId }] });
    await pressCreate(life, { applicationId: application.id });
    expect((await runNow())?.state).toBe('done');
    expect(world.directory.applications).toHaveLength(1);
    expect(application.passwordCredentials).toHaveLength(2);
    expect(await secretNow()).toBe(application.passwordCredentials[1]?.secretText);
    expect((await runNow())?.made.user?.state).toBe('found');
  });

  it('keeps everything but the new secret and the added role when that is undone', async () => {
    const { world, life, application } = await withApplication();
    const [user] = world.directory.users;
    if (user) user.roles = [ROLES.basic];
    await open(life);
    await pressCreate(life, { applicationId: application.id });
    expect(user?.roles).toEqual([ROLES.basic, ROLES.reader]);
    await pressUndo(life);
    expect((await runNow())?.state).toBe('undone');
    expect(user?.roles).toEqual([ROLES.basic]);
    expect(application.passwordCredentials).toHaveLength(1);
    expect(world.directory.servicePrincipals).toHaveLength(1);
    expect(await secretNow()).toBeUndefined();
  });

  it('with a user that was softly deleted, says so, and goes on when that is gone', async () => {
    const { world, life, application } = await withApplication();
    const [user] = world.directory.users;
    if (user) user.deletedstate = 1;
    await open(life);
    await pressCreate(life, { applicationId: application.id });
    expect((await failureNow())?.code).toBe('provisioning/user-deleted');
    world.directory.users = [];
    await pressContinue(life);
    expect((await runNow())?.state).toBe('done');
    expect(application.passwordCredentials).toHaveLength(2);
  });

  it('with a user that is disabled, enables it', async () => {
    const { world, life, application } = await withApplication();
    const [user] = world.directory.users;
    if (user) user.isdisabled = true;
    await open(life);
    await pressCreate(life, { applicationId: application.id });
    expect((await runNow())?.state).toBe('done');
    expect(user?.isdisabled).toBe(false);
  });
});

describe('undo', () => {
  it('removes exactly what the run made, and empties the draft of it', async () => {
    const world = await createWorld();
    world.directory.applications.push({
      id: 'eeeeeeee-0000-4000-8000-000000000001',
      appId: 'eeeeeeee-0000-4000-8000-000000000002',
      displayName: 'Mapsimise – Acme',
      tags: [],
      passwordCredentials: [],
      sinceMs: 0,
    });
    const life = world.wakeSignedIn();
    await impersonate(life);
    await open(life);
    await pressCreate(life);
    expect(leftovers(world)).toHaveLength(4);
    await pressUndo(life);
    expect((await runNow())?.state).toBe('undone');
    expect(leftovers(world)).toEqual(['Mapsimise – Acme (0)']);
    expect(await draftNow()).toMatchObject({
      clientId: '',
      hasSecret: false,
      organisationUrl: ORG,
    });
    expect(await secretNow()).toBeUndefined();
  });
});

it('while Undo is at it, the test that had passed opens no purchase any more', async () => {
  const world = await createWorld();
  const life = world.wakeSignedIn();
  await open(life);
  await pressCreate(life);
  const report = () => factNow<TestReport>('session', `report:${WORKSPACE}`);
  expect((await report())?.state).toBe('passed');
  const answer = world.server.answer;
  let during: TestReport[] | undefined;
  world.server.answer = async (ask) => {
    const now = await report();
    if (ask.method === 'DELETE') during = [...(during ?? []), ...(now ? [now] : [])];
    return answer(ask);
  };
  await pressUndo(life);
  expect(during).toEqual([]);
});

it('Undo need not wait for the test that follows', async () => {
  const world = await createWorld();
  const life = world.wakeSignedIn();
  await open(life);
  let undone = Promise.resolve();
  const answer = world.server.answer;
  world.server.answer = async (ask) => {
    if (ask.url.includes('/leads?')) undone = pressUndo(life);
    return answer(ask);
  };
  await pressCreate(life);
  await undone;
  expect((await runNow())?.state).toBe('undone');
  expect((await factNow<TestReport>('session', `report:${WORKSPACE}`))?.state).toBe('cancelled');
  expect(leftovers(world)).toEqual([]);
});

describe('a secret that is no longer kept', () => {
  it('in a run that is not finished is replaced: the old one is removed first', async () => {
    const world = await createWorld();
    const life = world.wakeSignedIn();
    await open(life);
    world.directory.person.privileges = [];
    world.directory.faults = ['ok', 'ok', '503 before', '503 before', '503 before', '503 before'];
    await pressCreate(life);
    expect((await runNow())?.state).toBe('stopped');
    life.kill();
    await world.closeBrowser();
    world.directory.heal();
    const next = world.wakeSignedIn();
    await pressContinue(next);
    expect(await wrongEndOf(world)).toBeUndefined();
    expect(world.directory.secrets).toHaveLength(2);
  });
});

it('Cancel ends a wait at once, and Continue goes on', async () => {
  const world = await createWorld();
  world.directory.lagMs = 1_000_000;
  let waits = 0;
  const life = world.wakeSignedIn({
    onWait: () => {
      if (++waits === 2) void life.press('provisioning.cancel', { org: ORG });
    },
  });
  await open(life);
  await pressCreate(life);
  expect(waits).toBe(2);
  expect(Object.values(await outcomes())).toContain('cancelled');
  world.directory.heal();
  await pressContinue(life);
  expect(await wrongEndOf(world)).toBeUndefined();
});

it('what cannot be noted is not asked for', async () => {
  const world = await createWorld();
  let isFull = false;
  const life = world.wakeSignedIn({
    failsToStore: (area, keys) =>
      isFull && area === 'local' && keys.some((key) => key.startsWith('provisioning')),
  });
  await open(life);
  isFull = true;
  await pressCreate(life).catch(() => undefined);
  expect(world.directory.writes).toEqual([]);
});

it.each([
  ['Disconnect', (life: Life) => life.press('draft.forget', { workspace: WORKSPACE })],
  ['Forget everything', (life: Life) => life.press('everything.forget', {})],
])('%s while the secret is made: none comes back into the draft', async (_what, forget) => {
  const world = await createWorld();
  const life = world.wakeSignedIn();
  await open(life);
  const answer = world.server.answer;
  let forgotten: Promise<void> | undefined;
  world.server.answer = async (ask) => {
    const reply = await answer(ask);
    if (ask.url.endsWith('/addPassword')) {
      forgotten = forget(life);
      await forgotten;
    }
    return reply;
  };
  await pressCreate(life);
  await forgotten;
  expect(forgotten).toBeDefined();
  expect(await draftNow()).toBeUndefined();
  expect(await secretNow()).toBeUndefined();
});

it('a clock that is set back while something is waited for makes nobody wait for days', async () => {
  const world = await createWorld();
  world.directory.lagMs = 30_000;
  let waitedMs = 0;
  const life = world.wakeSignedIn({
    onWaited: (ms) => {
      if (waitedMs === 0) world.clock.nowMs -= 86_400_000;
      waitedMs += ms;
      if (waitedMs > 1_000_000) life.kill();
    },
  });
  await open(life);
  await pressCreate(life);
  expect(waitedMs).toBeGreaterThan(0);
  expect(waitedMs).toBeLessThan(200_000);
  expect((await runNow())?.state).not.toBe('running');
});

it('what one person may do is not kept as another’s, who signed in meanwhile', async () => {
  const lookAs = async (switchAt: number) => {
    const world = await createWorld();
    let turn = 0;
    let username = 'megan@acme.com';
    const nameIt = () => {
      const account = { name: username, username, tenantId: TENANT, cloud: 'Commercial' };
      return browser.storage.session.set({ 'sign-in': { account: { ...account, sinceMs: 1 } } });
    };
    await nameIt();
    const life = world.wakeSignedIn({
      userToken: async (ask) => {
        const token = await signedIn(ask);
        const given = token.ok ? { ...token, value: { ...token.value, username } } : token;
        if (++turn === switchAt) {
          username = 'adele@acme.com';
          await nameIt();
        }
        return given;
      },
    });
    await open(life);
    return turn;
  };
  const last = await lookAs(0);
  expect(await preparationNow()).toMatchObject({ state: 'ready', username: 'megan@acme.com' });
  expect(await lookAs(last)).toBe(2 * last);
  expect(await preparationNow()).toMatchObject({ state: 'ready', username: 'adele@acme.com' });
});
