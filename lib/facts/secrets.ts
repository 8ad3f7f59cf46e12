import * as v from 'valibot';
import type { Draft, Workspace } from '../domain/connection.ts';
import {
  dropDeviceDatabase,
  dropDeviceKey,
  openSealed,
  type Sealed,
  sealOnDevice,
} from './device-key.ts';
import { type Fact, namesKept, openFact } from './fact.ts';

/**
 * Secrets live in session storage: memory of the browser, readable by the extension's own contexts only, gone with
 * the browser. Only flows import this file; no message returns what is in it.
 */
export type SecretName = `draft:${Workspace}` | 'api-key' | `rotation:${string}`;

const secretOf = (name: SecretName): Fact<string> => openFact<string>('session', `secret:${name}`);
const lastUse = openFact<number>('session', 'secrets-last-use');

export const readSecret = (name: SecretName) => secretOf(name).read();
export const writeSecret = (name: SecretName, value: string) => secretOf(name).write(value);
/** Takes it away, so that another may take its place; what stands aside for it stays. */
export const clearSecret = (name: SecretName) => secretOf(name).forget();

/**
 * A secret that is being typed over stands aside until the field is left: who empties the field again has it back, and
 * the values have the handle under which they stood. `edit` names the one stay in the field.
 */
export type Aside = { edit: string; secret: string; draft?: Draft };
const ASIDE = 'secret:aside:';
export const asideOf = (name: SecretName) => openFact<Aside>('session', `${ASIDE}${name}`);
export const asidesKept = () => namesKept('session', ASIDE) as Promise<SecretName[]>;

/** No secret of this name is left, nor one that stands aside for it. */
export async function wipeSecret(name: SecretName): Promise<void> {
  await Promise.all([clearSecret(name), asideOf(name).forget()]);
}

/** When a secret was last given or used (epoch milliseconds). */
export const readLastUse = () => lastUse.read();
export const writeLastUse = (nowMs: number) => lastUse.write(nowMs);

/** The workspaces for whose draft a secret is kept. */
export const draftSecretsKept = () => namesKept('session', 'secret:draft:') as Promise<Workspace[]>;

/** The connectors for whose rotation a new secret is kept. */
export const rotationSecretsKept = () => namesKept('session', 'secret:rotation:');

/** The API key as it lies on the device, where the person wanted that: unreadable without this browser's own key. */
const sealedApiKey = openFact<Sealed>(
  'local',
  'api-key-sealed',
  v.object({ v: v.literal(1), iv: v.string(), data: v.string() }),
);

/** The API key: of this session, else of the device; '' for none. */
export async function readApiKey(): Promise<string> {
  const kept = await readSecret('api-key');
  if (kept) return kept;
  const sealed = await sealedApiKey.read();
  return (sealed && (await openSealed(sealed))) ?? '';
}

/** Rejects where the browser gives no place for it. */
export const sealApiKey = async (key: string) => sealedApiKey.write(await sealOnDevice(key));

/** The key goes first: what may be left of the text then is unreadable. Where the key does not go, the text still does. */
export async function unsealApiKey(): Promise<void> {
  if ((await sealedApiKey.read()) === undefined) return;
  try {
    await dropDeviceKey();
  } finally {
    await sealedApiKey.forget();
  }
}

/** The key by which anything was ever sealed. */
export const dropSealing = dropDeviceDatabase;

export const isApiKeySealed = async () => (await sealedApiKey.read()) !== undefined;

/** The tokens of who signed in with Microsoft, entry by entry as their library keeps them. */
const ENTRY = 'msal:';
const entryOf = (key: string): Fact<string> => openFact<string>('session', `${ENTRY}${key}`);
export const sessionKeeper = {
  async readAll(): Promise<Record<string, string>> {
    const keys = await namesKept('session', ENTRY);
    const values = await Promise.all(keys.map((key) => entryOf(key).read()));
    return Object.fromEntries(keys.flatMap((key, at) => (values[at] ? [[key, values[at]]] : [])));
  },
  write: (key: string, value: string) => entryOf(key).write(value),
  remove: (key: string) => entryOf(key).forget(),
};
