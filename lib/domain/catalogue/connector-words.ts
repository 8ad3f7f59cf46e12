import { daysLeft, type Health, type SecretDate } from '../connector-health.ts';
import type { TestRecord } from '../history.ts';
import type { Connector, ConnectorScheme } from '../mapsimise.ts';
import { STEP_NAMES } from './words.ts';

const inDays = (count: number) =>
  count <= 0 ? 'today' : count === 1 ? 'in 1 day' : `in ${count} days`;

/** The badge of a connector, in words; and what is meant by it. */
export function describeHealth(health: Health): { badge: string; means: string } {
  switch (health.health) {
    case 'retired':
      return {
        badge: 'Retired sign-in',
        means:
          'It signs in by username and password (Office365), which Microsoft ended for online organisations on 4 April 2022. Switch it to Dataverse.',
      };
    case 'secret-expired':
      return { badge: 'Secret expired', means: 'Mapsimise cannot sign in with it any more.' };
    case 'test-failed':
      return { badge: 'Last test failed', means: 'Press Test again to see what is wrong now.' };
    case 'secret-expires':
      return {
        badge: `Secret expires ${inDays(health.days)}`,
        means: 'Until then it works; a new secret takes its place without a gap.',
      };
    case 'not-tested':
      return { badge: 'Not tested here', means: 'Nobody has tested it from this browser.' };
    case 'good':
      return { badge: 'Healthy', means: 'Its last test passed.' };
  }
}

export const SCHEME_NAMES: Record<ConnectorScheme, string> = {
  Dataverse: 'Dataverse',
  DynamicsIfd: 'Dynamics CRM / IFD',
  Office365: 'Office365 (username and password)',
};

const COLUMNS: Record<string, string> = {
  domainname: 'Username',
  internalemailaddress: 'Primary Email',
  personalemailaddress: 'Email 2',
};

/** A column of the CRM user as people know it; a custom one by its logical name. */
export const nameOfColumn = (logicalName: string) => {
  const label = COLUMNS[logicalName];
  return label ? `${label} (${logicalName})` : logicalName;
};

export function describeImpersonation({ impersonateUsers, impersonationField }: Connector): string {
  if (!impersonateUsers) return 'Off';
  return `On, by ${nameOfColumn(impersonationField ?? 'domainname')}`;
}

const RESULTS: Record<TestRecord['result'], string> = {
  passed: 'passed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What came of a test; where it failed, at which step. */
export const describeResult = ({ result, failedAt }: TestRecord) =>
  failedAt && result === 'failed' ? `failed at ${STEP_NAMES[failedAt]}` : RESULTS[result];

const SOURCES: Record<SecretDate['source'], string> = {
  graph: 'as Microsoft Entra says',
  typed: 'as entered here',
  created: 'as created here',
};
export const describeSource = ({ source }: SecretDate) => SOURCES[source];

/** How long a secret still works. */
export const describeLeft = ({ expiresAtMs }: SecretDate, nowMs: number) =>
  expiresAtMs <= nowMs ? 'over' : inDays(daysLeft(expiresAtMs, nowMs));
