import { describe, expect, it } from 'vitest';
import {
  describeAdvice,
  describeEnvironmentKind,
  describeLock,
  describeNote,
  describeRegistration,
  describeRemark,
  describeSkip,
  OUTCOME_NAMES,
  STEP_NAMES,
} from '../../../lib/domain/catalogue/words.ts';
import type { CredentialAdvice } from '../../../lib/domain/credentials-check.ts';
import type { EnvironmentKind } from '../../../lib/domain/environment.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { LockReason } from '../../../lib/domain/purchase.ts';
import type { JournalEntry, RegistrationState } from '../../../lib/domain/registration.ts';
import type { Note, Remark, SkipReason } from '../../../lib/domain/report.ts';

type ByKey<T, K extends keyof T> = { [V in T[K] & string]: Extract<T, Record<K, V>> };

const LOCKS: ByKey<LockReason, 'lock'> = {
  'not-tested': { lock: 'not-tested' },
  'test-running': { lock: 'test-running' },
  'test-failed': { lock: 'test-failed' },
  'test-cancelled': { lock: 'test-cancelled' },
  'values-changed': { lock: 'values-changed' },
  'secret-gone': { lock: 'secret-gone', scheme: 'ifd' },
  'offer-asking': { lock: 'offer-asking' },
  'offer-refused': { lock: 'offer-refused' },
  'quote-expired': { lock: 'quote-expired' },
  'already-registered': {
    lock: 'already-registered',
    name: 'Acme',
    siteUrl: 'https://acme.eugb.mapsimise.com/',
  },
  'under-way': { lock: 'under-way' },
  'in-doubt': { lock: 'in-doubt' },
  done: { lock: 'done' },
};
const NOTES: ByKey<Note, 'note'> = {
  host: { note: 'host', host: 'acme.crm4.dynamics.com' },
  tenant: { note: 'tenant', tenantId: 't-1', authority: 'login.microsoftonline.com' },
  token: { note: 'token', lifetimeMinutes: 60 },
  user: { note: 'user', userId: 'u-1' },
  organisation: {
    note: 'organisation',
    name: 'Acme',
    uniqueName: 'unq1',
    version: '9.2.1',
    id: 'o-1',
  },
  roles: { note: 'roles', userName: '', roles: [] },
  'web-api': { note: 'web-api', version: '9.1' },
  'oauth-too': { note: 'oauth-too', authority: 'sts.contoso.local' },
  adfs: {
    note: 'adfs',
    host: 'sts.contoso.local',
    endpoint: '/adfs/services/trust/13/usernamemixed',
  },
  'usual-endpoint': { note: 'usual-endpoint', host: 'sts.contoso.local' },
  'tables-read': { note: 'tables-read', tables: ['account', 'systemuser'] },
  impersonated: {
    note: 'impersonated',
    person: 'Adele Vance',
    own: [{ table: 'account', application: 0, person: 4 }],
  },
};
const REMARKS: ByKey<Remark, 'remark'> = {
  'tables-refused': { remark: 'tables-refused', tables: ['lead'], privileges: ['prvReadLead'] },
  'tables-empty': { remark: 'tables-empty', tables: ['lead'] },
  'tables-own-rows-only': { remark: 'tables-own-rows-only', tables: ['account', 'contact'] },
  'tables-unclear': { remark: 'tables-unclear', tables: ['contact'] },
  'roles-unreadable': { remark: 'roles-unreadable' },
  'organisation-unreadable': { remark: 'organisation-unreadable' },
  'tenant-entered': { remark: 'tenant-entered' },
  'other-address': { remark: 'other-address', actualUrl: 'https://acme2.crm4.dynamics.com' },
  'user-without-role': { remark: 'user-without-role' },
  'roles-through-teams': { remark: 'roles-through-teams' },
  'person-refused': {
    remark: 'person-refused',
    person: 'Adele Vance',
    tables: ['contact'],
    privileges: ['prvReadContact'],
  },
  'same-counts': { remark: 'same-counts' },
  'clock-bridged': { remark: 'clock-bridged', host: 'sts.contoso.local', aheadMinutes: -7 },
};
const SKIPS: ByKey<SkipReason, 'why'> = {
  'earlier-failure': { why: 'earlier-failure', step: 'token' },
  'impersonation-off': { why: 'impersonation-off' },
};
const ADVICE: ByKey<CredentialAdvice, 'code'> = {
  'client-id/empty': { code: 'client-id/empty', blocks: true },
  'client-id/not-a-guid': { code: 'client-id/not-a-guid', blocks: true },
  'client-id/looks-like-secret': { code: 'client-id/looks-like-secret', blocks: true },
  'client-id/pasted-along': {
    code: 'client-id/pasted-along',
    blocks: true,
    removed: ['quotes', 'label', 'newline'],
  },
  'client-id/all-zero': { code: 'client-id/all-zero', blocks: false },
  'client-id/is-the-tenant-id': { code: 'client-id/is-the-tenant-id', blocks: false },
  'secret/empty': { code: 'secret/empty', blocks: true },
  'secret/same-as-client-id': { code: 'secret/same-as-client-id', blocks: false },
  'secret/is-a-guid': { code: 'secret/is-a-guid', blocks: false },
  'secret/masked': { code: 'secret/masked', blocks: false },
  'secret/pasted-along': {
    code: 'secret/pasted-along',
    blocks: false,
    removed: ['spaces', 'invisible'],
  },
  'secret/too-short': { code: 'secret/too-short', blocks: false },
};
const KINDS: Record<EnvironmentKind, string> = {
  production: 'Production',
  sandbox: 'Sandbox',
  developer: 'Developer',
  preview: 'Preview',
  trial: 'Trial',
  teams: 'Dataverse for Teams',
};

