import { cloudOf } from '../domain/cloud.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { Provisioning } from '../domain/provisioning.ts';
import type { Stage } from './provision-entra.ts';
import { openProvisionJournal, type ProvisionJournal } from './provision-journal.ts';
import { openLines } from './provision-run.ts';
import type { World } from './world.ts';

/** The runs under way in this worker, so that Cancel finds them. May be lost with the worker: then nothing runs. */
const running = new Map<OrgUrl, { control: AbortController; workspace: string }>();
export const cancelProvisioning = (org: OrgUrl) => running.get(org)?.control.abort();
/** Disconnect: no run may bring a secret into a draft that was just forgotten. */
export function cancelProvisioningFor(workspace: string): void {
  for (const [org, run] of running) if (run.workspace === workspace) cancelProvisioning(org);
}
/** Everything is forgotten: what runs ends, and writes nothing any more. */
export function dropAllProvisioning(): void {
  for (const org of [...running.keys()]) {
    cancelProvisioning(org);
    running.delete(org);
  }
}

/** Opens a run, and closes it however it ends. Gives its journal while that is still wanted. */
export async function withRun(
  world: World,
  org: OrgUrl,
  entry: Provisioning,
  work: (stage: Stage) => Promise<void>,
): Promise<ProvisionJournal | undefined> {
  const control = new AbortController();
  const cloud = cloudOf(new URL(org).host);
  if (!cloud) return undefined;
  running.set(org, { control, workspace: entry.workspace });
  const { signal } = control;
  const isWanted = () => running.get(org)?.control === control;
  const journal = openProvisionJournal(org, entry, { nowMs: world.nowMs, isWanted });
  const lines = openLines(world, { org, cloud, tenantId: entry.place.tenantId }, signal);
  try {
    await journal.setState(entry.state);
    await work({ world, journal, signal, lines, step: 'application' });
    return isWanted() ? journal : undefined;
  } catch (bug) {
    if (!journal.isFull()) throw bug;
    await journal.giveUp(); // Nothing that was not noted was asked for.
    return undefined;
  } finally {
    if (isWanted()) running.delete(org);
  }
}
