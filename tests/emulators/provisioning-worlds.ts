import { ACCOUNTS } from './accounts.ts';
import type { World } from './world.ts';

const fresh = { applications: 'none', applicationUser: 'none' } as const;
const ours = { applications: 'ours', applicationUser: 'none' } as const;
const megan = ACCOUNTS.administrator.fullName;

/** What can be met on the way from nothing to a working application user, sign-in included. */
export const PROVISIONING_WORLDS = {
  provisioning: { does: 'contoso has no application of ours yet', provisioning: fresh },
  'replication-slow': {
    does: 'each new thing is unknown once where it is needed next',
    provisioning: {
      ...fresh,
      replication: {
        graph: 1,
        tokenEndpoint: 1,
        servicePrincipal: 1,
        secret: 1,
        applicationUser: 1,
      },
    },
  },
  'replication-dataverse': {
    does: 'Dataverse does not know a new application once: 400 0x80072559',
    provisioning: { ...fresh, replication: { dataverse: 1 } },
  },
  'replication-secret': {
    does: 'a new secret is refused 7000215 twice',
    provisioning: { ...fresh, replication: { secret: 2 } },
  },
  'replication-never': {
    does: 'the token endpoint never learns of a new application: 700016',
    provisioning: { ...fresh, replication: { tokenEndpoint: Number.POSITIVE_INFINITY } },
  },
  'graph-denied': {
    does: 'every write to Graph is 403 Authorization_RequestDenied',
    provisioning: { ...fresh, graph: 'denied' },
  },
  'graph-throttled': {
    does: 'writes to Graph are 429, Retry-After 2, until 2 s have passed',
    provisioning: { ...fresh, graphThrottledSeconds: 2 },
  },
  'graph-down': { does: 'Graph answers 503', provisioning: { ...fresh, graph: 'down' } },
  'dataverse-denied': {
    does: 'Megan is a salesperson in contoso: 403 0x80040220',
    provisioning: fresh,
    organisation: { people: { [megan]: { roles: ['Salesperson'] } } },
  },
  'dataverse-stranger': {
    does: 'Megan is no member of contoso: 403 0x80072560',
    provisioning: fresh,
    organisation: { people: { [megan]: { entraId: null } } },
  },
  'existing-application': {
    does: 'an application of ours stands in Entra, by its tags; no application user',
    provisioning: ours,
  },
  'existing-application-in-use': {
    does: 'the same, and its application user is there, with a role',
    provisioning: { ...ours, applicationUser: 'present' },
  },
  'soft-deleted-user': {
    does: 'the same, and its application user was deleted softly: POST is refused',
    provisioning: { ...ours, applicationUser: 'soft-deleted' },
  },
  'disabled-user': {
    does: 'the same, and its application user is disabled',
    provisioning: { ...ours, applicationUser: 'disabled' },
  },
  'secret-policy-capped': {
    does: 'a secret may live 180 days at most',
    provisioning: { ...fresh, secretPolicy: { maxDays: 180 } },
  },
  'secret-policy-forbidden': {
    does: 'no secret may be made',
    provisioning: { ...fresh, secretPolicy: 'forbidden' },
  },
  'two-business-units': {
    does: 'a second business unit has its own copies of all roles',
    provisioning: { ...fresh, businessUnits: 2 },
  },

  'sign-in-conditional-access': {
    does: 'every sign-in at contoso ends with 53003',
    signIn: { conditionalAccess: 'blocked' },
  },
  'consent-needed': { does: 'nobody has consented yet', signIn: { consents: 'none' } },
  'admin-consent-needed': {
    does: 'nobody has consented, and only an administrator may: 90094',
    signIn: { consents: 'administrators-only' },
  },
  'redirect-unregistered': {
    does: 'the sign-in application has no redirect of ours: 50011',
    signIn: { redirects: 'none' },
  },
  'sign-in-unknown': {
    does: 'the sign-in application is in no directory: 700016',
    signIn: { application: 'unknown' },
  },
  guest: { does: "Robin of fabrikam is a guest in contoso's tenant", signIn: { guests: true } },
  'short-tokens': {
    does: "people's access tokens live 60 s: every use is a refresh",
    signIn: { accessTokenSeconds: 60 },
  },
} as const satisfies Record<string, World>;
