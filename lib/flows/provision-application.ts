import { fieldsOf, type Workspace } from '../domain/connection.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import {
  givesWay,
  type Months,
  mayContinue,
  type Provisioning,
  waitingSteps,
} from '../domain/provisioning.ts';
import { draftOf } from '../facts/facts.ts';
import { preparationOf, provisioningOf } from '../facts/provisioning.ts';
import type { Typed } from './keep-draft.ts';
import { withRun } from './provision-control.ts';
import { goThrough } from './provision-steps.ts';
import { runTest } from './run-test.ts';
import type { World } from './world.ts';

export type ProvisionStart = {
  workspace: Workspace;
  org: OrgUrl;
  name: string;
  months: Months;
  roleId: string;
  /** An application of ours that exists, to be used again. */
  applicationId?: string | undefined;
};

/**
 * Create was pressed: makes the application, its secret, service principal, user and roles, each step noted before it
 * is asked for. A run that is not finished is never started anew: Continue looks at what is there first.
 */
export async function startProvisioning(world: World, start: ProvisionStart): Promise<void> {
  const { org, workspace } = start;
  const made = await world.alone(`provision|${org}`, async () => {
    const [before, prepared, draft] = await Promise.all([
      provisioningOf(org).read(),
      preparationOf(org).read(),
      draftOf(workspace).read(),
    ]);
    if ((before && !givesWay(before)) || prepared?.state !== 'ready') return undefined;
    const role = prepared.roles.find(({ roleId }) => roleId === start.roleId);
    const reuse = prepared.existing.find(({ id }) => id === start.applicationId);
    if (!role || (start.applicationId && !reuse)) return undefined;
    const { acting, place } = prepared;
    return run(world, org, {
      v: 1,
      runId: world.newId(),
      workspace,
      place,
      ask: {
        name: start.name.trim().slice(0, 120) || `Mapsimise – ${place.name}`,
        months: start.months,
        role: { roleId: role.roleId, name: role.name },
        ...(reuse && { reuse }),
        ...(acting && { acting }),
      },
      impersonates: draft?.impersonateUsers ?? false,
      startedAtMs: world.nowMs(),
      state: 'running',
      steps: waitingSteps(),
      made: { roles: [] },
    });
  });
  if (made) await runTest(world, made);
}

/** Continue: goes through all steps again, each of which finds what is there already. */
export async function continueProvisioning(world: World, org: OrgUrl): Promise<void> {
  const made = await world.alone(`provision|${org}`, async () => {
    const entry = await provisioningOf(org).read();
    const draft = entry && (await draftOf(entry.workspace as Workspace).read());
    if (!entry || !mayContinue(entry, draft)) return undefined;
    const impersonates = draft?.impersonateUsers ?? entry.impersonates;
    return run(world, org, { ...entry, impersonates, state: 'running', steps: waitingSteps() });
  });
  if (made) await runTest(world, made);
}

/** Gives what is to be tested then, exactly as it stands in the draft: outside of the lock, so that Undo need not wait. */
async function run(world: World, org: OrgUrl, entry: Provisioning): Promise<Typed | undefined> {
  const journal = await withRun(world, org, entry, async (stage) => {
    const isDone = await goThrough(stage);
    await stage.journal.setState(isDone ? 'done' : 'stopped');
  });
  const workspace = entry.workspace as Workspace;
  if (journal?.now().state !== 'done') return undefined;
  const draft = await draftOf(workspace).read();
  const { application, secret } = journal.now().made;
  const isIts = secret?.state === 'made' && draft?.secretKeyId === secret.keyId;
  if (!draft?.hasSecret || !isIts || !application || application.state === 'asked')
    return undefined;
  const fields = { ...draft, organisationUrl: org, clientId: application.appId };
  return { workspace, fields: fieldsOf(fields) };
}
