import * as v from 'valibot';
import { browser } from 'wxt/browser';

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
  const believe = (raw: unknown): T | undefined => {
    if (raw === null || raw === undefined) return undefined;
    if (!schema) return raw as T;
    const parsed = v.safeParse(schema, raw);
    return parsed.success ? parsed.output : undefined;
  };
  return {
    read: async () => believe((await browser.storage[area].get(name))[name]),
    write: (value) => browser.storage[area].set({ [name]: value }),
    forget: () => browser.storage[area].remove(name),
    follow: (told) => {
      const { onChanged } = browser.storage[area];
      const hear = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[name];
        if (change) told(believe(change.newValue));
      };
      onChanged.addListener(hear);
      return () => onChanged.removeListener(hear);
    },
  };
}

/** What the company has decided under this name; undefined without a policy, or where the browser knows none. */
export async function readPolicyOf(name: string): Promise<unknown> {
  try {
    return (await browser.storage.managed.get(name))[name];
  } catch {
    return undefined;
  }
}

/** The names of what an area holds that start so, without that start. */
export async function namesKept(area: Area, start: string): Promise<string[]> {
  const names = Object.keys(await browser.storage[area].get());
  return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

/** Forgets every stored byte of ours, on the device and in the browser session. */
export async function forgetAllFacts(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
}
