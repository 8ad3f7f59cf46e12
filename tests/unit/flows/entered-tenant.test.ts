import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../lib/clients/egress.ts';
import { type Cloud, cloudOf } from '../../../lib/domain/cloud.ts';
import type { DraftFields, Workspace } from '../../../lib/domain/connection.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { askTenant } from '../../../lib/flows/ask-tenant.ts';
import { signInForCoverage } from '../../../lib/flows/coverage-sign-in.ts';
import { answerOf, ORG, type Server, TENANT } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  type Life,
  SECRET,
  setUp,
  WORKSPACE,
} from './simulated-world.ts';

const OTHER = '22222222-2222-4333-8444-555555555555';
const reportNow = () => factNow<TestReport>('session', `report:${WORKSPACE}`);
const namesNone = (status: number) => (server: Server) =>
  server.next('challenge', (ask) => answerOf(ask, status, ''));
const names = () => {};
/** Microsoft's answer to whom a domain belongs. */
const belongsTo = (tenantId: string) => (ask: Ask) =>
  answerOf(ask, 200, { issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` });

async function test(tenant: string, prepare: (server: Server) => void) {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  prepare(universe.server);
  const press = () =>
    life.press('connection.test', { workspace: WORKSPACE, fields: { ...FIELDS, tenant } });
  await press();
  const report = await reportNow();
  const failed = report?.steps.find(({ outcome }) => outcome === 'failed');
  const told = report?.steps.find(({ id }) => id === 'tenant');
  const asked = universe.server.asked.filter(({ question }) => question === 'token');
  const tokens = asked.filter(({ ask }) => ask.method === 'POST');
  return { ...universe, life, press, report, failed, told, asked, tokens };
}

describe('where an organisation names no tenant', () => {
  it('the one that was entered is used, and the test says so and passes', async () => {
    const { report, told, tokens } = await test(TENANT.toUpperCase(), namesNone(401));
    expect(report?.state).toBe('passed');
    expect(told).toMatchObject({
      outcome: 'remark',
      notes: [{ note: 'tenant', tenantId: TENANT }],
      remarks: [{ remark: 'tenant-entered' }],
    });
    expect(tokens.map(({ ask }) => new URL(ask.url).pathname.split('/')[1])).toEqual([TENANT]);
  });

  it('a domain is asked for first, without the secret, and the test names its id', async () => {
    const { report, told, asked } = await test('contoso.com', (server) => {
      namesNone(401)(server);
      server.next('token', belongsTo(TENANT));
    });
    expect(report?.state).toBe('passed');
    expect(told?.notes).toMatchObject([{ tenantId: TENANT }]);
    expect(asked[0]?.ask).toMatchObject({
      url: 'https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration',
    });
    expect(asked[0]?.ask.body).toBeUndefined();
    expect(asked[1]?.ask.url).toContain(`/${TENANT}/`);
  });

  it.each([
    ['nobody knows the domain', 400, { error: 'invalid_tenant' }, 'entra/tenant-unknown'],
    ['Microsoft is in trouble', 503, 'Service Unavailable', 'entra/busy'],
    ['the answer names no tenant', 200, { issuer: 'https://x/y' }, 'entra/bad-answer'],
    ['a proxy answers', 200, '<html>', 'net/web-page'],
  ])('and %s, no token is asked for', async (_what, status, body, code) => {
    const { failed, tokens } = await test('contoso.com', (server) => {
      namesNone(401)(server);
      server.next('token', (ask) => answerOf(ask, status, body));
    });
    expect([failed?.id, failed?.failure?.code, tokens]).toEqual(['tenant', code, []]);
  });

  it('a tenant that Microsoft does not know is said to be the one that was entered', async () => {
    const { failed } = await test(TENANT, (server) => {
      namesNone(401)(server);
      server.next('token', (ask) =>
        answerOf(ask, 400, { error: 'invalid_request', error_codes: [90002] }),
      );
    });
    expect(failed?.failure).toMatchObject({ code: 'entra/tenant-unknown', isEntered: true });
  });

  it.each([403, 200, 204])(
    'but answers %i as no organisation does, none is taken',
    async (status) => {
      const { failed, tokens } = await test(TENANT, namesNone(status));
      expect([failed?.failure?.code, tokens]).toEqual(['org/no-challenge', []]);
    },
  );

  it('a foreign sign-in is not made good by it', async () => {
    const { failed, tokens } = await test(TENANT, (server) =>
      server.next('challenge', (ask) =>
        answerOf(ask, 401, '', {
          wwwAuthenticate: `Bearer authorization_uri=https://evil.test/${TENANT}/oauth2/authorize`,
        }),
      ),
    );
    expect([failed?.failure?.code, tokens]).toEqual(['org/authority-untrusted', []]);
  });

  it.each(['common', '10.0.0.1', `${TENANT}/..`])(
    '%s is refused before anything is sent',
    async (typed) => {
      const { failed, server } = await test(typed, names);
      expect([failed?.id, failed?.failure?.code]).toEqual(['tenant', 'tenant/malformed']);
      expect(server.countOf('challenge') + server.countOf('token')).toBe(0);
    },
  );
});