const entry = (state: RegistrationState, more: Partial<JournalEntry> = {}): JournalEntry => ({
  v: 1,
  key: 'k-1',
  workspace: 'elsewhere',
  accountId: 'a-1',
  accountName: 'Acme Ltd · ann@acme.com',
  org: 'https://acme.crm4.dynamics.com' as OrgUrl,
  organisationId: 'o-1',
  clientId: 'c-1',
  name: 'Acme',
  handle: 'h-1',
  state,
  preparedAtMs: 0,
  idsBefore: [],
  openUrl: 'https://acme.eugb.mapsimise.com/',
  ...more,
});
const STATES: Record<RegistrationState, string> = {
  prepared: 'Creating the connector…',
  posting: 'Creating the connector…',
  checking: 'Checking whether it was created…',
  unclear: 'It is not known whether the connector was created',
  absent: 'The connector was not created',
  conflict: 'There are several connectors for this organisation',
  created: 'The connector was created',
  verified: 'The connector is ready',
  failed: 'The connector was not created',
};

const SENTENCES: [string, string][] = [
  ...Object.entries(LOCKS).map(([key, lock]): [string, string] => [key, describeLock(lock)]),
  ...Object.entries(NOTES).map(([key, note]): [string, string] => [key, describeNote(note)]),
  ...Object.entries(REMARKS).map(([key, each]): [string, string] => [key, describeRemark(each)]),
  ...Object.entries(SKIPS).map(([key, skip]): [string, string] => [key, describeSkip(skip)]),
  ...Object.entries(ADVICE).map(([key, each]): [string, string] => [key, describeAdvice(each)]),
  ...Object.keys(STATES).map((key): [string, string] => [
    key,
    describeRegistration(entry(key as RegistrationState)).detail,
  ]),
];

describe('what is said', () => {
  it.each(SENTENCES)('of %s is a whole sentence', (_, text) => {
    expect(text).toMatch(/^[A-Za-z“].{8,}\.$/);
    expect(text).not.toMatch(/undefined|null|\[object|\.\.|\s\s/);
  });

  it('names the steps and outcomes in the words of the product', () => {
    expect(Object.values(STEP_NAMES)).toEqual([
      'Organisation URL',
      'Reach the organisation',
      'Find the tenant',
      'Get a token',
      'Find AD FS',
      'Sign in',
      'Who am I',
      'Organisation',
      'Application user and roles',
      'Table privileges',
      'Impersonation',
    ]);
    expect(Object.values(OUTCOME_NAMES)).toEqual([
      'waiting',
      'running',
      'passed',
      'passed with a remark',
      'failed',
      'skipped',
      'cancelled',
    ]);
  });

  it.each(Object.entries(KINDS))('an environment of kind %s is called %s', (kind, name) => {
    expect(describeEnvironmentKind(kind as EnvironmentKind)).toBe(name);
  });

  it('a refused table is named with the privilege that opens it', () => {
    expect(describeRemark(REMARKS['tables-refused'])).toMatch(
      /^Lead cannot be read\..*prvReadLead/,
    );
  });

  it('a skipped step names the one that failed', () => {
    expect(describeSkip(SKIPS['earlier-failure'])).toBe('Not run, because Get a token failed.');
    expect(describeSkip(SKIPS['impersonation-off'])).toContain('Impersonate Users is off');
  });

  it('a locked purchase says that it is locked', () => {
    for (const lock of Object.values(LOCKS)) expect(describeLock(lock)).toMatch(/^Locked /);
    expect(describeLock(LOCKS['already-registered'])).toContain('“Acme”');
  });
});

describe('advice on a pasted value', () => {
  it.each(Object.values(ADVICE))('$code says when it does not block', (advice) => {
    expect(describeAdvice(advice).includes('You can test it all the same.')).toBe(!advice.blocks);
  });

  it('names what was pasted along, and never the value', () => {
    expect(describeAdvice(ADVICE['client-id/pasted-along'])).toContain(
      'quotation marks, its label and a line break',
    );
    expect(describeAdvice(ADVICE['secret/pasted-along'])).toContain(
      'spaces and invisible characters',
    );
  });
});

describe('a registration', () => {
  it.each(Object.entries(STATES))('that is %s is headed “%s”', (state, headline) => {
    expect(describeRegistration(entry(state as RegistrationState)).headline).toBe(headline);
  });

  it('in doubt says what to press, and that it buys nothing', () => {
    expect(describeRegistration(entry('unclear')).detail).toMatch(/Check again.*buys nothing/);
  });

  it('in conflict names the connectors', () => {
    const failure = { code: 'registration/conflict', ids: ['c-17', 'c-18'] } as const;
    const { detail } = describeRegistration(
      entry('conflict', { failure: { ...failure, ids: [...failure.ids] } }),
    );
    expect(detail).toContain('c-17 and c-18');
  });

  it('that was stored differently says in what', () => {
    const stored = entry('verified', { connectorId: 'c-17', differs: ['Name', 'OrganisationUrl'] });
    expect(describeRegistration(stored).detail).toMatch(/c-17.*name and Organisation URL/);
  });
});
