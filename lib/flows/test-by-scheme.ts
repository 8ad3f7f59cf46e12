import { HAS_IFD } from '../domain/build.ts';
import type { Draft } from '../domain/connection.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { TestReport } from '../domain/report.ts';
import { environmentOf, namedTenantOf, stsOf } from '../facts/facts.ts';
import { refusalNow, refuseTest } from './obey-policy.ts';
import { testConnection } from './test-connection.ts';
import { testIfdConnection } from './test-ifd-connection.ts';
import type { TestPorts } from './test-ports.ts';

/**
 * Test Connection of one draft, by its scheme. Each test is given only what is its own: a password never comes near
 * Entra, nor a Client Secret near an AD FS.
 *
 * Gives   the report, and of an online organisation that passed its tenant
 */
export async function testByScheme(
  ports: TestPorts,
  draft: Draft,
  secret: string,
  signal: AbortSignal,
): Promise<{ report: TestReport; tenantId?: string }> {
  const { handle, organisationUrl, impersonateUsers, impersonateAs } = draft;
  const refusal = await refusalNow({ organisationUrl, scheme: draft.scheme });
  if (refusal) return { report: await refuseTest(ports, draft, refusal, signal) };
  const given = {
    handle,
    organisationUrl,
    secret,
    impersonateUsers,
    ...(impersonateAs !== undefined && { impersonateAs }),
    reportedIdOf: async (org: OrgUrl) => (await reportOn(org))?.organisation?.organisationId,
    reportedUserOf: async (org: OrgUrl) => (await reportOn(org))?.user?.userId,
  };
  if (HAS_IFD && draft.scheme === 'ifd') {
    const confirmedSts = (org: OrgUrl) => stsOf(org).read();
    return testIfdConnection(ports, { ...given, username: draft.username, confirmedSts }, signal);
  }
  const known = {
    clientId: draft.clientId,
    ...(draft.tenant && { tenant: draft.tenant }),
    tenantOf: namedTenantOf,
  };
  return testConnection(ports, { ...given, ...known }, signal);
}

/** What the clicked page of an organisation reported. */
const reportOn = async (org: OrgUrl) => (await environmentOf(org).read())?.report;
