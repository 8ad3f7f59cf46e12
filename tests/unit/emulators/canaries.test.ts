import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../emulators/accounts.ts';
import { ACCOUNTS } from '../../emulators/on-premises/people.ts';
import { API_KEYS, SECRET, WRONG_SECRET } from '../../emulators/people.ts';

const E2E = path.resolve(import.meta.dirname, '../../e2e');
const SOURCES = readdirSync(E2E, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, source: readFileSync(path.join(E2E, name), 'utf8') }));

const TYPED: [string, string][] = [
  ['the client secret', SECRET],
  ['a wrong one', WRONG_SECRET],
  ['everybody’s password at Microsoft', PASSWORD],
  ...Object.entries(ACCOUNTS).map(([who, { password }]): [string, string] => [who, password]),
];

describe('every secret of the browser tests is one that is found wherever it goes', () => {
  it.each(TYPED)('%s has what careless code breaks', (_whose, secret) => {
    expect(secret).toContain('CANARY-');
    expect([...'&<"\'%+/=é'].filter((sign) => !secret.includes(sign))).toEqual([]);
  });

  it.each(Object.entries(API_KEYS))('%s: as far as a header can carry it', (_whose, key) => {
    expect(key).toMatch(/^CANARY-[!-~]+$/);
    expect([...'&<"\'%+/='].filter((sign) => !key.includes(sign))).toEqual([]);
  });

  it('no browser test types one of its own making', () => {
    const typed = /fill\(\w+, (?:'Client Secret'|'Password'|'API key'), *(?:['"]|`(?! ?\$\{))/;
    const given = /\b(?:secret|password): *['"`]\w/;
    const madeUp = /CANARY-[A-Z]-[^'"`/]/;
    const own = SOURCES.filter(({ source }) =>
      [typed, given, madeUp].some((breach) => breach.test(source)),
    );
    expect(own.map(({ name }) => name)).toEqual([]);
    expect(SOURCES.length).toBeGreaterThan(60);
  });
});
