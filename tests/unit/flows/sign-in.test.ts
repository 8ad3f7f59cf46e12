import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Entered, EntraUser, SignInAsk } from '../../../lib/auth/entra-ask.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { bad, good, type Result } from '../../../lib/domain/result.ts';
import { COMMON_CLOUD, type LoginHint, type SignIn } from '../../../lib/domain/sign-in.ts';
import { ORG, TENANT } from './simulated-server.ts';
import {
  createUniverse,
  factNow,
  kept,
  type Life,
  type LifeOptions,
  type Universe,
} from './simulated-world.ts';

const APPLICATION = '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10';
const MEGAN = 'megan@acme.com';
const OTHER_TENANT = '2f0c1d9e-6f5b-4a3c-9d57-8c1b0e4a7d21';

const enteredAs = (username: string, tenantId = TENANT): Entered => ({
  account: { name: username, username, tenantId, cloud: 'Commercial', sinceMs: 1 },
  token: { value: 'CANARY-T-token', tenantId, objectId: 'o', username },
});

/** A sign-in that ends as told, and remembers what it was asked. */
function createEntra(outcome: Result<Entered, Failure> = good(enteredAs(MEGAN))) {
  const asked: SignInAsk[] = [];
  const entra = {
    outcome,
    asked,
    forgotten: 0,
    signIn: async (ask: SignInAsk) => {
      asked.push(ask);
      return entra.outcome;
    },
    token: async () => entra.outcome,
    forget: async () => {
      entra.forgotten += 1;
    },
    forgetFor: async () => {},
  };
  return entra satisfies EntraUser;
}

let universe: Universe;
let entra: ReturnType<typeof createEntra>;
beforeEach(async () => {
  universe = await createUniverse();
  entra = createEntra();
});
const wake = (options: LifeOptions = {}) => universe.wake({ entra, ...options });
const signInNow = () => factNow<SignIn>('session', 'sign-in');
const hintNow = () => factNow<LoginHint>('local', 'login-hint');

async function awakeWithApplication(options: LifeOptions = {}): Promise<Life> {
  const life = wake(options);
  await life.press('application.keep', { entraApplication: APPLICATION });
  return life;
}

describe('signing in', () => {
  it('notes who came in, and on the device no more than whom to ask for', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery', org: ORG });
    expect(await signInNow()).toEqual({ account: enteredAs(MEGAN).account });
    expect(await hintNow()).toEqual({ username: MEGAN, tenantId: TENANT, cloud: 'Commercial' });
    expect(JSON.stringify(await kept())).not.toContain('CANARY-T');
  });

  it('without an application says so, and asks nobody', async () => {
    await wake().press('sign-in.ask', { for: 'discovery' });
    expect(await signInNow()).toEqual({ failure: { code: 'sign-in/no-application' } });
    expect(entra.asked).toEqual([]);
  });

  it('takes what is no id for no application', async () => {
    const life = wake();
    await life.press('application.keep', { entraApplication: 'not yet' });
    await life.press('sign-in.ask', { for: 'discovery' });
    expect(await signInNow()).toMatchObject({ failure: { code: 'sign-in/no-application' } });
    expect(await factNow('local', 'entra-application')).toBe('not yet');
  });

  it('asks at the tenant that the page reports, and in the cloud of the page', async () => {
    const life = await awakeWithApplication();
    await life.flows.handlers['org.seen'](
      {
        organisation: {
          organisationId: TENANT,
          friendlyName: 'Acme',
          uniqueName: 'acme',
          version: '9.2',
          tenantId: OTHER_TENANT,
        },
      },
      { url: `${ORG}/main.aspx` },
    );
    await life.press('sign-in.ask', { for: 'graph', org: ORG });
    expect(entra.asked).toMatchObject([
      { how: 'person', resource: 'graph', tenantId: OTHER_TENANT, clientId: APPLICATION },
    ]);
    await life.press('sign-in.ask', { for: 'discovery', host: 'make.high.powerapps.us' });
    expect(entra.asked[1]?.cloud.name).toBe('GCC High');
  });

  it('in another cloud asks for nobody by name, and at no tenant of the one before', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await life.press('sign-in.ask', { for: 'discovery', host: 'make.high.powerapps.us' });
    expect(entra.asked[1]).toMatchObject({ username: undefined, tenantId: undefined });
    await life.press('sign-in.ask', { for: 'graph' });
    expect(entra.asked[2]).toMatchObject({ username: MEGAN, tenantId: TENANT });
  });

  it('in a cloud whose sign-in was not granted yet asks for that first', async () => {
    const life = await awakeWithApplication({ hasAccess: (origin) => !origin.endsWith('.us') });
    await life.press('sign-in.ask', { for: 'discovery', host: 'make.high.powerapps.us' });
    expect(await signInNow()).toMatchObject({
      failure: { code: 'permission/not-granted', origin: 'https://login.microsoftonline.us' },
    });
  });

  it('that failed keeps who was in before, and says why', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    entra.outcome = bad({ code: 'sign-in/consent-refused' });
    await life.press('sign-in.ask', { for: 'graph' });
    expect(await signInNow()).toEqual({
      account: enteredAs(MEGAN).account,
      failure: { code: 'sign-in/consent-refused' },
    });
  });

  it('brings nothing back where everything was forgotten while the window was open', async () => {
    let forgotten: Promise<void> | undefined;
    const life = await awakeWithApplication({
      entra: {
        ...entra,
        signIn: async () => {
          forgotten = life.press('everything.forget', {});
          await forgotten;
          return bad<Failure>({ code: 'sign-in/interrupted' });
        },
      },
    });
    await browser.storage.session.set({ 'sign-in': { account: enteredAs(MEGAN).account } });
    await life.press('sign-in.ask', { for: 'discovery' });
    await forgotten;
    expect(await kept()).toEqual({ local: {}, session: {} });
  });

  it('as somebody else forgets what was listed for the one before', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await browser.storage.session.set({
      'environment-list': { state: 'done' },
      'resolution:x': {},
      [`preparation:${ORG}`]: { state: 'ready', username: MEGAN },
      'rotation-plans': { x: { state: 'ready', username: MEGAN } },
    });
    await life.press('sign-in.ask', { for: 'discovery' });
    expect(await factNow('session', 'environment-list')).toBeDefined();
    entra.outcome = good(enteredAs('adele@acme.com'));
    await life.press('sign-in.ask', { for: 'discovery', switch: true });
    expect(entra.asked.at(-1)).toMatchObject({ how: 'switch', username: undefined });
    expect(await factNow('session', 'environment-list')).toBeUndefined();
    expect(await factNow('session', 'resolution:x')).toBeUndefined();
    expect(await factNow('session', `preparation:${ORG}`)).toBeUndefined();
    expect(await factNow('session', 'rotation-plans')).toBeUndefined();
  });
});

