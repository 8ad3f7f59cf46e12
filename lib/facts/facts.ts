import * as v from 'valibot';
import type { AccountLook } from '../domain/account.ts';
import { type Draft, SCHEMES, type Workspace } from '../domain/connection.ts';
import type { Environment } from '../domain/environment.ts';
import type { FormFill } from '../domain/form/form-fill.ts';
import type { Column, Mapping } from '../domain/mapping.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { Offer } from '../domain/purchase.ts';
import type { JournalEntry } from '../domain/registration.ts';
import type { TestReport } from '../domain/report.ts';
import type { SharedByConnector } from '../domain/shared-credentials.ts';
import { type Fact, openFact } from './fact.ts';
import { entryIn } from './journal-entry.ts';
import { followPolicy, readPolicy } from './policy.ts';

const text = v.string();

/** What the pages of an organisation reported. Browser session. */
export const environmentOf = (org: OrgUrl) =>
  openFact<Environment>('session', `environment:${org}`);

/** How the form in one tab was filled. Browser session, as tab ids are. */
export const formFillOf = (tabId: number) => openFact<FormFill>('session', `form-fill:${tabId}`);

const DRAFT = {
  organisationUrl: v.optional(text, ''),
  // Drafts from before there was a choice are Dataverse's.
  scheme: v.optional(v.picklist(SCHEMES), 'dataverse'),
  clientId: v.optional(text, ''),
  username: v.optional(text, ''),
  impersonateUsers: v.optional(v.boolean(), false),
  impersonateAs: v.exactOptional(text),
  tenant: v.exactOptional(text),
  hasSecret: v.optional(v.boolean(), false),
  handle: v.optional(text, ''),
  editedAtMs: v.exactOptional(v.number()),
  secretLostWith: v.exactOptional(v.picklist(SCHEMES)),
  lostHost: v.exactOptional(text),
  secretFrom: v.exactOptional(v.picklist(['typed', 'created'])),
  secretKeyId: v.exactOptional(text),
  secretExpiresAtMs: v.exactOptional(v.number()),
  isSecretHandedOut: v.exactOptional(v.boolean()),
};
const TYPED = ['organisationUrl', 'clientId', 'username'];

/** Each member is believed by itself: one that another version meant otherwise does not take along what was typed. */
const draft = v.pipe(
  v.record(text, v.unknown()),
  v.check((left) => TYPED.some((name) => v.is(text, left[name]))),
  v.transform((left) =>
    Object.fromEntries(
      Object.entries(DRAFT).flatMap(([name, member]) =>
        Object.hasOwn(left, name) && v.is(member, left[name]) ? [[name, left[name]]] : [],
      ),
    ),
  ),
  v.object(DRAFT),
);

/** What the person typed, without the secret. Kept on the device, so that a crash loses nothing. */
export const draftOf = (workspace: Workspace) =>
  openFact<Draft>('local', `draft:${workspace}`, draft);

/** The last run of Test Connection. Browser session: a pass is worth nothing once the secret is gone. */
export const reportOf = (workspace: Workspace) =>
  openFact<TestReport>('session', `report:${workspace}`);

/** What Mapsimise offers. Browser session. */
export const offerOf = (workspace: Workspace) => openFact<Offer>('session', `offer:${workspace}`);

/** The last look at one's own mapping. Browser session. */
export const mappingOf = (org: OrgUrl) => openFact<Mapping>('session', `mapping:${org}`);

/** The user table's columns, as one version of one organisation has them. Browser session. */
export type KnownColumns = {
  organisationId: string;
  version: string;
  userId: string;
  columns: Column[];
  /** Columns of a user's state that this organisation does not have. */
  absent?: string[];
};
export const columnsOf = (org: OrgUrl) => openFact<KnownColumns>('session', `columns:${org}`);

/** The person's own Mapsimise email, typed once. Kept on the device. */
export const mapsimiseEmail = openFact<string>('local', 'mapsimise-email', v.string());

/**
 * The tenant of an organisation, as a test that passed has proved it. `isEntered`: the organisation itself named none, so
 * it is the person's word, and nothing is sent there before it is that again. Browser session.
 */
export type ProvedTenant = { tenantId: string; isEntered?: true };
export const tenantOf = (org: OrgUrl) => openFact<ProvedTenant>('session', `tenant:${org}`);

/** The one that the organisation's own challenge named. */
export async function namedTenantOf(org: OrgUrl): Promise<string | undefined> {
  const proved = await tenantOf(org).read();
  return proved?.isEntered ? undefined : proved?.tenantId;
}

/**
 * The AD FS to which the person allowed the password for an organisation to go: its exact https origin. Kept on the
 * device, and asked anew when the organisation names another.
 */
export const stsOf = (org: OrgUrl) =>
  openFact<string>('local', `sts-host:${org}`, v.pipe(v.string(), v.startsWith('https://')));

/** Shared Credentials of connectors, by their ids. Browser session: Mapsimise knows better. */
export const sharedCredentials = openFact<SharedByConnector>('session', 'shared-credentials');

/** Mapsimise organisation and region: the company's where it has decided, else as typed in Options. */
export type Settings = { organisation: string; region: string };
const typedSettings = openFact<Settings>(
  'local',
  'settings',
  v.object({ organisation: v.fallback(text, ''), region: v.fallback(text, '') }),
);

/** Kept on the device is what was typed; what the company has decided is laid over it whenever it is read. */
export const settings: Fact<Settings> = {
  ...typedSettings,
  read: async () => obey(await typedSettings.read()),
  follow: (told) => {
    const stops = [
      typedSettings.follow((typed) => void obey(typed).then(told)),
      followPolicy(() => void settings.read().then(told)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  },
};

async function obey(typed: Settings | undefined): Promise<Settings | undefined> {
  const { mapsimiseOrganisation, region } = await readPolicy();
  if (!mapsimiseOrganisation && !region) return typed;
  return {
    organisation: mapsimiseOrganisation ?? typed?.organisation ?? '',
    region: region ?? typed?.region ?? '',
  };
}

/** Is there an API key, for this browser session or on the device? Never the key. */
export const hasApiKey = openFact<boolean>('session', 'has-api-key');

/**
 * Is the API key to be kept on the device too, and what came in the way? `lostHost`: the access to it was taken back, and
 * the key with it. Kept on the device.
 */
export type ApiKeyPlace = { onDevice: boolean; isRefused?: boolean; lostHost?: string };
export const apiKeyPlace = openFact<ApiKeyPlace>(
  'local',
  'api-key-place',
  v.object({
    onDevice: v.boolean(),
    isRefused: v.exactOptional(v.fallback(v.boolean(), false)),
    lostHost: v.exactOptional(v.fallback(text, '')),
  }),
);

/** Who the API key belongs to, as Mapsimise said last. Browser session. */
export const accountLook = openFact<AccountLook>('session', 'account');

/** The journal as it lies there, whoever wrote it. */
export const storedJournal = openFact<unknown[]>('local', 'journal:v1', v.array(v.unknown()));

/** Attempts to create a connector, newest first. Kept on the device: it must outlive a crash of the browser. */
export const journal = openFact<JournalEntry[]>(
  'local',
  'journal:v1',
  // What cannot be read is left out, the others are believed; its stored form stays (facts/journal.ts).
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) => all.flatMap((item) => entryIn(item) ?? [])),
  ),
);
