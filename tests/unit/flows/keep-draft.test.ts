import { describe, expect, it } from 'vitest';
import type { AskOf } from '../../../lib/messages/contract.ts';
import { CLIENT, ORG } from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  FIELDS,
  factNow,
  kept,
  type Life,
  SECRET,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

type Stored = {
  clientId: string;
  username: string;
  scheme: string;
  hasSecret: boolean;
  handle: string;
  secretLostWith?: string;
};
const draftNow = () => factNow<Stored>('local', `draft:${WORKSPACE}`);
const secretNow = () => factNow<string>('session', `secret:draft:${WORKSPACE}`);
const keep = (life: Life, clientId: string, newSecret?: string) =>
  life.press('draft.keep', {
    workspace: WORKSPACE,
    fields: { ...FIELDS, clientId },
    ...(newSecret !== undefined && { newSecret }),
  });

async function start() {
  const universe = await createUniverse();
  return { ...universe, life: universe.wake() };
}

describe('typing', () => {
  it('fifty rapid edits are kept in the order typed: the last one wins, secret and all', async () => {
    const { life } = await start();
    const edits = Array.from({ length: 50 }, (_, at) =>
      keep(life, `client-${at}`, at % 2 ? `secret-number-${at}` : undefined),
    );
    await Promise.all(edits);
    expect(await draftNow()).toMatchObject({ clientId: 'client-49', hasSecret: true });
    expect(await secretNow()).toBe('secret-number-49');
  });

  it('fifty rapid edits of two organisations do not mix', async () => {
    const { life } = await start();
    const typeAt = (workspace: string, at: number) =>
      life.press('draft.keep', {
        workspace,
        fields: { ...FIELDS, clientId: `${workspace}-${at}` },
        newSecret: `${workspace}-secret-${at}`,
      });
    await Promise.all(
      Array.from({ length: 25 }, (_, at) => [typeAt('elsewhere', at), typeAt(ORG, at)]).flat(),
    );
    for (const workspace of ['elsewhere', ORG]) {
      expect(await factNow('local', `draft:${workspace}`)).toMatchObject({
        clientId: `${workspace}-24`,
      });
      expect(await factNow('session', `secret:draft:${workspace}`)).toBe(`${workspace}-secret-24`);
    }
  });

  it.each<[string, Partial<typeof FIELDS>, string | undefined]>([
    ['another Client Id', { clientId: `${CLIENT} ` }, undefined],
    ['another Organisation URL', { organisationUrl: `${ORG}/` }, undefined],
    ['Impersonate Users', { impersonateUsers: true }, undefined],
    ['another secret', {}, 'another-secret'],
    ['the same secret typed again', {}, SECRET],
    ['no secret', {}, ''],
  ])('%s gives the values a new handle', async (_what, change, newSecret) => {
    const { life } = await start();
    await keep(life, CLIENT, SECRET);
    const before = (await draftNow())?.handle;
    await life.press('draft.keep', {
      workspace: WORKSPACE,
      fields: { ...FIELDS, ...change },
      ...(newSecret !== undefined && { newSecret }),
    });
    expect(before).toBeTruthy();
    expect((await draftNow())?.handle).not.toBe(before);
  });

  it('the same values keep their handle, so that a pass still speaks for them', async () => {
    const { life } = await start();
    await keep(life, CLIENT, SECRET);
    const before = (await draftNow())?.handle;
    await keep(life, CLIENT);
    expect((await draftNow())?.handle).toBe(before);
  });

  it('an emptied secret field takes the kept secret away', async () => {
    const { life } = await start();
    await keep(life, CLIENT, SECRET);
    await keep(life, CLIENT, '');
    expect(await secretNow()).toBeUndefined();
    expect(await draftNow()).toMatchObject({ hasSecret: false });
  });
});

describe('a secret', () => {
  it('is never in local storage, in no form', async () => {
    const { life } = await start();
    await life.press('api-key.keep', { newKey: API_KEY });
    await keep(life, CLIENT, SECRET);
    await testNow(life);
    const { local } = await kept();
    for (const form of ['CANARY', encodeURIComponent(SECRET), btoa('CANARY').slice(0, 7)])
      expect(JSON.stringify(local)).not.toContain(form);
  });

  it('never stands beside the handle of another, wherever the worker dies while a new one is kept', async () => {
    const { life } = await start();
    await keep(life, CLIENT, 'the-secret-that-passed');
    const passed = await kept();
    const handle = (await draftNow())?.handle;
    for (let diesAt = 1; ; diesAt++) {
      const universe = await createUniverse(passed);
      const dying = universe.wake({ diesAt });
      await keep(dying, CLIENT, 'the-secret-never-tested');
      if (!dying.isOver()) {
        expect(diesAt).toBeGreaterThan(10);
        break;
      }
      await dying.over;
      const secret = await secretNow();
      if ((await draftNow())?.handle === handle) expect(secret).not.toBe('the-secret-never-tested');
      else expect(secret).not.toBe('the-secret-that-passed');
      await universe.wake().press('test.cancel', { workspace: WORKSPACE });
      const isKept = (await secretNow()) !== undefined;
      expect((await draftNow())?.hasSecret, `death at step ${diesAt}`).toBe(isKept);
    }
  });

  it('is never kept without an end of its idle hour, wherever the worker dies', async () => {
    for (let diesAt = 1; ; diesAt++) {
      const universe = await createUniverse();
      const dying = universe.wake({ diesAt });
      await Promise.race([
        Promise.all([
          keep(dying, CLIENT, SECRET),
          dying.press('api-key.keep', { newKey: API_KEY }),
        ]),
        dying.over,
      ]);
      if (!dying.isOver()) {
        expect(diesAt).toBeGreaterThan(10);
        break;
      }
      await dying.over;
      const { session } = await kept();
      const hasSecret = Object.keys(session).some((name) => name.startsWith('secret:'));
      if (hasSecret) expect(session['secrets-last-use'], `step ${diesAt}`).toBeTypeOf('number');
    }
  });
});

