import * as v from 'valibot';
import { openFact } from './fact.ts';

/**
 * The patterns of hosts to which the person took the access back, and of which not everything is wiped yet: one text, with
 * blanks between them. Kept on the device until all is wiped.
 */
export const accessTakenBack = openFact<string>('local', 'access-taken-back', v.string());
