import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hostsIn, isKnownHost } from './bundles/hosts.ts';
import { WAYS, waysIn } from './bundles/ways.ts';
import {
  EXTENSION_DIR,
  ensureFirefoxBuild,
  ensureOnlineBuild,
  FIREFOX_DIR,
  ONLINE_DIR,
  ROOT,
} from './harness/build.ts';

beforeAll(() => {
  ensureOnlineBuild();
  ensureFirefoxBuild();
}, 240_000);

const BUILDS = { default: EXTENSION_DIR, online: ONLINE_DIR, firefox: FIREFOX_DIR };
type Build = keyof typeof BUILDS;
const textOf = (build: Build, file: string) => readFileSync(path.join(BUILDS[build], file), 'utf8');
const kept = (build: Build) =>
  readFileSync(path.join(ROOT, 'tests/fixtures/manifests', `${build}.txt`), 'utf8');
const filesOf = (build: Build, kind = /\.js$/) =>
  readdirSync(BUILDS[build], { recursive: true, encoding: 'utf8' }).filter((file) =>
    kind.test(file),
  );
const scriptsOf = (build: Build) =>
  filesOf(build)
    .map((file) => textOf(build, file))
    .join('\n');
const connectOf = (build: Build) =>
  /connect-src ([^;]*);/.exec(textOf(build, 'manifest.json'))?.[1]?.split(' ') ?? [];

describe.each(['default', 'online', 'firefox'] as const)('the %s build', (build) => {
  it('has exactly this manifest, byte for byte: whatever it may do more is a decision', () => {
    expect(textOf(build, 'manifest.json')).toBe(kept(build));
  });

  it('does not run in private windows: Chromium would share with them whatever is stored', () => {
    expect(JSON.parse(textOf(build, 'manifest.json'))).toMatchObject({ incognito: 'not_allowed' });
  });

  it('makes no markup of text anywhere: Preact’s one place for that is taken out', () => {
    expect(scriptsOf(build)).not.toMatch(/\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML/);
  });

  it('has one way out: one fetch in each script that asks anything, and no other way to a network or to code of text', () => {
    const chunks = filesOf(build, /^chunks\b.*\.js$/);
    const single = filesOf(build).filter((file) => !chunks.includes(file));
    const parts: [string, string][] = [
      ...single.map((file): [string, string] => [file, textOf(build, file)]),
      ['the chunks of the pages', chunks.map((file) => textOf(build, file)).join('\n')],
    ];
    const found = parts.flatMap(([part, text]) =>
      Object.entries(waysIn(text)).map(([way, count]) => `${part}: ${count} × ${way}`),
    );
    expect(found.sort()).toEqual([...WAYS[build]].sort());
  });

  it('names only hosts that are known, each for a reason', () => {
    const hosts = hostsIn(
      filesOf(build, /\.(?:js|html|css|json)$/)
        .map((file) => textOf(build, file))
        .join('\n'),
    );
    expect(hosts.filter((host) => !isKnownHost(host))).toEqual([]);
    expect(hosts).toContain('login.microsoftonline.com');
  });

  it('names no host over http and no host of a telemetry in its manifest', () => {
    expect(textOf(build, 'manifest.json')).not.toMatch(/http:\/\/|\*:\/\/|<all_urls>/);
  });
});

it('Firefox’s own linter has nothing to say of the Firefox build', () => {
  const linter = path.join(ROOT, 'node_modules', 'addons-linter', 'bin', 'addons-linter');
  const { stdout } = spawnSync(process.execPath, [linter, FIREFOX_DIR, '--output', 'json'], {
    encoding: 'utf8',
  });
  const { errors, warnings, notices } = JSON.parse(stdout) as Record<string, { code: string }[]>;
  expect({ errors, warnings, notices }).toEqual({ errors: [], warnings: [], notices: [] });
}, 120_000);

it('a stranger among the hosts and another way out would be seen', () => {
  const text =
    'fetch("https://t.evil.test/x"); const a = "stats.example.com"; new WebSocket(b); eval(c)';
  expect(hostsIn(text).filter((host) => !isKnownHost(host))).toEqual([
    'stats.example.com',
    't.evil.test',
  ]);
  expect(isKnownHost('dynamics.com.evil.test')).toBe(false);
  expect(isKnownHost('evil-dynamics.com')).toBe(false);
  expect(waysIn(text)).toEqual({
    'a call of fetch': 1,
    'another way to a network': 1,
    'code of text': 1,
  });
});

describe('the sign-in with Microsoft', () => {
  const backgroundOf = (build: Build) => textOf(build, 'background.js');

  it.each(['default', 'online'] as const)(
    'is in the background of the %s build alone, and brings no way to the network of its own',
    (build) => {
      const calls = backgroundOf(build).match(/\bfetch\(/g) ?? [];
      expect(backgroundOf(build)).toContain('acquireTokenRedirect');
      expect(calls).toHaveLength(1);
      expect(backgroundOf(build)).not.toMatch(/XMLHttpRequest|\beval\(|new Function/);
      const others = scriptsOf(build).replace(backgroundOf(build), '');
      expect(others).not.toContain('acquireTokenRedirect');
    },
  );
});

describe('what the online build leaves out', () => {
  /** Words that only the sign-in at an AD FS needs. */
  const IFD_ONLY = ['RequestSecurityToken', 'UsernameToken'];

  it('is the sign-in at a company’s AD FS, which the default build has', () => {
    for (const word of IFD_ONLY) {
      expect(scriptsOf('default')).toContain(word);
      expect(scriptsOf('online')).not.toContain(word);
    }
  });

  it('is every host but Microsoft’s and Mapsimise’s: the browser itself stops the rest', () => {
    expect(connectOf('default')).toEqual(["'self'", 'https:']);
    const hosts = connectOf('online').slice(1);
    expect(hosts.length).toBeGreaterThan(10);
    expect(hosts.filter((host) => !OURS.test(host))).toEqual([]);
    expect(textOf('online', 'manifest.json')).not.toContain('https://*/*');
  });
});

const OURS =
  /^https:\/\/(?:\*\.|[\w.-]+\.)(?:dynamics\.com|microsoftdynamics\.us|appsplatform\.us|dynamics\.cn|microsoftonline\.(?:com|us|cn)|microsoft\.(?:com|us)|chinacloudapi\.cn|mapsimise\.com)$/;
