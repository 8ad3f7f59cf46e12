import type { ListedEnvironment } from '../../../lib/domain/environment-list.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connector } from '../../../lib/domain/mapsimise.ts';
import type { Provisioning, ProvisionStep } from '../../../lib/domain/provisioning.ts';
import { ROTATION_STEPS, type Rotation, type RotationPlan } from '../../../lib/domain/rotation.ts';
import type { SignIn } from '../../../lib/domain/sign-in.ts';
import { CLIENT_ID, ORGANISATIONS, TENANTS } from '../../emulators/people.ts';

/** Facts of screens that take a sign-in, a prompt of the browser or a long time to come to. */
const { contoso } = ORGANISATIONS;
const DAY_MS = 86_400_000;
const now = Date.now();
const application = { id: 'a1', appId: CLIENT_ID, name: 'Mapsimise – Contoso' };

export const SIGNED_IN: SignIn = {
  account: {
    name: 'Megan Bowen',
    username: 'megan.bowen@contoso.com',
    tenantId: TENANTS.contoso,
    cloud: 'Commercial',
    sinceMs: now,
  },
};

const KINDS = ['production', 'sandbox', 'developer'] as const;
const listed = (_: unknown, at: number): ListedEnvironment => ({
  org: `https://contoso-${at + 1}.crm4.dynamics.com` as ListedEnvironment['org'],
  name: `Contoso Department ${at + 1}`,
  uniqueName: `unq${at + 1}`,
  kind: KINDS[at % KINDS.length] ?? 'production',
  isDisabled: at === 2,
  region: 'Europe',
});
const environments = (length: number) => ({
  state: 'done',
  cloud: 'Commercial',
  environments: Array.from({ length }, listed),
});
export const ENVIRONMENTS = environments(24);
export const MANY_ENVIRONMENTS = environments(500);

const step = (id: ProvisionStep['id'], outcome: ProvisionStep['outcome'], more = {}) => ({
  id,
  outcome,
  notes: [],
  ...more,
});
const run: Provisioning = {
  v: 1,
  runId: 'r1',
  workspace: contoso.url,
  place: {
    org: contoso.url as Provisioning['place']['org'],
    tenantId: TENANTS.contoso,
    organisationId: contoso.organizationId,
    name: 'Contoso',
  },
  ask: { name: application.name, months: 12, role: { roleId: 'r', name: 'Mapsimise Service' } },
  impersonates: false,
  startedAtMs: now,
  state: 'stopped',
  steps: [
    step('application', 'passed', {
      tookMs: 412,
      notes: [{ note: 'application-made', name: application.name, clientId: CLIENT_ID }],
    }),
    step('secret', 'passed', {
      tookMs: 388,
      notes: [{ note: 'secret-made', expiresAtMs: now + 365 * DAY_MS }],
    }),
    step('service-principal', 'passed', { tookMs: 301, notes: [{ note: 'made' }] }),
    step('user', 'failed', {
      tookMs: 1204,
      failure: {
        code: 'provisioning/user-refused',
        clientId: CLIENT_ID,
        host: contoso.host,
      },
    }),
    step('role', 'waiting'),
    step('act-on-behalf', 'waiting'),
  ],
  made: {
    application: { state: 'made', ...application },
    secret: { state: 'made', keyId: 'k1', expiresAtMs: now + 365 * DAY_MS },
    servicePrincipal: { state: 'made', id: 's1' },
    roles: [],
  },
};
export const PROVISIONING_STOPPED = run;
/** What was found before anything is made. */
export const PREPARATION_READY = {
  state: 'ready',
  place: run.place,
  username: SIGNED_IN.account?.username,
  roles: [
    { roleId: 'r', name: 'Mapsimise Service', lacks: [], isPowerful: false, privilegeCount: 31 },
    { roleId: 'p', name: 'System Administrator', lacks: [], isPowerful: true, privilegeCount: 900 },
  ],
  suggestedRoleId: 'r',
  acting: { roleId: 'd', name: 'Delegate' },
  existing: [application],
};
/** An organisation with more roles than are looked into. */
export const MANY_ROLES = {
  ...PREPARATION_READY,
  roles: [
    ...PREPARATION_READY.roles,
    ...Array.from({ length: 198 }, (_, at) => ({
      roleId: `r${at}`,
      name: `Team ${at + 1} Reader`,
      lacks: ['prvReadLead'],
      isPowerful: false,
      privilegeCount: 12,
    })),
  ],
  rolesLeftOut: 37,
};

