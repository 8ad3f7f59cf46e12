import { storedJournal } from './facts.ts';
import { entryIn } from './journal-entry.ts';

/**
 * How many of the attempts that lie in the journal cannot be read by this version. Another one wrote them, and each may
 * stand for a connector that was bought.
 */
export const countUnread = async (): Promise<number> =>
  ((await storedJournal.read()) ?? []).filter((form) => entryIn(form) === undefined).length;