it.each([401, 403])(
  'a set-up after a passed test, answered %i without a challenge',
  async (status) => {
    const { life, server } = await test(TENANT, namesNone(401));
    namesNone(status)(server);
    const asked = await askTenant(life.world, ORG as OrgUrl, cloudOf(new URL(ORG).host) as Cloud);
    expect(asked).toMatchObject(
      status === 401 ? { ok: true, value: TENANT } : { failure: { code: 'org/no-challenge' } },
    );
  },
);

it('a pass with a tenant that was entered lets nothing go out early once it is taken out again', async () => {
  const { life, server } = await test(TENANT, namesNone(401));
  expect((await reportNow())?.state).toBe('passed');
  const before = server.countOf('token');
  namesNone(401)(server);
  await life.press('connection.test', { workspace: WORKSPACE, fields: FIELDS });
  const failed = (await reportNow())?.steps.find(({ failure }) => failure);
  expect([failed?.id, failed?.failure?.code]).toEqual(['tenant', 'org/no-challenge']);
  expect(server.countOf('token')).toBe(before);
});

/** A set-up in which the tenant stands, of which no test was made. */
async function untested(workspace: Workspace, more: Partial<DraftFields>, says = namesNone(401)) {
  const universe = await createUniverse();
  const life = universe.wake();
  const fields = { ...FIELDS, ...more };
  await life.press('draft.keep', { workspace, fields, newSecret: SECRET });
  says(universe.server);
  return { ...universe, life };
}
const here = WORKSPACE as Workspace;
const signInToCover = ({ world }: Life) =>
  signInForCoverage(world, here, ORG as OrgUrl, new AbortController().signal, () => {});
const cloud = cloudOf(new URL(ORG).host) as Cloud;

