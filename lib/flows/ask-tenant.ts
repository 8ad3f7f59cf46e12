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

type Asked = { org: OrgUrl; cloud: Cloud };

/**
 * The organisation itself names its tenant, to anybody who asks without a token. One that refuses and names none belongs
 * to the tenant that the person entered in a set-up of it, else to the one that a passed test has proved.
 */
export async function askTenant(
  world: World,
  org: OrgUrl,
  cloud: Cloud,
): Promise<Result<string, Failure>> {
  const { signal } = new AbortController();
  const named = await askOrganisation(world, { org, cloud }, signal);
  if (!isSilent(named)) return named;
  const entered = await enteredFor(org);
  if (entered.kind !== 'none') return idOf(world, cloud, entered, signal);
  const proved = await tenantOf(org).read();
  return proved ? good(proved.tenantId) : named;
}

/**
 * The tenant to which a secret may go: the organisation's own word, or what was entered beside the secret where it has none.
 *
 * Gives   the tenant's id
 * Fails   'org/other-tenant' where both are there and differ; 'tenant/malformed'; else what the servers say
 */
export async function askTenantForSecret(
  world: World,
  { entered, ...asked }: Asked & { entered: Tenant },
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  const named = await askOrganisation(world, asked, signal);
  if (entered.kind === 'none' || !(named.ok || isSilent(named))) return named;
  const own = await idOf(world, asked.cloud, entered, signal);
  if (!own.ok || !named.ok || named.value === own.value) return own;
  const { host } = new URL(asked.org);
  const said = entered.kind === 'domain' ? `${entered.domain} (${own.value})` : own.value;
  return bad({ code: 'org/other-tenant', host, named: named.value, entered: said });
}

async function askOrganisation(
  { send }: World,
  { org, cloud }: Asked,
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  const reply = await openOrgLine(send, org, { signal }).get(WHO_AM_I);
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  const challenge = parseChallenge(reply, cloud.authorityHosts);
  return challenge.ok ? good(challenge.value.tenantId) : challenge;
}

const isSilent = (told: Result<unknown, Failure>) =>
  !told.ok && told.failure.code === 'org/no-challenge' && told.failure.asksTenant === true;

/** A domain is only a name: which tenant it means, Microsoft's sign-in says. */
async function idOf(
  world: World,
  cloud: Cloud,
  entered: Exclude<Tenant, { kind: 'none' }>,
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  if (entered.kind === 'malformed') return bad({ code: 'tenant/malformed' });
  if (entered.kind === 'id') return good(entered.id);
  const [authorityHost] = cloud.authorityHosts;
  const origin = `https://${authorityHost}`;
  if (!(await world.hasAccess(origin)))
    return bad({ code: 'permission/not-granted', origin, host: authorityHost });
  await world.allowWithoutOrigin();
  return tenantOfDomain(world.send, { authorityHost, domain: entered.domain }, signal);
}

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
