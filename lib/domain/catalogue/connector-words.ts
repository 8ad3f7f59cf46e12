import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayInDays } from '../../language/say.ts';
import { wordsById } from '../../language/words-by-id.ts';
import { daysLeft, type Health, type SecretDate } from '../connector-health.ts';
import type { TestRecord } from '../history.ts';
import type { Connector, ConnectorScheme } from '../mapsimise.ts';
import { STEP_NAMES } from './words.ts';

const words = messages('catalogue.connector-words', {
  retired: 'Retired sign-in',
  retiredMeans:
    'It signs in by username and password (Office365), which Microsoft ended for online organisations on 4 April 2022. Switch it to Dataverse.',
  secretExpired: 'Secret expired',
  secretExpiredMeans: 'Mapsimise cannot sign in with it any more.',
  testFailed: 'Last test failed',
  testFailedMeans: 'Press Test again to see what is wrong now.',
  secretExpires: params('Secret expires {when}'),
  secretExpiresMeans: 'Until then it works; a new secret takes its place without a gap.',
  notTested: 'Not tested here',
  notTestedMeans: 'Nobody has tested it from this browser.',
  good: 'Healthy',
  goodMeans: 'Its last test passed.',
  office365: 'Office365 (username and password)',
  notImpersonating: 'Off',
  impersonatingBy: params('On, by {column}'),
  failedAt: params('failed at {step}'),
  over: 'over',
});

/** The badge of a connector, in words; and what is meant by it. */
export function describeHealth(health: Health): { badge: string; means: string } {
  const t = words.get();
  switch (health.health) {
    case 'retired':
      return { badge: t.retired, means: t.retiredMeans };
    case 'secret-expired':
      return { badge: t.secretExpired, means: t.secretExpiredMeans };
    case 'test-failed':
      return { badge: t.testFailed, means: t.testFailedMeans };
    case 'secret-expires':
      return {
        badge: t.secretExpires({ when: sayInDays(health.days) }),
        means: t.secretExpiresMeans,
      };
    case 'not-tested':
      return { badge: t.notTested, means: t.notTestedMeans };
    case 'good':
      return { badge: t.good, means: t.goodMeans };
  }
}

export const SCHEME_NAMES: Readonly<Record<ConnectorScheme, string>> = {
  Dataverse: 'Dataverse',
  DynamicsIfd: 'Dynamics CRM / IFD',
  get Office365() {
    return words.get().office365;
  },
};

const columns = messages('catalogue.columns', {
  domainname: 'Username',
  internalemailaddress: 'Primary Email',
  personalemailaddress: 'Email 2',
});

/** A column of the CRM user as people know it; a custom one by its logical name. */
export function nameOfColumn(logicalName: string): string {
  const labels: Record<string, string> = columns.get();
  const label = Object.hasOwn(labels, logicalName) && labels[logicalName];
  return label ? `${label} (${logicalName})` : logicalName;
}

export function describeImpersonation({ impersonateUsers, impersonationField }: Connector): string {
  const t = words.get();
  if (!impersonateUsers) return t.notImpersonating;
  return t.impersonatingBy({ column: nameOfColumn(impersonationField ?? 'domainname') });
}

const RESULTS: Readonly<Record<TestRecord['result'], string>> = wordsById(
  messages('catalogue.test-results', {
    passed: 'passed',
    failed: 'failed',
    cancelled: 'cancelled',
  }),
);

/** What came of a test; where it failed, at which step. */
export const describeResult = ({ result, failedAt }: TestRecord) =>
  failedAt && result === 'failed'
    ? words.get().failedAt({ step: STEP_NAMES[failedAt] })
    : RESULTS[result];

const SOURCES: Readonly<Record<SecretDate['source'], string>> = wordsById(
  messages('catalogue.date-sources', {
    graph: 'as Microsoft Entra says',
    typed: 'as entered here',
    created: 'as created here',
  }),
);
export const describeSource = ({ source }: SecretDate) => SOURCES[source];

/** How long a secret still works. */
export const describeLeft = ({ expiresAtMs }: SecretDate, nowMs: number) =>
  expiresAtMs <= nowMs ? words.get().over : sayInDays(daysLeft(expiresAtMs, nowMs));
