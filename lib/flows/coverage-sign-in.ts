import { requestToken } from '../auth/client-credentials.ts';
import { type Cloud, cloudOf } from '../domain/cloud.ts';
import type { Workspace } from '../domain/connection.ts';
import { tidyPaste } from '../domain/credentials-check.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid } from '../domain/guid.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { parseTenant, type Tenant } from '../domain/tenant.ts';
import { draftOf, namedTenantOf, tenantOf } from '../facts/facts.ts';
import { readSecret } from '../facts/secrets.ts';
import { askTenantForSecret } from './ask-tenant.ts';
import { noteUse } from './keep-draft.ts';
import { openDoor } from './sign-in-door.ts';
import type { World } from './world.ts';

/** A token for the organisation, and who asks with it: the application's Client Id, or the person's name. */
export type OrgToken = { value: string; asker: string };

/**
 * A token with which all users may be read: of the application in this workspace's draft where there is one, tested or
 * not; else of the person who signed in with Microsoft. Nobody is asked anything.
 *
 * Takes   told  is called before each request to the organisation itself
 * Fails   'coverage/no-access' when there is neither; else what the sign-in says
 */
export async function signInForCoverage(
  world: World,
  workspace: Workspace,
  org: OrgUrl,
  signal: AbortSignal,
  told: () => void,
): Promise<Result<OrgToken, Failure>> {
  const { host } = new URL(org);
  const cloud = cloudOf(host);
  if (!cloud) return bad({ code: 'coverage/on-premises', host });
  const application = await readApplication(workspace, org);
  if (application) return signInAsApplication(world, { org, cloud, ...application }, signal, told);
  const tenantId = (await tenantOf(org).read())?.tenantId;
  const ask = { for: 'dataverse', org, cloud, ...(tenantId && { tenantId }) } as const;
  const given = await world.userToken(ask);
  if (given.ok) return good({ value: given.value.value, asker: given.value.username });
  const { code } = given.failure;
  return code === 'sign-in/needed' || code === 'sign-in/no-application'
    ? bad({ code: 'coverage/no-access', host })
    : given;
}

async function readApplication(workspace: Workspace, org: OrgUrl) {
  const draft = await draftOf(workspace).read();
  if (!draft?.hasSecret || draft.scheme !== 'dataverse') return undefined;
  const place = parseOrgUrl(draft.organisationUrl);
  const clientId = tidyPaste(draft.clientId).text.toLowerCase();
  // A secret is for the organisation that it was typed for, and for no other.
  if (!place.ok || place.value.url !== org || !isGuid(clientId)) return undefined;
  const secret = await readSecret(`draft:${workspace}`);
  return secret ? { clientId, secret, entered: parseTenant(draft.tenant ?? '') } : undefined;
}

async function signInAsApplication(
  world: World,
  given: { org: OrgUrl; cloud: Cloud; clientId: string; secret: string; entered: Tenant },
  signal: AbortSignal,
  told: () => void,
): Promise<Result<OrgToken, Failure>> {
  const { org, cloud, clientId, secret } = given;
  const door = await openDoor(world, cloud);
  if (!door.ok) return door;
  const { authorityHost } = door.value;
  // Beside a tenant that was entered nothing is sent before the organisation was asked, as in a test.
  const known = given.entered.kind === 'none' ? await namedTenantOf(org) : undefined;
  if (!known) told();
  const tenant = known ? good(known) : await askTenantForSecret(world, given, signal);
  if (!tenant.ok) return tenant;
  await noteUse(world);
  const ask = { clientId, tenantId: tenant.value, org, secret, authorityHost };
  const token = await requestToken(world.send, ask, {
    nowMs: world.nowMs,
    signal,
    clientRequestId: world.newId(),
  });
  return token.ok ? good({ value: token.value.value, asker: clientId }) : token;
}
