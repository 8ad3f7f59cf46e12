import {
  currentOrganisationAnswer,
  privilegesAnswer,
  whoAmIAnswer,
} from '../clients/dataverse/answers.ts';
import { CURRENT_ORGANISATION, privilegesOf, WHO_AM_I } from '../clients/dataverse/questions.ts';
import { applicationsAnswer, applicationsOf, isOurs } from '../clients/graph/applications.ts';
import {
  directoryRolesAnswer,
  mayRegister,
  OWN_DIRECTORY_ROLES,
  REGISTRATION_POLICY,
  registrationPolicyAnswer,
} from '../clients/graph/directory-roles.ts';
import { type Cloud, cloudOf } from '../domain/cloud.ts';
import { CHANGE_APPLICATION } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { ApplicationRef, Place, Preparation } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { findActingRole, judgeRole, suggestRole } from '../domain/role-choice.ts';
import { readEntraApplication } from '../facts/person.ts';
import { preparationOf } from '../facts/provisioning.ts';
import { askTenant } from './ask-tenant.ts';
import { refusalNow } from './obey-policy.ts';
import { type Lines, openLines } from './provision-run.ts';
import { readRoles } from './read-roles.ts';
import { personNow } from './sign-in.ts';
import type { World } from './world.ts';

/** What the person must be allowed at the organisation. Source: powerapps-docs, security-roles; each is asked by name. */
const NEEDED = ['prvCreateUser', 'prvAssignRole', 'prvReadRole', 'prvReadBusinessUnit'];

/**
 * "Create these for me" was opened: finds out who may do it and what can be chosen. Nothing is created; whatever is
 * missing is named before anything is.
 */
export async function prepareProvisioning(world: World, org: OrgUrl): Promise<void> {
  await world.alone(`prepare|${org}`, async () => {
    const fact = preparationOf(org);
    const cloud = cloudOf(new URL(org).host);
    if (!cloud) return;
    const refusal = await refusalNow({ feature: 'createForMe', organisationUrl: org });
    if (refusal) return fact.write({ state: 'refused', failure: refusal, place: { org } });
    // Said at once, and again in the same words: the button that asks the browser must not go from under the pointer.
    const closed = await closedOf(world, [org, `https://${cloud.graphHost}`]);
    if (closed) return fact.write({ state: 'refused', failure: closed, place: { org } });
    // Somebody else may sign in meanwhile: what one person may do is never shown as another's.
    for (;;) {
      await fact.write({ state: 'looking' });
      const place: Partial<Place> & Pick<Place, 'org'> = { org };
      const person = await personNow();
      const found = await lookAround(world, { org, cloud }, place);
      if (person !== (await personNow())) continue;
      return fact.write(
        found.ok ? found.value : { state: 'refused', failure: found.failure, place },
      );
    }
  });
}

type Ready = Extract<Preparation, { state: 'ready' }>;

async function lookAround(
  world: World,
  { org, cloud }: { org: OrgUrl; cloud: Cloud },
  place: Partial<Place>,
): Promise<Result<Ready, Failure>> {
  const tenant = await askTenant(world, org, cloud);
  if (!tenant.ok) return tenant;
  place.tenantId = tenant.value;
  const lines = openLines(world, { org, cloud, tenantId: tenant.value });
  const [who, current] = await Promise.all([
    lines.crm(WHO_AM_I, whoAmIAnswer),
    lines.crm(CURRENT_ORGANISATION, currentOrganisationAnswer),
  ]);
  if (!who.ok) return who;
  const detail = current.ok ? current.value.Detail : undefined;
  const { OrganizationId: organisationId, UserId: userId } = who.value;
  const name = detail?.FriendlyName ?? new URL(org).host;
  Object.assign(place, { organisationId, name });
  if (detail?.EnvironmentId) place.environmentId = detail.EnvironmentId;
  const [crmRights, directoryRights, roles, existing] = await Promise.all([
    missingAtOrganisation(lines, org, userId),
    missingInDirectory(lines),
    readRoles({ lines }),
    applicationsOfOurs(lines, organisationId),
  ]);
  const missing = crmRights ?? directoryRights;
  if (missing) return bad(missing);
  if (!roles.ok) return roles;
  if (!existing.ok) return existing;
  const { leftOut } = roles.value;
  const offers = roles.value.roles.map(judgeRole);
  const suggested = suggestRole(offers);
  const acting = findActingRole(roles.value.roles);
  return good({
    state: 'ready',
    place: place as Place,
    username: lines.username(),
    roles: offers,
    ...(leftOut > 0 && { rolesLeftOut: leftOut }),
    ...(suggested && { suggestedRoleId: suggested.roleId }),
    ...(acting && { acting }),
    existing: existing.value,
  });
}

/** The hosts whose answers we may not read yet: the browser is asked for all of them at once. */
async function closedOf(world: World, all: string[]): Promise<Failure | undefined> {
  const closed: string[] = [];
  for (const origin of all) if (!(await world.hasAccess(origin))) closed.push(origin);
  const [origin, ...others] = closed;
  if (!origin) return undefined;
  const host = new URL(origin).host;
  return { code: 'permission/not-granted', origin, host, ...(others.length > 0 && { others }) };
}

async function missingAtOrganisation(
  lines: Lines,
  org: OrgUrl,
  userId: string,
): Promise<Failure | undefined> {
  const own = await lines.crm(privilegesOf(userId), privilegesAnswer);
  // A list too long to be read is an administrator's. Whatever is missing all the same, the server names when asked.
  if (!own.ok) return own.failure.code === 'net/too-large' ? undefined : own.failure;
  const held = new Set(own.value.RolePrivileges.map(({ PrivilegeName }) => PrivilegeName));
  const privileges = NEEDED.filter((privilege) => !held.has(privilege));
  if (privileges.length === 0) return undefined;
  const { host } = new URL(org);
  return { code: 'provisioning/rights-missing', username: lines.username(), host, privileges };
}

/**
 * Without a directory role one may still register applications where the tenant lets everybody. Where that cannot be
 * read it is left to Entra, which refuses the first step before anything is there.
 */
async function missingInDirectory(lines: Lines): Promise<Failure | undefined> {
  const roles = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(OWN_DIRECTORY_ROLES),
    directoryRolesAnswer,
  );
  if (!roles.ok) return roles.failure.code === 'graph/role-missing' ? undefined : roles.failure;
  if (mayRegister(roles.value) !== false) return undefined;
  const policy = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(REGISTRATION_POLICY),
    registrationPolicyAnswer,
  );
  if (!policy.ok || policy.value.defaultUserRolePermissions.allowedToCreateApps) return undefined;
  return { code: 'graph/role-missing', username: lines.username(), needs: 'create' };
}

/** The application of our own sign-in is never among them, whatever tags it carries. */
async function applicationsOfOurs(
  lines: Lines,
  organisationId: string,
): Promise<Result<ApplicationRef[], Failure>> {
  const own = (await readEntraApplication())?.clientId;
  const rows = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(applicationsOf(organisationId)),
    applicationsAnswer,
  );
  if (!rows.ok) return rows;
  return good(
    rows.value.value
      .filter((row) => isOurs(row) && !isSameGuid(own, row.appId))
      .map(({ id, appId, displayName }) => ({ id, appId, name: displayName || appId })),
  );
}