describe('in a set-up that was not tested', () => {
  it.each<[string, Workspace, Partial<DraftFields>, object]>([
    ['an id is used', here, { tenant: OTHER }, { value: OTHER }],
    ['a domain is asked for', here, { tenant: 'contoso.com' }, { value: TENANT }],
    ['what was begun elsewhere counts', 'elsewhere', { tenant: OTHER }, { value: OTHER }],
    [
      'that of another organisation does not',
      'elsewhere',
      { tenant: OTHER, organisationUrl: 'https://beta.crm4.dynamics.com' },
      { failure: { code: 'org/no-challenge' } },
    ],
    [
      'none is made of what is none',
      here,
      { tenant: 'x' },
      { failure: { code: 'tenant/malformed' } },
    ],
    ['nothing entered is asked for', here, {}, { failure: { code: 'org/no-challenge' } }],
  ])('%s by Create-for-me and a rotation', async (_what, workspace, more, told) => {
    const { life, server } = await untested(workspace, more);
    server.next('token', belongsTo(TENANT));
    expect(await askTenant(life.world, ORG as OrgUrl, cloud)).toMatchObject(told);
  });

  it('but the organisation’s own word goes before it', async () => {
    const { life } = await untested(here, { tenant: OTHER }, names);
    expect(await askTenant(life.world, ORG as OrgUrl, cloud)).toMatchObject({ value: TENANT });
  });

  it('a domain is not asked for where the browser keeps us from the sign-in', async () => {
    const { wake, server } = await untested(here, { tenant: 'contoso.com' });
    const life = wake({ hasAccess: (origin) => origin === ORG });
    expect(await askTenant(life.world, ORG as OrgUrl, cloud)).toMatchObject({
      failure: { code: 'permission/not-granted', host: 'login.microsoftonline.com' },
    });
    expect(server.countOf('token')).toBe(0);
  });

  it.each<[string, Partial<DraftFields>, string[], object]>([
    ['goes where it was entered', { tenant: OTHER }, [OTHER], { ok: true }],
    ['goes nowhere without one', {}, [], { failure: { code: 'org/no-challenge' } }],
  ])('the secret for Coverage %s', async (_what, more, tenants, told) => {
    const { life, server } = await untested(here, more);
    expect(await signInToCover(life)).toMatchObject(told);
    const asked = server.asked.filter(({ question }) => question === 'token');
    expect(asked.map(({ ask }) => new URL(ask.url).pathname.split('/')[1])).toEqual(tenants);
  });

  it.each([
    ['an id', OTHER, OTHER],
    ['a domain', 'contoso.com', `contoso.com (${OTHER})`],
  ])(
    'nor does it go anywhere where %s was entered and the organisation names another',
    async (_as, typed, entered) => {
      const { life, server } = await untested(here, { tenant: typed }, names);
      server.next('token', belongsTo(OTHER));
      const host = new URL(ORG).host;
      expect(await signInToCover(life)).toEqual({
        ok: false,
        failure: { code: 'org/other-tenant', host, entered, named: TENANT },
      });
      const sent = server.asked.filter(({ ask }) => ask.method === 'POST');
      expect(sent).toEqual([]);
    },
  );

  it('nor early, where a test has told the tenant', async () => {
    const { life, server } = await test('', names);
    const before = server.countOf('token');
    await life.press('draft.keep', { workspace: here, fields: { ...FIELDS, tenant: OTHER } });
    expect(await signInToCover(life)).toMatchObject({ failure: { code: 'org/other-tenant' } });
    expect(server.countOf('token')).toBe(before);
  });
});

describe('where it names one', () => {
  it.each([
    ['an id', OTHER, OTHER],
    ['a domain', 'contoso.com', `contoso.com (${OTHER})`],
  ])(
    'another that was entered as %s stops the test, and no token is asked for',
    async (_as, typed, entered) => {
      const { failed, tokens } = await test(typed, (server) =>
        server.next('token', belongsTo(OTHER)),
      );
      expect(failed?.id).toBe('tenant');
      expect(failed?.failure).toEqual({
        ...{ code: 'org/other-tenant', host: new URL(ORG).host },
        ...{ entered, named: TENANT },
      });
      expect(tokens).toEqual([]);
    },
  );

  it('stops also where an earlier pass has told the tenant: nothing is sent early', async () => {
    const { press, server } = await test(TENANT, names);
    expect((await reportNow())?.state).toBe('passed');
    const before = server.countOf('token');
    server.next('challenge', (ask) =>
      answerOf(ask, 401, '', {
        wwwAuthenticate: `Bearer authorization_uri=https://login.microsoftonline.com/${OTHER}/oauth2/authorize`,
      }),
    );
    await press();
    expect((await reportNow())?.steps.find(({ failure }) => failure)?.failure).toMatchObject({
      ...{ code: 'org/other-tenant', entered: TENANT, named: OTHER },
    });
    expect(server.countOf('token')).toBe(before);
  });

  it('the same that was entered changes nothing', async () => {
    const { report, told } = await test(TENANT, names);
    expect([report?.state, told?.outcome]).toEqual(['passed', 'passed']);
  });
});
