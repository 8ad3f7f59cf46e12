import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** The laws of the house, read from the source as it stands: lib/README.md says why each is one. */
const ROOT = path.resolve(import.meta.dirname, '../..');
type Source = { file: string; text: string; code: string };

function filesOf(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .map((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      return { file, text, code: withoutComments(text) };
    });
}

/** Lines of comment are left out. A comment behind code is left in: it does no harm there to be strict. */
function withoutComments(text: string): string {
  return text
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\*)/.test(line))
    .join('\n');
}

const lib = filesOf('lib');
const components = filesOf('components');
const entrypoints = filesOf('entrypoints');
const program = [...lib, ...components, ...entrypoints];
const tests = filesOf('tests');
const everything = [...program, ...tests];

const importsOf = ({ file, code }: Source) =>
  [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm)].map(
    ([, name = '']) =>
      name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
  );
const linesOf = (text: string) => text.replace(/\n$/, '').split('\n').length;
const where = (sources: Source[], law: RegExp) =>
  sources.filter(({ code }) => law.test(code)).map(({ file }) => file);

/** Which files a room may import from, besides its own and besides packages. */
const MAY_IMPORT: Record<string, RegExp> = {
  'lib/language': /^$/,
  'lib/domain/catalogue': /^lib\/(?:domain|language)\//,
  'lib/domain': /^lib\/domain\/catalogue\//,
  'lib/clients': /^lib\/domain\//,
  'lib/facts': /^lib\/domain\/|^lib\/language\/languages\.ts$/,
  'lib/messages': /^lib\/domain\/|^lib\/language\/languages\.ts$/,
  'lib/platform': /^lib\/domain\//,
  'lib/page': /^lib\/(?:domain\/|clients\/bounded-fetch\.ts$|clients\/dataverse\/questions\.ts$)/,
  'lib/auth': /^lib\/(?:domain|clients)\/|^lib\/facts\/secrets\.ts$/,
  'lib/flows':
    /^lib\/(?:domain|clients|auth|facts|language|platform)\/|^lib\/messages\/contract\.ts$/,
  'lib/ui': /^lib\/(?:domain|language|messages|platform)\/|^lib\/facts\/(?!secrets\.ts$)/,
  components:
    /^lib\/(?:domain|language|ui)\/|^lib\/platform\/(?:access|attention)\.ts$|^lib\/facts\/facts\.ts$/,
  entrypoints:
    /^(?:lib\/(?:domain\/where\.ts$|(?:flows|messages|page|platform|ui)\/)|components\/)/,
};
const roomOf = (file: string) =>
  Object.keys(MAY_IMPORT).find((room) => file.startsWith(`${room}/`)) ?? '';
/** Packages that a room may use. What is not named here is for everybody. */
const ROOMS_OF_PACKAGE: Record<string, RegExp> = {
  preact: /^(?:components|lib\/ui|entrypoints)\//,
  zustand: /^lib\/ui\//,
  nanostores: /^lib\/language\//,
  '@nanostores/i18n': /^lib\/language\//,
  '@rgrove/parse-xml': /^lib\/clients\/adfs\//,
  idb: /^lib\/facts\/coverage-/,
  papaparse: /^(?:lib\/flows\/read-address-list|lib\/ui\/|components\/)/,
  valibot: /^lib\/(?:clients|facts|flows|messages)\//,
  'wxt/browser': /^(?:lib\/(?:facts|flows\/real-world|messages|platform)|entrypoints)/,
};

