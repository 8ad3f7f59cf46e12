import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listMaterials } from '../../../packaging/bill-of-materials.ts';
import { sizeInKb, usedOf } from './size-in-bundle.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const readJson = (file: string) =>
  JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as unknown;
type Locked = {
  version: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
};
const { dependencies } = readJson('package.json') as { dependencies: Record<string, string> };
const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
/** Whatever is installed without the tools. */
const RUNTIME = Object.entries(packages).filter(
  ([name, { dev, optional, devOptional }]) => name !== '' && !dev && !optional && !devOptional,
);
const nameOf = (folder: string) => folder.replace(/^.*node_modules\//, '');

/** What may be in the shipped package: its licence, and the most kB (gzip) that what we take of it may weigh alone. */
const APPROVED: Record<string, { licence: string; mostKb: number; why: string }> = {
  '@azure/msal-browser': { licence: 'MIT', mostKb: 105, why: 'the sign-in with Microsoft' },
  '@nanostores/i18n': { licence: 'MIT', mostKb: 4, why: 'the words of each language' },
  '@rgrove/parse-xml': { licence: 'ISC', mostKb: 9, why: 'XML without a DTD' },
  idb: { licence: 'ISC', mostKb: 3, why: 'the database of Coverage' },
  nanostores: { licence: 'MIT', mostKb: 3, why: 'which language is spoken' },
  papaparse: { licence: 'MIT', mostKb: 9, why: 'CSV' },
  preact: { licence: 'MIT', mostKb: 8, why: 'what is drawn' },
  valibot: { licence: 'MIT', mostKb: 6, why: 'everything foreign is parsed' },
  'webextension-polyfill': {
    licence: 'MPL-2.0',
    mostKb: 5,
    why: 'one way to speak to each browser',
  },
  zustand: { licence: 'MIT', mostKb: 2, why: 'the facts, as the pages see them' },
};
/** What those bring along. */
const BROUGHT_ALONG: Record<string, string> = { '@azure/msal-common': 'MIT' };

describe('the runtime dependencies', () => {
  it('are those that were approved, each at one exact version', () => {
    expect(Object.keys(dependencies).sort()).toEqual(Object.keys(APPROVED).sort());
    expect(Object.values(dependencies).filter((one) => !/^\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it('bring along what is known, and nothing more', () => {
    const known = [...Object.keys(APPROVED), ...Object.keys(BROUGHT_ALONG)];
    expect(RUNTIME.map(([folder]) => nameOf(folder)).sort()).toEqual(known.sort());
  });

  it('run nothing when they are installed, and come from the registry by their sums', () => {
    expect(RUNTIME.filter(([, one]) => one.hasInstallScript)).toEqual([]);
    const odd = RUNTIME.filter(
      ([, { integrity = '', resolved }]) =>
        !integrity.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd.map(([folder]) => folder)).toEqual([]);
  });

  it('have licences that were read', () => {
    const licences = Object.fromEntries(
      RUNTIME.map(([folder, { license }]) => [nameOf(folder), license]),
    );
    const approved = Object.entries(APPROVED).map(([name, { licence }]) => [name, licence]);
    expect(licences).toEqual({ ...Object.fromEntries(approved), ...BROUGHT_ALONG });
  });

  // The browser's own interface comes by WXT, which imports the polyfill itself.
  const TAKEN = Object.entries(APPROVED).filter(([name]) => name !== 'webextension-polyfill');
  it.each(TAKEN.map(([name, { mostKb }]) => ({ name, mostKb })))(
    '$name: what we take of it weighs at most $mostKb kB',
    { timeout: 60_000 },
    async ({ name, mostKb }) => {
      expect(usedOf(name)).not.toBe('');
      const kb = await sizeInKb(name);
      expect(kb).toBeGreaterThan(0);
      expect(kb).toBeLessThanOrEqual(mostKb);
    },
  );
});

describe('the bill of materials', () => {
  it('is the same whenever it is made, and names each runtime package with version, licence and sum', () => {
    const text = listMaterials(ROOT);
    expect(listMaterials(ROOT)).toBe(text);
    const bill = JSON.parse(text) as {
      bomFormat: string;
      serialNumber: string;
      components: { name: string; version: string; hashes?: object[]; licenses?: object[] }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(bill.components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      RUNTIME.map(([folder, { version }]) => `${nameOf(folder)} ${version}`).sort(),
    );
    for (const { hashes, licenses } of bill.components) {
      expect(hashes).toHaveLength(1);
      expect(licenses).toHaveLength(1);
    }
  }, 60_000);
});
