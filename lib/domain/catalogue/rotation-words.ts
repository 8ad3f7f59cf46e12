import { messages } from '../../language/messages.ts';
import { wordsById } from '../../language/words-by-id.ts';
import { isApplicationGone, type Rotation, type RotationStepId } from '../rotation.ts';

export const ROTATION_STEP_NAMES: Readonly<Record<RotationStepId, string>> = wordsById(
  messages('catalogue.rotation-steps', {
    'new-secret': 'New client secret',
    test: 'Test the new secret',
    update: 'Update the connector',
    verify: 'Verify the connector',
    retire: 'Remove the old secret',
  }),
);

const words = messages('catalogue.rotation-words', {
  running: 'The secret is being rotated.',
  done: 'Rotated. The connector has the new secret, and the old one is removed.',
  doneOthersKept: 'Rotated. The connector has the new secret. The older ones were kept.',
  stopped: 'Stopped. The old secret is still valid, nothing is lost.',
  stoppedGone:
    'Stopped. Entra does not have the application any more, and with it all of its secrets are gone.',
  stoppedInPlace: 'Stopped. The connector has the new secret; the rest can be done later.',
});

/** How far a rotation is, and what that means for the connector. */
export function describeRotation(rotation: Rotation): string {
  const t = words.get();
  const { state, inPlace, oldKeyIds } = rotation;
  if (state === 'running') return t.running;
  if (state === 'done') return oldKeyIds.length > 0 ? t.done : t.doneOthersKept;
  if (isApplicationGone(rotation)) return t.stoppedGone;
  return inPlace === undefined ? t.stopped : t.stoppedInPlace;
}
