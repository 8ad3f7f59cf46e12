import { privilegesAnswer, userWithRolesAnswer } from '../clients/dataverse/answers.ts';
import {
  applicationUsersAnswer,
  giveRole,
  isDeleted,
  newApplicationUser,
  setDisabled,
  usersOfApplication,
} from '../clients/dataverse/provisioning.ts';
import { privilegesOf, userWithRoles } from '../clients/dataverse/questions.ts';
import { ACT_ON_BEHALF } from '../domain/diagnose/impersonation.ts';
import type { Failure } from '../domain/failure.ts';
import type { ApplicationRef, ProvisionNote, RoleRef } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { findActingRole } from '../domain/role-choice.ts';
import type { Stage } from './provision-entra.ts';
import { ensure, patiently } from './provision-patience.ts';
import { readRoles, rootBusinessUnit } from './read-roles.ts';

/** A role of another business unit cannot be given. Source: powerapps-docs, web-service-error-codes. */
const OTHER_BUSINESS_UNIT = '0x80041409';
/** The organisation asked Entra for the application, and Entra did not know it (yet). */
const UNKNOWN_AT_ENTRA = ['0x80072559', '0x80044507'];

type User = { id: string; isDisabled: boolean };

/** The application user: in the root business unit, enabled. One that was softly deleted stands in the way. */
export async function ensureUser(
  stage: Stage,
  { appId }: ApplicationRef,
): Promise<Result<{ id: string; notes: ProvisionNote[] }, Failure>> {
  const { journal, lines, world } = stage;
  const { org } = journal.now().place;
  const before = journal.now().made.user;
  const found = await ensure<User>(stage, {
    look: () => patiently(stage, () => findUser(stage, appId)),
    askedAtMs: () => {
      const { user } = journal.now().made;
      return user?.state === 'asked' ? user.atMs : undefined;
    },
    noteAsked: () => journal.mark({ user: { state: 'asked', atMs: world.nowMs() } }),
    noteRefused: () => journal.mark({ user: undefined }),
    async ask() {
      const unit = await rootBusinessUnit(stage);
      if (!unit.ok) return unit;
      const { path, body } = newApplicationUser(appId, unit.value);
      const made = await lines.crmDeed((line) => line.post(path, body));
      return made.ok ? good(undefined) : bad(userRefused(made.failure, appId, new URL(org).host));
    },
  });
  if (!found.ok) return found;
  const { id, isDisabled } = found.value;
  const isOwn = before?.state !== 'found' && journal.now().made.user !== undefined;
  await journal.mark({ user: { state: isOwn ? 'made' : 'found', id } });
  const notes: ProvisionNote[] = [{ note: isOwn ? 'made' : 'found' }];
  if (!isDisabled) return good({ id, notes });
  const { path, body } = setDisabled(id, false);
  const enabled = await patiently(stage, () => lines.crmDeed((line) => line.patch(path, body)));
  return enabled.ok ? good({ id, notes: [...notes, { note: 'enabled' }] }) : enabled;
}

async function findUser(
  { lines, journal }: Stage,
  appId: string,
): Promise<Result<User | undefined, Failure>> {
  const rows = await lines.crm(usersOfApplication(appId), applicationUsersAnswer);
  if (!rows.ok) return rows;
  const all = rows.value.value;
  const user = all.find((row) => !isDeleted(row));
  if (user) return good({ id: user.systemuserid, isDisabled: user.isdisabled === true });
  const { host } = new URL(journal.now().place.org);
  if (all.length > 0) return bad({ code: 'provisioning/user-deleted', clientId: appId, host });
  return good(undefined);
}

/** What only a new application user can be refused for. */
function userRefused(failure: Failure, clientId: string, host: string): Failure {
  const code = failure.service?.code?.toLowerCase() ?? '';
  if (UNKNOWN_AT_ENTRA.includes(code))
    return {
      code: 'org/user-unknown',
      clientId,
      host,
      ...(failure.service && { service: failure.service }),
    };
  if (failure.code !== 'org/unexpected' && failure.code !== 'org/not-here') return failure;
  const service = failure.service && { service: failure.service };
  return { code: 'provisioning/user-refused', clientId, host, ...service };
}

/** Gives a role to the application user, unless it has it. */
export async function ensureRole(
  stage: Stage,
  userId: string,
  role: RoleRef,
): Promise<Result<ProvisionNote, Failure>> {
  const { journal, lines } = stage;
  const { org } = journal.now().place;
  const markNow = () => journal.now().made.roles.find(({ roleId }) => roleId === role.roleId);
  const before = markNow();
  const given = await ensure<true>(stage, {
    async look() {
      const user = await patiently(stage, () =>
        lines.crm(userWithRoles(userId), userWithRolesAnswer),
      );
      if (!user.ok) return user;
      const has = user.value.systemuserroles_association.some(
        ({ roleid }) => roleid === role.roleId,
      );
      return good(has ? true : undefined);
    },
    // Giving a role that is given already changes nothing, so none that may be on its way is waited for.
    askedAtMs: () => undefined,
    noteAsked: () => journal.markRole({ ...role, state: 'asked' }),
    noteRefused: () => journal.dropRole(role.roleId),
    async ask() {
      const { path, body } = giveRole(org, userId, role.roleId);
      const done = await lines.crmDeed((line) => line.post(path, body));
      return done.ok
        ? good(undefined)
        : bad(roleRefused(done.failure, role.name, new URL(org).host));
    },
  });
  if (!given.ok) return given;
  const isOwn = before?.state !== 'found' && markNow() !== undefined;
  await journal.markRole({ ...role, state: isOwn ? 'made' : 'found' });
  return good({ note: isOwn ? 'role-made' : 'role-found', name: role.name });
}

function roleRefused(failure: Failure, role: string, host: string): Failure {
  const service = failure.service && { service: failure.service };
  if (failure.code === 'provisioning/rights-missing')
    return {
      code: 'provisioning/role-refused',
      role,
      host,
      privilege: failure.privileges[0] ?? '',
      ...service,
    };
  const isGone =
    failure.code === 'org/not-here' || failure.service?.code?.toLowerCase() === OTHER_BUSINESS_UNIT;
  return isGone ? { code: 'provisioning/role-gone', role, host, ...service } : failure;
}

/** The privilege to act for others: by adding the smallest role that holds it, unless the user has it already. */
export async function ensureActing(
  stage: Stage,
  userId: string,
): Promise<Result<ProvisionNote, Failure>> {
  const { journal, lines } = stage;
  const { ask, made, place } = journal.now();
  const begun = made.roles.find(({ roleId }) => roleId === ask.acting?.roleId);
  if (!begun || begun.state === 'found') {
    const privileges = await patiently(stage, () =>
      lines.crm(privilegesOf(userId), privilegesAnswer),
    );
    // A list that is too long to be read is an administrator's; one more role does no harm there.
    if (!privileges.ok && privileges.failure.code !== 'net/too-large') return privileges;
    const all = privileges.ok ? privileges.value.RolePrivileges : [];
    if (all.some(({ PrivilegeName }) => PrivilegeName === ACT_ON_BEHALF))
      return good({ note: 'found' });
  }
  if (ask.acting) return ensureRole(stage, userId, ask.acting);
  const roles = await readRoles(stage);
  if (!roles.ok) return roles;
  const acting = findActingRole(roles.value.roles);
  if (!acting) return bad({ code: 'provisioning/no-role-acts', host: new URL(place.org).host });
  await journal.choose({ acting });
  return ensureRole(stage, userId, acting);
}
