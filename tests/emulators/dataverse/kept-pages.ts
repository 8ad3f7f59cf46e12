import type { Crowd } from './crowd.ts';
import type { Asked } from './rows.ts';

const pages = new WeakMap<Crowd, Map<string, Buffer>>();
const MOST = 64;

/**
 * A page of a great many users, written out once: whoever measures how fast it is read does not measure how fast it is
 * made. Forgotten with every write.
 */
export function writtenOnce(
  { database, caller, root, preferences }: Asked,
  path: string,
  write: () => string,
): string | Buffer {
  const { crowd } = database;
  if (!crowd) return write();
  const who = [caller.user.id, caller.behind?.id, crowd.version];
  const key = JSON.stringify([root, path, preferences, who]);
  const known = pages.get(crowd) ?? new Map<string, Buffer>();
  pages.set(crowd, known);
  const page = known.get(key) ?? Buffer.from(write());
  if (known.size >= MOST && !known.has(key)) known.clear();
  known.set(key, page);
  return page;
}
