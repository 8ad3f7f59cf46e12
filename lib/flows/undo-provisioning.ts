import {
  applicationUsersAnswer,
  isDeleted,
  setDisabled,
  takeRole,
  userAt,
  usersOfApplication,
} from '../clients/dataverse/provisioning.ts';
import type { Workspace } from '../domain/connection.ts';
import { LOST_MS } from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import {
  type ApplicationRef,
  mayUndo,
  type ProvisionNote,
  type ProvisionStepId,
  waitingSteps,
} from '../domain/provisioning.ts';
import { good, type Result } from '../domain/result.ts';
import { reportOf } from '../facts/facts.ts';
import { provisioningOf } from '../facts/provisioning.ts';
import { dropCreated } from './keep-draft.ts';
import { withRun } from './provision-control.ts';
import { applicationsOfRun, type Stage, servicePrincipalsFor } from './provision-entra.ts';
import { patiently, waitUntil } from './provision-patience.ts';
import { keysOfRun, removeKey } from './provision-secret.ts';
import { cancelTest } from './run-test.ts';
import { removeApplication, removeAt } from './sweep-doubles.ts';
import type { World } from './world.ts';

/**
 * Remove them was pressed: takes away exactly what this run made, last things first. What was there before stays; on an
 * application that was used again, that is everything but the new secret and the added roles. Every removal is of what
 * is found at the server, so it can be interrupted and repeated.
 */
export async function undoProvisioning(world: World, org: OrgUrl): Promise<void> {
  await world.alone(`provision|${org}`, async () => {
    const entry = await provisioningOf(org).read();
    if (!entry || !mayUndo(entry)) return;
    cancelTest(entry.workspace as Workspace);
    await dropProof(entry.workspace as Workspace);
    await withRun(
      world,
      org,
      { ...entry, state: 'undoing', steps: waitingSteps() },
      async (stage) => {
        const isDone = await takeAway(stage);
        await stage.journal.setState(isDone ? 'undone' : 'undo-stopped');
      },
    );
  });
}

/** What had passed is being taken away: nothing is bought on it any more. */
async function dropProof(workspace: Workspace): Promise<void> {
  const report = reportOf(workspace);
  if ((await report.read())?.state === 'passed') await report.forget();
}

type Removal = Result<ProvisionNote, Failure>;
const REMOVED: Removal = good({ note: 'removed' });
const KEPT: Removal = good({ note: 'kept' });

async function takeAway(given: Stage): Promise<boolean> {
  const { journal, signal } = given;
  const { ask, workspace } = journal.now();
  const isOwn = ask.reuse === undefined;
  const apps = await findApplications(given);
  const step = async (id: ProvisionStepId, work: (stage: Stage) => Promise<Removal>) => {
    await journal.start(id);
    const done = apps.ok ? await work({ ...given, step: id }) : apps;
    if (done.ok) await journal.end(id, { outcome: 'passed', notes: [done.value] });
    else if (signal.aborted) await journal.end(id, { outcome: 'cancelled' });
    else await journal.end(id, { outcome: 'failed', failure: done.failure });
    return done.ok && !signal.aborted;
  };
  const all = apps.ok ? apps.value : [];
  const { acting, role } = ask;
  return (
    (await step('act-on-behalf', (stage) =>
      acting && acting.roleId !== role.roleId ? removeRole(stage, acting.roleId) : KEPT_NOW,
    )) &&
    (await step('role', (stage) => removeRole(stage, role.roleId))) &&
    (await step('user', (stage) => (isOwn ? removeUser(stage, all) : KEPT_NOW))) &&
    (await step('secret', (stage) => removeSecrets(stage, all, workspace as Workspace))) &&
    (await step('service-principal', (stage) =>
      isOwn ? removePrincipals(stage, all) : KEPT_NOW,
    )) &&
    (await step('application', (stage) => (isOwn ? removeApplications(stage, all) : KEPT_NOW)))
  );
}

const KEPT_NOW = Promise.resolve(KEPT);

/** The application of this run, as it is known now; one whose answer was lost is waited for, as long as it may come. */
async function findApplications(stage: Stage): Promise<Result<ApplicationRef[], Failure>> {
  const { ask, made } = stage.journal.now();
  if (ask.reuse) return good([ask.reuse]);
  const { application } = made;
  if (application?.state === 'asked')
    await waitUntil(stage, application.atMs + LOST_MS, 'answer-lost');
  const found = await patiently(stage, () => applicationsOfRun(stage));
  if (!found.ok || application?.state !== 'made') return found;
  const others = found.value.filter(({ id }) => id !== application.id);
  return good([
    { id: application.id, appId: application.appId, name: application.name },
    ...others,
  ]);
}