export const rotationPlan = (connectorId: string): Record<string, RotationPlan> => ({
  [connectorId]: {
    state: 'ready',
    username: 'megan.bowen@contoso.com',
    tenantId: TENANTS.contoso,
    accountId: 'o1',
    application,
    keys: [
      { keyId: 'k1', name: 'Mapsimise 2025', hint: 'abc', endsAtMs: now + 12 * DAY_MS },
      { keyId: 'k2', name: '', hint: 'x8Q', endsAtMs: now + 300 * DAY_MS },
    ],
    sharedWith: [],
  },
});
export const rotationStopped = (connectorId: string): Record<string, Rotation> => ({
  [connectorId]: {
    v: 1,
    runId: 'r2',
    connectorId,
    connectorName: 'Contoso CRM',
    accountId: 'o1',
    org: run.place.org,
    tenantId: TENANTS.contoso,
    application,
    months: 12,
    oldKeyIds: ['k1'],
    state: 'stopped',
    startedAtMs: now,
    sentKeyIds: [],
    steps: [
      { id: 'new-secret', outcome: 'passed' },
      { id: 'test', outcome: 'failed', failure: { code: 'rotation/interrupted' } },
      { id: 'update', outcome: 'waiting' },
      { id: 'verify', outcome: 'waiting' },
      { id: 'retire', outcome: 'waiting' },
    ],
  },
});

/** The application was deleted meanwhile: nothing of this rotation can be continued. */
export function rotationGone(connectorId: string): Record<string, Rotation> {
  const [made, ...others] = ROTATION_STEPS;
  const failure: Failure = { code: 'graph/not-found', what: 'rotated-application' };
  const steps: Rotation['steps'] = [
    { id: made, outcome: 'failed', failure },
    ...others.map((id) => ({ id, outcome: 'waiting' as const })),
  ];
  const stopped = Object.values(rotationStopped(connectorId));
  return Object.fromEntries(stopped.map((one) => [connectorId, { ...one, steps }]));
}

/** A company with many environments, and so with many connectors. */
export const manyConnectors = (count: number): Connector[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `7d1f0a52-0001-4c3e-9b7a-${String(at).padStart(12, '0')}`,
    name: `Contoso Department ${at + 1}`,
    organisationUrl: `https://contoso-${at + 1}.crm4.dynamics.com/`,
    scheme: at % 7 === 3 ? ('Office365' as const) : ('Dataverse' as const),
    impersonateUsers: at % 2 === 0,
    clientId: CLIENT_ID,
  }));

/** Lines of several environments that are set up in one go. */
export const SEVERAL_READY = {
  state: 'ready',
  clientId: CLIENT_ID,
  impersonateUsers: true,
  lines: [
    {
      org: 'https://contoso-1.crm4.dynamics.com',
      name: 'Contoso Department 1',
      state: 'passed',
      price: {
        quoteId: 'q',
        amount: 49,
        currency: 'EUR',
        period: 'month',
        validUntilMs: now + DAY_MS,
      },
    },
    { org: 'https://contoso-2.crm4.dynamics.com', name: 'Contoso Department 2', state: 'bought' },
    {
      org: 'https://contoso-4.crm4.dynamics.com',
      name: 'Contoso Department 4',
      state: 'failed',
      failure: {
        code: 'org/user-unknown',
        host: 'contoso-4.crm4.dynamics.com',
        clientId: CLIENT_ID,
      },
    },
  ],
};
