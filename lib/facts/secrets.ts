import type { Workspace } from '../domain/connection.ts';
import { type Fact, namesKept, openFact } from './fact.ts';

/**
 * Secrets live in session storage: memory of the browser, readable by the extension's own contexts only, gone with
 * the browser. Only flows import this file; no message returns what is in it.
 */
export type SecretName = `draft:${Workspace}` | 'api-key';

const secretOf = (name: SecretName): Fact<string> => openFact<string>('session', `secret:${name}`);
const lastUse = openFact<number>('session', 'secrets-last-use');

export const readSecret = (name: SecretName) => secretOf(name).read();
export const writeSecret = (name: SecretName, value: string) => secretOf(name).write(value);
export const wipeSecret = (name: SecretName) => secretOf(name).forget();

/** When a secret was last given or used (epoch milliseconds). */
export const readLastUse = () => lastUse.read();
export const writeLastUse = (nowMs: number) => lastUse.write(nowMs);

/** The workspaces for whose draft a secret is kept. */
export const draftSecretsKept = () => namesKept('session', 'secret:draft:') as Promise<Workspace[]>;
