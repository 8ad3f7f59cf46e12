import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../../lib/clients/egress.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { testIfdConnection } from '../../../lib/flows/test-ifd-connection.ts';
import type { IfdAsk, IfdPorts } from '../../../lib/flows/test-ifd-ports.ts';
import { ACCOUNTS, CRM_SERVER, STS } from '../../emulators/on-premises/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { fetchThrough, type Sent } from '../emulators/fetch-through.ts';
import { type Visitor, visit } from '../emulators/visitor.ts';

// The machine may be busy with other tests; what is measured measures itself.
vi.setConfig({ testTimeout: 30_000 });

const STS_ORIGIN = `https://${STS.host}`;
const CRM_HOST = CRM_SERVER.internal.host;
let visitor: Visitor;
let sent: Sent[] = [];
beforeAll(async () => {
  visitor = await visit('ifd');
});
afterAll(() => visitor.leave());
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', fetchThrough(visitor, sent));
});
afterEach(() => vi.unstubAllGlobals());

type Run = {
  ask?: Partial<IfdAsk>;
  ports?: Partial<IfdPorts>;
  signal?: AbortSignal;
  written?: TestReport[];
};
/** Test Connection, once, with the account that Mapsimise is to have. */
async function test(world: WorldName, { ask = {}, ports = {}, signal, written }: Run = {}) {
  await visitor.setWorld(world);
  const { report } = await testIfdConnection(
    {
      // A way to the network of its own: what the browser holds back is remembered per way.
      send: (one) => send(one),
      nowMs: () => Date.now(),
      wait: async () => {},
      newId: () => crypto.randomUUID(),
      hasAccess: async () => true,
      closedByPolicy: async () => undefined,
      write: async (now) => void written?.push(now),
      ...ports,
    },
    {
      handle: 'h-1',
      organisationUrl: `${CRM_SERVER.internal.url}/main.aspx`,
      username: ACCOUNTS.service.domainName,
      secret: ACCOUNTS.service.password,
      impersonateUsers: false,
      confirmedSts: async () => STS_ORIGIN,
      reportedUserOf: async () => undefined,
      reportedIdOf: async () => undefined,
      ...ask,
    },
    signal ?? new AbortController().signal,
  );
  return report;
}
const outcomesOf = ({ steps }: TestReport) =>
  Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));
const failedIn = ({ steps }: TestReport) => {
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  return failed ? `${failed.id}: ${failed.failure?.code}` : 'none';
};
const failureIn = ({ steps }: TestReport) => steps.find(({ failure }) => failure)?.failure;
const notesIn = ({ steps }: TestReport) => steps.flatMap(({ notes }) => notes);
const remarksIn = ({ steps }: TestReport) => steps.flatMap(({ remarks }) => remarks);
const tokenRequests = () => sent.filter(({ body }) => body.includes('UsernameToken'));
const PASSED = {
  url: 'passed',
  reach: 'passed',
  adfs: 'passed',
  'sign-in': 'passed',
  whoami: 'passed',
  organisation: 'passed',
};

