import { HAS_IFD } from '../domain/build.ts';
import {
  type CreatedSecret,
  type Draft,
  type DraftFields,
  isSameFields,
  NOTHING_TYPED,
  type Workspace,
} from '../domain/connection.ts';
import { draftOf, offerOf, reportOf } from '../facts/facts.ts';
import {
  type Aside,
  readSecret,
  type SecretName,
  wipeSecret,
  writeLastUse,
  writeSecret,
} from '../facts/secrets.ts';
import { dropAside, layAside, takeBack } from './type-over.ts';
import type { World } from './world.ts';

/** Secrets that nobody used for this long are wiped. */
export const IDLE_MS = 60 * 60_000;

export type Typed = {
  workspace: Workspace;
  fields: DraftFields;
  newSecret?: string | undefined;
  /** The stay in the field in which a kept secret is typed over: emptied again, the field gives that one back. */
  over?: string | undefined;
};

/**
 * Keeps what the person typed, in the order typed. The secret goes to session storage and nowhere else; every edit
 * gives the values a new handle, so that an earlier pass no longer speaks for them. An old secret goes before that and
 * a new one comes after it: a worker that dies in between leaves none, never one beside the handle of another.
 * A secret belongs to the scheme it was typed for: where that changes, the kept one goes, and the draft says so. One
 * that is typed over stands aside until the field is left.
 *
 * Gives   the values as they are kept now, and their secret ('' for none) for the deed that asked, for no message
 */
export function keepDraft(
  world: World,
  { workspace, fields: typed, newSecret, over }: Typed,
): Promise<{ draft: Draft; secret: string }> {
  const fields = usableIn(typed);
  const name = `draft:${workspace}` as const;
  return world.inTurn(`draft|${workspace}`, async () => {
    const before = await draftOf(workspace).read();
    const isOtherScheme = before !== undefined && before.scheme !== fields.scheme;
    const old = over && newSecret === '' ? await takeBack(name, over) : undefined;
    if (old) return giveBack(world, { workspace, fields, old });
    if (newSecret && over) await layAside(name, over, await readSecret(name), before);
    else if (newSecret !== undefined || isOtherScheme) await wipeSecret(name);
    else await dropAside(name);
    const secret = newSecret ?? (await readSecret(name)) ?? '';
    const isEdited = newSecret !== undefined || !before || !isSameFields(before, fields);
    if (!isEdited && before.hasSecret === (secret !== '')) return { draft: before, secret };
    const handle = isEdited ? world.newId() : before.handle;
    const lost = isOtherScheme && before.hasSecret ? before.scheme : before?.secretLostWith;
    const draft: Draft = {
      ...fields,
      hasSecret: secret !== '',
      handle,
      editedAtMs: world.nowMs(),
      ...(lost && secret === '' && { secretLostWith: lost }),
      ...(before?.lostHost && secret === '' && !isOtherScheme && { lostHost: before.lostHost }),
      ...(newSecret === undefined && secret !== '' && originOf(before)),
    };
    await draftOf(workspace).write(draft);
    if (newSecret) await keepSecret(world, name, newSecret);
    return { draft, secret };
  });
}

/** The field was emptied again: the secret that stood aside is the kept one, and a pass of these values speaks for them. */
async function giveBack(
  world: World,
  { workspace, fields, old }: { workspace: Workspace; fields: DraftFields; old: Aside },
): Promise<{ draft: Draft; secret: string }> {
  const name = `draft:${workspace}` as const;
  const isSame = old.draft && isSameFields(old.draft, fields);
  const draft: Draft = {
    ...fields,
    hasSecret: true,
    handle: (isSame && old.draft?.handle) || world.newId(),
    editedAtMs: world.nowMs(),
    ...originOf(old.draft),
  };
  await draftOf(workspace).write(draft);
  await keepSecret(world, name, old.secret);
  await dropAside(name);
  return { draft, secret: old.secret };
}

/**
 * Keeps a secret that we made, straight from the answer that held it, under the draft of this workspace. The draft
 * takes its id along, so that a worker that died right after knows which one it kept.
 */
export function keepCreated(
  world: World,
  workspace: Workspace,
  {
    fields,
    secret,
    origin,
  }: { fields: Partial<DraftFields>; secret: string; origin: CreatedSecret },
): Promise<void> {
  const name = `draft:${workspace}` as const;
  return world.inTurn(`draft|${workspace}`, async () => {
    await wipeSecret(name);
    const {
      secretLostWith: _found,
      lostHost: _host,
      isSecretHandedOut: _old,
      ...before
    }: Partial<Draft> = (await draftOf(workspace).read()) ?? {};
    const handle = world.newId();
    await draftOf(workspace).write({
      ...NOTHING_TYPED,
      ...before,
      ...fields,
      ...origin,
      scheme: 'dataverse',
      secretFrom: 'created',
      hasSecret: true,
      handle,
    });
    await keepSecret(world, name, secret);
  });
}

/** A build without the scheme Dynamics CRM / IFD knows no other than Dataverse, whatever an earlier build has kept. */
const usableIn = (typed: DraftFields): DraftFields =>
  HAS_IFD ? typed : { ...typed, scheme: 'dataverse' };
/** The secret that we made was removed at Entra: nothing of it stays, and what else was typed does. */
export function dropCreated(world: World, workspace: Workspace, keyId: string): Promise<void> {
  return world.inTurn(`draft|${workspace}`, async () => {
    const draft = await draftOf(workspace).read();
    if (draft?.secretKeyId !== keyId) return;
    await wipeSecret(`draft:${workspace}`);
    const {
      secretKeyId: _gone,
      secretFrom: _from,
      secretExpiresAtMs: _end,
      isSecretHandedOut: _out,
      ...rest
    } = draft;
    const handle = world.newId();
    await draftOf(workspace).write({ ...rest, clientId: '', hasSecret: false, handle });
  });
}

/** The secret that we made goes into a form now: whoever reads it there may use it from then on. */
export function noteHandedOut(world: World, workspace: Workspace): Promise<void> {
  return world.inTurn(`draft|${workspace}`, async () => {
    const draft = await draftOf(workspace).read();
    if (draft?.secretFrom === 'created')
      await draftOf(workspace).write({ ...draft, isSecretHandedOut: true });
  });
}

/** An edit beside the secret leaves it what it is. */
function originOf(draft: Draft | undefined): CreatedSecret {
  const { secretFrom, secretKeyId, secretExpiresAtMs, isSecretHandedOut } = draft ?? {};
  return {
    ...(secretFrom && { secretFrom }),
    ...(secretKeyId && { secretKeyId }),
    ...(secretExpiresAtMs !== undefined && { secretExpiresAtMs }),
    ...(isSecretHandedOut && { isSecretHandedOut }),
  };
}

/** The idle hour starts first: no secret is ever kept without its end. */
async function keepSecret(world: World, name: SecretName, secret: string) {
  await noteUse(world);
  await writeSecret(name, secret);
}

/** A secret was given or used: the idle hour starts anew. */
export async function noteUse(world: World): Promise<void> {
  await writeLastUse(world.nowMs());
  await world.setAlarm('secrets-idle', world.nowMs() + IDLE_MS);
}

/** Disconnect: the draft, its secret, its test and its offer are forgotten. */
export async function forgetDraft(world: World, workspace: Workspace): Promise<void> {
  await world.inTurn(`draft|${workspace}`, async () => {
    await wipeSecret(`draft:${workspace}`);
    await Promise.all([
      draftOf(workspace).forget(),
      reportOf(workspace).forget(),
      offerOf(workspace).forget(),
    ]);
  });
}
