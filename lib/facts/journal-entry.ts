import * as v from 'valibot';
import type { JournalEntry, RegistrationState } from '../domain/registration.ts';

const text = v.string();
const states = v.picklist([
  'prepared',
  'posting',
  'unclear',
  'checking',
  'created',
  'verified',
  'absent',
  'conflict',
  'failed',
]);
const ENTRY = {
  v: v.literal(1),
  key: text,
  workspace: text,
  accountId: text,
  accountName: text,
  org: text,
  clientId: text,
  name: text,
  handle: text,
  state: states,
  preparedAtMs: v.number(),
  idsBefore: v.array(text),
  openUrl: text,
};
const entry = v.looseObject(ENTRY);
/** What it takes to ask the server whether an attempt made a connector, whatever else another version notes of it. */
const question = v.looseObject({
  key: text,
  workspace: text,
  accountId: text,
  org: text,
  preparedAtMs: v.number(),
  idsBefore: v.array(text),
});

/**
 * One stored attempt. What another version has noted is read as far as it can be: where its outcome is not plain it is
 * unclear, so that the server is asked. Undefined for what cannot even be asked about.
 */
export function entryIn(stored: unknown): JournalEntry | undefined {
  if (v.is(entry, stored)) return stored as JournalEntry;
  if (!v.is(question, stored)) return undefined;
  const known = Object.fromEntries(
    Object.entries(stored).filter(
      ([name, value]) => !Object.hasOwn(ENTRY, name) || v.is(ENTRY[name as 'key'], value),
    ),
  );
  const blank = { accountName: '', clientId: '', name: '', handle: '', openUrl: '' };
  const state = ended(stored.state);
  return {
    ...{ ...blank, organisationId: '', ...known, v: 1, state: state ?? 'unclear' },
    ...(state === undefined && { failure: { code: 'registration/interrupted' } }),
  } as JournalEntry;
}

const ENDS: readonly RegistrationState[] = ['verified', 'absent', 'failed', 'conflict'];
const ended = (state: unknown) => ENDS.find((end) => end === state);
