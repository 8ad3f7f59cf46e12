import type { SecretDate } from './connector-health.ts';
import type { KeyRow } from './rotation.ts';

const DAY_MS = 86_400_000;
const dayOf = (ms: number) => Math.floor(ms / DAY_MS);

/**
 * Which of an application's secrets does the connector use? Entra does not tell. The only one; else the one whose last
 * day is known here already; else the one that ends first of those that are still valid, so that nobody is warned late.
 */
export function secretInUse(
  keys: readonly KeyRow[],
  known: SecretDate | undefined,
  nowMs: number,
): KeyRow | undefined {
  const [only, second] = keys;
  if (!second) return only;
  const sameDay =
    known && keys.find(({ endsAtMs }) => dayOf(endsAtMs) === dayOf(known.expiresAtMs));
  if (sameDay) return sameDay;
  const valid = keys.filter(({ endsAtMs }) => endsAtMs > nowMs);
  const byEnd = [...(valid.length > 0 ? valid : keys)].sort((a, b) => a.endsAtMs - b.endsAtMs);
  return valid.length > 0 ? byEnd[0] : byEnd.at(-1);
}
