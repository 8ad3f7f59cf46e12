import type { Failure } from '../domain/failure.ts';
import type { TestPorts } from './test-ports.ts';

/**
 * A request that brought nothing looks the same whatever kept it back. What the browser itself did is found out here.
 *
 * Gives   the failure to tell in place of "unreachable"; undefined where the browser had no part in it
 */
export async function blockedByBrowser(
  ports: Pick<TestPorts, 'hasAccess' | 'closedByPolicy'>,
  origin: string,
): Promise<Failure | undefined> {
  const { host } = new URL(origin);
  const closed = await ports.closedByPolicy(origin);
  if (closed) return { code: 'permission/blocked-by-policy', host, ...closed };
  return (await ports.hasAccess(origin))
    ? undefined
    : { code: 'permission/not-granted', origin, host };
}
