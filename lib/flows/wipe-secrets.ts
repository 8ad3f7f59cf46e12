import type { Workspace } from '../domain/connection.ts';
import { namesKept } from '../facts/fact.ts';
import { draftOf, hasApiKey } from '../facts/facts.ts';
import {
  asidesKept,
  draftSecretsKept,
  isApiKeySealed,
  readLastUse,
  readSecret,
  rotationSecretsKept,
  wipeSecret,
} from '../facts/secrets.ts';
import { IDLE_MS } from './keep-draft.ts';
import type { World } from './world.ts';

/** What could not be wiped is wiped again after this. */
export const AGAIN_MS = 60_000;

/** Wipes every secret when none was given or used for an hour; else looks again when the hour is over. */
export async function wipeIdleSecrets(world: World): Promise<void> {
  const lastUseMs = await readLastUse();
  if (lastUseMs === undefined) return;
  const idleAtMs = lastUseMs + IDLE_MS;
  if (world.nowMs() < idleAtMs) return world.setAlarm('secrets-idle', idleAtMs);
  const rotations = (await rotationSecretsKept()).map((id) => `rotation:${id}` as const);
  const isDone = await eachByItself([
    ...(await draftSecretsKept()).map((workspace) => () => wipeDraftSecret(world, workspace)),
    ...[...rotations, 'api-key' as const].map((name) => () => wipeSecret(name)),
    ...(await asidesKept()).map((name) => () => wipeSecret(name)),
  ]);
  if (!isDone) await world.setAlarm('secrets-idle', world.nowMs() + AGAIN_MS);
  // The one on the device, where the person wanted that, does not go with the idle hour.
  const isHere = (await readSecret('api-key')) !== undefined;
  await hasApiKey.write(isHere || (await isApiKeySealed()));
}

/** One that the browser does not let happen keeps none of the others. Gives whether all of them were done. */
export async function eachByItself(deeds: (() => Promise<void>)[]): Promise<boolean> {
  let isDone = true;
  for (const deed of deeds)
    await deed().catch(() => {
      isDone = false;
    });
  return isDone;
}

/** `lostHost`: the access to it was taken back, which the screen says. */
export function wipeDraftSecret(
  world: World,
  workspace: Workspace,
  lostHost?: string,
): Promise<void> {
  return world.inTurn(`draft|${workspace}`, async () => {
    await wipeSecret(`draft:${workspace}`);
    const draft = await draftOf(workspace).read();
    if (!draft) return;
    await draftOf(workspace).write({ ...draft, hasSecret: false, ...(lostHost && { lostHost }) });
  });
}

/** A browser session ended: the drafts on the device must not claim a secret that went with it. */
export async function mendDrafts(): Promise<void> {
  const kept = await draftSecretsKept();
  for (const workspace of (await namesKept('local', 'draft:')) as Workspace[]) {
    const draft = await draftOf(workspace).read();
    if (draft?.hasSecret && !kept.includes(workspace))
      await draftOf(workspace).write({ ...draft, hasSecret: false });
  }
}
