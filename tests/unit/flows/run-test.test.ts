import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../lib/domain/report.ts';
import {
  answerOf,
  isMapsimise,
  ORG,
  ORG_ID,
  type Question,
  type Server,
  TENANT,
} from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  FIELDS,
  factNow,
  HOME,
  kept,
  type LifeOptions,
  SECRET,
  setUp,
  testNow,
  tick,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

const HOST = 'acme.crm4.dynamics.com';
const reportNow = () => factNow<TestReport>('session', `report:${WORKSPACE}`);
async function start(options: LifeOptions = {}) {
  const universe = await createUniverse();
  const life = universe.wake(options);
  await setUp(life);
  return { ...universe, life };
}
const outcomesOf = (report: TestReport | undefined) =>
  Object.fromEntries(report?.steps.map(({ id, outcome }) => [id, outcome]) ?? []);
const failureOf = (report: TestReport | undefined) =>
  report?.steps.find(({ outcome }) => outcome === 'failed');
/** Round trips in a row to the organisation and to Entra; Mapsimise's run beside them. */
const tripsOf = ({ rounds }: Universe) =>
  rounds.filter((round) => !round.every(isMapsimise)).length;
const failing =
  (question: Question, status: number, body: unknown, times = 1) =>
  (server: Server) => {
    for (let at = 0; at < times; at++) server.next(question, (ask) => answerOf(ask, status, body));
  };
const aadsts = (number: number, error: string) => ({
  error,
  error_description: `AADSTS${number}: no.`,
  error_codes: [number],
});
const denied = {
  error: { code: '0x80040220', message: 'Principal user is missing prvReadLead privilege' },
};

