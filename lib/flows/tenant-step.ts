import { tenantOfDomain } from '../auth/tenant-of-domain.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Challenge } from '../domain/diagnose/challenge.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { good, type Result } from '../domain/result.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Patience } from './patience.ts';
import type { TestPorts } from './test-ports.ts';

type Given = {
  org: OrgUrl;
  cloud: Cloud;
  /** May the cloud's sign-in be asked? */
  door: Promise<Result<{ authorityHost: string }, Failure>>;
  challenge: Result<Challenge, Failure>;
  entered: Exclude<Tenant, { kind: 'malformed' }>;
};

/**
 * The tenant of the organisation: its own word, if it has one. Only where it refuses as an organisation does and names
 * none is the person's word taken; where both are there and differ, no token is asked for.
 *
 * Gives   the tenant's id, or undefined when the step failed (the board says why)
 */
export async function findTenant(
  ports: TestPorts,
  { board, signal }: Patience,
  { org, cloud, door, challenge, entered }: Given,
): Promise<string | undefined> {
  const { origin, host } = new URL(org);
  const authority = cloud.authorityHosts[0];
  board.start('tenant');
  const isAsked =
    !challenge.ok && challenge.failure.code === 'org/no-challenge' && challenge.failure.asksTenant;
  if (!challenge.ok && !(isAsked && entered.kind !== 'none'))
    return void board.fail('tenant', challenge.failure);
  const resource = challenge.ok ? challenge.value.resource : undefined;
  if (resource && resource !== origin && !isApiTwin(resource, origin))
    return void board.fail('tenant', { code: 'org/renamed', host, actualUrl: resource });
  if (entered.kind === 'domain') board.countTrip();
  const own = entered.kind === 'none' ? good(undefined) : await idOf(ports, entered, door, signal);
  if (!own.ok) return void board.fail('tenant', own.failure);
  const named = challenge.ok ? challenge.value.tenantId : undefined;
  if (named && own.value && named !== own.value)
    return void board.fail('tenant', {
      ...{ code: 'org/other-tenant', host, named },
      entered: entered.kind === 'domain' ? `${entered.domain} (${own.value})` : own.value,
    });
  const tenantId = named ?? own.value;
  if (!tenantId) return undefined;
  board.pass('tenant', {
    notes: [{ note: 'tenant', tenantId, authority }],
    remarks: named ? [] : [{ remark: 'tenant-entered' }],
  });
  return tenantId;
}

/** A domain is only a name: which tenant it means, Microsoft's sign-in says. */
async function idOf(
  ports: TestPorts,
  entered: Exclude<Given['entered'], { kind: 'none' }>,
  door: Given['door'],
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  if (entered.kind === 'id') return good(entered.id);
  const opened = await door;
  if (!opened.ok) return opened;
  const { authorityHost } = opened.value;
  return tenantOfDomain(ports.send, { authorityHost, domain: entered.domain }, signal);
}

const isApiTwin = (resource: string, origin: string) => resource.replace('.api.', '.') === origin;
