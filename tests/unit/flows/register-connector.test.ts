import { beforeAll, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { confirmPurchase, handleNow, newestEntry, pressNext, readyToBuy } from './a-purchase.ts';
import { answerOf, type CreateFault, isMapsimise, questionOf } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  type Kept,
  kept,
  type LifeOptions,
  SECRET,
  tick,
  WORKSPACE,
} from './simulated-world.ts';

let ready: Kept;
beforeAll(async () => {
  ready = await readyToBuy();
});

async function start(options: LifeOptions = {}) {
  const universe = await createUniverse(ready);
  return { ...universe, life: universe.wake(options) };
}
const offerNow = () =>
  factNow<{ state: string; failure?: Failure }>('session', `offer:${WORKSPACE}`);
/** The browser takes its time over this one; whoever has no need to wait for it is through by then. */
function readLate(name: string) {
  const { get } = browser.storage.session;
  const late = async (names: string) => {
    for (let turn = 0; names === name && turn < 20; turn++) await tick();
    return get(names);
  };
  Object.assign(browser.storage.session, { get: late });
}
const bodyOf = (ask: Ask | undefined) => JSON.parse(ask?.body ?? '{}') as Record<string, unknown>;

describe('one click', () => {
  it('sends exactly the values that passed, once, with a key that is also the marker', async () => {
    const { life, server } = await start();
    await confirmPurchase(life);
    const creates = server.asked.filter(({ question }) => question === 'create');
    const key = creates[0]?.ask.headers?.['Idempotency-Key'];
    expect(creates).toHaveLength(1);
    expect(bodyOf(creates[0]?.ask)).toEqual({
      Name: 'Acme',
      OrganisationUrl: FIELDS.organisationUrl,
      Scheme: 'Dataverse',
      QuoteId: 'quote-1',
      ExternalReference: `mcx:${key}`,
      ImpersonateUsers: false,
      ClientId: FIELDS.clientId,
      ClientSecret: SECRET,
    });
  });

  it('writes the journal before the request, and nothing but the answer in between', async () => {
    const { life, server } = await start();
    let before: unknown;
    server.next('create', async (ask) => {
      before = (await newestEntry())?.state;
      return answerOf(ask, 500, '');
    });
    await confirmPurchase(life);
    expect(before).toBe('posting');
  });

  it('puts the secret, the draft and the test away when the connector is there', async () => {
    const { life } = await start();
    await confirmPurchase(life);
    const { local, session } = await kept();
    expect((await newestEntry())?.state).toBe('verified');
    expect(local[`draft:${WORKSPACE}`]).toBeUndefined();
    expect(Object.keys(session).filter((name) => name.startsWith('secret:'))).toEqual([
      'secret:api-key',
    ]);
    expect(JSON.stringify(local)).not.toContain('CANARY');
  });

  it('asks for access to Mapsimise where the person took it back, and sends nothing there', async () => {
    const { life, server } = await start({ hasAccess: (origin) => !origin.includes('mapsimise') });
    const before = server.asked.length;
    await life.press('offer.ask', { workspace: WORKSPACE });
    expect(await offerNow()).toMatchObject({
      state: 'refused',
      failure: { code: 'permission/not-granted', host: 'api.eugb.mapsimise.com' },
    });
    await confirmPurchase(life);
    expect(server.asked).toHaveLength(before);
  });

  it('pressed twenty times at once makes one request', async () => {
    const { life, server } = await start();
    await Promise.all(Array.from({ length: 20 }, () => confirmPurchase(life)));
    expect(server.countOf('create')).toBe(1);
    expect(server.connectors).toHaveLength(1);
  });

  it('pressed twenty times one after the other makes one request', async () => {
    const { life, server } = await start();
    const handle = await handleNow();
    for (let press = 0; press < 20; press++)
      await life.press('connector.register', { workspace: WORKSPACE, handle });
    expect(server.countOf('create')).toBe(1);
  });
});

