import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';

/** One thing that is known. Only the background writes; pages read and follow. */
export type Fact<T> = {
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
  forget(): Promise<void>;
  /** Tells every later value, undefined when it is forgotten. Gives the way to stop. */
  follow(told: (value: T | undefined) => void): () => void;
};
type Area = 'local' | 'session';

/**
 * A fact in one storage area. Session facts vanish with the browser and with an update of the extension, so they are
 * always ours and of this version. Local facts may be older or damaged: `schema` decides whether they are believed,
 * and one that is not believed is read as unknown.
 */
export function openFact<T>(
  area: Area,
  name: string,
  schema?: v.GenericSchema<unknown, T>,
): Fact<T> {
  const key = `${area}:${name}` as const;
  const believe = (raw: unknown): T | undefined => {
    if (raw === null || raw === undefined) return undefined;
    if (!schema) return raw as T;
    const parsed = v.safeParse(schema, raw);
    return parsed.success ? parsed.output : undefined;
  };
  return {
    read: async () => believe(await storage.getItem(key)),
    write: (value) => storage.setItem(key, value),
    forget: () => storage.removeItem(key),
    follow: (told) => storage.watch(key, (raw) => told(believe(raw))),
  };
}

/** The names of what an area holds that start so, without that start. */
export async function namesKept(area: Area, start: string): Promise<string[]> {
  const names = Object.keys(await storage.snapshot(area));
  return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

/** Forgets every stored byte of ours, on the device and in the browser session. */
export async function forgetAllFacts(): Promise<void> {
  await Promise.all([storage.clear('local'), storage.clear('session')]);
}
