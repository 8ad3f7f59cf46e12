import { isSettled, type JournalEntry } from '../domain/registration.ts';
import { journal, storedJournal } from './facts.ts';
import { entryIn } from './journal-entry.ts';

const MOST_ENTRIES = 20;
// One writer at a time: two attempts for two organisations must not overwrite each other's entry.
const LOCK = 'journal';

/** Puts an entry in, or in place of the one with its key. Rejects when the browser could not store it. */
export function writeEntry(entry: JournalEntry): Promise<void> {
  return change((all) => {
    const others = all.filter(({ key }) => key !== entry.key);
    const open = others.filter((other) => !isSettled(other));
    const settled = others.filter(isSettled).slice(0, Math.max(0, MOST_ENTRIES - 1 - open.length));
    return [entry, ...open, ...settled].sort((a, b) => b.preparedAtMs - a.preparedAtMs);
  });
}

export const removeEntry = (key: string) => change((all) => all.filter((e) => e.key !== key));

/** Puts an outcome away, and with it the earlier attempts for its organisation that came to their end before it. */
export const putAway = ({ key, org, preparedAtMs }: JournalEntry) =>
  change((all) =>
    all.filter((e) => {
      const isEarlier = e.org === org && e.preparedAtMs <= preparedAtMs && isSettled(e);
      return e.key !== key && !isEarlier;
    }),
  );

export const readEntry = async (key: string) =>
  ((await journal.read()) ?? []).find((entry) => entry.key === key);

/**
 * What another version wrote keeps its stored form until this very attempt is written, and for good where it cannot be
 * read: it may stand for a connector that was bought.
 */
async function change(make: (all: JournalEntry[]) => JournalEntry[]): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    const forms = new Map<JournalEntry, unknown>();
    const parked: unknown[] = [];
    for (const form of (await storedJournal.read()) ?? []) {
      const entry = entryIn(form);
      if (entry) forms.set(entry, form);
      else parked.push(form);
    }
    const next = make([...forms.keys()]);
    await storedJournal.write([...next.map((entry) => forms.get(entry) ?? entry), ...parked]);
  });
}
