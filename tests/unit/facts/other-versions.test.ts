import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import {
  knownOrganisations,
  secretDates,
  testHistory,
  watchedAt,
} from '../../../lib/facts/connector-facts.ts';
import { coverageRunOf } from '../../../lib/facts/coverage-run.ts';
import {
  apiKeyPlace,
  draftOf,
  journal,
  mapsimiseEmail,
  settings,
  stsOf,
} from '../../../lib/facts/facts.ts';
import { languageChoice } from '../../../lib/facts/language.ts';
import { entraApplication, loginHint, recentEnvironments } from '../../../lib/facts/person.ts';
import { provisioningOf } from '../../../lib/facts/provisioning.ts';
import { rotations } from '../../../lib/facts/rotation-facts.ts';
import { readApiKey } from '../../../lib/facts/secrets.ts';
import { STORED } from '../../../lib/facts/stored.ts';
import { switches } from '../../../lib/facts/switches.ts';
import { accessTakenBack } from '../../../lib/facts/taken-back.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const AT_MS = 1_800_000_000_000;
const text = 'as it was';
type Items = Record<string, unknown>;
type Row = {
  read: () => Promise<unknown>;
  /** As this version writes it. */
  good: unknown;
  /** Its members that a person typed or chose: each is read although all others are damaged. */
  typed?: string[];
};

/** Every fact that is kept on the device, and so may be of another version: by the name that it is stored under. */
const FACTS: Record<string, Row> = {
  settings: {
    read: settings.read,
    good: { organisation: 'contoso', region: 'eugb' },
    typed: ['organisation', 'region'],
  },
  'mapsimise-email': { read: mapsimiseEmail.read, good: 'ann@contoso.com' },
  'entra-application': { read: entraApplication.read, good: TENANT },
  language: { read: languageChoice.read, good: 'de' },
  'api-key-place': {
    read: apiKeyPlace.read,
    good: { onDevice: true, isRefused: true },
    typed: ['onDevice'],
  },
  'access-taken-back': { read: accessTakenBack.read, good: `${ORG}/*` },
  'expiry-watched': { read: watchedAt.read, good: AT_MS },
  'draft:': {
    read: draftOf(ORG).read,
    good: {
      ...{ organisationUrl: ORG, scheme: 'ifd', clientId: TENANT, username: 'CONTOSO\\ann' },
      ...{ impersonateUsers: true, impersonateAs: 'bob@contoso.com', hasSecret: true },
      ...{ handle: 'h-1', editedAtMs: AT_MS, secretLostWith: 'dataverse', secretFrom: 'created' },
      ...{ secretKeyId: TENANT, secretExpiresAtMs: AT_MS, isSecretHandedOut: true },
    },
    typed: ['organisationUrl', 'clientId', 'username'],
  },
  // Its text is opened by the key of the device only; whatever else lies there is no key.
  'api-key-sealed': { read: readApiKey, good: { v: 1, iv: '', data: '' } },
  'journal:v1': {
    read: journal.read,
    good: [
      {
        ...{ v: 1, key: 'k', workspace: ORG, accountId: 'a', accountName: text, org: ORG },
        ...{ clientId: TENANT, name: text, handle: 'h', state: 'unclear', preparedAtMs: AT_MS },
        ...{ idsBefore: ['c-1'], openUrl: 'https://contoso.eugb.mapsimise.com' },
      },
    ],
  },
  'provisioning:': {
    read: provisioningOf(ORG).read,
    good: {
      ...{ v: 1, runId: 'r', workspace: ORG, impersonates: false, startedAtMs: AT_MS },
      place: { org: ORG, tenantId: TENANT, organisationId: TENANT, name: text },
      ask: { name: text, months: 12, role: { roleId: TENANT, name: text } },
      ...{ state: 'stopped', steps: [], made: { roles: [{ roleId: TENANT }] } },
    },
  },
  'rotations:v1': {
    read: rotations.read,
    good: {
      'c-1': {
        ...{ v: 1, runId: 'r', connectorId: 'c-1', accountId: 'a', org: ORG, tenantId: TENANT },
        application: { id: TENANT, appId: TENANT, name: text },
        ...{ oldKeyIds: [TENANT], sentKeyIds: [], state: 'stopped', steps: [] },
      },
    },
  },
  'switches:v1': {
    read: switches.read,
    good: {
      'c-1': {
        ...{ v: 1, connectorId: 'c-1', workspace: ORG, handle: 'h', org: ORG, clientId: TENANT },
        ...{ accountId: 'a', state: 'unclear' },
        before: { name: text, isImpersonating: true, isShared: false },
      },
    },
  },
  'test-history:v1': {
    read: testHistory.read,
    good: [{ atMs: AT_MS, org: ORG, by: text, scheme: 'dataverse', result: 'passed' }],
  },
  'organisations:v1': {
    read: knownOrganisations.read,
    good: [{ organisationId: TENANT, name: text, addresses: [ORG] }],
  },
  'secret-dates:v1': {
    read: secretDates.read,
    good: [{ connectorId: 'c-1', name: text, expiresAtMs: AT_MS, source: 'typed', warned: [30] }],
  },
  'login-hint': {
    read: loginHint.read,
    good: { username: 'ann@contoso.com', tenantId: TENANT, cloud: 'Commercial' },
  },
  'recent-environments': { read: recentEnvironments.read, good: [{ org: ORG, name: text }] },
  'sts-host:': { read: stsOf(ORG).read, good: 'https://sts.contoso.local' },
  'coverage-run:': {
    read: coverageRunOf(ORG).read,
    good: {
      ...{ id: 'r', workspace: ORG, org: ORG, state: 'cancelled', stage: 'crm-users' },
      ...{ source: { from: 'list' }, startedAtMs: AT_MS, addresses: 1, crmUsers: 1, pages: 1 },
      ...{ requests: 1, counts: { username: 1, 'not-found': 0 }, fields: [] },
    },
  },
};