describe('nothing is sent', () => {
  it('when the key belongs to somebody else by now, and that is said', async () => {
    const { life, server } = await start();
    server.accountId = 'user-2';
    await confirmPurchase(life);
    expect(server.countOf('create')).toBe(0);
    expect((await newestEntry())?.failure).toMatchObject({
      code: 'registration/account-changed',
      actual: 'user-2@contoso.com',
    });
  });

  it.each<[string, number[]]>([
    ['its first word of the attempt', [1]],
    ['that the request is under way', [2]],
    ['anything any more', [2, 3, 4, 5]],
  ])('when the browser cannot store %s, and that is known', async (_what, failing) => {
    let writes = 0;
    const { life, server, wake } = await start({
      failsToStore: (_area, keys) => keys.includes('journal:v1') && failing.includes(++writes),
    });
    await confirmPurchase(life).catch(() => {});
    expect(server.countOf('create')).toBe(0);
    expect(await offerNow()).toMatchObject({ failure: { code: 'storage/failed' } });
    if (!failing.includes(3)) expect(await newestEntry()).toBeUndefined();

    life.kill();
    const next = wake();
    await pressNext(next);
    expect(server.connectors).toHaveLength(1);
    expect((await newestEntry())?.state).toBe('verified');
  });

  it.each<[string, string]>([
    ['another handle than the one that passed', 'id-999'],
    ['no handle', ''],
  ])('for %s', async (_what, handle) => {
    const { life, server } = await start();
    await life.press('connector.register', { workspace: WORKSPACE, handle });
    expect(server.countOf('create')).toBe(0);
    expect(await newestEntry()).toBeUndefined();
  });

  it('when the list has a hole: what exists is not known', async () => {
    const { life, server } = await start();
    server.next('list', (ask) =>
      answerOf(ask, 200, { Status: 1, Data: { Items: [], Page: 1, PageCount: 2 } }),
    );
    server.next('list', (ask) => answerOf(ask, 500, ''));
    await confirmPurchase(life);
    expect(server.countOf('create')).toBe(0);
    expect((await newestEntry())?.failure).toEqual({ code: 'mapsimise/list-incomplete', page: 2 });
  });

  it('when somebody else registered the organisation meanwhile, however its address is written', async () => {
    const { life, server } = await start();
    server.connectors.push({
      Id: 'theirs',
      Name: 'CRM of the neighbours',
      OrganisationUrl: 'HTTPS://ACME.crm4.dynamics.com/main.aspx',
    });
    await confirmPurchase(life);
    expect(server.countOf('create')).toBe(0);
    expect((await newestEntry())?.failure).toMatchObject({
      code: 'mapsimise/already-registered',
      connectorId: 'theirs',
    });
    expect(await offerNow()).toMatchObject({ existing: [{ name: 'CRM of the neighbours' }] });
  });
});

describe('an edit in the same moment', () => {
  it('never lends its untested secret to values that passed before', async () => {
    const newSecret = 'never-tested-secret-0123456789';
    // The edit starts at every possible moment before the request leaves, and the secret may be read late.
    for (let delay = 0; delay < 40; delay++) {
      const { life, server } = await start();
      const handle = await handleNow();
      if (delay % 2) readLate(`secret:draft:${WORKSPACE}`);
      const edit = life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret });
      for (let turn = 0; turn < delay; turn++) await Promise.resolve();
      await life.press('connector.register', { workspace: WORKSPACE, handle });
      await edit;
      for (const { ask } of server.asked) expect(ask.body ?? '').not.toContain(newSecret);
    }
  });

  it('belongs to the next run: it stays when the purchase is done', async () => {
    const { life, server } = await start();
    server.next('read', async (ask) => {
      await life.press('draft.keep', {
        workspace: WORKSPACE,
        fields: { ...FIELDS, clientId: 'typed meanwhile' },
      });
      return answerOf(ask, 500, '');
    });
    await confirmPurchase(life);
    expect((await newestEntry())?.state).toBe('verified');
    expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({
      clientId: 'typed meanwhile',
      hasSecret: true,
    });
  });
});

