import type { Cloud } from '../domain/cloud.ts';
import type { Challenge } from '../domain/diagnose/challenge.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { good, type Result } from '../domain/result.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Patience } from './patience.ts';
import { idOfEntered, settleTenant } from './settle-tenant.ts';
import type { Door } from './sign-in-door.ts';
import type { TestPorts } from './test-ports.ts';

type Given = {
  org: OrgUrl;
  cloud: Cloud;
  /** May the cloud's sign-in be asked? */
  door: Promise<Door>;
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
  const resource = challenge.ok ? challenge.value.resource : undefined;
  if (resource && resource !== origin && !isApiTwin(resource, origin))
    return void board.fail('tenant', { code: 'org/renamed', host, actualUrl: resource });
  const named = challenge.ok ? good(challenge.value.tenantId) : challenge;
  const settled = await settleTenant({ host, named, entered }, (own) => {
    if (own.kind === 'domain') board.countTrip();
    return idOfEntered(ports.send, own, () => door, signal);
  });
  if (!settled.ok) return void board.fail('tenant', settled.failure);
  const tenantId = settled.value;
  board.pass('tenant', {
    notes: [{ note: 'tenant', tenantId, authority }],
    remarks: named.ok ? [] : [{ remark: 'tenant-entered' }],
  });
  return tenantId;
}

const isApiTwin = (resource: string, origin: string) => resource.replace('.api.', '.') === origin;
