import type { Failure } from '../domain/failure.ts';
import type { Months } from '../domain/provisioning.ts';
import { mayPutAway, type Rotation, stopRotation, waitingRotation } from '../domain/rotation.ts';
import { rotationPlans, rotations } from '../facts/rotation-facts.ts';
import { wipeSecret } from '../facts/secrets.ts';
import { openMapsimise } from './ask-offer.ts';
import { connectorNamed } from './list-connectors.ts';
import { refusalNow } from './obey-policy.ts';
import { notePlan, placeOf } from './plan-rotation.ts';
import { openRun, RotationGone } from './rotation-run.ts';
import { slotOf } from './rotation-secret.ts';
import { goThrough } from './rotation-steps.ts';
import type { World } from './world.ts';

export type RotateAsk = { connectorId: string; months: Months; oldKeyIds: string[] };

/** `Rotate now`: a new rotation, of exactly what the plan showed. */
export async function rotateSecret(world: World, ask: RotateAsk): Promise<void> {
  const { connectorId, months } = ask;
  await world.alone(`rotation|${connectorId}`, async () => {
    const [plan, connector, before] = [
      (await rotationPlans.read())?.[connectorId],
      await connectorNamed(connectorId),
      (await rotations.read())?.[connectorId],
    ];
    const place = connector && placeOf(connector);
    if (plan?.state !== 'ready' || !place || (before && before.state !== 'done')) return;
    const refusal = await refusalNow({ organisationUrl: place.org });
    if (refusal) return notePlan(world, connectorId, { state: 'refused', failure: refusal });
    const known = plan.keys.map(({ keyId }) => keyId);
    // A secret that another connector may use stays, whatever was chosen.
    const mayRetire = plan.sharedWith.length === 0;
    const entry: Rotation = {
      v: 1,
      runId: world.newId(),
      connectorId,
      connectorName: connector.name,
      accountId: plan.accountId,
      org: place.org,
      tenantId: plan.tenantId,
      application: plan.application,
      months,
      oldKeyIds: mayRetire ? ask.oldKeyIds.filter((id) => known.includes(id)) : [],
      state: 'running',
      startedAtMs: world.nowMs(),
      steps: waitingRotation(),
      sentKeyIds: [],
    };
    await write(world, entry);
    await notePlan(world, connectorId, undefined);
    await work(world, entry);
  });
}

/** `Continue`: goes on where it stopped. What was done stays done. */
export const continueRotation = (world: World, connectorId: string) =>
  world.alone(`rotation|${connectorId}`, async () => {
    const entry = (await rotations.read())?.[connectorId];
    if (entry?.state !== 'stopped') return;
    const steps = entry.steps.map(({ id, outcome }) =>
      outcome === 'passed' ? ({ id, outcome } as const) : ({ id, outcome: 'waiting' } as const),
    );
    const again: Rotation = { ...entry, state: 'running', steps };
    await write(world, again);
    await work(world, again);
  });

/** The outcome was read. Only one of which nothing is left to be done is put away. */
export const dismissRotation = (world: World, connectorId: string) =>
  world.inTurn('rotations', async () => {
    const { [connectorId]: entry, ...others } = (await rotations.read()) ?? {};
    if (!entry || !mayPutAway(entry)) return;
    await wipeSecret(slotOf(entry));
    await rotations.write(others);
  });

const write = (world: World, entry: Rotation) =>
  world.inTurn('rotations', async () =>
    rotations.write({ ...(await rotations.read()), [entry.connectorId]: entry }),
  );

/** A worker died over it: it says so, and can go on. */
export const mendRotations = (world: World) =>
  world.inTurn('rotations', async () => {
    const all = await rotations.read();
    if (!all || !Object.values(all).some(({ state }) => state === 'running')) return;
    const mended = Object.entries(all).map(([id, entry]) => [
      id,
      entry.state === 'running' ? stopRotation(entry, { code: 'rotation/interrupted' }) : entry,
    ]);
    await rotations.write(Object.fromEntries(mended));
  });

async function work(world: World, entry: Rotation): Promise<void> {
  const opened = await openMapsimise(world);
  if (!opened.ok) return write(world, stopAtFirst(entry, opened.failure));
  const run = openRun(world, opened.value.api, entry);
  try {
    const done = await goThrough(run);
    if (!done.ok) await run.note(stopRotation(run.entry(), done.failure));
  } catch (problem) {
    if (!(problem instanceof RotationGone)) throw problem;
    await wipeSecret(slotOf(entry));
  }
}

function stopAtFirst(entry: Rotation, failure: Failure): Rotation {
  const at = entry.steps.findIndex(({ outcome }) => outcome === 'waiting');
  const steps = entry.steps.map((step, index) =>
    index === at ? { ...step, outcome: 'running' as const } : step,
  );
  return stopRotation({ ...entry, steps }, failure);
}
