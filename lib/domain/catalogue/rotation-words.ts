import type { Rotation, RotationStepId } from '../rotation.ts';

export const ROTATION_STEP_NAMES: Record<RotationStepId, string> = {
  'new-secret': 'New client secret',
  test: 'Test the new secret',
  update: 'Update the connector',
  verify: 'Verify the connector',
  retire: 'Remove the old secret',
};

/** How far a rotation is, and what that means for the connector. */
export function describeRotation({ state, inPlace, oldKeyIds }: Rotation): string {
  if (state === 'running') return 'The secret is being rotated.';
  if (state === 'done')
    return oldKeyIds.length > 0
      ? 'Rotated. The connector has the new secret, and the old one is removed.'
      : 'Rotated. The connector has the new secret. The older ones were kept.';
  return inPlace === undefined
    ? 'Stopped. The old secret is still valid, nothing is lost.'
    : 'Stopped. The connector has the new secret; the rest can be done later.';
}
