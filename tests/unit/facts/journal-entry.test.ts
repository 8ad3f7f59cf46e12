import { describe, expect, it } from 'vitest';
import type { RegistrationState } from '../../../lib/domain/registration.ts';
import { entryIn } from '../../../lib/facts/journal-entry.ts';

const STORED = {
  v: 1,
  key: 'k',
  workspace: 'w',
  accountId: 'a',
  accountName: 'A',
  org: 'https://acme.crm4.dynamics.com',
  organisationId: 'o',
  clientId: 'c',
  name: 'Acme',
  handle: 'h',
  state: 'posting',
  preparedAtMs: 1,
  idsBefore: ['old'],
  openUrl: 'u',
};
const without = (name: string) =>
  Object.fromEntries(Object.entries(STORED).filter(([one]) => one !== name));
const STATES: RegistrationState[] = [
  ...(['prepared', 'posting', 'unclear', 'checking', 'created'] as const),
  ...(['verified', 'absent', 'conflict', 'failed'] as const),
];
const UNCLEAR = { state: 'unclear', failure: { code: 'registration/interrupted' } };

describe('an attempt of this version', () => {
  it.each(STATES)('that is %s is read as it is', (state) => {
    const stored = { ...STORED, state, differs: ['name'], unknown: 7 };
    expect(entryIn(stored)).toBe(stored);
  });
});

describe('an attempt of another version', () => {
  it.each(['key', 'workspace', 'accountId', 'org', 'preparedAtMs', 'idsBefore'])(
    'without %s cannot be asked about',
    (name) => {
      expect(entryIn(without(name))).toBeUndefined();
      expect(entryIn({ ...STORED, [name]: null })).toBeUndefined();
    },
  );

  it.each(['accountName', 'clientId', 'name', 'handle', 'openUrl'])(
    'without %s is asked about, and has none',
    (name) => {
      const read = { ...STORED, [name]: '', ...UNCLEAR };
      expect(entryIn(without(name))).toStrictEqual(read);
      expect(entryIn({ ...STORED, [name]: 7 })).toStrictEqual(read);
    },
  );

  it('without the id of its organisation has none', () => {
    const { organisationId: _, name: __, ...stored } = STORED;
    expect(entryIn(stored)).toMatchObject({ organisationId: '', name: '', openUrl: 'u' });
  });

  it('keeps what this one does not know', () => {
    expect(entryIn({ ...STORED, v: 2, colour: 'red' })).toStrictEqual({
      ...STORED,
      ...UNCLEAR,
      v: 1,
      colour: 'red',
    });
  });

  it.each(['verified', 'absent', 'failed', 'conflict'])(
    'that is %s has come to its end',
    (state) => {
      expect(entryIn({ ...STORED, v: 2, state })).toStrictEqual({ ...STORED, state });
    },
  );

  it.each(['prepared', 'posting', 'checking', 'created', 'paused', 7, undefined])(
    'that is %s is unclear, so that the server is asked',
    (state) => {
      expect(entryIn({ ...STORED, v: 2, state })).toStrictEqual({ ...STORED, ...UNCLEAR });
    },
  );
});

it.each([undefined, null, 'k', 7, []])('%j is no attempt', (stored) => {
  expect(entryIn(stored)).toBeUndefined();
});
