import type { Many } from '../domain/many.ts';
import { openFact } from './fact.ts';

/** Several environments that are set up in one go. Browser session: each has its own draft and journal besides. */
export const severalEnvironments = openFact<Many>('session', 'several-environments');
