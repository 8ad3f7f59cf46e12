import { tenantOfDomain } from '../auth/tenant-of-domain.ts';
import type { Send } from '../clients/egress.ts';
import type { Failure } from '../domain/failure.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { isSilent, type Tenant } from '../domain/tenant.ts';
import type { Door } from './sign-in-door.ts';

type Entered = Extract<Tenant, { kind: 'id' | 'domain' }>;

/**
 * The tenant of an organisation: its own word, if it has one. Only where it refuses as an organisation does and names none
 * is the person's word taken.
 *
 * Takes   named  what the organisation says
 *         idOf   finds the id of what was entered, where that counts
 * Gives   the tenant's id
 * Fails   'org/other-tenant' where both are there and differ; 'tenant/malformed'; else what the servers say
 */
export async function settleTenant(
  { host, named, entered }: { host: string; named: Result<string, Failure>; entered: Tenant },
  idOf: (entered: Entered) => Promise<Result<string, Failure>>,
): Promise<Result<string, Failure>> {
  if (entered.kind === 'none' || !(named.ok || isSilent(named.failure))) return named;
  if (entered.kind === 'malformed') return bad({ code: 'tenant/malformed' });
  const own = await idOf(entered);
  if (!own.ok || !named.ok || named.value === own.value) return own;
  const said = entered.kind === 'domain' ? `${entered.domain} (${own.value})` : own.value;
  return bad({ code: 'org/other-tenant', host, named: named.value, entered: said });
}

/** A domain is only a name: which tenant it means, Microsoft's sign-in says; of an id nobody is asked. */
export async function idOfEntered(
  send: Send,
  entered: Entered,
  door: () => Promise<Door>,
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  if (entered.kind === 'id') return good(entered.id);
  const opened = await door();
  if (!opened.ok) return opened;
  const { authorityHost } = opened.value;
  return tenantOfDomain(send, { authorityHost, domain: entered.domain }, signal);
}
