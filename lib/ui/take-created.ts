import type { Draft } from '../domain/connection.ts';
import { store } from './store.ts';

/** The secret whose Client Id the fields show already. */
let taken: string | undefined;

/** What stands in the fields now belongs to this draft. */
export function noteTaken(draft: Draft | undefined): void {
  taken = draft?.secretKeyId;
}

/**
 * The background has put a Client Id and a secret into the draft, or taken them out: the fields follow. Once for each
 * secret, so that nothing that is typed after it is overwritten.
 */
export function takeCreated(draft: Draft | undefined): void {
  const before = taken;
  if (!draft || draft.secretKeyId === before) return;
  noteTaken(draft);
  const { clientId, organisationUrl, scheme } = draft;
  const change = draft.secretKeyId ? { clientId, organisationUrl, scheme } : { clientId };
  if (draft.secretKeyId || clientId === '')
    store.setState(({ fields }) => ({ fields: { ...fields, ...change } }));
}
