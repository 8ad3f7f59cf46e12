import { describe, expect, it } from 'vitest';
import { type Explanation, explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure, FailureCode, FailureOf } from '../../../lib/domain/failure.ts';
import type { UrlRefusal } from '../../../lib/domain/org-url.ts';
import { CONNECTOR_SAMPLES } from './connector-samples.ts';
import { COVERAGE_SAMPLES } from './coverage-samples.ts';
import { FORM_SAMPLES } from './form-samples.ts';
import { IFD_BARE, IFD_SAMPLES } from './ifd-samples.ts';

import { PROVISIONING_SAMPLES } from './provisioning-samples.ts';
import { SIGN_IN_SAMPLES } from './sign-in-samples.ts';

const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const HOST = 'acme.crm4.dynamics.com';
const ORG = `https://${HOST}`;

/** A failure, and the names that its remedy must hold. A new code without a sample does not compile. */
const SAMPLES: { [C in FailureCode]: { failure: FailureOf<C>; names: string[] } } = {
  ...SIGN_IN_SAMPLES,
  ...IFD_SAMPLES,
  ...PROVISIONING_SAMPLES,
  ...FORM_SAMPLES,
  ...CONNECTOR_SAMPLES,
  ...COVERAGE_SAMPLES,
  'policy/environment-not-allowed': {
    failure: { code: 'policy/environment-not-allowed', host: HOST },
    names: [HOST, 'allowedEnvironments'],
  },
  'policy/feature-off': {
    failure: { code: 'policy/feature-off', feature: 'formFill' },
    names: ['formFill', 'disabledFeatures'],
  },
  'net/no-reply': {
    failure: { code: 'net/no-reply', host: HOST, waitedMs: 20_000 },
    names: [HOST],
  },
  'net/unreachable': { failure: { code: 'net/unreachable', host: HOST }, names: [HOST] },
  'net/redirected': { failure: { code: 'net/redirected', host: HOST }, names: [HOST] },
  'net/web-page': {
    failure: { code: 'net/web-page', host: HOST, title: 'Airport Wi-Fi' },
    names: [HOST, 'sign in to the network'],
  },
  'net/not-understood': { failure: { code: 'net/not-understood', host: HOST }, names: [HOST] },
  'net/too-large': {
    failure: { code: 'net/too-large', host: HOST, limitBytes: 1_048_576 },
    names: [HOST],
  },
  'net/not-allowed': { failure: { code: 'net/not-allowed', host: HOST }, names: [HOST] },
  'url/refused': {
    failure: { code: 'url/refused', reason: 'lookalike', host: 'acme.evil.com', suggestion: ORG },
    names: [ORG, 'Organisation URL'],
  },
  'url/not-dataverse': {
    failure: { code: 'url/not-dataverse', kind: 'maker' },
    names: ['Environment URL', 'Organisation URL'],
  },
  'client-id/missing': {
    failure: { code: 'client-id/missing' },
    names: ['Application (client) ID', 'App registrations'],
  },
  'client-id/not-a-guid': {
    failure: { code: 'client-id/not-a-guid' },
    names: ['Application (client) ID', 'App registrations'],
  },
  'secret/missing': {
    failure: { code: 'secret/missing' },
    names: ['Value', 'Certificates & secrets'],
  },
  'permission/not-granted': {
    failure: { code: 'permission/not-granted', origin: `${ORG}/*`, host: HOST },
    names: ['Grant access', HOST],
  },
  'test/interrupted': { failure: { code: 'test/interrupted' }, names: ['Test Connection'] },
  'storage/failed': { failure: { code: 'storage/failed' }, names: ['Confirm Purchase'] },
  'page/none': { failure: { code: 'page/none', host: HOST }, names: [HOST] },
  'page/signed-out': { failure: { code: 'page/signed-out', host: HOST }, names: [HOST] },
  'mapping/email-shape': { failure: { code: 'mapping/email-shape' }, names: ['Check'] },
  'mapping/columns-refused': {
    failure: { code: 'mapping/columns-refused', privilege: 'prvReadAttribute' },
    names: ['prvReadAttribute'],
  },
  'mapping/no-columns': { failure: { code: 'mapping/no-columns' }, names: ['Security roles'] },
  'mapping/write-refused': {
    failure: { code: 'mapping/write-refused', privilege: 'prvWriteUser' },
    names: ['prvWriteUser', 'Email 2'],
  },
  'mapping/column-secured': {
    failure: { code: 'mapping/column-secured', column: 'Email 2' },
    names: ['Email 2'],
  },
  'mapping/not-confirmed': {
    failure: { code: 'mapping/not-confirmed', value: 'old@acme.com' },
    names: ['Email 2'],
  },
  'impersonation/not-allowed': {
    failure: { code: 'impersonation/not-allowed', clientId: CLIENT },
    names: [CLIENT, 'prvActOnBehalfOfAnotherUser'],
  },
  'impersonation/by-team-only': {
    failure: { code: 'impersonation/by-team-only', clientId: CLIENT },
    names: [CLIENT, 'prvActOnBehalfOfAnotherUser'],
  },
  'impersonation/nobody': {
    failure: { code: 'impersonation/nobody' },
    names: ['Test impersonation as'],
  },
  'impersonation/person-not-found': {
    failure: { code: 'impersonation/person-not-found', person: 'kim@acme.com' },
    names: ['Test impersonation as'],
  },
  'impersonation/several-people': {
    failure: { code: 'impersonation/several-people', person: 'Kim', names: ['Kim Abe', 'Kim Bo'] },
    names: ['Test impersonation as'],
  },
  'impersonation/person-unknown': {
    failure: { code: 'impersonation/person-unknown', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/person-disabled': {
    failure: { code: 'impersonation/person-disabled', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/same-user': {
    failure: { code: 'impersonation/same-user', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'impersonation/ignored': {
    failure: { code: 'impersonation/ignored', person: 'Kim' },
    names: ['Test impersonation as'],
  },
  'entra/secret-wrong': {
    failure: { code: 'entra/secret-wrong', clientId: CLIENT, looksLikeSecretId: false },
    names: [CLIENT, 'Value', 'Certificates & secrets'],
  },
  'entra/secret-expired': {
    failure: { code: 'entra/secret-expired', clientId: CLIENT },
    names: [CLIENT, 'Certificates & secrets'],
  },
  'entra/secret-absent': { failure: { code: 'entra/secret-absent' }, names: ['Value'] },
  'entra/app-unknown': {
    failure: { code: 'entra/app-unknown', clientId: CLIENT, tenantId: TENANT },
    names: [CLIENT, TENANT],
  },
  'entra/no-service-principal': {
    failure: { code: 'entra/no-service-principal', clientId: CLIENT, tenantId: TENANT },
    names: [CLIENT, 'Enterprise applications'],
  },
  'entra/app-disabled': {
    failure: { code: 'entra/app-disabled', clientId: CLIENT },
    names: [CLIENT, 'Enabled for users to sign in?'],
  },
  'entra/app-is-public': {
    failure: { code: 'entra/app-is-public', clientId: CLIENT },
    names: [CLIENT, 'New registration'],
  },
  'entra/tenant-unknown': {
    failure: { code: 'entra/tenant-unknown', tenantId: TENANT },
    names: [TENANT, 'Organisation URL'],
  },
  'entra/other-cloud': {
    failure: { code: 'entra/other-cloud', host: 'login.microsoftonline.com' },
    names: ['login.microsoftonline.com', 'Organisation URL'],
  },
  'entra/resource-unknown': {
    failure: { code: 'entra/resource-unknown', org: ORG, tenantId: TENANT },
    names: [ORG, 'Environment URL'],
  },
  'entra/conditional-access': {
    failure: { code: 'entra/conditional-access' },
    names: ['Conditional Access → Policies'],
  },
  'entra/origin-refused': { failure: { code: 'entra/origin-refused' }, names: ['Test Connection'] },
  'entra/busy': {
    failure: { code: 'entra/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4, 20) },
    names: ['Try again after'],
  },
  'entra/refused': {
    failure: { code: 'entra/refused', error: 'invalid_scope' },
    names: ['Microsoft Support'],
  },
  'entra/bad-answer': { failure: { code: 'entra/bad-answer' }, names: ['Microsoft sign-in'] },
  'org/not-here': {
    failure: { code: 'org/not-here', host: HOST },
    names: [HOST, 'Environment URL'],
  },
  'org/renamed': {
    failure: { code: 'org/renamed', host: HOST, actualUrl: 'https://acme2.crm4.dynamics.com' },
    names: ['https://acme2.crm4.dynamics.com', 'Organisation URL'],
  },
  'org/no-challenge': { failure: { code: 'org/no-challenge', host: HOST }, names: [HOST] },
  'org/authority-untrusted': {
    failure: { code: 'org/authority-untrusted', authority: 'login.evil.com' },
    names: ['login.evil.com'],
  },
  'org/token-refused': {
    failure: { code: 'org/token-refused', org: ORG },
    names: [ORG, 'Environment URL'],
  },
  'org/user-unknown': {
    failure: { code: 'org/user-unknown', clientId: CLIENT, host: HOST },
    names: [
      CLIENT,
      `Power Platform admin center → Environments → the environment of ${HOST} → Settings → Users + permissions → Application users → New app user`,
    ],
  },
  'org/user-disabled': {
    failure: { code: 'org/user-disabled', host: HOST },
    names: [HOST, 'Application users', 'Activate'],
  },
  'org/no-role': {
    failure: { code: 'org/no-role', clientId: CLIENT, host: HOST },
    names: [HOST, 'Edit security roles'],
  },
  'org/no-licence': {
    failure: { code: 'org/no-licence', host: HOST },
    names: [HOST, 'New app user'],
  },
  'org/app-restricted': {
    failure: { code: 'org/app-restricted', clientId: CLIENT },
    names: [CLIENT, 'App access control'],
  },
  'org/privilege-missing': {
    failure: { code: 'org/privilege-missing', privilege: 'prvReadAccount' },
    names: ['prvReadAccount', 'Security roles'],
  },
  'org/no-table-readable': {
    failure: {
      code: 'org/no-table-readable',
      tables: ['account', 'contact', 'lead'],
      privileges: ['prvReadAccount', 'prvReadContact', 'prvReadLead'],
    },
    names: ['prvReadAccount, prvReadContact and prvReadLead'],
  },
  'org/other-organisation': {
    failure: {
      code: 'org/other-organisation',
      expectedId: CLIENT,
      actualId: TENANT,
      actualName: 'Acme Test',
    },
    names: [CLIENT, 'Organisation URL'],
  },
  'org/busy': { failure: { code: 'org/busy', host: HOST }, names: ['Try again in a minute'] },
  'org/unavailable': {
    failure: { code: 'org/unavailable', host: HOST },
    names: [HOST, 'Administration mode'],
  },
  'org/disabled': { failure: { code: 'org/disabled', host: HOST }, names: [HOST] },
  'org/unexpected': { failure: { code: 'org/unexpected', host: HOST }, names: [HOST] },
  'mapsimise/not-set-up': {
    failure: { code: 'mapsimise/not-set-up' },
    names: ['Options', 'Mapsimise organisation', 'Region', 'API key'],
  },
  'mapsimise/key-refused': {
    failure: { code: 'mapsimise/key-refused' },
    names: ['API key', 'Options'],
  },
  'mapsimise/session-ended': {
    failure: { code: 'mapsimise/session-ended', host: 'acme.eugb.mapsimise.com' },
    names: ['https://acme.eugb.mapsimise.com'],
  },
  'mapsimise/right-missing': {
    failure: { code: 'mapsimise/right-missing', right: 'Create on Connectors', role: 'Basic User' },
    names: ['Create on Connectors'],
  },
  'mapsimise/other-organisation': {
    failure: { code: 'mapsimise/other-organisation', expected: 'acme', actual: 'contoso' },
    names: ['acme', 'Options'],
  },
  'mapsimise/refused': {
    failure: { code: 'mapsimise/refused', says: 'The name is taken.' },
    names: ['Mapsimise Support'],
  },
  'mapsimise/broken': {
    failure: { code: 'mapsimise/broken', reference: 'ERR-4711' },
    names: ['ERR-4711', 'Mapsimise Support'],
  },
  'mapsimise/busy': {
    failure: { code: 'mapsimise/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4, 20) },
    names: ['Try again after'],
  },
  'mapsimise/list-incomplete': {
    failure: { code: 'mapsimise/list-incomplete', page: 3 },
    names: ['Mapsimise Support'],
  },
  'mapsimise/already-registered': {
    failure: {
      code: 'mapsimise/already-registered',
      connectorId: 'c-17',
      name: 'Acme',
      openUrl: 'https://acme.eugb.mapsimise.com/',
    },
    names: ['Acme', 'https://acme.eugb.mapsimise.com/'],
  },
  'mapsimise/quote-expired': {
    failure: { code: 'mapsimise/quote-expired' },
    names: ['Test Connection'],
  },
  'registration/not-passed': {
    failure: { code: 'registration/not-passed' },
    names: ['Test Connection'],
  },
  'registration/values-changed': {
    failure: { code: 'registration/values-changed' },
    names: ['Test Connection'],
  },
  'registration/account-changed': {
    failure: {
      code: 'registration/account-changed',
      expected: 'ann@acme.com',
      actual: 'bob@acme.com',
    },
    names: ['ann@acme.com', 'Options'],
  },
  'registration/unclear': { failure: { code: 'registration/unclear' }, names: ['Check again'] },
  'registration/interrupted': {
    failure: { code: 'registration/interrupted' },
    names: ['Check again'],
  },
  'registration/absent': { failure: { code: 'registration/absent' }, names: ['Confirm Purchase'] },
  'registration/conflict': {
    failure: { code: 'registration/conflict', ids: ['c-17', 'c-18'] },
    names: ['c-17 and c-18', 'Connectors'],
  },
};

/** The same codes with their optional facts missing, empty, or the other way round. */
const BARE: Failure[] = [
  ...IFD_BARE,
  { code: 'net/web-page', host: HOST },
  { code: 'net/no-reply', host: 'api.eugb.mapsimise.com', waitedMs: 1_000 },
  { code: 'url/not-dataverse', kind: 'onprem' },
  { code: 'entra/secret-wrong', clientId: CLIENT, looksLikeSecretId: true },
  { code: 'entra/busy' },
  { code: 'entra/busy', retryAtMs: Number.NaN },
  { code: 'entra/refused', error: '' },
  { code: 'org/authority-untrusted', authority: '' },
  { code: 'org/privilege-missing', privilege: '' },
  { code: 'org/no-table-readable', tables: [], privileges: [] },
  { code: 'org/other-organisation', expectedId: CLIENT, actualId: TENANT },
  { code: 'org/unexpected', host: HOST, service: { text: 'No.', status: 403 } },
  { code: 'mapsimise/right-missing', right: '' },
  { code: 'mapsimise/refused', says: '' },
  { code: 'mapsimise/broken' },
  { code: 'registration/conflict', ids: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
];

const REFUSALS: Record<UrlRefusal, true> = {
  'not-a-string': true,
  'too-long': true,
  empty: true,
  'non-ascii-or-control': true,
  'forbidden-char': true,
  scheme: true,
  'no-scheme-form': true,
  unparseable: true,
  userinfo: true,
  'pct-in-host': true,
  'trailing-dot': true,
  'ip-literal': true,
  'bad-label': true,
  'loopback-or-metadata': true,
  'single-label-no-scheme': true,
  'no-registrable-domain': true,
  'maker-no-environment': true,
  'maker-port-or-http': true,
  'ms-host-not-an-org': true,
  'ms-reserved-or-bad-org': true,
  'ms-port': true,
  lookalike: true,
  'ms-host-in-path': true,
  'adfs-page': true,
  'http-onprem': true,
  'bad-port': true,
  'path-traversal': true,
  'bad-onprem-org': true,
};
const REFUSED = Object.keys(REFUSALS).flatMap((reason): Failure[] => {
  const failure = { code: 'url/refused', reason: reason as UrlRefusal } as const;
  return [failure, { ...failure, host: 'evil.com' }];
});

const everyFailure: Failure[] = [
  ...Object.values(SAMPLES).map(({ failure }) => failure),
  ...BARE,
  ...REFUSED,
];
const told = everyFailure.map((failure): [string, Explanation] => [
  JSON.stringify(failure),
  explain(failure),
]);

describe('every failure', () => {
  it.each(told)('%s has a title that is a short sentence', (_, { title }) => {
    expect(title).toMatch(/^[A-Z].{8,}[a-z]$/);
    expect(title).toMatch(
      / (?:is|are|has|have|was|were|did|does|may|took|wants?|can|cannot|names?|refused|received|sent|lacks?|looks|came|could|answers?|answered|blocks|there|leads?|lack) ?/,
    );
    expect(title.length).toBeLessThanOrEqual(70);
  });

  it.each(told)('%s has a cause and a remedy in whole sentences', (_, { cause, remedy }) => {
    for (const text of [cause, remedy]) {
      expect(text).toMatch(/^[A-Za-z0-9].{7,}[.?]$/s);
      expect(text).not.toMatch(/\.\.|\s\s|[“”]{2}|\(\)| ,|: \./);
    }
  });

  it.each(told)('%s says nothing that a program would say', (_, explanation) => {
    const { title, cause, remedy, docs } = explanation;
    const text = [title, cause, remedy, docs.label].join(' ');
    expect(text).not.toMatch(/\bundefined\b|\bnull\b|\bNaN\b|\[object|unknown error|=>/i);
    expect(text).not.toMatch(/https?:\/\/\S*\?/);
    expect(text).not.toContain(explanation.code);
  });

  it.each(told)('%s links a page of a vendor', (_, { docs }) => {
    expect(docs.label).toMatch(/^[A-Z].{4,}/);
    expect(docs.href).toMatch(/^https:\/\/[a-z.]+\.(?:com|org)(?:\/[\w./-]+)?$/);
  });
});

describe('a remedy', () => {
  it.each(Object.values(SAMPLES))(
    'of $failure.code names what it is about',
    ({ failure, names }) => {
      const { remedy } = explain(failure);
      for (const name of names) expect(remedy).toContain(name);
    },
  );

  it('names the page of a network that wants a sign-in', () => {
    expect(explain(SAMPLES['net/web-page'].failure).cause).toContain('“Airport Wi-Fi”');
  });

  it('says that the Secret ID was pasted, and that the Value is needed', () => {
    const wrong = {
      code: 'entra/secret-wrong',
      clientId: CLIENT,
      looksLikeSecretId: true,
    } as const;
    const { title, remedy } = explain(wrong);
    expect(title).toContain('Secret ID');
    expect(remedy).toContain('Paste the Value');
  });

  it.each([
    ['api.eugb.mapsimise.com', 'mapsimise.com'],
    ['acme.crm4.dynamics.com', 'online-requirements'],
    ['login.microsoftonline.us', 'online-requirements'],
    ['sts.contoso.local', 'on-premises'],
  ])('of %s that is silent links a page of who runs it', (host, page) => {
    const { docs } = explain({ code: 'net/no-reply', host, waitedMs: 1_000 });
    expect(docs.href).toContain(page);
  });

  it('offers the address that was probably meant', () => {
    const { cause, remedy } = explain(SAMPLES['url/refused'].failure);
    expect(cause).toContain('acme.evil.com is not a Microsoft address.');
    expect(remedy).toBe(`If you mean ${ORG}, enter that as Organisation URL.`);
  });

  it('gives the time of the next try rounded up to the minute', () => {
    const atMs = Date.UTC(2026, 10, 23, 13, 4, 1);
    const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
    expect(explain({ code: 'org/busy', host: HOST, retryAtMs: atMs }).remedy).toBe(
      `Try again after ${clock.format(Date.UTC(2026, 10, 23, 13, 5))}.`,
    );
  });

  it('carries the origin to be granted', () => {
    expect(explain(SAMPLES['permission/not-granted'].failure).grant).toBe(`${ORG}/*`);
    expect(explain(SAMPLES['net/unreachable'].failure)).not.toHaveProperty('grant');
  });
});

it('what another version noted under a code of its own is told all the same', () => {
  for (const code of ['old/gone', 'constructor', '__proto__']) {
    const told = explain({ code } as unknown as Failure);
    expect(told.title).toContain('Another version');
    expect(told.remedy).not.toBe('');
  }
});

describe('the words of a service', () => {
  it('stay on one line, with all that its support needs', () => {
    const { service } = explain({
      code: 'entra/secret-expired',
      clientId: CLIENT,
      service: {
        status: 401,
        code: 'AADSTS7000222',
        text: 'AADSTS7000222: The provided client secret keys are expired.\nVisit the portal.',
        requestId: 'r-1',
        traceId: 't-1',
        correlationId: 'c-1',
      },
    });
    expect(service).toBe(
      'HTTP 401 · AADSTS7000222: The provided client secret keys are expired. Visit the portal. · Request id r-1 · Trace id t-1 · Correlation id c-1',
    );
  });

  it('join a code to a text that does not hold it', () => {
    const service = { code: '0x80072560', text: 'The user is not a member of the organization.' };
    expect(
      explain({ code: 'org/user-unknown', clientId: CLIENT, host: HOST, service }).service,
    ).toBe('0x80072560: The user is not a member of the organization.');
  });

  it('are absent where it said nothing', () => {
    expect(explain({ code: 'entra/bad-answer', service: {} })).not.toHaveProperty('service');
  });
});

describe('the page on an AADSTS code', () => {
  it.each([
    ['AADSTS7000215', 'https://login.microsoftonline.com/error?code=7000215'],
    ['AADSTS50x', undefined],
    ['AADSTS7000215&next=//evil.com', undefined],
    ['invalid_client', undefined],
  ])('for %s is built from its digits alone', (code, href) => {
    const failure = { code: 'entra/refused', error: 'invalid_client', service: { code } } as const;
    expect(explain(failure).docs.href).toBe(
      href ?? explain(SAMPLES['entra/refused'].failure).docs.href,
    );
  });

  it('is not linked for codes of others', () => {
    const failure = {
      code: 'org/unexpected',
      host: HOST,
      service: { code: 'AADSTS90002' },
    } as const;
    expect(explain(failure).docs.href).toContain('learn.microsoft.com');
  });
});

describe('whether to try the same again', () => {
  it.each([
    ['net/no-reply', true],
    ['org/busy', true],
    ['registration/unclear', true],
    ['entra/secret-wrong', false],
    ['org/user-unknown', false],
    ['mapsimise/already-registered', false],
  ] as const)('%s: %s', (code, retriable) => {
    expect(explain(SAMPLES[code].failure).retriable).toBe(retriable);
  });
});