describe('Disconnect', () => {
  it('forgets the draft, its secret, its report and its offer', async () => {
    const { life } = await start();
    await keep(life, CLIENT, SECRET);
    await testNow(life);
    await life.press('draft.forget', { workspace: WORKSPACE });
    const { local, session } = await kept();
    // That there was a test is history, and stays.
    expect(Object.keys(local)).toEqual(['organisations:v1', 'test-history:v1']);
    expect(JSON.stringify({ local, session })).not.toContain('CANARY-S');
    expect(Object.keys(session).filter((name) => /^(report|offer|secret):/.test(name))).toEqual([]);
  });

  it.each(['draft.forget', 'everything.forget'] as const)(
    '%s in the middle of a test leaves no trace of it behind',
    async (type) => {
      const { life, server } = await start();
      await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
      await life.press('api-key.keep', { newKey: API_KEY });
      await keep(life, CLIENT, SECRET);
      let forgotten: Promise<void> | undefined;
      server.next('whoami', async () => {
        if (type === 'draft.forget') forgotten = life.press(type, { workspace: WORKSPACE });
        else forgotten = life.press(type, {});
        await forgotten;
        return { kind: 'stopped', host: 'acme.crm4.dynamics.com' };
      });
      await testNow(life);
      await forgotten;
      const { local, session } = await kept();
      expect(local[`draft:${WORKSPACE}`]).toBeUndefined();
      expect(Object.keys(session).filter((name) => /^(report|offer):/.test(name))).toEqual([]);
    },
  );
});

describe('changing the scheme', () => {
  const IFD = { ...FIELDS, scheme: 'ifd', username: 'CONTOSO\\svc' } as const;
  const type = (life: Life, fields: AskOf<'draft.keep'>['fields'], newSecret?: string) =>
    life.press('draft.keep', {
      workspace: WORKSPACE,
      fields,
      ...(newSecret !== undefined && { newSecret }),
    });

  it('wipes the secret of the other scheme, says which, and loses nothing else that was typed', async () => {
    const { life } = await start();
    await type(life, FIELDS, SECRET);
    const before = await draftNow();
    await type(life, IFD);
    expect(await secretNow()).toBeUndefined();
    expect(await draftNow()).toMatchObject({
      ...IFD,
      clientId: CLIENT,
      hasSecret: false,
      secretLostWith: 'dataverse',
    });
    expect((await draftNow())?.handle).not.toBe(before?.handle);
    await type(life, { ...IFD, scheme: 'dataverse' });
    expect(await draftNow()).toMatchObject({ username: 'CONTOSO\\svc', clientId: CLIENT });
    expect(await secretNow()).toBeUndefined();
  });

  it('is said until a secret of the new scheme is typed', async () => {
    const { life } = await start();
    await type(life, FIELDS, SECRET);
    await type(life, IFD);
    await type(life, { ...IFD, username: 'CONTOSO\\other' });
    expect((await draftNow())?.secretLostWith).toBe('dataverse');
    await type(life, IFD, 'CANARY-S-password');
    expect(await draftNow()).toMatchObject({ hasSecret: true });
    expect((await draftNow())?.secretLostWith).toBeUndefined();
    expect(await secretNow()).toBe('CANARY-S-password');
  });

  it('no longer says of the other scheme’s secret that access to its host was taken back', async () => {
    const { life } = await start();
    await type(life, FIELDS, SECRET);
    await life.flows.onAccessLost([`${ORG}/*`]);
    expect(await draftNow()).toMatchObject({ lostHost: new URL(ORG).host });
    await type(life, IFD);
    expect(await draftNow()).not.toHaveProperty('lostHost');
  });

  it('says nothing where no secret was kept, and keeps one that came along with the new scheme', async () => {
    const { life } = await start();
    await type(life, FIELDS);
    await type(life, IFD);
    expect((await draftNow())?.secretLostWith).toBeUndefined();
    await type(life, FIELDS, SECRET);
    expect(await secretNow()).toBe(SECRET);
  });

  it('leaves no secret of the other scheme whenever the worker dies in between', async () => {
    for (let diesAt = 1; diesAt < 200; diesAt++) {
      const universe = await createUniverse();
      await type(universe.wake(), FIELDS, SECRET);
      const doomed = universe.wake({ diesAt });
      await type(doomed, IFD);
      const wasKilled = doomed.isOver();
      const next = universe.wake();
      await type(next, IFD);
      expect(await secretNow(), `died at ${diesAt}`).toBeUndefined();
      expect(await draftNow()).toMatchObject({ scheme: 'ifd', hasSecret: false });
      if (!wasKilled) return;
    }
    throw new Error('the change never came to its end');
  });

  it('a draft from before there was a choice is Dataverse’s', async () => {
    const universe = await createUniverse({
      local: {
        [`draft:${WORKSPACE}`]: {
          organisationUrl: ORG,
          clientId: CLIENT,
          impersonateUsers: true,
          hasSecret: true,
          handle: 'old',
        },
      },
      session: { [`secret:draft:${WORKSPACE}`]: SECRET },
    });
    await type(universe.wake(), { ...FIELDS, impersonateUsers: true });
    expect(await secretNow()).toBe(SECRET);
    expect((await draftNow())?.handle).toBe('old');
  });
});
