import type { Cloud } from '../domain/cloud.ts';
import type { Failure } from '../domain/failure.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { TestPorts } from './test-ports.ts';

export type Door = Result<{ authorityHost: string }, Failure>;

/** May we read the answers of this cloud's sign-in host, and is the rule for its requests set? */
export async function openDoor(
  ports: Pick<TestPorts, 'hasAccess' | 'allowWithoutOrigin'>,
  cloud: Cloud,
): Promise<Door> {
  const [authorityHost] = cloud.authorityHosts;
  const origin = `https://${authorityHost}`;
  const [hasAccess] = await Promise.all([ports.hasAccess(origin), ports.allowWithoutOrigin()]);
  return hasAccess
    ? good({ authorityHost })
    : bad({ code: 'permission/not-granted', origin, host: authorityHost });
}
