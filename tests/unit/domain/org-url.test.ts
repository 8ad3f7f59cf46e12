import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOUDS } from '../../../lib/domain/cloud.ts';
import { type OrgUrl, parseOrgUrl, permissionPattern } from '../../../lib/domain/org-url.ts';
import cases from '../../fixtures/org-url-cases.json' with { type: 'json' };
import { ACCEPTED, REFUSED } from './org-url-table.ts';

const ENV = '0f8fad5b-d9cb-469f-a165-70867728950e';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const short = (text: unknown) => (JSON.stringify(text) ?? String(text)).slice(0, 80);
const refusedRows = Object.entries(REFUSED).flatMap(([reason, texts]) =>
  texts.map((text) => ({ reason, text, short: short(text) })),
);

function placeOf(text: unknown) {
  const parsed = parseOrgUrl(text);
  if (!parsed.ok) throw new Error(`refused: ${parsed.failure.reason}`);
  return parsed.value;
}
function refusalOf(text: unknown) {
  const parsed = parseOrgUrl(text);
  if (parsed.ok) throw new Error(`accepted: ${parsed.value.url}`);
  return parsed.failure;
}

describe('the shared cases', () => {
  it.each(cases.map((each) => ({ ...each, short: short(each.input) })))(
    '$verdict $short: $why',
    (each) => {
      const parsed = parseOrgUrl(each.input);
      if (each.verdict === 'accept')
        expect(parsed).toMatchObject({
          ok: true,
          value: { url: each.normalized, kind: each.kind },
        });
      else expect(parsed).toMatchObject({ ok: false, failure: { reason: each.code } });
    },
  );
});

describe('our own cases', () => {
  it.each(ACCEPTED.map(([text, kind, url]) => ({ text, kind, url, short: short(text) })))(
    'takes $short for $kind',
    ({ text, kind, url }) => {
      expect(placeOf(text)).toMatchObject({ kind, url });
    },
  );

  it.each(refusedRows)('refuses $short as $reason', ({ text, reason }) => {
    expect(refusalOf(text).reason).toBe(reason);
  });

  it.each([
    [undefined],
    [Number.NaN],
    [{}],
    [{ toString: () => 'https://acme.crm4.dynamics.com' }],
    [Object('https://acme.crm4.dynamics.com')],
    [new URL('https://acme.crm4.dynamics.com')],
    [Symbol('x')],
    [() => 'x'],
  ])('takes only strings, not %o', (input) => {
    expect(refusalOf(input).reason).toBe('not-a-string');
  });

  it('takes 2,048 characters and no more', () => {
    const longest = `https://acme.crm4.dynamics.com/${'a'.repeat(2_017)}`;
    expect(longest).toHaveLength(2_048);
    expect(parseOrgUrl(longest).ok).toBe(true);
    expect(refusalOf(`${longest}a`).reason).toBe('too-long');
  });

  it('takes a host of 253 characters and no more', () => {
    const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;
    expect(long).toHaveLength(253);
    expect(placeOf(`https://${long}`).url).toBe(`https://${long}`);
    expect(refusalOf(`https://${long}m`).reason).toBe('bad-label');
  });

  it('refuses every port that browsers block', () => {
    for (const port of [0, 1, 7, 22, 25, 53, 110, 143, 389, 636, 2049, 6000, 6665, 6697, 10080])
      expect(refusalOf(`https://crm.contoso.com:${port}/x`).reason).toBe('bad-port');
  });
});

