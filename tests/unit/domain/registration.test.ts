import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connector } from '../../../lib/domain/mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from '../../../lib/domain/org-url.ts';
import {
  connectorsOf,
  entryOf,
  findOurs,
  isDefiniteRefusal,
  isInDoubt,
  isSettled,
  isUnderWay,
  isWipeLeft,
  type JournalEntry,
  markerOf,
  newsOf,
  type RegistrationState,
} from '../../../lib/domain/registration.ts';

const orgOf = (text: string): OrgUrl => {
  const place = parseOrgUrl(text);
  if (!place.ok || place.value.kind === 'maker') throw new Error(`no organisation: ${text}`);
  return place.value.url;
};
const ORG = orgOf('https://acme.crm4.dynamics.com');
const connector = (id: string, more: Partial<Connector> = {}): Connector => ({
  id,
  name: id,
  organisationUrl: ORG,
  ...more,
});
const ours = (id: string) => connector(id, { externalReference: markerOf('key-1') });
const theirs = (id: string) => connector(id, { externalReference: markerOf('key-2') });
const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  v: 1,
  key: 'key-1',
  workspace: ORG,
  accountId: 'a',
  accountName: 'A',
  org: ORG,
  organisationId: 'o',
  clientId: 'c',
  name: 'Acme',
  handle: 'h',
  state: 'checking',
  preparedAtMs: 0,
  idsBefore: ['old'],
  openUrl: '',
  ...more,
});

describe('the connectors of an organisation', () => {
  it.each<[string, string, boolean]>([
    ['its address', 'https://acme.crm4.dynamics.com', true],
    ['a slash behind it', 'https://acme.crm4.dynamics.com/', true],
    ['capitals', 'HTTPS://ACME.CRM4.Dynamics.com', true],
    ['http', 'http://acme.crm4.dynamics.com', true],
    ['its API twin', 'https://acme.api.crm4.dynamics.com', true],
    ['a page of it', 'https://acme.crm4.dynamics.com/main.aspx?appid=1#x', true],
    ['no scheme', 'acme.crm4.dynamics.com', true],
    ['blanks', ' https://acme.crm4.dynamics.com ', true],
    ['a look-alike', 'https://acme.crm4.dynamics.com.evil.com', false],
    ['a longer name', 'https://acme2.crm4.dynamics.com', false],
    ['another region', 'https://acme.crm.dynamics.com', false],
    ['a query that names it', 'https://contoso.com/?https://acme.crm4.dynamics.com', false],
    ['nothing', '', false],
    ['nonsense', 'null', false],
  ])('are known by %s', (_form, organisationUrl, isOne) => {
    expect(connectorsOf(ORG, [connector('1', { organisationUrl })])).toHaveLength(isOne ? 1 : 0);
  });

  it('two of the same organisation are two, among 100,000', () => {
    const many = Array.from({ length: 100_000 }, (_, at) =>
      connector(`${at}`, {
        organisationUrl: at % 50_000 === 7 ? ORG : `https://o${at}.crm.dynamics.com`,
      }),
    );
    expect(connectorsOf(ORG, many).map(({ id }) => id)).toEqual(['7', '50007']);
  });
});