describe('the ladder on-premises', () => {
  it('passes from the address over AD FS to a row of each table, and proves what it asked', async () => {
    const report = await test('ifd');
    expect(failedIn(report)).toBe('none');
    expect(outcomesOf(report)).toMatchObject(PASSED);
    expect(report).toMatchObject({
      state: 'passed',
      scheme: 'ifd',
      proof: {
        org: CRM_SERVER.internal.url,
        organisationId: CRM_SERVER.organizationId,
        name: CRM_SERVER.friendlyName,
        uniqueName: CRM_SERVER.uniqueName,
        clientId: '',
      },
    });
    expect(notesIn(report)).toContainEqual(
      expect.objectContaining({ note: 'organisation', version: CRM_SERVER.version }),
    );
    expect(notesIn(report)).toContainEqual(
      expect.objectContaining({ note: 'adfs', host: STS.host }),
    );
    expect(notesIn(report)).toContainEqual(
      expect.objectContaining({
        note: 'tables-read',
        tables: expect.arrayContaining(['account', 'contact', 'lead']),
      }),
    );
  });

  it.each<[string, Partial<IfdAsk>]>([
    ['by the host of the organisation', { organisationUrl: CRM_SERVER.ifd.url }],
    ['as user@domain', { username: ACCOUNTS.service.upn }],
    [
      'with a name and a password that a careless encoder breaks',
      { username: ACCOUNTS.special.domainName, secret: ACCOUNTS.special.password },
    ],
  ])('passes %s', async (_how, ask) => {
    expect(failedIn(await test('ifd', { ask }))).toBe('none');
  });

  it('sends the password once, to the confirmed AD FS, and nowhere else', async () => {
    const report = await test('ifd');
    const password = 'CANARY-P';
    const [request, ...more] = tokenRequests();
    expect(more).toEqual([]);
    expect(request?.url).toBe(`${STS_ORIGIN}/adfs/services/trust/13/usernamemixed`);
    expect(
      sent.filter(({ body, url }) => body.includes(password) || url.includes(password)),
    ).toEqual([request]);
    expect(JSON.stringify(report)).not.toContain(password);
    for (const { headers } of sent) expect(JSON.stringify(headers)).not.toContain(password);
  });

  it('asks AD FS for the description before it asks for a token', async () => {
    await test('ifd');
    const ofSts = sent.filter(({ url }) => url.startsWith(STS_ORIGIN));
    expect(ofSts.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it.each<[WorldName, string]>([
    ['ifd-wrong-password', 'sign-in: ifd/wrong-password'],
    ['ifd-wrong-password-generic', 'sign-in: ifd/wrong-password'],
    ['ifd-locked', 'sign-in: ifd/wrong-password'],
    ['ifd-expired-password', 'sign-in: ifd/password-expired'],
    ['ifd-msis7068', 'sign-in: ifd/access-denied'],
    ['ifd-relying-party-unknown', 'sign-in: ifd/relying-party-unknown'],
    ['ifd-request-failed', 'sign-in: ifd/relying-party-unknown'],
    ['ifd-usernamemixed-disabled', 'sign-in: ifd/endpoint-off'],
    ['ifd-not-on-proxy', 'sign-in: ifd/endpoint-off'],
    ['ifd-sts-redirects', 'sign-in: ifd/sign-in-page'],
    ['ifd-bearer-assertion', 'sign-in: ifd/bad-token'],
    ['ifd-short-lived-assertion', 'sign-in: ifd/token-expired'],
    ['ifd-windows-only', 'adfs: ifd/windows-only'],
    ['ifd-sts-changed', 'adfs: ifd/sts-changed'],
    ['ifd-mex-without-usernamemixed', 'adfs: ifd/no-usernamemixed'],
    ['ifd-mex-doctype', 'adfs: ifd/bad-xml'],
    ['ifd-wsdl-html', 'adfs: ifd/sign-in-page'],
    ['ifd-wsdl-other-host', 'adfs: ifd/no-policy'],
    ['ifd-wsdl-http', 'adfs: ifd/no-policy'],
    ['ifd-wsdl-cycle', 'adfs: ifd/no-policy'],
    ['ifd-wsdl-many-imports', 'adfs: ifd/no-policy'],
    ['ifd-wsdl-doctype', 'adfs: ifd/bad-xml'],
    ['ifd-wsdl-without-policy', 'adfs: ifd/no-policy'],
    ['ifd-crm-maintenance', 'reach: ifd/unavailable'],
    ['ifd-org-disabled', 'whoami: ifd/org-disabled'],
    ['ifd-user-disabled', 'whoami: ifd/user-disabled'],
    ['ifd-user-missing', 'whoami: ifd/user-unknown'],
    ['ifd-internal-fault', 'whoami: ifd/server-fault'],
    ['ifd-clock-skew-sts', 'whoami: ifd/servers-apart'],
    ['ifd-no-table-readable', 'privileges: ifd/no-table-readable'],
  ])('in the world %s it fails at %s', async (world, expected) => {
    const report = await test(world);
    expect(failedIn(report)).toBe(expected);
    expect(report.state).toBe('failed');
    expect(tokenRequests().length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(report)).not.toContain('CANARY-P');
    if (expected.startsWith('adfs') || expected.startsWith('reach'))
      expect(tokenRequests()).toEqual([]);
  });

  it.each<[WorldName, object | undefined]>([
    ['ifd-html-sign-in', undefined],
    ['ifd-oauth-capable', { note: 'oauth-too', authority: STS.host }],
    ['ifd-redirect-uri-only', undefined],
    ['ifd-sts-http', undefined],
    ['ifd-sts-two', { note: 'adfs', host: STS.host }],
    ['ifd-mex-missing', { note: 'usual-endpoint', host: STS.host }],
    ['ifd-mex-html', { note: 'usual-endpoint', host: STS.host }],
    ['ifd-wsdl-inline', undefined],
    ['ifd-large-assertion', undefined],
    ['ifd-odd-assertion', undefined],
    ['ifd-api-v8.2', undefined],
    ['ifd-internal', undefined],
  ])('in the world %s it passes', async (world, note) => {
    const report = await test(world);
    expect(failedIn(report)).toBe('none');
    if (note) expect(notesIn(report)).toContainEqual(expect.objectContaining(note));
  });
});

describe('where the password goes', () => {
  it('is asked before anything is sent there', async () => {
    const report = await test('ifd', { ask: { confirmedSts: async () => undefined } });
    expect(failureIn(report)).toMatchObject({
      code: 'ifd/sts-not-confirmed',
      origin: STS_ORIGIN,
      host: STS.host,
    });
    expect(sent.filter(({ url }) => !url.startsWith(CRM_SERVER.internal.url))).toEqual([]);
  });

  it('is asked anew when the organisation trusts another', async () => {
    const report = await test('ifd-sts-changed');
    expect(failureIn(report)).toMatchObject({
      code: 'ifd/sts-changed',
      origin: `https://${STS.changedHost}`,
      before: STS.host,
    });
    expect(sent.filter(({ url }) => url.includes('sts'))).toEqual([]);
  });

  it('is asked where a stranger is named', async () => {
    const report = await test('ifd-sts-foreign', { ask: { confirmedSts: async () => undefined } });
    expect(failureIn(report)).toMatchObject({
      code: 'ifd/sts-not-confirmed',
      origin: 'https://sts.evil.test',
    });
    expect(sent.filter(({ url }) => url.includes('evil'))).toEqual([]);
  });

  it('is asked with all names where several are named', async () => {
    const report = await test('ifd-sts-two', { ask: { confirmedSts: async () => undefined } });
    expect(failureIn(report)).toMatchObject({
      code: 'ifd/sts-not-confirmed',
      host: STS.host,
      others: [STS.changedHost],
    });
  });

  it('must have been granted as well', async () => {
    const report = await test('ifd', {
      ports: { hasAccess: async (origin) => origin !== STS_ORIGIN },
    });
    expect(failedIn(report)).toBe('adfs: permission/not-granted');
    expect(failureIn(report)).toMatchObject({ origin: STS_ORIGIN, host: STS.host });
    expect(sent.filter(({ url }) => url.startsWith(STS_ORIGIN))).toEqual([]);
  });
});

describe('access that is taken away under way', () => {
  it.each<[string, string, (url: string) => boolean]>([
    ['before AD FS is asked for its description', 'adfs', (url) => url.endsWith('/mex')],
    ['before the password leaves', 'sign-in', (url) => url.endsWith('/usernamemixed')],
    ['before the first call', 'whoami', (url) => url.endsWith('/Organization.svc')],
  ])('%s is told at the step that it stops', async (_when, step, isTheOne) => {
    let isTaken = false;
    const way: IfdPorts['send'] = async (one) => {
      isTaken ||= isTheOne(one.url);
      return isTaken ? { kind: 'unreachable', host: new URL(one.url).host } : send(one);
    };
    const report = await test('ifd', { ports: { send: way, hasAccess: async () => !isTaken } });
    expect(failedIn(report)).toBe(`${step}: permission/not-granted`);
  });
});

describe('what is not even sent', () => {
  it.each<[string, Partial<IfdAsk>, string]>([
    ['nothing to an organisation without access', {}, 'reach: permission/not-granted'],
    [
      'nothing for an online organisation',
      { organisationUrl: 'https://contoso.crm4.dynamics.com' },
      'url: ifd/online-organisation',
    ],
    [
      'nothing over http',
      { organisationUrl: 'http://crm.contoso.local/Contoso' },
      'url: url/refused',
    ],
    [
      'nothing to an address by number',
      { organisationUrl: 'https://10.0.0.1/Contoso' },
      'url: url/refused',
    ],
    ['nothing without a user name', { username: ' ' }, 'sign-in: ifd/username-missing'],
    ['nothing without a password', { secret: '' }, 'sign-in: ifd/password-missing'],
    ['nothing with a control in the password', { secret: 'a\u0001b' }, 'sign-in: ifd/characters'],
    [
      'nothing with half a pair in the user name',
      { username: 'a\ud800' },
      'sign-in: ifd/characters',
    ],
  ])('%s', async (_what, ask, expected) => {
    const report = await test('ifd', { ask, ports: { hasAccess: async () => false } });
    expect(failedIn(report)).toBe(expected);
    expect(sent).toEqual([]);
  });
});

describe('clocks', () => {
  it.each<[WorldName, string[]]>([
    ['ifd-clock-skew', [STS.host, CRM_HOST]],
    ['ifd-clock-skew-crm', [CRM_HOST]],
  ])('in the world %s the servers’ own time is used, and that is said', async (world, hosts) => {
    const report = await test(world);
    expect(failedIn(report)).toBe('none');
    const said = remarksIn(report).filter(({ remark }) => remark === 'clock-bridged');
    expect(said.map((one) => 'host' in one && one.host)).toEqual(hosts);
    for (const one of said) expect(one).toMatchObject({ aheadMinutes: -10 });
  });

  it('of two servers that are apart, the one that is ahead is named', async () => {
    expect(failureIn(await test('ifd-clock-skew-sts'))).toMatchObject({
      stsHost: STS.host,
      host: CRM_HOST,
      aheadMinutes: 10,
    });
  });

  it.each([26, -26])(
    'a computer that is %i hours off is told so, and no password leaves',
    async (hours) => {
      const nowMs = () => Date.now() + hours * 3_600_000;
      const report = await test('ifd', { ports: { nowMs } });
      expect(failedIn(report)).toBe('sign-in: ifd/clock-skew');
      expect(failureIn(report)).toMatchObject({ aheadMinutes: hours * 60 });
      expect(tokenRequests()).toEqual([]);
    },
  );

  it('a computer in the wrong time zone passes, with a remark', async () => {
    const nowMs = () => Date.now() + 2 * 3_600_000;
    const report = await test('ifd', { ports: { nowMs } });
    expect(failedIn(report)).toBe('none');
    expect(remarksIn(report)).toContainEqual({
      remark: 'clock-bridged',
      host: STS.host,
      aheadMinutes: 120,
    });
  });
});

describe('tables and people', () => {
  it('a table that may not be read is a remark, with its privilege', async () => {
    const report = await test('ifd-missing-privilege');
    expect(report.state).toBe('passed');
    expect(remarksIn(report)).toContainEqual({
      remark: 'tables-refused',
      tables: ['lead'],
      privileges: ['prvReadLead'],
      of: 'person',
    });
  });

  it('somebody else can be acted for, by Username', async () => {
    const report = await test('ifd', {
      ask: { impersonateUsers: true, impersonateAs: ACCOUNTS.adele.domainName },
    });
    expect(failedIn(report)).toBe('none');
    expect(report.steps.at(-1)).toMatchObject({ id: 'impersonation', outcome: 'passed' });
    expect(sent.filter(({ body }) => body.includes('<CallerId'))).toHaveLength(1);
  });

  it.each<[string, WorldName, string, string]>([
    [
      'who may not act for others',
      'ifd-caller-not-allowed',
      ACCOUNTS.adele.domainName,
      'ifd/acting-not-allowed',
    ],
    ['who would act for itself', 'ifd', ACCOUNTS.service.domainName, 'ifd/same-person'],
    ['who would act for nobody known', 'ifd', 'CONTOSO\\nobody', 'impersonation/person-not-found'],
    [
      'who would act for a disabled user',
      'ifd',
      ACCOUNTS.disabled.domainName,
      'impersonation/person-disabled',
    ],
    ['without anybody named', 'ifd', '', 'impersonation/nobody'],
  ])('a user %s is told so', async (_who, world, impersonateAs, code) => {
    const report = await test(world, { ask: { impersonateUsers: true, impersonateAs } });
    expect(failedIn(report)).toBe(`impersonation: ${code}`);
  });

  it('another organisation than the page’s is refused', async () => {
    const reportedId = '00000000-1111-4222-8333-444444444444';
    const report = await test('ifd', { ask: { reportedIdOf: async () => reportedId } });
    expect(failedIn(report)).toBe('organisation: org/other-organisation');
  });
});

describe('a run', () => {
  it('that is cancelled says so, and asks no more', async () => {
    const control = new AbortController();
    const report = await test('ifd-sts-silent', {
      signal: control.signal,
      ports: {
        send: (one) => {
          if (one.purpose.for === 'sts' && one.method === 'POST')
            setImmediate(() => control.abort());
          return send(one);
        },
      },
    });
    expect(report.state).toBe('cancelled');
    expect(outcomesOf(report)).toMatchObject({ 'sign-in': 'cancelled', whoami: 'cancelled' });
    expect(tokenRequests()).toHaveLength(1);
  });

  it('is written down as it goes', async () => {
    const written: TestReport[] = [];
    await test('ifd', { written });
    expect(written.at(-1)?.state).toBe('passed');
    expect(written.some(({ state }) => state === 'running')).toBe(true);
    expect(written.every(({ steps }) => steps.length === 7)).toBe(true);
  });

  it('behind one that got errors names the browser’s pause, and not the server', async () => {
    let isShut = false;
    const way: IfdPorts['send'] = async (one) =>
      isShut ? { kind: 'unreachable', host: new URL(one.url).host } : send(one);
    expect(failedIn(await test('ifd-internal-fault', { ports: { send: way } }))).toBe(
      'whoami: ifd/server-fault',
    );
    isShut = true;
    expect(failedIn(await test('ifd', { ports: { send: way } }))).toBe(
      'reach: ifd/browser-throttled',
    );
    const other: IfdPorts['send'] = (one) => way(one);
    expect(failedIn(await test('ifd', { ports: { send: other } }))).toBe('reach: ifd/unreachable');
  });
});
