import type { DraftFields, Scheme, Workspace } from '../connection.ts';
import type { Failure } from '../failure.ts';
import { parseOrgUrl } from '../org-url.ts';
import { tidyPaste } from '../tidy-paste.ts';
import { type FieldResult, type FieldValue, SECRET_FIELDS } from './form-field.ts';

/** What is known of the secret's own click. */
export type SecretFill =
  | { state: 'filling'; startedAtMs: number }
  | { state: 'done'; result: FieldResult }
  | { state: 'failed'; failure: Failure };

/**
 * One filling of the form in one tab. `documentId` (the browser's) and `nonce` (left with our script there) name the
 * document that was filled, `handle` the values: the secret goes to no other document and beside no other values.
 */
export type FormFill = {
  origin: string;
  workspace: Workspace;
  scheme: Scheme;
  handle: string;
  nonce: string;
  documentId?: string;
  startedAtMs: number;
  state: 'filling' | 'done' | 'failed';
  results: FieldResult[];
  failure?: Failure;
  secret?: SecretFill;
};

/** A draft that can be filled in, newest first in a list of them. */
export type DraftChoice = { workspace: Workspace; name: string; host: string; hasSecret: boolean };

/** Our script in the page gives up before this: what is open after it was interrupted. */
export const LONGEST_FILL_MS = 8_000;

/** What the form is to hold, the secret apart; and what was never typed, so that it cannot be filled. */
export function valuesOf(draft: DraftFields): { values: FieldValue[]; empty: FieldResult[] } {
  const { scheme } = draft;
  const place = parseOrgUrl(draft.organisationUrl);
  const organisationUrl = place.ok ? place.value.url : draft.organisationUrl.trim();
  const texts: FieldValue[] =
    scheme === 'dataverse'
      ? [{ field: 'clientId', text: tidyPaste(draft.clientId).text }]
      : [{ field: 'username', text: draft.username.trim() }];
  const all: FieldValue[] = [
    { field: 'scheme', choice: scheme },
    { field: 'organisationUrl', text: organisationUrl },
    ...texts,
    ...(scheme === 'dataverse'
      ? [{ field: 'impersonateUsers', isOn: draft.impersonateUsers } as const]
      : []),
  ];
  const isEmpty = (value: FieldValue) => 'text' in value && value.text === '';
  return {
    values: all.filter((value) => !isEmpty(value)),
    empty: all
      .filter(isEmpty)
      .map(({ field }) => ({ field, outcome: 'refused', why: 'empty' }) as const),
  };
}

/** Is this the field that takes a secret? */
export const isSecretField = (field: FieldResult['field']): boolean =>
  Object.values<string>(SECRET_FIELDS).includes(field);