describe('what is told besides the verdict', () => {
  it('keeps the port in the host of a place, as URL.host does', () => {
    expect(placeOf('https://CRM.contoso.com:444/Prod')).toEqual({
      kind: 'onprem',
      url: 'https://crm.contoso.com:444/Prod',
      host: 'crm.contoso.com:444',
      org: 'Prod',
    });
    expect(placeOf('https://crm.contoso.com/')).not.toHaveProperty('org');
  });

  it('names an organisation by its own host when the API twin was pasted', () => {
    expect(placeOf('https://acme.api.crm4.dynamics.com/').kind).toBe('dataverse');
    expect(placeOf('https://acme.api.crm4.dynamics.com/')).toHaveProperty(
      'host',
      'acme.crm4.dynamics.com',
    );
  });

  it.each([
    [`https://make.powerapps.com/environments/Default-${TENANT}/home`, `Default-${TENANT}`, TENANT],
    [`https://apps.powerapps.com/play/e/${ENV}/a/1?tenantId=${TENANT}&x=1`, ENV, TENANT],
    [`https://apps.powerapps.com/play/e/${ENV}/a/1?x=1&tenantid=${TENANT}#y`, ENV, TENANT],
    [`https://apps.powerapps.com/play/e/${ENV}/a/1?tenantId=contoso.com`, ENV, undefined],
    [`https://apps.powerapps.com/play/e/${ENV}/a&tenantId=${TENANT}`, ENV, undefined],
    [`https://make.powerapps.com/environments/${ENV}/home`, ENV, undefined],
  ])('reads environment and tenant off %s', (text, environmentId, tenantId) => {
    const place = placeOf(text);
    expect(place).toMatchObject({ kind: 'maker', environmentId });
    expect('tenantId' in place ? place.tenantId : undefined).toBe(tenantId);
  });

  it.each([
    ['"https://acme.crm4.dynamics.com/"', 'https://acme.crm4.dynamics.com'],
    ['<https://acme.crm4.dynamics.com>', 'https://acme.crm4.dynamics.com'],
    ['“https://acme.crm4.dynamics.com”', 'https://acme.crm4.dynamics.com'],
    ['\ufeffhttps://acme.crm4.dyna\u200bmics.com\u00a0', 'https://acme.crm4.dynamics.com'],
    ['http://crm.contoso.com/Prod/main.aspx?x', 'https://crm.contoso.com/Prod'],
    ['https://https://acme.crm4.dynamics.com/x', 'https://acme.crm4.dynamics.com'],
    ['htps://acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com'],
    ['https:/crm.contoso.com/Prod', 'https://crm.contoso.com/Prod'],
    ['//acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com'],
    ['https://acme.crm4.dynamics.com.', 'https://acme.crm4.dynamics.com'],
    ['https://acme.crm4.dynamics.com:8443', 'https://acme.crm4.dynamics.com'],
    ['https://acme.crm4.dynamlcs.com', 'https://acme.crm4.dynamics.com'],
    ['acme.crm.dynamics.com..', 'https://acme.crm.dynamics.com'],
    ['https://crm.contoso.com.:444/Prod', 'https://crm.contoso.com:444/Prod'],
    ['""https://acme.crm4.dynamics.com"', 'https://acme.crm4.dynamics.com'],
    ['//CRM01/Prod', 'https://crm01/Prod'],
    ['https:/CRM01/Prod', 'https://crm01/Prod'],
    ['http:/acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com'],
    ['acme.crm4.dynamics', 'https://acme.crm4.dynamics.com'],
    ['acme.crm4', 'https://acme.crm4.dynamics.com'],
    ['Acme CRM (acme.crm4.dynamics.com)', 'https://acme.crm4.dynamics.com'],
    ['Organisation URL: https://acme.crm4.dynamics.com/', 'https://acme.crm4.dynamics.com'],
    ['URL:https://acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com'],
    [
      `http://make.powerapps.com/environments/${ENV}/home`,
      `https://make.powerapps.com/environments/${ENV}`,
    ],
  ])('offers what %j probably meant', (text, suggestion) => {
    expect(refusalOf(text).suggestion).toBe(suggestion);
  });

  it.each([
    'acme',
    'http://crm.contoso.com:5555/Prod',
    'https://acme.crm4.dynamics.com@evil.com',
    'https://acme.crm4.dynamics.com.evil.com',
    'javascript:alert(1)',
    'http://sts.contoso.com/adfs/ls',
    '"https://acme.crm4.dynamlcs.com"',
    'acme.crm4.dynamics.com or beta.crm4.dynamics.com',
    'Acme (acme.crm4.dynamics.com.evil.com)',
    'http://crm.contoso.com./Prod',
    'a.dynamics.crm4',
    'https://acme.crm4.dynamics.com/"x',
    'https://acme.crm4.dynamics.com/>x',
    'https://acme.crm4.dynamics.com/“x',
    'Mandant“acme.crm4.dynamics.com”',
  ])('offers nothing for %s, rather than a guess', (text) => {
    expect(refusalOf(text)).not.toHaveProperty('suggestion');
  });

  it('tells the host that was refused, once it is a host', () => {
    expect(refusalOf('https://Acme.crm4.dynamics.ORG/x').host).toBe('acme.crm4.dynamics.org');
    expect(refusalOf('https://a b/')).not.toHaveProperty('host');
  });
});

describe('permissionPattern', () => {
  it.each([
    ['https://acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com/*'],
    ['https://crm.contoso.com/Prod', 'https://crm.contoso.com/*'],
    ['https://crm.contoso.com:444/Prod', 'https://crm.contoso.com/*'],
    ['https://CRM01/Prod', 'https://crm01/*'],
  ])('asks for exactly the origin of %s', (text, pattern) => {
    expect(permissionPattern(placeOf(text).url as OrgUrl)).toBe(pattern);
  });
});