describe('the ladder', () => {
  it('passes from the address to the tables, and proves what it asked', async () => {
    const { life } = await start();
    await testNow(life);
    const report = await reportNow();
    expect(outcomesOf(report)).toEqual({
      ...{ url: 'passed', reach: 'passed', tenant: 'passed', token: 'passed', whoami: 'passed' },
      ...{
        organisation: 'passed',
        roles: 'passed',
        privileges: 'passed',
        impersonation: 'skipped',
      },
    });
    expect(report).toMatchObject({ state: 'passed', proof: { org: ORG, organisationId: ORG_ID } });
  });

  it.each<[string, (server: Server) => void, string, string]>([
    ['an organisation that is not there', failing('challenge', 404, ''), 'reach', 'org/not-here'],
    [
      'a captive portal',
      (server) =>
        server.next('challenge', (ask) =>
          answerOf(ask, 200, '<html><title>Hotel</title>', { contentType: 'text/html' }),
        ),
      'reach',
      'net/web-page',
    ],
    [
      'a redirect',
      (server) => server.next('challenge', { kind: 'redirect', host: HOST }),
      'reach',
      'net/redirected',
    ],
    ['maintenance', failing('challenge', 503, 'We are upgrading'), 'reach', 'org/unavailable'],
    ['no challenge', failing('challenge', 401, ''), 'tenant', 'org/no-challenge'],
    [
      'a foreign sign-in host',
      (server) =>
        server.next('challenge', (ask) =>
          answerOf(ask, 401, '', {
            wwwAuthenticate: `Bearer authorization_uri=https://evil.test/${TENANT}/oauth2/authorize`,
          }),
        ),
      'tenant',
      'org/authority-untrusted',
    ],
    [
      'a renamed organisation',
      (server) =>
        server.next('challenge', (ask) =>
          answerOf(ask, 401, '', {
            wwwAuthenticate: `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT}/oauth2/authorize, resource_id=https://new.crm4.dynamics.com/`,
          }),
        ),
      'tenant',
      'org/renamed',
    ],
    [
      'a wrong secret',
      failing('token', 401, aadsts(7000215, 'invalid_client')),
      'token',
      'entra/secret-wrong',
    ],
    [
      'an unknown application',
      failing('token', 400, aadsts(700016, 'unauthorized_client')),
      'token',
      'entra/app-unknown',
    ],
    ['a proxy page for a token', failing('token', 200, '<html>'), 'token', 'net/web-page'],
    [
      'Entra in trouble for good',
      failing('token', 503, 'Service Unavailable', 3),
      'token',
      'entra/busy',
    ],
    [
      'no application user',
      failing('whoami', 403, { error: { code: '0x80072560' } }),
      'whoami',
      'org/user-unknown',
    ],
    [
      'a user without a role',
      failing('whoami', 403, { error: { code: '0x80042f09' } }),
      'roles',
      'org/no-role',
    ],
    [
      'an empty organisation id',
      failing('whoami', 200, {
        UserId: ORG_ID,
        OrganizationId: '00000000-0000-0000-0000-000000000000',
      }),
      'whoami',
      'net/not-understood',
    ],
    ['a token refused twice', failing('whoami', 401, '', 2), 'whoami', 'org/token-refused'],
    [
      'another organisation behind the address',
      failing('whoami', 200, { UserId: ORG_ID, OrganizationId: TENANT }),
      'organisation',
      'org/other-organisation',
    ],
    [
      'a disabled user',
      failing('roles', 200, { isdisabled: true, systemuserroles_association: [] }),
      'roles',
      'org/user-disabled',
    ],
    [
      'no readable table',
      (server) => {
        for (const table of ['account', 'contact', 'lead', 'systemuser'] as const)
          failing(table, 403, denied)(server);
      },
      'privileges',
      'org/no-table-readable',
    ],
  ])(
    '%s fails at its own step, and the later ones are skipped for it',
    async (_what, fault, step, code) => {
      const { life, server } = await start();
      fault(server);
      await testNow(life);
      const report = await reportNow();
      expect(report?.state).toBe('failed');
      expect(failureOf(report)).toMatchObject({ id: step, failure: { code } });
      expect(report?.proof).toBeUndefined();
      expect(report?.steps.map(({ outcome }) => outcome)).not.toContain('running');
      for (const { outcome, skipped } of report?.steps ?? [])
        if (outcome === 'skipped') expect(skipped).toMatchObject({ why: 'earlier-failure', step });
    },
  );

  it.each<[string, Partial<typeof FIELDS>, string | undefined, string]>([
    [
      'a look-alike address',
      { organisationUrl: 'https://acme.crm4.dynamics.com.evil.com' },
      undefined,
      'url/refused',
    ],
    [
      'an on-premises address',
      { organisationUrl: 'https://crm.contoso.com/Contoso' },
      undefined,
      'url/not-dataverse',
    ],
    ['a Client Id that is none', { clientId: 'my app' }, undefined, 'client-id/not-a-guid'],
    ['no Client Id', { clientId: '' }, undefined, 'client-id/missing'],
    ['no secret', {}, '', 'secret/missing'],
  ])('%s asks no server of Microsoft', async (_what, change, newSecret, code) => {
    const { life, server } = await start();
    await life.press('connection.test', {
      workspace: WORKSPACE,
      fields: { ...FIELDS, ...change },
      ...(newSecret !== undefined && { newSecret }),
    });
    expect(failureOf(await reportNow())?.failure?.code).toBe(code);
    expect(server.asked.filter(({ question }) => !isMapsimise(question))).toEqual([]);
  });

  it('a host that we may not read is told apart from one that is not there', async () => {
    const { life, server } = await start({ hasAccess: () => false });
    server.next('challenge', { kind: 'unreachable', host: HOST });
    await testNow(life);
    expect(failureOf(await reportNow())?.failure).toMatchObject({
      code: 'permission/not-granted',
      origin: ORG,
    });
  });

  it('some readable table passes with a remark that names the others', async () => {
    const { life, server } = await start();
    failing('lead', 403, denied)(server);
    await testNow(life);
    const step = (await reportNow())?.steps.find(({ id }) => id === 'privileges');
    expect(step).toMatchObject({
      outcome: 'remark',
      remarks: [{ remark: 'tables-refused', tables: ['lead'], privileges: ['prvReadLead'] }],
    });
    expect((await reportNow())?.state).toBe('passed');
  });
});

