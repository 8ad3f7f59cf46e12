import * as v from 'valibot';
import type { Rotation, RotationPlan } from '../domain/rotation.ts';
import { openFact } from './fact.ts';

const text = v.string();
const rotation = v.looseObject({
  v: v.literal(1),
  runId: text,
  connectorId: text,
  accountId: text,
  org: text,
  tenantId: text,
  application: v.object({ id: text, appId: text, name: text }),
  oldKeyIds: v.array(text),
  sentKeyIds: v.array(text),
  state: v.picklist(['running', 'stopped', 'done']),
  steps: v.array(v.looseObject({ id: text, outcome: text })),
});

/** Rotations by connector. Kept on the device: they must outlive a crash of the browser. Never a secret. */
export const rotations = openFact<Record<string, Rotation>>(
  'local',
  'rotations:v1',
  v.pipe(
    v.record(text, v.unknown()),
    v.transform(
      (all) =>
        Object.fromEntries(Object.entries(all).filter(([, one]) => v.is(rotation, one))) as Record<
          string,
          Rotation
        >,
    ),
  ),
);

/** What was found before a rotation, by connector. Browser session. */
export const rotationPlans = openFact<Record<string, RotationPlan>>('session', 'rotation-plans');
