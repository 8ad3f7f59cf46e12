import { describe, expect, it } from 'vitest';
import { type Explanation, explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { UrlRefusal } from '../../../lib/domain/org-url.ts';
import { CLIENT, HOST, ORG, FAILURE_SAMPLES as SAMPLES, TENANT } from './failure-samples.ts';
import { IFD_BARE } from './ifd-samples.ts';

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
