import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing';
import { countStored, STORED } from '../../../lib/facts/stored.ts';

const FACTS = path.resolve(import.meta.dirname, '../../../lib/facts');
const sources = readdirSync(FACTS).map((name) => readFileSync(path.join(FACTS, name), 'utf8'));
const all = sources.join('\n');
const PLACES = { local: STORED.device, session: STORED.session };

/** The stored names as the facts themselves give them: `'settings'`, or the fixed beginning of a template. */
function namesOfFacts(): { area: 'local' | 'session'; name: string }[] {
  const opened = [
    ...all.matchAll(/openFact(?:<[^(]*>)?\(\s*'(local|session)',\s*([`'][^`']+[`']|name)/g),
    ...[...all.matchAll(/openList<\w+>\(\s*('[^']+')/g)].map(([hit, name]) => [hit, 'local', name]),
  ];
  return opened
    .filter(([, , name]) => name !== 'name') // openList's own line: its callers are read instead.
    .map(([, area, quoted = '']) => ({ area: area as 'local' | 'session', name: nameOf(quoted) }));
}

function nameOf(quoted: string): string {
  const text = quoted.slice(1, -1);
  const constant = /^\$\{([A-Z_]+)\}/.exec(text)?.[1];
  if (constant) return new RegExp(`const ${constant} = '([^']+)'`).exec(all)?.[1] ?? constant;
  return text.replace(/\$\{.*$/, '');
}

describe('what is stored', () => {
  beforeEach(() => fakeBrowser.reset());

  it.each(namesOfFacts())(
    '$name ($area) stands in the list that Options show',
    ({ area, name }) => {
      expect(Object.values(PLACES[area]).flat()).toContain(name);
    },
  );

  it('lists nothing that no fact has', () => {
    const names = namesOfFacts();
    expect(names.length).toBeGreaterThan(35);
    for (const area of ['local', 'session'] as const) {
      const known = names.filter((one) => one.area === area).map(({ name }) => name);
      for (const name of Object.values(PLACES[area]).flat()) expect(known).toContain(name);
    }
  });

  it('is counted without reading a value', async () => {
    await browser.storage.local.set({ 'draft:a': 1, 'draft:b': 2, settings: {} });
    await browser.storage.session.set({ 'secret:api-key': 'x' });
    const counted = await countStored();
    const entriesOf = (thing: string) => counted.find((one) => one.thing === thing)?.entries;
    expect(entriesOf('drafts')).toBe(2);
    expect(entriesOf('options')).toBe(1);
    expect(entriesOf('secrets')).toBe(1);
    expect(entriesOf('journals')).toBe(0);
  });
});
