import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { GetUserToken, UserTokenAsk } from '../../../lib/auth/user-token.ts';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { EnvironmentList, Resolution } from '../../../lib/domain/environment-list.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { bad, good } from '../../../lib/domain/result.ts';
import { ORG, TENANT } from './simulated-server.ts';
import {
  createUniverse,
  factNow,
  kept,
  type LifeOptions,
  type Universe,
} from './simulated-world.ts';

const ENVIRONMENT = 'b3c9d1e7-48fa-4d26-8e03-7a5f1c90d2b6';
const DISCOVERY = 'globaldisco.crm.dynamics.com';
const BAP = 'api.bap.microsoft.com';
const MAKER = { environmentId: ENVIRONMENT, host: 'make.powerapps.com' };

const row = (name: string, more: object = {}) => ({
  Url: `https://${name.toLowerCase()}.crm4.dynamics.com/`,
  FriendlyName: name,
  UniqueName: `unq${name}`,
  State: 0,
  OrganizationType: 0,
  EnvironmentId: ENVIRONMENT,
  TenantId: TENANT,
  Id: TENANT,
  Version: '9.2.1',
  ...more,
});

let universe: Universe;
let asked: Ask[];
let tokens: UserTokenAsk[];
let directories: Record<string, { status: number; body: unknown }>;
beforeEach(async () => {
  universe = await createUniverse();
  asked = [];
  tokens = [];
  directories = {
    [DISCOVERY]: { status: 200, body: { value: [row('Acme')] } },
    [BAP]: { status: 404, body: { error: { code: 'EnvironmentNotFound' } } },
  };
});

const giveToken: GetUserToken = async (ask) => {
  tokens.push(ask);
  const username = 'megan@acme.com';
  return good({ value: `token-${ask.for}`, tenantId: TENANT, objectId: 'o', username });
};

function elsewhere(ask: Ask): Reply | undefined {
  const { host } = new URL(ask.url);
  const answer = directories[host];
  if (!answer) return undefined;
  asked.push(ask);
  const { status, body } = answer;
  return { kind: 'answer', host, status, headers: {}, text: JSON.stringify(body) };
}

const wake = (options: LifeOptions = {}) =>
  universe.wake({ userToken: giveToken, elsewhere, ...options });
const listNow = () => factNow<EnvironmentList>('session', 'environment-list');
const resolutionNow = () => factNow<Resolution>('session', `resolution:${ENVIRONMENT}`);

describe('the list', () => {
  it('is what Global Discovery says, each with its kind, region and state', async () => {
    directories[DISCOVERY] = {
      status: 200,
      body: {
        value: [
          row('Acme'),
          row('Uat', { OrganizationType: 5 }),
          row('Old', { State: 1, OrganizationType: 14 }),
          { ...row('Abroad'), Url: 'https://acme.crm.dynamics.cn/' },
          { ...row('Evil'), Url: 'https://acme.crm4.dynamics.com.evil.test/' },
          { Url: 7 },
        ],
      },
    };
    await wake().press('environments.list', {});
    const list = await listNow();
    expect(list?.state).toBe('done');
    expect(list?.environments).toMatchObject([
      { org: ORG, name: 'Acme', kind: 'production', isDisabled: false, region: 'Europe (EMEA)' },
      { name: 'Uat', kind: 'sandbox' },
      { name: 'Old', kind: 'trial', isDisabled: true },
    ]);
    expect(asked[0]?.headers?.Authorization).toBe('Bearer token-discovery');
    expect(asked[0]?.url).toContain('/api/discovery/v2.0/Instances?$select=Url,');
  });

  it('is asked of the cloud of the page', async () => {
    await wake().press('environments.list', { host: 'acme.crm9.dynamics.com' });
    expect(tokens).toMatchObject([{ for: 'discovery', cloud: { name: 'GCC' } }]);
  });

  it('asks for both hosts at once where they were not granted', async () => {
    await wake({ hasAccess: () => false }).press('environments.list', {});
    expect(await listNow()).toMatchObject({
      state: 'failed',
      failure: {
        code: 'permission/not-granted',
        origin: `https://${DISCOVERY}`,
        others: [`https://${BAP}`],
      },
    });
    expect(asked).toEqual([]);
  });

  it.each<[string, number, Failure['code']]>([
    ['a token that is not taken', 401, 'sign-in/needed'],
    ['an account that may not', 403, 'environment/refused'],
    ['too many requests', 429, 'org/busy'],
    ['a service that is down', 503, 'org/busy'],
  ])('names what went wrong, and keeps what was known: %s', async (_what, status, code) => {
    const life = wake();
    await life.press('environments.list', {});
    directories[DISCOVERY] = { status, body: {} };
    await life.press('environments.list', {});
    expect(await listNow()).toMatchObject({
      state: 'failed',
      failure: { code },
      environments: [{ org: ORG }],
    });
  });

  it('that a dead worker began is begun anew', async () => {
    const life = wake({ userToken: () => new Promise(() => {}) });
    void life.press('environments.list', {});
    await vi.waitFor(async () => expect((await listNow())?.state).toBe('looking'));
    life.kill();
    await life.over;
    await wake().press('sign-in.resume', {});
    expect(await listNow()).toBeUndefined();
  });
});

