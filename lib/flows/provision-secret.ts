import {
  addPasswordTo,
  keysAnswer,
  keysOf,
  newKeyAnswer,
  newPassword,
  removePasswordFrom,
} from '../clients/graph/applications.ts';
import type { Workspace } from '../domain/connection.ts';
import { CHANGE_APPLICATION } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import { type ApplicationRef, type Months, secretNameOf } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { draftOf, journal as registrations } from '../facts/facts.ts';
import { readSecret } from '../facts/secrets.ts';
import { keepCreated } from './keep-draft.ts';
import { askedAtMs, type Stage } from './provision-entra.ts';
import { ensure, patiently } from './provision-patience.ts';

/** As Entra's own portal counts them, so that a policy of 180 days lets six months pass. */
const DAYS: Record<Months, number> = { 6: 180, 12: 365, 24: 730 };
const DAY_MS = 86_400_000;

/**
 * The secret: goes from Graph's answer into session storage, under the draft, and nowhere else. One whose answer was
 * lost is of no use to anybody: it is removed before another is made.
 */
export async function ensureSecret(
  stage: Stage,
  application: ApplicationRef,
): Promise<Result<{ keyId: string; expiresAtMs: number } | 'in-use', Failure>> {
  const { journal, lines, world } = stage;
  const { runId, ask, impersonates, place } = journal.now();
  const workspace = journal.now().workspace as Workspace;
  const mark = journal.now().made.secret;
  const kept = await keptKey(workspace);
  if (mark?.state === 'made' && kept?.keyId === mark.keyId) return good(kept);
  if (mark?.state === 'made' && (await isInUse(application.appId, workspace, mark.keyId)))
    return good('in-use');
  const about = { ...CHANGE_APPLICATION, months: ask.months };
  const made = await ensure<{ keyId: string; expiresAtMs: number }>(stage, {
    async look() {
      const ours = await patiently(stage, () => keysOfRun(stage, application.id), {
        settles: true,
      });
      if (!ours.ok) return ours;
      const adopted = await keptKey(workspace);
      const orphans = ours.value.filter((keyId) => keyId !== adopted?.keyId);
      for (const keyId of orphans) {
        const removed = await removeKey(stage, application.id, keyId);
        if (!removed.ok) return removed;
      }
      if (orphans.length > 0) await journal.mark({ secret: undefined });
      return good(adopted && ours.value.includes(adopted.keyId) ? adopted : undefined);
    },
    askedAtMs: () => askedAtMs(journal.now().made.secret),
    noteAsked: () => journal.mark({ secret: { state: 'asked', atMs: world.nowMs() } }),
    noteRefused: () => journal.mark({ secret: undefined }),
    async ask() {
      const body = newPassword(runId, world.nowMs() + DAYS[ask.months] * DAY_MS);
      const key = await lines.graph(
        about,
        (line) => line.post(addPasswordTo(application.id), body),
        newKeyAnswer,
      );
      if (!key.ok) return key;
      // Cancelled, or everything is forgotten: nothing is kept any more, and the next run removes it.
      if (stage.signal.aborted) return bad({ code: 'provisioning/interrupted', isUndo: false });
      const { keyId, endDateTime: expiresAtMs, secretText } = key.value;
      await keepCreated(world, workspace, {
        fields: {
          organisationUrl: place.org,
          clientId: application.appId,
          impersonateUsers: impersonates,
        },
        secret: secretText,
        origin: { secretKeyId: keyId, secretExpiresAtMs: expiresAtMs },
      });
      return good({ keyId, expiresAtMs });
    },
  });
  if (made.ok) await journal.mark({ secret: { state: 'made', ...made.value } });
  return made;
}

/** The ids of the secrets that carry the name of this run. Their text is not in any answer but the first. */
export async function keysOfRun(
  { lines, journal }: Stage,
  applicationId: string,
): Promise<Result<string[], Failure>> {
  const name = secretNameOf(journal.now().runId);
  const keys = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(keysOf(applicationId)),
    keysAnswer,
  );
  if (!keys.ok) return keys;
  const own = keys.value.passwordCredentials.filter(({ displayName }) => displayName === name);
  return good(own.map(({ keyId }) => keyId));
}

/** Removes a secret; one that is gone already is as good. */
export async function removeKey(
  stage: Stage,
  applicationId: string,
  keyId: string,
): Promise<Result<true, Failure>> {
  const removed = await patiently(stage, () =>
    stage.lines.graphDeed(CHANGE_APPLICATION, (line) =>
      line.post(removePasswordFrom(applicationId), { keyId }),
    ),
  );
  if (removed.ok) return removed;
  const left = await patiently(stage, () => keysOfRun(stage, applicationId));
  const isGone = left.ok ? !left.value.includes(keyId) : left.failure.code === 'graph/not-found';
  return isGone ? good(true) : removed;
}

/** The secret that we made and that is still kept for this draft. */
async function keptKey(workspace: Workspace) {
  const [draft, secret] = await Promise.all([
    draftOf(workspace).read(),
    readSecret(`draft:${workspace}`),
  ]);
  const { secretKeyId: keyId, secretExpiresAtMs: expiresAtMs } = draft ?? {};
  return secret && keyId && expiresAtMs ? { keyId, expiresAtMs } : undefined;
}

/** A connector uses this secret already, or it went into a form: it must not be taken away. */
async function isInUse(appId: string, workspace: Workspace, keyId: string): Promise<boolean> {
  const draft = await draftOf(workspace).read();
  if (draft?.secretKeyId === keyId && draft.isSecretHandedOut) return true;
  const made = ['created', 'verified', 'conflict', 'posting', 'checking', 'unclear'];
  return ((await registrations.read()) ?? []).some(
    ({ clientId, state }) => clientId?.toLowerCase() === appId && made.includes(state),
  );
}