describe('who imports whom', () => {
  it('every file of the program lives in a known room', () => {
    expect(program.filter(({ file }) => roomOf(file) === '').map(({ file }) => file)).toEqual([]);
    expect(program.length).toBeGreaterThan(60);
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only what its room may', (room) => {
    const wrong = program
      .filter(({ file }) => roomOf(file) === room)
      .flatMap((source) =>
        importsOf(source)
          .filter((name) => /^(?:lib|components|entrypoints|tests)\//.test(name))
          .filter((name) => roomOf(name) !== room && !isAllowed(room, name, source))
          .map((name) => `${source.file} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(ROOMS_OF_PACKAGE))('%s is used where it belongs', (name) => {
    const users = program
      .filter((source) =>
        importsOf(source).some((one) => one === name || one.startsWith(`${name}/`)),
      )
      .map(({ file }) => file);
    expect(users.filter((file) => !ROOMS_OF_PACKAGE[name]?.test(file))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  it('nothing outside the tests imports a test, and nothing leaves the project', () => {
    const leaving = program.flatMap((source) =>
      importsOf(source)
        .filter(
          (name) => name.startsWith('tests/') || name.startsWith('..') || name.startsWith('/'),
        )
        .map((name) => `${source.file} imports ${name}`),
    );
    expect(leaving).toEqual([]);
  });

  it('the emulators share nothing with the program: else both would share one mistake', () => {
    const sharing = tests
      .filter(({ file }) => file.startsWith('tests/emulators/'))
      .filter((source) => importsOf(source).some((name) => /^(?:lib|components)\//.test(name)));
    expect(sharing.map(({ file }) => file)).toEqual([]);
  });

  it('domain uses no package and nothing of the browser', () => {
    const domain = lib.filter(({ file }) => file.startsWith('lib/domain/'));
    expect(domain.flatMap(importsOf).filter((name) => !name.startsWith('lib/'))).toEqual([]);
    expect(
      where(
        domain,
        /\b(?:browser|chrome)\.(?!com)\w|\b(?:document|window|navigator|globalThis)\.\w/,
      ),
    ).toEqual([]);
  });
});

/** A type has no deed in it: components may name the shape of any fact, and nothing more of it. */
function isAllowed(room: string, name: string, source: Source): boolean {
  if (!MAY_IMPORT[room]?.test(name)) return false;
  if (room !== 'components' || !name.startsWith('lib/facts/')) return true;
  return new RegExp(`import type [^;]*${path.posix.basename(name)}'`).test(source.code);
}

describe('what the program never does', () => {
  it.each<[string, RegExp, string[]]>([
    ['writes to the console but in the log', /\bconsole\./, ['lib/platform/log.ts']],
    ['fetches but behind the gate', /\bfetch\(/, ['lib/clients/bounded-fetch.ts']],
    [
      'opens another way to the network',
      /\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b/,
      [],
    ],
    [
      'makes markup of text',
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)\b|\bdocument\.write/,
      [],
    ],
    ['makes code of text', /\beval\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*['"`]/, []],
    ['draws in a page of others', /\bcreate(?:ShadowRoot|Iframe|Integrated)Ui\b/, []],
    ['listens to other extensions', /\bonMessageExternal\b|\bonConnectExternal\b/, []],
    [
      'keeps a thing where the page could read it',
      /\b(?:localStorage|sessionStorage)\b|\bstorage\.sync\b|['"`]sync:/,
      ['lib/auth/msal-app.ts', 'lib/auth/msal-environment.ts'],
    ],
    [
      'opens or drops a database but for the one key of the device and for Coverage',
      /\bindexedDB\b/,
      ['lib/facts/coverage-database.ts', DEVICE_KEY],
    ],
    ['follows a redirect', /redirect:\s*['"`](?:follow|error)/, []],
    ['sends a cookie abroad', /credentials:\s*['"`]include/, []],
    ['runs in the main world of a page', /['"`]MAIN['"`]/, []],
    ['shows a secret', /type=['"]text['"][^>]*[Ss]ecret/, []],
    ['knows that it is tested', /\b(?:process\.env|import\.meta\.env|__TEST__|__FAULT__)\b/, []],
  ])('%s', (_law, breach, allowed) => {
    expect(where(program, breach)).toEqual(allowed);
  });

  it('there is exactly one call of fetch', () => {
    const calls = program.flatMap(({ code }) => code.match(/\bfetch\(/g) ?? []);
    expect(calls).toHaveLength(1);
  });

  it('only secrets know the key of the device', () => {
    const users = program.filter((source) => importsOf(source).includes(DEVICE_KEY));
    expect(users.map(({ file }) => file)).toEqual(['lib/facts/secrets.ts']);
  });

  it('only flows read secrets', () => {
    const readers = program.filter((source) => importsOf(source).includes('lib/facts/secrets.ts'));
    expect(readers.filter(({ file }) => !/^lib\/(?:flows|auth)\//.test(file))).toEqual([]);
    expect(readers.length).toBeGreaterThan(2);
  });
});

describe('how it is written', () => {
  it('an entrypoint has at most 15 lines', () => {
    const long = entrypoints.filter(({ text }) => linesOf(text) > 15);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  it('a file of lib or components has at most 250 lines', () => {
    const long = [...lib, ...components].filter(({ text }) => linesOf(text) > 250);
    expect(long.map(({ file, text }) => `${file}: ${linesOf(text)}`)).toEqual([]);
  });

  it.each<[string, Source[], RegExp]>([
    ['no `any`', everything, /(?::|<|\bas|\||&|,)\s*any\b(?!\s+\w)|\bany\[\]/],
    ['no error of the compiler is silenced', everything, /@ts-(?:ignore|nocheck|expect-error)/],
    ['no enum', program, /^\s*(?:export\s+)?(?:const\s+)?enum\s/m],
  ])('%s', (_law, sources, breach) => {
    expect(
      where(
        sources.filter(({ file }) => file !== SELF),
        breach,
      ),
    ).toEqual([]);
  });

  it('nothing is left to do', () => {
    const left = everything.filter(
      ({ file, text }) => file !== SELF && /\b(?:TODO|FIXME|XXX|HACK)\b/.test(text),
    );
    expect(left.map(({ file }) => file)).toEqual([]);
  });

  it('a default export is what WXT or vitest asks for', () => {
    const named = [...lib, ...components, ...tests];
    expect(where(named, /^export default\b/m).filter((file) => !DEFAULTS.test(file))).toEqual([]);
  });

  it('no folder says nothing: utils, helpers, common, services, managers', () => {
    const vague = everything.filter(({ file }) => VAGUE.test(file));
    expect(vague.map(({ file }) => file)).toEqual([]);
  });

  it('a file is named in kebab-case, a component in PascalCase', () => {
    const odd = [...lib, ...entrypoints].filter(
      ({ file }) => !/\/[a-z0-9]+(?:-[a-z0-9]+)*\.tsx?$/.test(file),
    );
    const named = /\/(?:[A-Z][A-Za-z]*\.tsx|[a-z]+(?:-[a-z]+)*\.tsx?)$/;
    const oddComponents = components.filter(({ file }) => !named.test(file));
    expect([...odd, ...oddComponents].map(({ file }) => file)).toEqual([]);
  });

  it('nothing names a place outside the project or on one machine', () => {
    const abroad = everything.filter(
      ({ file, text }) =>
        file !== SELF &&
        (ABROAD.test(text) || (program.some((one) => one.file === file) && ONE_MACHINE.test(text))),
    );
    expect(abroad.map(({ file }) => file)).toEqual([]);
  });
});

describe('how it is tested', () => {
  const SPECS = tests.filter(({ file }) => /\.test\.tsx?$/.test(file) && file !== SELF);

  it('no test runs alone and none is left out', () => {
    const breach =
      /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip|todo|fails)\b|\b[xf](?:it|describe)\(/;
    expect(where(SPECS, breach)).toEqual([]);
    expect(SPECS.length).toBeGreaterThan(15);
  });

  it('no unit test sleeps', () => {
    const unit = tests.filter(({ file }) => file.startsWith('tests/unit/') && file !== SELF);
    const breach = /setTimeout\((?:resolve|r|done)\b|from 'node:timers\/promises'/;
    expect(where(unit, breach)).toEqual([]);
  });
});

const DEVICE_KEY = 'lib/facts/device-key.ts';
const SELF = 'tests/unit/house.test.ts';
const DEFAULTS =
  /(?:^|\/)[a-z-]+\.config\.ts$|^tests\/e2e\/harness\/prepare\.ts$|^tests\/report\/totals\.ts$/;
const VAGUE = /(?:^|\/)(?:utils?|helpers?|common|services?|managers?)\//i;
const ABROAD = /\.\.\/shared\b|\/work\/(?:main|shared)\b/;
const ONE_MACHINE = /\/(?:home|root|Users|tmp)\/\w|\b[A-Z]:\\\\Users/;
