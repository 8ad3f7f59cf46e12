import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

type Rooms = Extract<FailureCode, `graph/${string}` | `provisioning/${string}`>;
const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const HOST = 'acme.crm4.dynamics.com';
const GRAPH_HOST = 'graph.microsoft.com';
const username = 'megan.bowen@contoso.com';

/** What creating the application can fail with, and the names that each remedy must hold. */
export const PROVISIONING_SAMPLES: { [C in Rooms]: { failure: FailureOf<C>; names: string[] } } = {
  'graph/role-missing': {
    failure: { code: 'graph/role-missing', username, needs: 'create' },
    names: [username, 'Application Developer', 'manual way'],
  },
  'graph/token-refused': {
    failure: { code: 'graph/token-refused', host: GRAPH_HOST },
    names: ['Sign in with Microsoft', 'Continue'],
  },
  'graph/not-found': {
    failure: { code: 'graph/not-found', what: 'service-principal' },
    names: ['Continue', 'Undo'],
  },
  'graph/lifetime-capped': {
    failure: { code: 'graph/lifetime-capped', months: 24 },
    names: ['Secret lifetime', 'Undo'],
  },
  'graph/secrets-forbidden': { failure: { code: 'graph/secrets-forbidden' }, names: ['policies'] },
  'graph/busy': {
    failure: { code: 'graph/busy', retryAtMs: Date.UTC(2026, 10, 23, 13, 4) },
    names: ['Try again after', 'continue'],
  },
  'graph/unavailable': {
    failure: { code: 'graph/unavailable', host: GRAPH_HOST },
    names: ['continue'],
  },
  'graph/refused': {
    failure: { code: 'graph/refused', host: GRAPH_HOST },
    names: ['Continue', 'manual way'],
  },
  'provisioning/interrupted': {
    failure: { code: 'provisioning/interrupted', isUndo: false },
    names: ['Continue'],
  },
  'provisioning/not-noted': { failure: { code: 'provisioning/not-noted' }, names: ['disk'] },
  'provisioning/other-tenant': {
    failure: { code: 'provisioning/other-tenant', username, tenantId: TENANT, host: HOST },
    names: ['Switch account', TENANT],
  },
  'provisioning/not-a-member': {
    failure: { code: 'provisioning/not-a-member', username, host: HOST },
    names: [HOST, username],
  },
  'provisioning/rights-missing': {
    failure: {
      code: 'provisioning/rights-missing',
      username,
      host: HOST,
      privileges: ['prvCreateUser', 'prvAssignRole'],
    },
    names: [HOST, 'prvCreateUser', 'prvAssignRole', 'manual way'],
  },
  'provisioning/own-application': {
    failure: { code: 'provisioning/own-application', name: 'Mapsimise Connect sign-in' },
    names: ['another application'],
  },
  'provisioning/user-deleted': {
    failure: { code: 'provisioning/user-deleted', clientId: CLIENT, host: HOST },
    names: [HOST, 'Application users', 'continue'],
  },
  'provisioning/user-refused': {
    failure: { code: 'provisioning/user-refused', clientId: CLIENT, host: HOST },
    names: [CLIENT, HOST],
  },
  'provisioning/role-refused': {
    failure: {
      code: 'provisioning/role-refused',
      role: 'Sales Manager',
      host: HOST,
      privilege: 'prvReadLead',
    },
    names: ['Sales Manager'],
  },
  'provisioning/role-gone': {
    failure: { code: 'provisioning/role-gone', role: 'Sales Manager', host: HOST },
    names: ['root business unit'],
  },
  'provisioning/no-role-acts': {
    failure: { code: 'provisioning/no-role-acts', host: HOST },
    names: ['prvActOnBehalfOfAnotherUser'],
  },
  'provisioning/not-known-yet': {
    failure: { code: 'provisioning/not-known-yet', what: 'secret', waitedMs: 120_000 },
    names: ['continue'],
  },
  'provisioning/answer-lost': {
    failure: { code: 'provisioning/answer-lost', what: 'the application' },
    names: ['Continue', 'App registrations'],
  },
};
