import type { Failure } from './failure.ts';
import { isGuid } from './guid.ts';
import { tidyPaste } from './tidy-paste.ts';

/** A tenant as a person may enter it: by its id, or by one of its domains, as Microsoft's sign-in takes both. */
export type Tenant =
  | { kind: 'none' }
  | { kind: 'id'; id: string }
  | { kind: 'domain'; domain: string }
  | { kind: 'malformed' };

const LONGEST = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads what was typed as Tenant. It becomes a part of an address, so nothing that is not plainly an id or a domain
 * does; `common` and its like name no tenant. What was pasted around it is left out.
 *
 * Source  entra-docs v2-oauth2-client-creds-grant-flow.md: "The directory tenant … in GUID or domain-name format"
 */
export function parseTenant(typed: string): Tenant {
  const text: string = tidyPaste(typed).text.toLowerCase();
  if (text === '') return { kind: 'none' };
  const labels = text.length <= LONGEST ? text.split('.') : [];
  if (isGuid(text)) return { kind: 'id', id: text };
  const isDomain = labels.length > 1 && labels.every((label) => LABEL.test(label));
  // The last label of a domain is a word: an address in numbers is none.
  return isDomain && /[a-z]/.test(labels.at(-1) ?? '')
    ? { kind: 'domain', domain: labels.join('.') }
    : { kind: 'malformed' };
}

/** The organisation refuses as one does, and names no tenant: here alone the person's word counts. */
export const isSilent = (failure: Failure): boolean =>
  failure.code === 'org/no-challenge' && failure.asksTenant === true;

/** Is this failure mended by entering the tenant, or by correcting what was entered? */
export function isAboutEntered(failure: Failure): boolean {
  if (isSilent(failure)) return true;
  if (failure.code === 'entra/tenant-unknown') return failure.isEntered === true;
  return failure.code === 'org/other-tenant' || failure.code === 'tenant/malformed';
}
