import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import type { Cloud } from '../domain/cloud.ts';
import { parseChallenge } from '../domain/diagnose/challenge.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { tenantOf } from '../facts/facts.ts';
import type { World } from './world.ts';

/**
 * The organisation itself names its tenant, to anybody who asks without a token. One that refuses and names none belongs
 * to the tenant that a passed test has proved, where there was one.
 */
export async function askTenant(
  { send }: World,
  org: OrgUrl,
  cloud: Cloud,
): Promise<Result<string, Failure>> {
  const reply = await openOrgLine(send, org).get(WHO_AM_I);
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  const challenge = parseChallenge(reply, cloud.authorityHosts);
  if (challenge.ok) return good(challenge.value.tenantId);
  const { failure } = challenge;
  const isSilent = failure.code === 'org/no-challenge' && failure.asksTenant === true;
  const proved = isSilent ? await tenantOf(org).read() : undefined;
  return proved ? good(proved) : challenge;
}