describe('whatever comes in', () => {
  const piece = fc.constantFrom(
    ...['https://', 'http:', '//', 'acme', '.crm', '4', '.api', '.dynamics', '.com', '.us', '.cn'],
    ...['.evil', ':', ':443', '@', '/', '\\', '?', '#', '%2e', '..', 'xn--', '-', '_', '*', ' '],
    ...[
      'microsoft',
      'powerapps',
      'make.',
      `environments/${ENV}`,
      '.mcas.ms',
      'а',
      '\u200b',
      '[::1]',
    ],
  );
  // Made only where it is drawn from: the tables behind a web URL take longer than all the other cases.
  const bait = () =>
    fc.oneof(
      fc.anything(),
      fc.string(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.constantFrom(...ACCEPTED.map(([text]) => text)),
    );
  const suffixes = CLOUDS.map(({ orgSuffix }) => `.${orgSuffix}`);

  it('never throws, and accepts only plain https that means the same again', () => {
    fc.assert(
      fc.property(bait(), (input) => {
        const parsed = parseOrgUrl(input);
        if (!parsed.ok) return;
        const { kind, url } = parsed.value;
        const read = new URL(url);
        expect(read).toMatchObject({ protocol: 'https:', username: '', password: '' });
        expect(url).not.toMatch(/[@?#\\%]|\/$/);
        expect([url, `${url}/`]).toContain(read.href);
        const { tenantId: _, ...again } = { tenantId: '', ...placeOf(url) };
        expect(parsed.value).toMatchObject(again);
        if (kind === 'dataverse')
          expect(suffixes.some((suffix) => read.host.endsWith(suffix))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('offers only what it accepts itself', () => {
    fc.assert(
      fc.property(bait(), (input) => {
        const parsed = parseOrgUrl(input);
        if (parsed.ok || parsed.failure.suggestion === undefined) return;
        expect(placeOf(parsed.failure.suggestion).url).toBe(parsed.failure.suggestion);
      }),
      { numRuns: 1_000 },
    );
  });

  const fill = (unit: string, size: number) =>
    unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  it.each(
    [
      'a',
      '.',
      'a.',
      '-',
      ' ',
      'a-',
      'https:',
      'ht',
      '/',
      '/..',
      '%2e',
      'xn--',
      'crm4.',
      'dynamics.',
    ]
      .flatMap((unit) => [unit, `https://${unit}`, `https://crm.contoso.com/${unit}`])
      .map((start) => ({ start, unit: start.replace(/^https:\/\/(crm.contoso.com\/)?(?=.)/, '') })),
  )('judges 100 kB and 2 kB of $start in less than 10 ms', ({ start, unit }) => {
    for (const size of [100_000, 2_000]) {
      const text = `${start}${fill(unit, size)}!`;
      const tookMs = [1, 2, 3, 4, 5].map(() => {
        const startedMs = performance.now();
        parseOrgUrl(text);
        return performance.now() - startedMs;
      });
      expect(Math.min(...tookMs)).toBeLessThan(10);
    }
  });
});

describe('the table bites: parsers that people write', () => {
  const rejects = [
    ...cases.filter(({ verdict }) => verdict === 'reject').map(({ input }) => input),
    ...refusedRows.map(({ text }) => text),
  ].filter((input) => typeof input === 'string');
  const count = (accepts: (text: string) => boolean) => rejects.filter(accepts).length;

  it('hostname.endsWith would let at least 39 of them in', () => {
    const naive = (text: string) =>
      URL.canParse(text) && new URL(text).hostname.endsWith('dynamics.com');
    expect(count(naive)).toBeGreaterThanOrEqual(39);
  });

  it('includes would let at least 65 of them in', () => {
    expect(count((text) => text.includes('dynamics.com'))).toBeGreaterThanOrEqual(65);
  });

  it('an unanchored pattern would let at least 30 of them in', () => {
    const naive = /^https:\/\/\w+\.crm\d*\.dynamics\.com/;
    expect(count((text) => naive.test(text))).toBeGreaterThanOrEqual(30);
  });

  it('a dot before the suffix is not enough: 20 hosts of Microsoft are no organisation', () => {
    const naive = (text: string) =>
      URL.canParse(text) && new URL(text).hostname.endsWith('.dynamics.com');
    expect(count(naive)).toBeGreaterThanOrEqual(20);
  });
});