describe('which one is ours', () => {
  it.each<[string, Connector[], string]>([
    ['nothing new', [connector('old')], 'nothing'],
    ['an empty list', [], 'nothing'],
    ['the only new one, with our marker', [ours('new')], 'ours new'],
    ['the only new one, without any marker', [connector('new')], 'ours new'],
    ['the only new one, with the marker of another', [theirs('new')], 'nothing'],
    ['ours beside an unmarked one', [connector('x'), ours('new')], 'ours new'],
    ['ours beside one of another', [theirs('x'), ours('new')], 'ours new'],
    ['an unmarked one beside one of another', [theirs('x'), connector('new')], 'ours new'],
    ['two with our marker', [ours('x'), ours('y')], 'several x y'],
    ['two without markers', [connector('x'), connector('y')], 'several x y'],
    ['an old one that carries our marker', [ours('old')], 'nothing'],
    [
      'one of another organisation with our marker',
      [{ ...ours('x'), organisationUrl: 'https://b.crm.dynamics.com' }],
      'nothing',
    ],
    [
      'one with the marker of a longer key',
      [connector('x', { externalReference: 'mcx:key-12' })],
      'nothing',
    ],
  ])('%s', (_what, list, expected) => {
    const finding = findOurs(entry(), list);
    const said =
      finding.found === 'ours'
        ? [finding.connector.id]
        : finding.found === 'several'
          ? finding.ids
          : [];
    expect([finding.found, ...said].join(' ')).toBe(expected);
  });

  it('all of the organisation are counted, old ones too', () => {
    expect(findOurs(entry(), [connector('old'), theirs('x'), ours('new')])).toMatchObject({
      count: 3,
    });
  });
});

describe('did the server certainly make nothing?', () => {
  const service = (status: number) => ({ service: { status } });
  it.each<[string, Failure, boolean]>([
    ['it refused with 400', { code: 'mapsimise/refused', says: 'x', ...service(400) }, true],
    ['it refused with 422', { code: 'mapsimise/refused', says: 'x', ...service(422) }, true],
    [
      'the right is missing',
      { code: 'mapsimise/right-missing', right: 'x', ...service(403) },
      true,
    ],
    ['the key has ended', { code: 'mapsimise/key-refused', ...service(401) }, true],
    ['we did not let it go out', { code: 'net/not-allowed', host: 'x' }, true],
    ['it refused with 200', { code: 'mapsimise/refused', says: 'x', ...service(200) }, false],
    ['it answered 201', { code: 'mapsimise/refused', says: '', ...service(201) }, false],
    ['it answered 202', { code: 'mapsimise/refused', says: '', ...service(202) }, false],
    ['it refused without a status', { code: 'mapsimise/refused', says: 'x' }, false],
    ['408', { code: 'mapsimise/refused', says: 'x', ...service(408) }, false],
    ['409', { code: 'mapsimise/refused', says: 'x', ...service(409) }, false],
    ['425', { code: 'mapsimise/refused', says: 'x', ...service(425) }, false],
    ['429', { code: 'mapsimise/busy', ...service(429) }, false],
    ['it refused with 399', { code: 'mapsimise/refused', says: 'x', ...service(399) }, false],
    ['it refused with 499', { code: 'mapsimise/refused', says: 'x', ...service(499) }, true],
    ['it refused with 500', { code: 'mapsimise/refused', says: 'x', ...service(500) }, false],
    ['it refused with 503', { code: 'mapsimise/refused', says: 'x', ...service(503) }, false],
    ['500', { code: 'mapsimise/broken', ...service(500) }, false],
    ['an exception with 400', { code: 'mapsimise/broken', ...service(400) }, false],
    ['silence', { code: 'net/no-reply', host: 'x', waitedMs: 1 }, false],
    ['a reset', { code: 'net/unreachable', host: 'x' }, false],
    ['a redirect', { code: 'net/redirected', host: 'x' }, false],
    ['too much', { code: 'net/too-large', host: 'x', limitBytes: 1 }, false],
    ['a web page', { code: 'net/web-page', host: 'x' }, false],
    ['a sign-in page', { code: 'mapsimise/session-ended', host: 'x' }, false],
    ['another shape', { code: 'net/not-understood', host: 'x', ...service(200) }, false],
  ])('%s', (_what, failure, isSure) => {
    expect(isDefiniteRefusal(failure)).toBe(isSure);
  });
});

