import {
  addPasswordTo,
  newKeyAnswer,
  newPassword,
  removePasswordFrom,
} from '../clients/graph/applications.ts';
import { ROTATE_APPLICATION } from '../domain/diagnose/graph.ts';
import { LOST_MS, mayHaveHappened } from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { orphansOf, type Rotation } from '../domain/rotation.ts';
import { readSecret, wipeSecret, writeSecret } from '../facts/secrets.ts';
import { noteUse } from './keep-draft.ts';
import { keysNow, patiently, type Run } from './rotation-run.ts';

export type NewSecret = { keyId: string; expiresAtMs: number; secret: string };
export const slotOf = ({ connectorId }: Rotation) => `rotation:${connectorId}` as const;

const MOST_TRIES = 3;
/** A worker that only waits is put to sleep by its browser, so a long wait is cut into pieces with a question between. */
const PIECE_MS = 10_000;

/**
 * The new secret: the one that is kept, else another. One whose text was lost, or whose answer never came, is removed
 * first, unless it may be in the connector already.
 */
export async function ensureSecret(run: Run): Promise<Result<NewSecret, Failure>> {
  const { world, entry, note, lines } = run;
  const slot = slotOf(entry());
  const kept = await readSecret(slot);
  const { key, application, runId, months } = entry();
  if (kept && key?.state === 'made') {
    const { keyId, expiresAtMs } = key;
    return good({ keyId, expiresAtMs, secret: kept });
  }
  await wipeSecret(slot);
  let lost: Failure | undefined;
  for (let turn = 0; turn < MOST_TRIES; turn++) {
    const clear = await clearOrphans(run);
    if (!clear.ok) return clear;
    await note({ key: { state: 'asked', atMs: world.nowMs() } });
    // Nothing may be awaited between the journal and the request.
    const body = newPassword(runId, monthsFrom(world.nowMs(), months));
    const made = await lines.graph(
      { ...ROTATE_APPLICATION, months },
      (line) => line.post(addPasswordTo(application.id), body),
      newKeyAnswer,
    );
    if (made.ok) {
      const { keyId, endDateTime: expiresAtMs, secretText: secret } = made.value;
      await noteUse(world);
      await writeSecret(slot, secret);
      await note({ key: { state: 'made', keyId, expiresAtMs } });
      return good({ keyId, expiresAtMs, secret });
    }
    lost = made.failure;
    if (!mayHaveHappened(made.failure)) {
      await note({ key: undefined });
      return made;
    }
  }
  return bad(lost ?? { code: 'rotation/interrupted' });
}

/** Looks, and removes, until no request of ours can still be on its way. */
async function clearOrphans(run: Run): Promise<Result<true, Failure>> {
  const { world, entry } = run;
  for (;;) {
    const { key } = entry();
    const leftMs =
      key?.state === 'asked' && key.atMs <= world.nowMs() ? key.atMs + LOST_MS - world.nowMs() : 0;
    const keys = await keysNow(run);
    if (!keys.ok) return keys;
    for (const { keyId } of orphansOf(entry(), keys.value)) {
      const removed = await removeKey(run, keyId);
      if (!removed.ok) return removed;
    }
    if (leftMs <= 0) return good(true);
    await world.wait(Math.min(leftMs, PIECE_MS));
  }
}

/** Removes a secret; one that is gone already is as good. */
export async function removeKey(run: Run, keyId: string): Promise<Result<true, Failure>> {
  const { world, lines, entry } = run;
  const { id } = entry().application;
  const removed = await patiently(world, () =>
    lines.graphDeed(ROTATE_APPLICATION, (line) => line.post(removePasswordFrom(id), { keyId })),
  );
  if (removed.ok) return removed;
  const keys = await keysNow(run);
  return keys.ok && !keys.value.some((one) => one.keyId === keyId) ? good(true) : removed;
}

function monthsFrom(nowMs: number, months: number): number {
  const end = new Date(nowMs);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime();
}
