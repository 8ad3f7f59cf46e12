import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

type Rooms = Extract<FailureCode, `connector/${string}`>;

/** What keeping a connector can fail with, and the names that each remedy must hold. */
export const CONNECTOR_SAMPLES: { [C in Rooms]: { failure: FailureOf<C>; names: string[] } } = {
  'connector/interrupted': { failure: { code: 'connector/interrupted' }, names: ['Save'] },
};
