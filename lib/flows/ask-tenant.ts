import { tenantOfDomain } from '../auth/tenant-of-domain.ts';
import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Workspace } from '../domain/connection.ts';
import { parseChallenge } from '../domain/diagnose/challenge.ts';
import type { Failure } from '../domain/failure.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { parseTenant, type Tenant } from '../domain/tenant.ts';
import { namesKept } from '../facts/fact.ts';
import { draftOf, tenantOf } from '../facts/facts.ts';
import type { World } from './world.ts';

/**
 * The organisation itself names its tenant, to anybody who asks without a token. One that refuses and names none belongs
 * to the tenant that the person entered in a set-up of it, else to the one that a passed test has proved.
 */
export async function askTenant(
  world: World,
  org: OrgUrl,
  cloud: Cloud,
): Promise<Result<string, Failure>> {
  const named = await askTenantBy(world, { org, cloud, entered: await enteredFor(org) });
  const proved = isSilent(named) ? await tenantOf(org).read() : undefined;
  return proved ? good(proved.tenantId) : named;
}

type Asked = { org: OrgUrl; cloud: Cloud; entered: Tenant };

/**
 * The same with the tenant that was entered, and with no other.
 *
 * Gives   the tenant's id
 * Fails   'org/no-challenge' where none was entered; 'tenant/malformed'; else what the servers say
 */
export async function askTenantBy(
  world: World,
  { org, cloud, entered }: Asked,
  signal = new AbortController().signal,
): Promise<Result<string, Failure>> {
  const reply = await openOrgLine(world.send, org, { signal }).get(WHO_AM_I);
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  const challenge = parseChallenge(reply, cloud.authorityHosts);
  if (challenge.ok) return good(challenge.value.tenantId);
  if (!isSilent(challenge) || entered.kind === 'none') return challenge;
  if (entered.kind === 'malformed') return bad({ code: 'tenant/malformed' });
  if (entered.kind === 'id') return good(entered.id);
  const [authorityHost] = cloud.authorityHosts;
  const origin = `https://${authorityHost}`;
  if (!(await world.hasAccess(origin)))
    return bad({ code: 'permission/not-granted', origin, host: authorityHost });
  await world.allowWithoutOrigin();
  return tenantOfDomain(world.send, { authorityHost, domain: entered.domain }, signal);
}

const isSilent = (told: Result<unknown, Failure>) =>
  !told.ok && told.failure.code === 'org/no-challenge' && told.failure.asksTenant === true;

/** What was entered as Tenant in a set-up of this organisation: in its own first, then in one begun elsewhere. */
async function enteredFor(org: OrgUrl): Promise<Tenant> {
  const others = (await namesKept('local', 'draft:')) as Workspace[];
  for (const workspace of [org, ...others]) {
    const draft = await draftOf(workspace).read();
    const place = parseOrgUrl(draft?.organisationUrl ?? '');
    const tenant = parseTenant(draft?.tenant ?? '');
    if (place.ok && place.value.url === org && tenant.kind !== 'none') return tenant;
  }
  return { kind: 'none' };
}
