import { isSameGuid } from './guid.ts';
import { type PastedAlong, tidyPaste } from './tidy-paste.ts';

export { type PastedAlong, tidyPaste };

/**
 * What can be said about a pasted value before any call, without repeating it. `blocks` is true only where the text
 * cannot be sent as what it is meant for; everything else is advice, and the servers decide.
 */
export type CredentialAdvice =
  | { code: 'client-id/empty'; blocks: true }
  | { code: 'client-id/not-a-guid'; blocks: true }
  | { code: 'client-id/looks-like-secret'; blocks: true }
  | { code: 'client-id/pasted-along'; blocks: true; removed: PastedAlong[] }
  | { code: 'client-id/all-zero'; blocks: false }
  | { code: 'client-id/is-the-tenant-id'; blocks: false }
  | { code: 'secret/empty'; blocks: true }
  | { code: 'secret/same-as-client-id'; blocks: false }
  | { code: 'secret/is-a-guid'; blocks: false }
  | { code: 'secret/masked'; blocks: false }
  | { code: 'secret/pasted-along'; blocks: false; removed: PastedAlong[] }
  | { code: 'secret/too-short'; blocks: false };

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORTEST_SECRET = 16;
/** A secret that Entra makes. Source: microsoft/security-utilities, AadClientAppIdentifiableCredentials (SEC101/156). */
const ENTRA_SECRET = /^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/;
/** Any other long random text: letters of both cases and digits, no spaces. */
const RANDOM_TEXT = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[!-~]{30,64}$/;
/** After one leaves the page, Entra shows three characters of the value and asterisks; form fields show dots. */
const MASKED = /^[^*•●]{0,4}[*•●]{4,}$/;

/** Advice on a Client Id. `known.tenantId` is the organisation's, once the test or the URL told it. */
export function checkClientId(
  text: string,
  known: { tenantId?: string | undefined } = {},
): CredentialAdvice | undefined {
  const { text: id, removed } = tidyPaste(text);
  if (id === '') return { code: 'client-id/empty', blocks: true };
  if (!GUID.test(id)) {
    const isSecret = ENTRA_SECRET.test(id) || (RANDOM_TEXT.test(id) && !id.includes('://'));
    return {
      code: isSecret ? 'client-id/looks-like-secret' : 'client-id/not-a-guid',
      blocks: true,
    };
  }
  if (removed.length > 0) return { code: 'client-id/pasted-along', blocks: true, removed };
  if (/^[0-]+$/.test(id)) return { code: 'client-id/all-zero', blocks: false };
  if (isSameGuid(id, known.tenantId)) return { code: 'client-id/is-the-tenant-id', blocks: false };
  return undefined;
}

/**
 * Advice on a Client Secret. A GUID is nearly always the Secret ID, which stands beside the Value in Entra.
 * Whether a value is right is only known to Entra, so nothing but an empty one blocks.
 */
export function checkClientSecret(
  text: string,
  known: { clientId?: string | undefined } = {},
): CredentialAdvice | undefined {
  const { text: secret, removed } = tidyPaste(text);
  if (secret === '') return { code: 'secret/empty', blocks: true };
  const clientId = known.clientId === undefined ? undefined : tidyPaste(known.clientId).text;
  if (isSameGuid(secret, clientId)) return { code: 'secret/same-as-client-id', blocks: false };
  if (GUID.test(secret)) return { code: 'secret/is-a-guid', blocks: false };
  if (MASKED.test(secret)) return { code: 'secret/masked', blocks: false };
  if (removed.length > 0) return { code: 'secret/pasted-along', blocks: false, removed };
  if (secret.length < SHORTEST_SECRET) return { code: 'secret/too-short', blocks: false };
  return undefined;
}
