import type { Scheme } from '../connection.ts';
import type { EnvironmentKind } from '../environment.ts';
import type { Note, Outcome, Remark, SkipReason, StepId } from '../report.ts';
import { sayList, sayMinutes, sayTables } from './phrases.ts';

export { describeAdvice } from './advice.ts';
export { describeLock, describeRegistration } from './purchase-words.ts';

/** As Mapsimise names them. */
export const SCHEME_NAMES: Record<Scheme, string> = {
  dataverse: 'Dataverse',
  ifd: 'Dynamics CRM / IFD',
};

export const STEP_NAMES: Record<StepId, string> = {
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
};

export const OUTCOME_NAMES: Record<Outcome, string> = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  remark: 'passed with a remark',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/** What a step found out. */
export function describeNote(note: Note): string {
  switch (note.note) {
    case 'host':
      return `The organisation is at ${note.host}.`;
    case 'tenant':
      return `Tenant ${note.tenantId}, sign-in at ${note.authority}.`;
    case 'token':
      return `A token for ${note.lifetimeMinutes} minutes.`;
    case 'user':
      return `User id ${note.userId}.`;
    case 'organisation':
      return `${note.name} (${note.uniqueName}), version ${note.version}, id ${note.id}.`;
    case 'roles':
      return `${note.userName || 'The application user'}: ${note.roles.join(', ') || 'no role of its own'}.`;
    case 'web-api':
      return `Its Web API is version ${note.version}.`;
    case 'oauth-too':
      return `It also takes OAuth, from ${note.authority}.`;
    case 'adfs':
      return `People sign in at ${note.host}.`;
    case 'usual-endpoint':
      return `${note.host} does not publish its list of addresses, so the usual one is asked.`;
    case 'tables-read':
      return `Can be read: ${sayTables(note.tables) || 'none'}.`;
    case 'impersonated':
      return `Asked as ${note.person}, the organisation answered as ${note.person}. Impersonation works.`;
  }
}

/** What a step found out that is worth knowing, and does not stop anything. */
export function describeRemark(remark: Remark): string {
  switch (remark.remark) {
    case 'tables-refused':
      return `${sayTables(remark.tables)} cannot be read. To map them, add ${sayList(remark.privileges)} to a role of ${sayWhose(remark.of)}.`;
    case 'tables-empty':
      return `There is no row yet in ${sayTables(remark.tables)}.`;
    case 'tables-own-rows-only':
      return `Of ${sayTables(remark.tables)}, only own rows can be read. To map all, raise Read to Organization in a role of ${sayWhose(remark.of)}.`;
    case 'tables-unclear':
      return `It is not known whether ${sayTables(remark.tables)} can be read. Press Test Connection again.`;
    case 'roles-unreadable':
      return 'The names of its roles may not be read.';
    case 'organisation-unreadable':
      return 'The name of the organisation could not be read.';
    case 'other-address':
      return `The organisation calls itself ${remark.actualUrl}. Enter that as Organisation URL.`;
    case 'user-without-role':
      return 'The application user has no security role.';
    case 'roles-through-teams':
      return 'Its roles come through teams. Impersonate Users may need a role of its own.';
    case 'person-refused':
      return `${remark.person} may not read ${sayTables(remark.tables)}${remark.privileges.length > 0 ? ` (${sayList(remark.privileges)} is missing)` : ''}. What can be read is what both may: the application and the person.`;
    case 'same-counts':
      return 'The application and the person own equally many rows, so only the identity proves it here.';
    case 'clock-bridged':
      return `The clock of this computer is ${sayMinutes(remark.aheadMinutes)} that of ${remark.host}, so the time of ${remark.host} was used. Set the clock.`;
  }
}

const sayWhose = (of: 'person' | undefined) => (of ? 'this user' : 'the application user');

/** Why a step was not run. */
export function describeSkip(reason: SkipReason): string {
  switch (reason.why) {
    case 'earlier-failure':
      return `Not run, because ${STEP_NAMES[reason.step]} failed.`;
    case 'impersonation-off':
      return 'Impersonate Users is off, so there is nothing to prove.';
  }
}

const ENVIRONMENT_KINDS: Record<EnvironmentKind, string> = {
  production: 'Production',
  sandbox: 'Sandbox',
  developer: 'Developer',
  preview: 'Preview',
  trial: 'Trial',
  teams: 'Dataverse for Teams',
};

export const describeEnvironmentKind = (kind: EnvironmentKind) => ENVIRONMENT_KINDS[kind];
