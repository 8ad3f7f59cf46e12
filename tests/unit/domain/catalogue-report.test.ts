import { expect, it } from 'vitest';
import { writeReport } from '../../../lib/domain/catalogue/report-text.ts';
import { type Step, type TestReport, waitingSteps } from '../../../lib/domain/report.ts';

const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const stepsWith = (known: Partial<Record<Step['id'], Partial<Step>>>): Step[] =>
  waitingSteps().map((step) => ({ ...step, ...known[step.id] }));

const report = (more: Partial<TestReport>): TestReport => ({
  runId: 'r-1',
  handle: 'h-1',
  scheme: 'dataverse',
  organisationUrl: ' https://acme.crm4.dynamics.com/main.aspx?token=abc ',
  clientId: CLIENT,
  state: 'passed',
  startedAtMs: Date.UTC(2026, 10, 23, 13, 4, 5),
  tookMs: 812,
  roundTrips: 4,
  steps: [],
  ...more,
});

it('a passed report says what was found', () => {
  const text = writeReport(
    report({
      steps: stepsWith({
        url: { outcome: 'passed', tookMs: 1 },
        reach: {
          outcome: 'passed',
          tookMs: 120,
          notes: [{ note: 'host', host: 'acme.crm4.dynamics.com' }],
        },
        tenant: {
          outcome: 'passed',
          tookMs: 0,
          notes: [{ note: 'tenant', tenantId: TENANT, authority: 'login.microsoftonline.com' }],
        },
        token: { outcome: 'passed', tookMs: 200, notes: [{ note: 'token', lifetimeMinutes: 60 }] },
        whoami: { outcome: 'passed', tookMs: 90, notes: [{ note: 'user', userId: 'u-1' }] },
        organisation: { outcome: 'passed', tookMs: 91 },
        roles: {
          outcome: 'passed',
          tookMs: 80,
          notes: [{ note: 'roles', userName: 'Mapsimise', roles: ['Map reader'] }],
        },
        privileges: {
          outcome: 'remark',
          tookMs: 95,
          notes: [{ note: 'tables-read', tables: ['account', 'contact'] }],
          remarks: [{ remark: 'tables-refused', tables: ['lead'], privileges: ['prvReadLead'] }],
        },
        impersonation: { outcome: 'skipped', skipped: { why: 'impersonation-off' } },
      }),
      proof: {
        org: 'https://acme.crm4.dynamics.com',
        organisationId: 'o-1',
        name: 'Acme',
        uniqueName: 'unq1',
        clientId: CLIENT,
      },
    }),
    { version: '0.1.0', org: 'https://acme.crm4.dynamics.com' },
  );
  expect(text).toBe(`Mapsimise Connect 0.1.0: Test Connection passed
Date: 2026-11-23T13:04:05.000Z
Organisation URL: https://acme.crm4.dynamics.com
Scheme: Dataverse
Client Id: ${CLIENT}
Page: https://acme.crm4.dynamics.com
Proved: Acme (unq1), id o-1

1. Organisation URL: passed (1 ms)
2. Reach the organisation: passed (120 ms)
   - The organisation is at acme.crm4.dynamics.com.
3. Find the tenant: passed (0 ms)
   - Tenant ${TENANT}, sign-in at login.microsoftonline.com.
4. Get a token: passed (200 ms)
   - A token for 60 minutes.
5. Who am I: passed (90 ms)
   - User id u-1.
6. Organisation: passed (91 ms)
7. Application user and roles: passed (80 ms)
   - Mapsimise: Map reader.
8. Table privileges: passed with a remark (95 ms)
   - Can be read: Account and Contact.
   ! Lead cannot be read. To map them, add prvReadLead to a role of the application user.
9. Impersonation: skipped
   - Impersonate Users is off, so there is nothing to prove.

Round trips: 4
Total: 812 ms
`);
});

it('a failed report says what to do, and what the service said', () => {
  const text = writeReport(
    report({
      state: 'failed',
      roundTrips: 2,
      tookMs: 300,
      steps: stepsWith({
        token: {
          outcome: 'failed',
          tookMs: 180,
          failure: {
            code: 'entra/secret-wrong',
            clientId: CLIENT,
            looksLikeSecretId: true,
            service: { status: 401, code: 'AADSTS7000215', correlationId: 'c-1' },
          },
        },
        whoami: { outcome: 'skipped', skipped: { why: 'earlier-failure', step: 'token' } },
      }).slice(3, 5),
    }),
    { version: '0.1.0' },
  );
  expect(text).toBe(`Mapsimise Connect 0.1.0: Test Connection failed
Date: 2026-11-23T13:04:05.000Z
Organisation URL: https://acme.crm4.dynamics.com
Scheme: Dataverse
Client Id: ${CLIENT}

1. Get a token: failed (180 ms)
   What: This is the Secret ID, not the secret [entra/secret-wrong]
   Why: Entra shows a Secret ID and a Value side by side. The Value is the secret; the Secret ID was pasted.
   What to do: Paste the Value from Microsoft Entra admin center → App registrations → ${CLIENT} → Certificates & secrets. If it is hidden, make a new client secret.
   Read: https://login.microsoftonline.com/error?code=7000215
   Service: HTTP 401 · AADSTS7000215 · Correlation id c-1
2. Who am I: skipped
   - Not run, because Get a token failed.

Round trips: 2
Total: 300 ms
`);
});

it('a secret pasted into the wrong field is not repeated', () => {
  const secret = 'abc8Q~defghijklmnopqrstuvwxyz-_.~0123456';
  const text = writeReport(
    report({ clientId: secret, organisationUrl: `https://ann:${secret}@acme.crm4.dynamics.com` }),
    { version: '0.1.0', org: secret },
  );
  expect(text).not.toContain(secret);
  expect(text).toContain('Client Id: not shown, because it is no id');
});

it('a report of a password sign-in names the scheme, and nothing of who signs in', () => {
  const text = writeReport(
    report({ scheme: 'ifd', clientId: '', organisationUrl: 'https://crm.contoso.local/Contoso' }),
    { version: '0.1.0' },
  );
  expect(text).toContain('Scheme: Dynamics CRM / IFD\n');
  expect(text).not.toContain('Client Id');
});
