import type { Workspace } from '../domain/connection.ts';
import { isWipeLeft, type JournalEntry } from '../domain/registration.ts';
import { draftOf, reportOf } from '../facts/facts.ts';
import { writeEntry } from '../facts/journal.ts';
import { wipeSecret } from '../facts/secrets.ts';
import type { World } from './world.ts';

/**
 * What was bought is put away, its secret first; values that were edited meanwhile belong to the next run and stay.
 *
 * Gives   false when the browser refused to remove it: the person is told, and it is tried again
 */
export async function forgetWork(
  world: World,
  { workspace: name, handle }: JournalEntry,
): Promise<boolean> {
  const workspace = name as Workspace;
  try {
    await world.inTurn(`draft|${workspace}`, async () => {
      const draft = await draftOf(workspace).read();
      if (draft && draft.handle !== handle) return;
      await wipeSecret(`draft:${workspace}`);
      await Promise.all([draftOf(workspace).forget(), reportOf(workspace).forget()]);
    });
    return true;
  } catch {
    return false;
  }
}

/** The next try, where the first was refused. Gives whether nothing is left now. */
export async function forgetAgain(world: World, entry: JournalEntry): Promise<boolean> {
  if (!isWipeLeft(entry)) return true;
  if (!(await forgetWork(world, entry))) return false;
  const { failure: _mended, ...done } = entry;
  await writeEntry(done);
  return true;
}
