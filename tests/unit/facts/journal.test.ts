import { beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { JournalEntry, RegistrationState } from '../../../lib/domain/registration.ts';
import { journal } from '../../../lib/facts/facts.ts';
import { putAway, readEntry, removeEntry, writeEntry } from '../../../lib/facts/journal.ts';
import { createLocks } from '../flows/simulated-locks.ts';

const ACME = 'https://acme.crm4.dynamics.com' as OrgUrl;
const OTHER = 'https://other.crm4.dynamics.com' as OrgUrl;

const entry = (
  key: string,
  preparedAtMs: number,
  state: RegistrationState = 'verified',
  org: OrgUrl = ACME,
): JournalEntry => ({
  v: 1,
  key,
  workspace: org,
  accountId: 'a',
  accountName: 'A',
  org,
  organisationId: 'o',
  clientId: 'c',
  name: 'Acme',
  handle: 'h',
  state,
  preparedAtMs,
  idsBefore: [],
  openUrl: '',
});
const keys = async () => ((await journal.read()) ?? []).map(({ key }) => key).join(' ');
const writeAll = async (entries: JournalEntry[]) => {
  for (const one of entries) await writeEntry(one);
};
/** Entries that came to their end, the newest first: `s20 s19 … s1`. */
const settled = (count: number) =>
  Array.from({ length: count }, (_, at) => entry(`s${count - at}`, 100 + count - at));

let request: Mock<(name: string, work: () => Promise<void>) => Promise<void>>;
beforeEach(async () => {
  vi.restoreAllMocks();
  const locks = createLocks();
  request = vi.fn((name, work) => locks.request(name, {}, work));
  vi.stubGlobal('navigator', { locks: { request } });
  await browser.storage.local.clear();
});

describe('an entry is written', () => {
  it('as the first one, whatever was or was not there before', async () => {
    expect(await readEntry('a')).toBeUndefined();
    await writeEntry(entry('a', 1, 'posting'));
    expect(await readEntry('a')).toEqual(entry('a', 1, 'posting'));
    expect(await readEntry('b')).toBeUndefined();
  });

  it('beside the others, the newest first', async () => {
    await writeAll([entry('b', 2), entry('c', 3, 'posting'), entry('a', 1)]);
    expect(await keys()).toBe('c b a');
  });

  it('in place of the one with its key, and of no other', async () => {
    await writeAll([
      entry('a', 1, 'prepared'),
      entry('b', 2, 'prepared'),
      entry('a', 1, 'posting'),
    ]);
    expect(await keys()).toBe('b a');
    expect((await readEntry('a'))?.state).toBe('posting');
    expect((await readEntry('b'))?.state).toBe('prepared');
  });

  it('by two deeds at once, and neither is lost', async () => {
    await Promise.all([writeEntry(entry('a', 1)), writeEntry(entry('b', 2)), removeEntry('x')]);
    expect(await keys()).toBe('b a');
  });

  it('under the same lock in every window', async () => {
    await writeEntry(entry('a', 1));
    await removeEntry('a');
    expect(request.mock.calls.map(([name]) => name)).toEqual(['journal', 'journal']);
  });

  it('or the deed hears that it was not', async () => {
    vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error('QuotaExceeded'));
    await expect(writeEntry(entry('a', 1))).rejects.toThrow('QuotaExceeded');
  });
});

describe('the journal holds twenty entries', () => {
  it('and then the oldest of those that came to their end goes', async () => {
    await journal.write(settled(20));
    await writeEntry(entry('new', 200, 'prepared'));
    expect((await keys()).split(' ')).toEqual([
      'new',
      ...settled(20)
        .slice(0, 19)
        .map(({ key }) => key),
    ]);
  });

  it('open ones count, and are kept before any that came to their end', async () => {
    await journal.write([entry('open', 1, 'unclear'), ...settled(19)]);
    await writeEntry(entry('new', 200, 'prepared'));
    const kept = (await keys()).split(' ');
    expect(kept).toHaveLength(20);
    expect(kept.at(-1)).toBe('open');
    expect(kept).not.toContain('s1');
  });

  it('but one that is open never goes, however many there are', async () => {
    const open = Array.from({ length: 25 }, (_, at) => entry(`o${at}`, at, 'unclear'));
    await journal.write([...open, ...settled(3)]);
    await writeEntry(entry('new', 200, 'prepared'));
    const kept = (await keys()).split(' ');
    expect(kept).toHaveLength(26);
    expect(kept).not.toContain('s3');
  });
});

describe('what another version wrote', () => {
  const later = { ...entry('later', 5, 'verified'), v: 2, colour: 'red' };
  const riddle = { v: 3, attempt: 'x' };
  const stored = async () => (await browser.storage.local.get('journal:v1'))['journal:v1'];

  it('keeps its form while others are written and taken out, readable or not', async () => {
    await browser.storage.local.set({ 'journal:v1': [riddle, later, entry('b', 2)] });
    await writeEntry(entry('a', 1));
    await removeEntry('b');
    expect(await stored()).toEqual([later, entry('a', 1), riddle]);
  });

  it('has the form of this one from when it is written', async () => {
    await browser.storage.local.set({ 'journal:v1': [later] });
    await writeEntry(entry('later', 5, 'checking'));
    expect(await stored()).toEqual([entry('later', 5, 'checking')]);
  });
});

describe('an entry is taken out', () => {
  it('by its key, and no other', async () => {
    await writeAll([entry('a', 1), entry('b', 2), entry('c', 3)]);
    await removeEntry('b');
    expect(await keys()).toBe('c a');
  });

  it('of an empty journal, and nothing happens', async () => {
    await removeEntry('b');
    await putAway(entry('b', 1));
    expect(await keys()).toBe('');
  });
});

describe('an outcome that is put away', () => {
  it('takes the attempts before it along, of its organisation and at their end only', async () => {
    const told = entry('told', 50, 'conflict');
    await journal.write([
      entry('later', 51),
      told,
      entry('at-once', 50),
      entry('before', 49, 'failed'),
      entry('open', 48, 'unclear'),
      entry('elsewhere', 47, 'absent', OTHER),
    ]);
    await putAway(told);
    expect(await keys()).toBe('later open elsewhere');
  });
});
