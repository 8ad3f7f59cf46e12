import { type Send, TENANT_PATH } from '../clients/egress.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid } from '../domain/guid.ts';
import { scrub } from '../domain/redact.ts';
import { type Answer, diagnoseLine, diagnoseNotJson, parseJson, says } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';

/**
 * Asks Microsoft's sign-in which tenant a domain belongs to. Nothing of the person goes along but the domain.
 *
 * Takes   authorityHost  from the table of clouds, never from a server
 * Gives   the tenant's id
 * Fails   'entra/tenant-unknown' · 'entra/busy' · 'entra/bad-answer' · 'net/…'   never throws
 * Source  OpenID Connect Discovery 1.0; entra-docs v2-protocols-oidc.md: the issuer holds the tenant's id
 */
export async function tenantOfDomain(
  send: Send,
  { authorityHost, domain }: { authorityHost: string; domain: string },
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  const reply = await send({
    purpose: { for: 'tenant' },
    url: `https://${authorityHost}/${domain}${TENANT_PATH}`,
    headers: { Accept: 'application/json' },
    signal,
  });
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  return parseConfiguration(domain, reply);
}

function parseConfiguration(domain: string, answer: Answer): Result<string, Failure> {
  if (answer.status === 429 || answer.status >= 500)
    return bad({ code: 'entra/busy', service: says(answer) });
  const body = parseJson(answer.text);
  if (typeof body !== 'object' || body === null) return bad(diagnoseNotJson(answer));
  if ('error' in body) return bad(unknown(domain, answer, body));
  const issuer = 'issuer' in body && typeof body.issuer === 'string' ? body.issuer : '';
  const tenantId = URL.canParse(issuer) ? new URL(issuer).pathname.split('/')[1] : undefined;
  return answer.status === 200 && isGuid(tenantId)
    ? good(tenantId.toLowerCase())
    : bad({ code: 'entra/bad-answer', service: says(answer) });
}

function unknown(domain: string, answer: Answer, body: object): Failure {
  const text =
    'error_description' in body && typeof body.error_description === 'string'
      ? scrub(body.error_description)
      : '';
  const service = { ...says(answer), ...(text && { text }) };
  return { code: 'entra/tenant-unknown', tenantId: domain, isEntered: true, service };
}