const storedAs = (name: string) => (name.endsWith(':') ? `${name}${ORG}` : name);
async function readLeft(name: string, left: unknown): Promise<unknown> {
  await browser.storage.local.set({ [storedAs(name)]: left });
  return FACTS[name]?.read();
}
const isList = (value: unknown): value is Items[] => Array.isArray(value);
const isObject = (value: unknown): value is Items =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
/** What the members are members of: the fact itself, or the one thing in its list or its book. */
const innerOf = (name: string, good: unknown): Items | undefined => {
  if (isList(good)) return good[0];
  if (!isObject(good)) return undefined;
  return /^(?:rotations|switches):/.test(name) ? (good['c-1'] as Items) : good;
};
const withInner = (name: string, good: unknown, inner: unknown) => {
  if (isList(good)) return [inner];
  return /^(?:rotations|switches):/.test(name) ? { 'c-1': inner } : inner;
};
/** As it comes back from where it was stored: JSON knows no minus nought. */
const left = fc.jsonValue().map((one): unknown => JSON.parse(JSON.stringify(one)));
const NAMES = Object.keys(FACTS);
const goodOf = (name: string) => FACTS[name]?.good;
const COMPOUND = NAMES.filter((name) => name !== 'api-key-sealed' && innerOf(name, goodOf(name)));

beforeEach(() => browser.storage.local.clear());

describe('what another version left on the device', { timeout: 30_000 }, () => {
  it('is about every fact that is kept there', () => {
    expect(Object.keys(FACTS).sort()).toEqual(Object.values(STORED.device).flat().sort());
  });

  it.each(NAMES)('%s: whatever it is, reading throws nothing and leaves it there', async (name) => {
    await fc.assert(
      fc.asyncProperty(left, async (one) => {
        const read = await readLeft(name, one);
        if (read !== undefined && name !== 'api-key-sealed')
          expect(kindOf(read)).toBe(kindOf(goodOf(name)));
        expect((await browser.storage.local.get())[storedAs(name)] ?? null).toEqual(one);
      }),
      { numRuns: 100 },
    );
    if (name !== 'api-key-sealed') expect(await readLeft(name, goodOf(name))).toEqual(goodOf(name));
  });

  it.each(COMPOUND)('%s: what a newer version added is no reason to forget it', async (name) => {
    const good = goodOf(name);
    const inner = innerOf(name, good) ?? {};
    const added = fc.dictionary(
      fc.string({ minLength: 1 }).map((key) => `${key}-added`),
      left,
    );
    await fc.assert(
      fc.asyncProperty(added, async (more) => {
        const read = await readLeft(name, withInner(name, good, { ...more, ...inner }));
        expect(innerOf(name, read)).toMatchObject(inner);
      }),
      { numRuns: 50 },
    );
  });

  it.each(COMPOUND)('%s: with one member damaged or gone the rest is as it was', async (name) => {
    const good = goodOf(name);
    const inner = innerOf(name, good) ?? {};
    const typed = FACTS[name]?.typed ?? [];
    const members = fc.constantFrom(...Object.keys(inner));
    await fc.assert(
      fc.asyncProperty(members, fc.option(left, { nil: undefined }), async (member, by) => {
        const { [member]: _gone, ...rest } = inner;
        const damaged = by === undefined ? rest : { ...rest, [member]: by };
        const all = isList(good) ? [damaged, inner] : withInner(name, good, damaged);
        const read = await readLeft(name, all);
        if (isList(good)) expect(read).toContainEqual(inner);
        const kept = Object.fromEntries(
          typed.filter((one) => one !== member).map((one) => [one, inner[one]]),
        );
        if (Object.keys(kept).length > 0) expect(read).toMatchObject(kept);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what was typed', () => {
  it('is read from a draft in which nothing else can be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), left), fc.string(), async (all, clientId) => {
        const damaged = Object.fromEntries(
          Object.keys(goodOf('draft:') as Items).map((name) => [name, all]),
        );
        const read = await readLeft('draft:', { ...damaged, clientId });
        expect(read).toEqual({
          ...{ organisationUrl: '', scheme: 'dataverse', clientId, username: '' },
          ...{ impersonateUsers: false, hasSecret: false, handle: '' },
        });
      }),
      { numRuns: 100 },
    );
  });

  it('until when a secret is valid is known also where other warnings were given', async () => {
    const [date = {}] = goodOf('secret-dates:v1') as Items[];
    const read = await readLeft('secret-dates:v1', [{ ...date, warned: [60, 'tomorrow'] }]);
    expect(read).toEqual([{ ...date, warned: [] }]);
  });
});