describe('what the server answered', () => {
  it.each<[string, CreateFault | number, string, number]>([
    ['a definite refusal is a failure, and is not looked for', 400, 'failed', 0],
    ['a missing right too', 403, 'failed', 0],
    ['201 with the connector is no refusal: it is looked for', 201, 'absent', 5],
    ['a process error with HTTP 200 is looked for', 200, 'absent', 5],
    ['a conflict is looked for', 409, 'absent', 5],
    ['a server error is looked for', 500, 'absent', 5],
    ['a time-out of something in between is looked for', 408, 'absent', 5],
  ])('%s', async (_why, status, state, looks) => {
    const { life, server } = await start();
    server.next('create', (ask) =>
      answerOf(ask, Number(status), {
        Status: status === 201 ? 1 : 0,
        ResponseText: 'The quote has expired.',
      }),
    );
    await confirmPurchase(life);
    expect((await newestEntry())?.state).toBe(state);
    // Once beside the offer's own, before the create.
    expect(server.countOf('list') - 1).toBe(looks);
  });

  it('its words are kept when it turns out that nothing was made', async () => {
    const { life, server } = await start();
    server.next('create', (ask) =>
      answerOf(ask, 200, { Status: 0, ResponseText: 'The quote has expired.' }),
    );
    await confirmPurchase(life);
    expect((await newestEntry())?.failure).toMatchObject({
      code: 'registration/absent',
      service: { text: 'The quote has expired.' },
    });
  });

  it('a second connector of the browser is seen although the first count failed', async () => {
    const { life, server } = await start();
    server.createFaults = ['sent twice by the browser'];
    let lists = 0;
    const count = (ask: Ask) =>
      lists++ === 0
        ? answerOf(ask, 200, { Status: 1, Data: { Items: [], Page: 1, PageCount: 1 } })
        : answerOf(ask, 500, '');
    server.next('list', count);
    server.next('list', count);
    await confirmPurchase(life);
    expect(await newestEntry()).toMatchObject({ state: 'conflict' });
  });

  it('while it cannot be counted, the outcome stays open and is asked for again by itself', async () => {
    const { life, server, alarms } = await start();
    let lists = 0;
    for (let times = 0; times < 6; times++)
      server.next('list', (ask) =>
        lists++ === 0
          ? answerOf(ask, 200, { Status: 1, Data: { Items: [], Page: 1, PageCount: 1 } })
          : { kind: 'unreachable', host: 'api.eugb.mapsimise.com' },
      );
    await confirmPurchase(life);
    expect(await newestEntry()).toMatchObject({ state: 'unclear', connectorId: 'connector-1' });
    expect(alarms.has('registration-check')).toBe(true);
    await life.flows.onAlarm('registration-check');
    expect(await newestEntry()).toMatchObject({ state: 'verified' });
  });

  it('a known id is read back, not sought: a list that does not show it makes it not absent', async () => {
    const { life, server } = await start();
    await confirmPurchase(life);
    const [made] = server.connectors;
    const entry = await newestEntry();
    const universe = await createUniverse({
      ...ready,
      local: { ...ready.local, 'journal:v1': [{ ...entry, state: 'created' }] },
    });
    if (made) universe.server.connectors.push(made);
    for (let times = 0; times < 5; times++)
      universe.server.next('list', (ask) =>
        answerOf(ask, 200, { Status: 1, Data: { Items: [], Page: 1, PageCount: 1 } }),
      );
    const woken = universe.wake();
    await woken.press('registration.check', { key: entry?.key ?? '' });
    expect((await newestEntry())?.state).toBe('verified');
  });
});

describe('an open attempt', () => {
  it.each(['prepared', 'posting', 'unclear', 'checking', 'created'])(
    'in the state %s is never put away',
    async (state) => {
      const { life, server } = await start();
      let dismissed: Promise<void> | undefined;
      server.next(state === 'prepared' ? 'me' : 'create', async (ask) => {
        const key = (await newestEntry())?.key ?? '';
        dismissed = life.press('registration.dismiss', { key });
        await dismissed;
        expect(await newestEntry()).toBeDefined();
        return answerOf(ask, 500, '');
      });
      await confirmPurchase(life);
      expect(dismissed).toBeDefined();
    },
  );

  it('locks its organisation even when a newer attempt in the same workspace has ended', async () => {
    const attempt = {
      ...{ v: 1, accountId: 'user-1', accountName: 'C', clientId: '', name: 'Acme', handle: 'h' },
      ...{ idsBefore: [], openUrl: '', organisationId: '' },
    };
    const open = { ...attempt, key: 'old', workspace: 'elsewhere', org: FIELDS.organisationUrl };
    const other = 'https://other.crm4.dynamics.com';
    const journal = [
      {
        ...attempt,
        key: 'new',
        workspace: WORKSPACE,
        org: other,
        state: 'failed',
        preparedAtMs: 2,
      },
      { ...open, state: 'unclear', preparedAtMs: 1 },
    ];
    const universe = await createUniverse({
      ...ready,
      local: { ...ready.local, 'journal:v1': journal },
    });
    await confirmPurchase(universe.wake());
    expect(universe.server.countOf('create')).toBe(0);
  });

  it('is checked by no other account than the one that bought', async () => {
    const { life, server } = await start();
    server.createFaults = ['reset before commit'];
    await confirmPurchase(life);
    const entry = { ...(await newestEntry()), state: 'unclear' };
    const universe = await createUniverse({
      ...ready,
      local: { ...ready.local, 'journal:v1': [entry] },
    });
    universe.server.accountId = 'user-2';
    await universe.wake().press('registration.check', { key: entry.key ?? '' });
    expect(await newestEntry()).toMatchObject({
      state: 'unclear',
      failure: { code: 'registration/account-changed' },
    });
  });

  it('never creates while it is checked, whatever the list says', async () => {
    const { life, server } = await start();
    server.createFaults = ['reset before commit'];
    await confirmPurchase(life);
    await life.press('registration.check', { key: (await newestEntry())?.key ?? '' });
    expect(server.countOf('create')).toBe(1);
  });
});

it('Mapsimise never sees the secret but in the create, and the secret stands in no URL', async () => {
  const { life, server } = await start();
  await confirmPurchase(life);
  for (const { ask, question } of server.asked) {
    expect(`${ask.url} ${JSON.stringify(ask.headers)}`).not.toContain('CANARY-S');
    if (isMapsimise(questionOf(ask)) && question !== 'create')
      expect(ask.body ?? '').not.toContain('CANARY-S');
  }
  expect(server.countOf('create')).toBe(1);
});
