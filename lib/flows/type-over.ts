import type { Draft } from '../domain/connection.ts';
import { type Aside, asideOf, clearSecret, type SecretName } from '../facts/secrets.ts';

/**
 * A kept secret is about to be typed over: it stands aside first, once for each stay in the field, and then makes room. Of
 * what was typed in the same stay nothing is laid aside.
 */
export async function layAside(
  name: SecretName,
  edit: string,
  secret: string | undefined,
  draft?: Draft,
): Promise<void> {
  if ((await asideOf(name).read())?.edit !== edit) {
    if (secret) await asideOf(name).write({ edit, secret, ...(draft && { draft }) });
    else await dropAside(name);
  }
  await clearSecret(name);
}

/** What stood aside in this stay; what was typed meanwhile makes room. Undefined where nothing is left of it. */
export async function takeBack(name: SecretName, edit: string): Promise<Aside | undefined> {
  const aside = await asideOf(name).read();
  if (aside?.edit !== edit) return undefined;
  await clearSecret(name);
  return aside;
}

/** The field was left, or the values are used: what was typed stands. */
export const dropAside = (name: SecretName) => asideOf(name).forget();
