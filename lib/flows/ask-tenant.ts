import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Workspace } from '../domain/connection.ts';
import { parseChallenge } from '../domain/diagnose/challenge.ts';
import type { Failure } from '../domain/failure.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { isSilent, parseTenant, type Tenant } from '../domain/tenant.ts';
import { namesKept } from '../facts/fact.ts';
import { draftOf, tenantOf } from '../facts/facts.ts';
import { idOfEntered, settleTenant } from './settle-tenant.ts';
import { openDoor } from './sign-in-door.ts';
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
  if (named.ok || !isSilent(named.failure)) return named;
  const entered = await enteredFor(org);
  if (entered.kind !== 'none') return settle(world, { org, cloud, named, entered }, signal);
  const proved = await tenantOf(org).read();
  return proved ? good(proved.tenantId) : named;
}

/**
 * The tenant to which a secret may go: the organisation's own word, or what was entered beside the secret where it has none.
 *
 * Gives   the tenant's id   fails as `settleTenant` does
 */
export async function askTenantForSecret(
  world: World,
  { org, cloud, entered }: Asked & { entered: Tenant },
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  const named = await askOrganisation(world, { org, cloud }, signal);
  return settle(world, { org, cloud, named, entered }, signal);
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

const settle = (
  world: World,
  { org, cloud, ...words }: Asked & { named: Result<string, Failure>; entered: Tenant },
  signal: AbortSignal,
): Promise<Result<string, Failure>> =>
  settleTenant({ host: new URL(org).host, ...words }, (entered) =>
    idOfEntered(world.send, entered, () => openDoor(world, cloud), signal),
  );

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
