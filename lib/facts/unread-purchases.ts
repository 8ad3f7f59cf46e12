import * as v from 'valibot';
import { openFact } from './fact.ts';
import { entryIn } from './journal-entry.ts';

const stored = openFact<unknown[]>('local', 'journal:v1', v.array(v.unknown()));

/**
 * How many of the attempts that lie in the journal cannot be read by this version. Another one wrote them, and each may
 * stand for a connector that was bought.
 */
export const countUnread = async (): Promise<number> =>
  ((await stored.read()) ?? []).filter((form) => entryIn(form) === undefined).length;
