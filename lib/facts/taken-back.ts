import * as v from 'valibot';
import { openFact } from './fact.ts';

/** Access that the person took back and of which not everything is wiped yet. Kept on the device until it is. */
export const accessTakenBack = openFact<string[]>(
  'local',
  'access-taken-back',
  v.array(v.string()),
);
