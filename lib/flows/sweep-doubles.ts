import type { ApplicationRef } from '../domain/provisioning.ts';
import { applicationsOfRun, type Stage } from './provision-entra.ts';
import { patiently } from './provision-patience.ts';
import { keysOfRun, removeKey } from './provision-secret.ts';

/**
 * A browser may send a request again by itself when its answer was cut off, so one request can have made two things.
 * Whatever else carries the mark of this run is removed: in the end there is one application and one secret of ours.
 *
 * Gives   false when that could not be made sure of
 */
export async function sweepDoubles(stage: Stage, application: ApplicationRef): Promise<boolean> {
  const { secret } = stage.journal.now().made;
  const keys = await patiently(stage, () => keysOfRun(stage, application.id), { settles: true });
  for (const keyId of keys.ok ? keys.value : []) {
    const isOurs = secret?.state === 'made' && secret.keyId === keyId;
    if (!isOurs && !(await removeKey(stage, application.id, keyId)).ok) return fail(stage);
  }
  const applications = await patiently(stage, () => applicationsOfRun(stage));
  for (const { id } of applications.ok ? applications.value : [])
    if (id !== application.id && !(await removeApplication(stage, id)).ok) return fail(stage);
  return keys.ok && applications.ok ? true : fail(stage);
}

async function fail({ journal, step }: Stage): Promise<false> {
  await journal.end(step, {
    outcome: 'failed',
    failure: { code: 'provisioning/answer-lost', what: 'the last part' },
  });
  return false;
}

/** Removes an application of this run. Entra keeps it among its deleted ones for 30 days. */
export function removeApplication(stage: Stage, id: string) {
  const about = { needs: 'change', what: 'application' } as const;
  return removeAt(stage, about, `applications/${id}`);
}

/** Removes an object of Graph; one that is gone already is as good. */
export async function removeAt(
  stage: Stage,
  about: Parameters<Stage['lines']['graphDeed']>[0],
  path: string,
) {
  const removed = await patiently(stage, () =>
    stage.lines.graphDeed(about, (line) => line.remove(path)),
  );
  return !removed.ok && removed.failure.code === 'graph/not-found'
    ? { ok: true as const, value: true as const }
    : removed;
}