async function removeRole(stage: Stage, roleId: string): Promise<Removal> {
  const { journal, lines } = stage;
  const { made, place } = journal.now();
  const mark = made.roles.find((one) => one.roleId === roleId);
  if (!mark || mark.state === 'found' || made.user === undefined || made.user.state === 'asked')
    return KEPT;
  const path = takeRole(place.org, made.user.id, roleId);
  const taken = await patiently(stage, () => lines.crmDeed((line) => line.remove(path)));
  if (!taken.ok && taken.failure.service?.status !== 404) return taken;
  await journal.dropRole(roleId);
  return REMOVED;
}

/** An application user is disabled first, then deleted, then deleted for good. Source: power-platform, delete-users. */
const DELETIONS = 4;

async function removeUser(stage: Stage, apps: ApplicationRef[]): Promise<Removal> {
  const { journal, lines } = stage;
  const mark = journal.now().made.user;
  if (!mark || mark.state === 'found') return KEPT;
  if (mark.state === 'asked') await waitUntil(stage, mark.atMs + LOST_MS, 'answer-lost');
  for (const { appId } of apps) {
    for (let turn = 0; turn < DELETIONS; turn++) {
      const rows = await patiently(stage, () =>
        lines.crm(usersOfApplication(appId), applicationUsersAnswer),
      );
      if (!rows.ok) return rows;
      const [user] = rows.value.value;
      if (!user) break;
      if (!isDeleted(user) && user.isdisabled !== true) {
        const { path, body } = setDisabled(user.systemuserid, true);
        const disabled = await patiently(stage, () =>
          lines.crmDeed((line) => line.patch(path, body)),
        );
        if (!disabled.ok) return disabled;
      }
      const gone = await patiently(stage, () =>
        lines.crmDeed((line) => line.remove(userAt(user.systemuserid))),
      );
      if (!gone.ok && gone.failure.service?.status !== 404) return gone;
    }
  }
  await journal.mark({ user: undefined });
  return REMOVED;
}

async function removeSecrets(
  stage: Stage,
  apps: ApplicationRef[],
  workspace: Workspace,
): Promise<Removal> {
  const { journal, world } = stage;
  const mark = journal.now().made.secret;
  if (mark?.state === 'asked') await waitUntil(stage, mark.atMs + LOST_MS, 'answer-lost');
  let isAny = false;
  for (const { id } of apps) {
    const keys = await patiently(stage, () => keysOfRun(stage, id));
    if (!keys.ok && keys.failure.code !== 'graph/not-found') return keys;
    for (const keyId of keys.ok ? keys.value : []) {
      isAny = true;
      const removed = await removeKey(stage, id, keyId);
      if (!removed.ok) return removed;
    }
  }
  if (mark?.state === 'made') await dropCreated(world, workspace, mark.keyId);
  await journal.mark({ secret: undefined });
  return isAny || mark ? REMOVED : KEPT;
}

async function removePrincipals(stage: Stage, apps: ApplicationRef[]): Promise<Removal> {
  const about = { needs: 'change', what: 'service-principal' } as const;
  const mark = stage.journal.now().made.servicePrincipal;
  if (mark?.state === 'asked') await waitUntil(stage, mark.atMs + LOST_MS, 'answer-lost');
  for (const { appId } of apps) {
    const rows = await patiently(stage, () => servicePrincipalsFor(stage, appId));
    if (!rows.ok) return rows;
    for (const { id } of rows.value) {
      const removed = await removeAt(stage, about, `servicePrincipals/${id}`);
      if (!removed.ok) return removed;
    }
  }
  await stage.journal.mark({ servicePrincipal: undefined });
  return mark ? REMOVED : KEPT;
}

async function removeApplications(stage: Stage, apps: ApplicationRef[]): Promise<Removal> {
  for (const { id } of apps) {
    const removed = await removeApplication(stage, id);
    if (!removed.ok) return removed;
  }
  await stage.journal.mark({ application: undefined });
  return apps.length > 0 ? REMOVED : KEPT;
}
