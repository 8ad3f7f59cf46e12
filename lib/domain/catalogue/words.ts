import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { wordsById } from '../../language/words-by-id.ts';
import type { Scheme } from '../connection.ts';
import type { EnvironmentKind } from '../environment.ts';
import type { Note, Outcome, SkipReason, StepId } from '../report.ts';
import { sayTables } from './phrases.ts';

export { describeAdvice } from './advice.ts';
export { describeLock, describeRegistration } from './purchase-words.ts';
export { describeRemark } from './remark-words.ts';

/** As Mapsimise names them. */
export const SCHEME_NAMES: Record<Scheme, string> = {
  dataverse: 'Dataverse',
  ifd: 'Dynamics CRM / IFD',
};

export const STEP_NAMES: Readonly<Record<StepId, string>> = wordsById(
  messages('catalogue.steps', {
    url: 'Organisation URL',
    reach: 'Reach the organisation',
    tenant: 'Find the tenant',
    token: 'Get a token',
    adfs: 'Find AD FS',
    'sign-in': 'Sign in',
    whoami: 'Who am I',
    organisation: 'Organisation',
    roles: 'Application user and roles',
    privileges: 'Table privileges',
    impersonation: 'Impersonation',
  }),
);

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = wordsById(
  messages('catalogue.outcomes', {
    waiting: 'waiting',
    running: 'running',
    passed: 'passed',
    remark: 'passed with a remark',
    failed: 'failed',
    skipped: 'skipped',
    cancelled: 'cancelled',
  }),
);

const notes = messages('catalogue.notes', {
  host: params('The organisation is at {host}.'),
  tenant: params('Tenant {tenantId}, sign-in at {authority}.'),
  token: params('A token for {lifetimeMinutes} minutes.'),
  user: params('User id {userId}.'),
  organisation: params('{name} ({uniqueName}), version {version}, id {id}.'),
  roles: params('{userName}: {roles}.'),
  applicationUser: 'The application user',
  noRole: 'no role of its own',
  webApi: params('Its Web API is version {version}.'),
  oauthToo: params('It also takes OAuth, from {authority}.'),
  adfs: params('People sign in at {host}.'),
  usualEndpoint: params(
    '{host} does not publish its list of addresses, so the usual one is asked.',
  ),
  tablesRead: params('Can be read: {tables}.'),
  tablesReadNone: 'Can be read: none.',
  impersonated: params(
    'Asked as {person}, the organisation answered as {person}. Impersonation works.',
  ),
});

/** What a step found out. */
export function describeNote(note: Note): string {
  const t = notes.get();
  switch (note.note) {
    case 'host':
      return t.host(note);
    case 'tenant':
      return t.tenant(note);
    case 'token':
      return t.token(note);
    case 'user':
      return t.user(note);
    case 'organisation':
      return t.organisation(note);
    case 'roles':
      return t.roles({
        userName: note.userName || t.applicationUser,
        roles: note.roles.join(', ') || t.noRole,
      });
    case 'web-api':
      return t.webApi(note);
    case 'oauth-too':
      return t.oauthToo(note);
    case 'adfs':
      return t.adfs({ host: note.host });
    case 'usual-endpoint':
      return t.usualEndpoint(note);
    case 'tables-read':
      return note.tables.length > 0
        ? t.tablesRead({ tables: sayTables(note.tables) })
        : t.tablesReadNone;
    case 'impersonated':
      return t.impersonated({ person: note.person });
  }
}

const skips = messages('catalogue.skips', {
  earlierFailure: params('Not run, because {step} failed.'),
  impersonationOff: 'Impersonate Users is off, so there is nothing to prove.',
});

/** Why a step was not run. */
export function describeSkip(reason: SkipReason): string {
  const t = skips.get();
  switch (reason.why) {
    case 'earlier-failure':
      return t.earlierFailure({ step: STEP_NAMES[reason.step] });
    case 'impersonation-off':
      return t.impersonationOff;
  }
}

const environmentKinds = messages('catalogue.environment-kinds', {
  production: 'Production',
  sandbox: 'Sandbox',
  developer: 'Developer',
  preview: 'Preview',
  trial: 'Trial',
  teams: 'Dataverse for Teams',
});

export const describeEnvironmentKind = (kind: EnvironmentKind): string =>
  environmentKinds.get()[kind];