describe('round trips in a row', () => {
  it('are four at the first time, and the report counts what the network saw', async () => {
    const universe = await start();
    await testNow(universe.life);
    expect(tripsOf(universe)).toBe(4);
    expect((await reportNow())?.roundTrips).toBe(4);
  });

  it('are three when the tenant is known', async () => {
    const universe = await start();
    await testNow(universe.life);
    universe.rounds.length = 0;
    await testNow(universe.life);
    expect(tripsOf(universe)).toBe(3);
    expect((await reportNow())?.roundTrips).toBe(3);
  });

  it('with a tenant that has changed the early token is not used', async () => {
    const universe = await start();
    await testNow(universe.life);
    const other = '22222222-2222-4333-8444-555555555555';
    universe.server.next('challenge', (ask) =>
      answerOf(ask, 401, '', {
        wwwAuthenticate: `Bearer authorization_uri=https://login.microsoftonline.com/${other}/oauth2/authorize, resource_id=${ORG}/`,
      }),
    );
    await testNow(universe.life);
    const tokens = universe.server.asked.filter(({ question }) => question === 'token');
    expect(tokens.at(-1)?.ask.url).toContain(other);
    const used = universe.server.asked.findLast(({ question }) => question === 'whoami');
    expect(used?.ask.headers?.Authorization).toContain(`.${tokens.length}-signature`);
  });

  it('of a renewed token are counted too', async () => {
    const universe = await start();
    failing('whoami', 401, '')(universe.server);
    await testNow(universe.life);
    const report = await reportNow();
    expect(report?.state).toBe('passed');
    expect(universe.server.countOf('token')).toBe(2);
    expect(report?.roundTrips).toBe(tripsOf(universe));
  });
});

it.each([26, -26])(
  'a clock that is put %i hours ahead while the token is asked for changes nothing',
  async (hours) => {
    const { life, server, clock } = await start();
    server.next('token', (ask) => {
      clock.nowMs += hours * 3_600_000;
      return server.answer(ask);
    });
    await testNow(life);
    expect((await reportNow())?.state).toBe('passed');
    expect(server.countOf('token')).toBe(2); // It was counted when it was asked, and when it was answered.
  },
);

it('a page that names another organisation stops the test, and proves nothing', async () => {
  const { life } = await start();
  const organisation = {
    ...{ organisationId: '22222222-bbbb-4bbb-8bbb-222222222222', friendlyName: 'Contoso (not)' },
    ...{ uniqueName: 'unqlie', version: '9.2' },
  };
  const page = { ...HOME, origin: ORG, url: `${ORG}/main.aspx`, tabId: 3, frameId: 0 };
  await life.flows.handlers['org.seen']({ organisation }, page);
  await testNow(life);
  const report = await reportNow();
  expect(failureOf(report)?.failure).toMatchObject({
    code: 'org/other-organisation',
    expectedId: organisation.organisationId,
  });
  expect(report?.proof).toBeUndefined();
});

describe('patience', () => {
  it.each<[string, number, string | undefined, number | undefined]>([
    ['Retry-After is obeyed once', 429, '7', 7_000],
    ['without Retry-After it is five seconds', 429, undefined, 5_000],
    ['a long one is not waited for', 429, '300', undefined],
  ])('%s', async (_what, status, retryAfter, waitsMs) => {
    const waits: number[] = [];
    const { life, server } = await start({ onWait: (ms) => waits.push(ms) });
    server.next('whoami', (ask) =>
      answerOf(ask, status, { error: { code: '0x80072322' } }, retryAfter ? { retryAfter } : {}),
    );
    await testNow(life);
    expect(waits).toEqual(waitsMs === undefined ? [] : [waitsMs]);
    expect((await reportNow())?.state).toBe(waitsMs === undefined ? 'failed' : 'passed');
  });

  it('while it waits, the step says until when', async () => {
    const seen: unknown[] = [];
    const { life, server } = await start({
      onWait: () => void reportNow().then((report) => seen.push(report?.steps[4])),
    });
    server.next('whoami', (ask) => answerOf(ask, 429, '', { retryAfter: '3' }));
    await testNow(life);
    expect(seen).toEqual([expect.objectContaining({ id: 'whoami', outcome: 'running' })]);
    expect((await reportNow())?.steps[4]).not.toHaveProperty('retryAtMs');
  });

  it.each<[string, unknown]>([
    ['an error of its own', aadsts(90033, 'temporarily_unavailable')],
    ['a page of its gateway', '<html>502</html>'],
    ['nothing at all', ''],
    ['another shape', { message: 'upstream' }],
  ])(
    'Entra answering 5xx with %s is asked again after one and three seconds',
    async (_what, body) => {
      const waits: number[] = [];
      const { life, server } = await start({ onWait: (ms) => waits.push(ms) });
      failing('token', 503, body, 2)(server);
      await testNow(life);
      expect(waits).toEqual([1_000, 3_000]);
      expect((await reportNow())?.state).toBe('passed');
    },
  );

  it('a wrong secret is never tried twice', async () => {
    const { life, server } = await start();
    failing('token', 401, aadsts(7000215, 'invalid_client'), 5)(server);
    await testNow(life);
    expect(server.countOf('token')).toBe(1);
  });
});