describe('a worker that dies while the window is open', () => {
  it('leaves its successor the reason, and the next sign-in works', async () => {
    const life = await awakeWithApplication({
      entra: { ...entra, signIn: () => new Promise(() => {}) },
    });
    void life.press('sign-in.ask', { for: 'discovery' });
    await vi.waitFor(async () => expect((await signInNow())?.busySinceMs).toBeDefined());
    life.kill();
    await life.over;
    const next = wake();
    await next.press('sign-in.resume', {});
    expect(await signInNow()).toEqual({ failure: { code: 'sign-in/interrupted' } });
    await next.press('sign-in.ask', { for: 'discovery' });
    expect(await signInNow()).toEqual({ account: enteredAs(MEGAN).account });
  });

  it('at whatever step: afterwards the person is in, or the screen says why not', async () => {
    const steps = await countSteps();
    for (let diesAt = 1; diesAt <= steps; diesAt += 1) {
      universe = await createUniverse({
        local: { 'entra-application': APPLICATION },
        session: {},
      });
      const life = wake({ diesAt });
      await life.press('sign-in.ask', { for: 'discovery' });
      life.kill();
      await life.over;
      const next = wake();
      await next.press('sign-in.resume', {});
      const now = await signInNow();
      expect(now?.busySinceMs, `died at ${diesAt}`).toBeUndefined();
      await next.press('sign-in.ask', { for: 'discovery' });
      expect((await signInNow())?.account?.username, `died at ${diesAt}`).toBe(MEGAN);
    }
  });
});

async function countSteps(): Promise<number> {
  universe = await createUniverse({ local: { 'entra-application': APPLICATION }, session: {} });
  const life = wake();
  await life.press('sign-in.ask', { for: 'discovery' });
  return life.steps();
}

describe('after the browser was closed', () => {
  it('lets in again, unseen, whoever is still signed in at Microsoft', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await universe.closeBrowser();
    await wake().press('sign-in.resume', {});
    expect(entra.asked.at(-1)).toMatchObject({ how: 'unseen', username: MEGAN, tenantId: TENANT });
    expect(await signInNow()).toEqual({ account: enteredAs(MEGAN).account });
  });

  it('says nothing where Microsoft wants to see the person: nobody has asked for anything yet', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await universe.closeBrowser();
    entra.outcome = bad({ code: 'sign-in/needed' });
    await wake().press('sign-in.resume', {});
    expect(await signInNow()).toBeUndefined();
  });

  it('asks nobody where nobody had signed in', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.resume', {});
    expect(entra.asked).toEqual([]);
  });
});

describe('signing out', () => {
  it('leaves nothing: no token, no hint, no name, no list, no recent ones', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await life.press('environment.pick', { org: ORG });
    await life.press('sign-in.end', {});
    expect(entra.forgotten).toBe(1);
    expect(await kept()).toEqual({ local: { 'entra-application': APPLICATION }, session: {} });
  });

  it('happens by itself when another application is entered', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await life.press('application.keep', { entraApplication: TENANT });
    expect(entra.forgotten).toBe(1);
    expect(await signInNow()).toBeUndefined();
  });

  it('is part of Forget everything', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await life.press('everything.forget', {});
    expect(entra.forgotten).toBe(1);
    expect(JSON.stringify(await kept())).not.toContain(MEGAN);
  });
});

describe('a token for a deed', () => {
  const ask = { for: 'graph', cloud: COMMON_CLOUD } as const;

  it('needs an application, and somebody who signed in to this cloud', async () => {
    const life = wake();
    expect(await life.world.userToken(ask)).toMatchObject({
      failure: { code: 'sign-in/no-application' },
    });
    await life.press('application.keep', { entraApplication: APPLICATION });
    expect(await life.world.userToken(ask)).toMatchObject({ failure: { code: 'sign-in/needed' } });
  });

  it('is given to the deed, and notes who was let in unseen', async () => {
    const life = await awakeWithApplication();
    await life.press('sign-in.ask', { for: 'discovery' });
    await universe.closeBrowser();
    const next = wake();
    expect(await next.world.userToken(ask)).toMatchObject({ value: { value: 'CANARY-T-token' } });
    expect((await signInNow())?.account?.username).toBe(MEGAN);
    expect(JSON.stringify(await kept())).not.toContain('CANARY-T');
  });
});
