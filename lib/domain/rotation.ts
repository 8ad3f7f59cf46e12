import type { Failure } from './failure.ts';
import type { OrgUrl } from './org-url.ts';
import type { ApplicationRef, Mark, Months } from './provisioning.ts';
import { secretNameOf } from './provisioning.ts';
import type { Outcome } from './report.ts';

/** The steps of `Rotate secret`, in the order in which they are done and shown. */
export const ROTATION_STEPS = ['new-secret', 'test', 'update', 'verify', 'retire'] as const;
export type RotationStepId = (typeof ROTATION_STEPS)[number];
export type RotationStep = { id: RotationStepId; outcome: Outcome; failure?: Failure };

/** A secret of an application as Entra lists it: never its text. */
export type KeyRow = { keyId: string; name: string; hint: string; endsAtMs: number };

/**
 * What is known of one rotation. Entra and Mapsimise are the truth; this says what may have happened there. Ids only.
 *
 *   running → done
 *      ↓ failure, or the worker died
 *   stopped → (Continue) running
 */
export type Rotation = {
  v: 1;
  /** Marks the secrets that this rotation made: it is in their name. */
  runId: string;
  connectorId: string;
  connectorName: string;
  accountId: string;
  org: OrgUrl;
  tenantId: string;
  application: ApplicationRef;
  months: Months;
  /** Secrets that the person gave up: removed at the very end, when the new one is in place and proved. */
  oldKeyIds: string[];
  state: 'running' | 'stopped' | 'done';
  startedAtMs: number;
  steps: RotationStep[];
  /** The secret being made, or made last. */
  key?: Mark<{ keyId: string; expiresAtMs: number }> | undefined;
  /** Secrets that may have reached the connector: none of them goes before a later one is known to be in place. */
  sentKeyIds: string[];
  /** When one of them left last. */
  sentAtMs?: number;
  /** The secret that the connector certainly has: Mapsimise said so. */
  inPlace?: string;
};

/** What is known before anything is changed. */
export type RotationPlan =
  | { state: 'looking' }
  | { state: 'refused'; failure: Failure }
  | {
      state: 'ready';
      username: string;
      tenantId: string;
      accountId: string;
      application: ApplicationRef;
      keys: KeyRow[];
      /** Other connectors that sign in as the same application, maybe with the same secret. */
      sharedWith: string[];
    };

export const waitingRotation = (): RotationStep[] =>
  ROTATION_STEPS.map((id) => ({ id, outcome: 'waiting' }));

/** Secrets of this rotation that no connector can have: their text is lost, or they were never sent. */
export const orphansOf = ({ runId, sentKeyIds }: Rotation, keys: readonly KeyRow[]) =>
  keys.filter(({ keyId, name }) => name === secretNameOf(runId) && !sentKeyIds.includes(keyId));

/** What goes at the end: what the person gave up, and whatever of ours is not the one in place. */
export const retiringOf = ({ runId, oldKeyIds, inPlace }: Rotation, keys: readonly KeyRow[]) =>
  keys.filter(
    ({ keyId, name }) =>
      keyId !== inPlace && (oldKeyIds.includes(keyId) || name === secretNameOf(runId)),
  );

/** Entra does not have the application any more, and so none of its secrets: nothing can be continued or removed. */
export const isApplicationGone = ({ state, steps }: Rotation) =>
  state === 'stopped' && steps.some(({ failure }) => failure?.code === 'graph/not-found');

/** An outcome that leaves nothing to be done. Whatever else has stopped may have left a secret behind. */
export const mayPutAway = (rotation: Rotation) =>
  rotation.state === 'done' || isApplicationGone(rotation);

/** A rotation that a dead worker left behind: it can go on, and says where. */
export function stopRotation(entry: Rotation, failure: Failure): Rotation {
  const steps = entry.steps.map(
    (step): RotationStep =>
      step.outcome === 'running' ? { ...step, outcome: 'failed', failure } : step,
  );
  return { ...entry, state: 'stopped', steps };
}