describe('Cancel', () => {
  it.each<Question>(['challenge', 'token', 'whoami', 'roles', 'privileges'])(
    'while %s is asked ends the run there, and nothing is called failed',
    async (question) => {
      const { life, server } = await start();
      server.next(question, async (ask) => {
        await life.press('test.cancel', { workspace: WORKSPACE });
        return { kind: 'stopped', host: new URL(ask.url).host };
      });
      await testNow(life);
      const report = await reportNow();
      expect(report?.state).toBe('cancelled');
      expect(Object.values(outcomesOf(report))).not.toContain('failed');
      expect(Object.values(outcomesOf(report))).not.toContain('running');
      expect(Object.values(outcomesOf(report))).not.toContain('waiting');
      expect(report?.proof).toBeUndefined();
    },
  );

  it('while it waits for a busy service sends nothing more', async () => {
    const universe = await createUniverse();
    let cancel = () => {};
    const life = universe.wake({ onWait: () => cancel() });
    cancel = () => void life.press('test.cancel', { workspace: WORKSPACE });
    await setUp(life);
    universe.server.next('token', (ask) => answerOf(ask, 429, '', { retryAfter: '7' }));
    await testNow(life);
    expect(universe.server.countOf('token')).toBe(1);
    expect((await reportNow())?.state).toBe('cancelled');
  });

  it('of nothing is nothing', async () => {
    const { life } = await start();
    await life.press('test.cancel', { workspace: WORKSPACE });
    expect(await reportNow()).toBeUndefined();
  });
});