describe('which entry speaks', () => {
  const of = (key: string, state: RegistrationState, org: OrgUrl = ORG, workspace: string = ORG) =>
    entry({ key, state, org, workspace });
  const OTHER = orgOf('https://other.crm4.dynamics.com');
  it.each<[string, JournalEntry[] | undefined, string | undefined]>([
    ['none', undefined, undefined],
    ['none of another organisation', [of('a', 'unclear', OTHER, OTHER)], undefined],
    ['the newest', [of('b', 'failed'), of('a', 'failed')], 'b'],
    ['an open one before a newer one that ended', [of('b', 'failed'), of('a', 'unclear')], 'a'],
    ['the organisation, wherever it was typed', [of('a', 'posting', ORG, 'elsewhere')], 'a'],
    ['the workspace, whatever was typed there', [of('a', 'posting', OTHER)], 'a'],
    [
      'an open one of the organisation before an ended one here',
      [of('b', 'failed', OTHER), of('a', 'created', ORG, 'elsewhere')],
      'a',
    ],
  ])('%s', (_what, entries, key) => {
    expect(entryOf(entries, ORG, ORG)?.key).toBe(key);
  });
});

it.each<[RegistrationState, boolean, boolean, boolean]>([
  ['prepared', false, true, false],
  ['posting', true, true, false],
  ['unclear', true, false, false],
  ['checking', true, true, false],
  ['created', false, true, false],
  ['conflict', false, false, false],
  ['verified', false, false, true],
  ['absent', false, false, true],
  ['failed', false, false, true],
])('%s: in doubt %s, under way %s, settled %s', (state, doubt, underWay, settled) => {
  const one = entry({ state });
  expect([isInDoubt(one), isUnderWay(one), isSettled(one)]).toEqual([doubt, underWay, settled]);
});

describe('what the toolbar button tells of purchases', () => {
  const named = (name: string, state: RegistrationState, failure?: Failure) =>
    entry({ name, state, ...(failure && { failure }) });
  const NOT_WIPED = { code: 'storage/not-wiped' } as Failure;
  const REFUSED: Failure = { code: 'mapsimise/refused', says: 'x' };

  const elsewhere = (one: JournalEntry): JournalEntry => ({
    ...one,
    org: orgOf('https://other.crm4.dynamics.com'),
  });

  it.each<[string, JournalEntry[], ReturnType<typeof newsOf>]>([
    ['nothing', [], undefined],
    [
      'the newest of an organisation, not what failed before',
      [named('B', 'verified'), named('A', 'failed', REFUSED)],
      { news: 'ready', name: 'B' },
    ],
    [
      'nothing of what failed before, while another try is under way',
      [named('B', 'posting'), named('A', 'failed', REFUSED)],
      undefined,
    ],
    [
      'one to look at of another organisation, typed in the same place, before one that is ready',
      [named('B', 'verified'), elsewhere(named('A', 'failed', REFUSED))],
      { news: 'look', name: 'A' },
    ],
    [
      'one that is open before a newer one that is ready',
      [named('B', 'verified'), named('A', 'conflict', REFUSED)],
      { news: 'look', name: 'A' },
    ],
    ['nothing of one under way', [named('A', 'posting')], undefined],
    ['one that is ready', [named('A', 'verified')], { news: 'ready', name: 'A' }],
    ['one to look at', [named('A', 'failed', REFUSED)], { news: 'look', name: 'A' }],
    [
      'one to look at before one that is ready',
      [named('A', 'verified'), named('B', 'unclear')],
      { news: 'look', name: 'B' },
    ],
    [
      'one whose secret was not wiped',
      [named('A', 'verified', NOT_WIPED)],
      { news: 'look', name: 'A' },
    ],
    [
      'the first of two',
      [named('A', 'verified'), named('B', 'verified')],
      { news: 'ready', name: 'A' },
    ],
  ])('is %s', (_what, entries, news) => {
    expect(newsOf(entries)).toEqual(news);
  });

  it('a secret is left only of what was bought, and only where it was not wiped', () => {
    expect(isWipeLeft(named('A', 'verified', NOT_WIPED))).toBe(true);
    expect(isWipeLeft(named('A', 'failed', NOT_WIPED))).toBe(false);
    expect(isWipeLeft(named('A', 'verified', REFUSED))).toBe(false);
    expect(isWipeLeft(named('A', 'verified'))).toBe(false);
  });
});