describe('picking one', () => {
  it('makes it a recent one, on the device and without anything secret', async () => {
    const life = wake();
    await life.press('environments.list', {});
    await life.press('environment.pick', { org: ORG });
    expect(await factNow('local', 'recent-environments')).toEqual([{ org: ORG, name: 'Acme' }]);
    expect(await factNow('session', `environment:${ORG}`)).toMatchObject({
      listed: { name: 'Acme', uniqueName: 'unqAcme' },
    });
    expect(JSON.stringify((await kept()).local)).not.toContain('token-');
  });

  it('does not take away what its page reported', async () => {
    const life = wake();
    await life.flows.handlers['org.seen'](
      { user: { userId: TENANT, fullName: 'Ann', domainName: 'ann@acme.com' } },
      { url: `${ORG}/main.aspx` },
    );
    await life.press('environments.list', {});
    await life.press('environment.pick', { org: ORG });
    expect(await factNow('session', `environment:${ORG}`)).toMatchObject({
      report: { user: { fullName: 'Ann' } },
    });
  });

  it.each(['https://evil.test', 'https://make.powerapps.com/environments/x', 'acme'])(
    'takes no other address: %s',
    async (org) => {
      await wake().press('environment.pick', { org });
      expect(await factNow('local', 'recent-environments')).toBeUndefined();
    },
  );
});

describe('the organisation of a maker page', () => {
  it('is found in Global Discovery, and nobody else is asked', async () => {
    await wake().press('environment.resolve', MAKER);
    expect(await resolutionNow()).toMatchObject({ state: 'found', environment: { org: ORG } });
    expect(asked.map(({ url }) => new URL(url).host)).toEqual([DISCOVERY]);
    expect(new URL(asked[0]?.url ?? '').searchParams.get('$filter')).toBe(
      `EnvironmentId eq '${ENVIRONMENT}'`,
    );
  });

  it('is found in the Power Platform where the person is no user of it', async () => {
    directories[DISCOVERY] = { status: 200, body: { value: [] } };
    directories[BAP] = {
      status: 200,
      body: {
        name: ENVIRONMENT,
        properties: {
          displayName: 'Acme (default)',
          environmentSku: 'Sandbox',
          linkedEnvironmentMetadata: {
            instanceUrl: `${ORG}/`,
            friendlyName: 'Acme',
            uniqueName: 'unq',
            version: '9.2',
            resourceId: TENANT,
            instanceState: 'Ready',
          },
        },
      },
    };
    await wake().press('environment.resolve', MAKER);
    expect(await resolutionNow()).toMatchObject({
      state: 'found',
      environment: { org: ORG, name: 'Acme', kind: 'sandbox', isDisabled: false },
    });
    expect(asked[1]?.headers?.Authorization).toBe('Bearer token-bap');
  });

  it.each<[string, { status: number; body: unknown }, Failure['code']]>([
    [
      'has no database',
      { status: 200, body: { properties: { displayName: 'Apps only' } } },
      'environment/no-dataverse',
    ],
    ['is not there', { status: 404, body: {} }, 'environment/not-visible'],
    ['may not be seen by this account', { status: 403, body: {} }, 'environment/not-visible'],
    ['is told in another form', { status: 200, body: { nothing: 1 } }, 'net/not-understood'],
  ])('says so where the environment %s', async (_what, answer, code) => {
    directories[DISCOVERY] = { status: 200, body: { value: [] } };
    directories[BAP] = answer;
    await wake().press('environment.resolve', MAKER);
    expect(await resolutionNow()).toMatchObject({ state: 'failed', failure: { code } });
  });

  it('is not looked for without a consent to do so', async () => {
    directories[DISCOVERY] = { status: 200, body: { value: [] } };
    const userToken: GetUserToken = async (ask) =>
      ask.for === 'bap'
        ? bad({ code: 'sign-in/consent-needed', resource: 'Power Platform' })
        : giveToken(ask);
    await wake({ userToken }).press('environment.resolve', MAKER);
    expect(await resolutionNow()).toMatchObject({ failure: { code: 'sign-in/consent-needed' } });
  });

  it('of the default environment carries its tenant in its id', async () => {
    const environmentId = `Default-${TENANT}`;
    await wake().press('environment.resolve', { ...MAKER, environmentId });
    expect(new URL(asked[0]?.url ?? '').searchParams.get('$filter')).toBe(
      `EnvironmentId eq '${environmentId}'`,
    );
  });

  it.each([
    ["an id that would leave the filter: '", { ...MAKER, environmentId: "x' or 1 eq 1 or '" }],
    ['a host that is no maker', { ...MAKER, host: 'evil.test' }],
  ])('is not looked for with %s', async (_what, ask) => {
    await wake().press('environment.resolve', ask);
    expect(asked).toEqual([]);
  });
});