describe('the report', () => {
  const STEP_OF = { challenge: 'reach', token: 'token', whoami: 'whoami', roles: 'roles' } as const;

  it('is written after each step, and a reader sees the steps come one after the other', async () => {
    const { life, server } = await start();
    const seen: string[] = [];
    for (const question of ['challenge', 'token', 'whoami', 'roles'] as const)
      server.next(question, async () => {
        // The snapshot is stored while the request is on its way: as a reader, follow until it is there.
        let running: string[] | undefined;
        for (let turn = 0; turn < 100; turn++) {
          const report = await reportNow();
          running = report?.steps
            .filter(({ outcome }) => outcome === 'running')
            .map(({ id }) => id);
          if (running?.includes(STEP_OF[question])) break;
          await tick();
        }
        seen.push(`${question}: ${running?.join(' ')}`);
        const { server: healthy } = await createUniverseServer();
        return healthy(question);
      });
    await testNow(life);
    expect(seen).toEqual([
      'challenge: reach',
      'token: token',
      'whoami: whoami organisation privileges',
      'roles: roles privileges',
    ]);
  });

  it('of a second press replaces the first, which writes no more', async () => {
    const { life, server } = await start();
    let second: Promise<void> | undefined;
    server.next('challenge', (ask) => {
      second = testNow(life);
      return answerOf(ask, 404, '');
    });
    await testNow(life);
    await second;
    expect((await reportNow())?.state).toBe('passed');
  });

  it('of a worker that died says so in the next one, and nothing runs for ever', async () => {
    for (let diesAt = 1; ; diesAt++) {
      const universe = await createUniverse();
      const first = universe.wake();
      await setUp(first);
      first.kill();
      const dying = universe.wake({ diesAt });
      await testNow(dying);
      if (!dying.isOver()) {
        expect(diesAt).toBeGreaterThan(50);
        break;
      }
      await dying.over;
      await universe.wake().press('draft.keep', { workspace: WORKSPACE, fields: FIELDS });
      const report = await reportNow();
      expect(report?.state, `death at step ${diesAt}`).not.toBe('running');
      expect(Object.values(outcomesOf(report))).not.toContain('running');
      const offer = await factNow<{ state: string }>('session', `offer:${WORKSPACE}`);
      expect(offer?.state, `death at step ${diesAt}`).not.toBe('asking');
    }
  });

  it('comes to its end although the browser could not store some of its snapshots', async () => {
    let writes = 0;
    const { life } = await start({
      failsToStore: (_area, keys) => keys.includes(`report:${WORKSPACE}`) && ++writes <= 3,
    });
    await testNow(life);
    expect(writes).toBeGreaterThan(3);
    expect((await reportNow())?.state).toBe('passed');
  });

  it('a test whose report could not be stored at all does not block the next one', async () => {
    let isFull = true;
    const { life } = await start({
      failsToStore: (_area, keys) => isFull && keys.includes(`report:${WORKSPACE}`),
    });
    await expect(testNow(life)).rejects.toThrow('quota');
    isFull = false;
    await testNow(life);
    expect((await reportNow())?.state).toBe('passed');
  });

  it('holds no secret, and neither does any other fact but the two that are secrets', async () => {
    const { life, server } = await start();
    const echo = {
      error: 'invalid_client',
      error_description: `AADSTS7000215: ${SECRET} is wrong`,
    };
    failing('token', 401, echo)(server);
    server.next('me', (ask) => answerOf(ask, 401, { Status: 0, ResponseText: `Key ${API_KEY}?` }));
    await testNow(life);
    const { local, session } = await kept();
    const others = Object.entries({ ...local, ...session }).filter(
      ([name]) => !name.startsWith('secret:'),
    );
    expect(JSON.stringify(others)).not.toContain('CANARY');
    expect(JSON.stringify(others)).toContain('‹secret›');
  });
});

describe('the network', () => {
  it('sees the secret in the token request only, and the token at the organisation only', async () => {
    const { life, server } = await start();
    await testNow(life);
    for (const { question, ask } of server.asked) {
      const sent = decodeURIComponent(
        `${ask.url} ${ask.body ?? ''} ${JSON.stringify(ask.headers)}`,
      );
      expect(sent.includes('CANARY-S'), question).toBe(question === 'token');
      expect(ask.url).not.toContain('CANARY');
      const isOrg = !isMapsimise(question) && question !== 'token' && question !== 'challenge';
      expect(sent.includes('-signature'), question).toBe(isOrg);
    }
  });

  it('is asked with exactly one form encoding of the secret', async () => {
    const { life, server } = await start();
    await testNow(life);
    const body = server.asked.find(({ question }) => question === 'token')?.ask.body ?? '';
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      client_id: FIELDS.clientId,
      client_secret: SECRET,
      scope: `${ORG}/.default`,
      grant_type: 'client_credentials',
    });
  });

  it('may be asked with any secret a person can type, even half a character', async () => {
    const { life } = await start();
    await life.press('connection.test', {
      workspace: WORKSPACE,
      fields: FIELDS,
      newSecret: 'half \ud83d and more',
    });
    expect((await reportNow())?.state).toBe('passed');
  });
});

/** The healthy answer to one question, for a script that only wants to look before it. */
async function createUniverseServer() {
  const { createServer } = await import('./simulated-server.ts');
  const fresh = createServer({ nowMs: 0 });
  const paths: Partial<Record<Question, string>> = {
    challenge: `${ORG}/api/data/v9.2/WhoAmI`,
    token: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    whoami: `${ORG}/api/data/v9.2/WhoAmI`,
    roles: `${ORG}/api/data/v9.2/systemusers(x)`,
  };
  const server = (question: Question) =>
    fresh.answer({
      purpose: { for: 'token' },
      url: paths[question] ?? '',
      headers: question === 'whoami' ? { Authorization: 'x' } : {},
    });
  return { server };
}
