import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../browser/find-browser.ts';
import { findFirefox } from '../../browser/find-firefox.ts';
import type { Machine } from '../../browser/machine.ts';
import { asLine, planInstall } from '../../browser/plan-install.ts';

type Files = Record<string, string>;

/** A computer with these programs (path → what `--version` prints) and texts. */
function machineWith(programs: Files, more: Partial<Machine> & { texts?: Files } = {}): Machine {
  const files = Object.keys(programs);
  return {
    platform: 'linux',
    env: { PATH: '/usr/bin' },
    home: '/home/ada',
    isExecutable: (file) => file in programs,
    listFolder: (folder) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(`${folder}/`))
          .map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
    readText: (file) => more.texts?.[file] ?? '',
    askVersion: (file) => programs[file] ?? '',
    ...more,
  };
}
const NEW = 'Chromium 156.0.8078.79 built on Debian';
const OLD = 'Google Chrome 120.0.6099.109';
const CACHE = '/home/ada/.cache';

describe('the search for a browser', () => {
  it.each<[string, Files, string]>([
    ['finds Chromium in its usual place', { '/usr/bin/chromium': NEW }, '/usr/bin/chromium'],
    [
      'prefers Chromium to branded Chrome',
      { '/usr/bin/google-chrome': NEW, '/usr/bin/chromium': NEW },
      '/usr/bin/chromium',
    ],
    [
      'prefers a newer download to an old installation',
      {
        '/usr/bin/google-chrome': OLD,
        [`${CACHE}/ms-playwright/chromium-1300/chrome-linux/chrome`]: NEW,
      },
      `${CACHE}/ms-playwright/chromium-1300/chrome-linux/chrome`,
    ],
    [
      'takes the newest of several downloads',
      {
        [`${CACHE}/puppeteer/chrome/linux-99.0.1.2/chrome-linux64/chrome`]: NEW,
        [`${CACHE}/puppeteer/chrome/linux-156.0.1.2/chrome-linux64/chrome`]: NEW,
      },
      `${CACHE}/puppeteer/chrome/linux-156.0.1.2/chrome-linux64/chrome`,
    ],
    [
      'takes a confined browser only when there is no other',
      { '/snap/bin/chromium': NEW, '/usr/bin/microsoft-edge': NEW },
      '/usr/bin/microsoft-edge',
    ],
  ])('%s', (_why, programs, file) => {
    expect(findBrowser(machineWith(programs))).toMatchObject({ kind: 'found', browser: { file } });
  });

  it('obeys CHROME_PATH', () => {
    const machine = machineWith(
      { '/usr/bin/chromium': NEW, '/opt/mine': NEW },
      { env: { CHROME_PATH: '/opt/mine' } },
    );
    expect(findBrowser(machine)).toMatchObject({ browser: { file: '/opt/mine' } });
  });

  it('says when CHROME_PATH names nothing, rather than taking another', () => {
    const machine = machineWith({ '/usr/bin/chromium': NEW }, { env: { CHROME_PATH: '/gone' } });
    expect(findBrowser(machine)).toEqual({ kind: 'no-such-file', file: '/gone' });
  });

  it('says when the only browser is too old to press a toolbar button', () => {
    expect(findBrowser(machineWith({ '/usr/bin/google-chrome': OLD })).kind).toBe('too-old');
  });

  it('does not take Ubuntu’s stub of a snap for a browser', () => {
    const stub = '/usr/bin/chromium-browser';
    const texts = { [stub]: '#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then exit 1; fi' };
    expect(findBrowser(machineWith({ [stub]: NEW }, { texts })).kind).toBe('none');
  });

  it('finds Chrome on a Mac', () => {
    const file = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const machine = machineWith({ [file]: NEW }, { platform: 'darwin' });
    expect(findBrowser(machine)).toMatchObject({ kind: 'found', browser: { file } });
  });

  it('finds Edge on Windows by the version folder beside it', () => {
    const file = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
    const machine = machineWith({ [file]: 'msedge.exe 150.0.1.2' }, { platform: 'win32', env });
    expect(findBrowser(machine)).toMatchObject({ browser: { file, version: '150.0.1.2' } });
  });
});

describe('the way to a browser where there is none', () => {
  const linesFor = (os: string, userId: number) => {
    const texts = { '/etc/os-release': `NAME=x\nID=${os}\n` };
    const plan = planInstall(machineWith({ '/usr/bin/apt-get': '' }, { texts }), userId);
    return { ...plan, commands: plan.commands.map(asLine) };
  };

  it('is apt on Debian, run by root and told to others', () => {
    expect(linesFor('debian', 0)).toEqual({
      mayRun: true,
      commands: ['apt-get update', 'apt-get install -y chromium'],
    });
    expect(linesFor('debian', 1000)).toEqual({
      mayRun: false,
      commands: ['sudo apt-get update', 'sudo apt-get install -y chromium'],
    });
  });

  it('is Chrome for Testing on Ubuntu, whose package is only a snap', () => {
    const { mayRun, commands } = linesFor('ubuntu', 0);
    expect(mayRun).toBe(true);
    expect(commands.at(-1)).toMatch(/@puppeteer\/browsers install chrome@stable .*--install-deps$/);
  });

  it('is Chrome for Testing where there is no apt', () => {
    const plan = planInstall(machineWith({}, { platform: 'darwin' }), 501);
    expect(plan.mayRun).toBe(false);
    expect(plan.commands.map(asLine).join()).toContain('chrome@stable');
  });
});

describe('the search for Firefox', () => {
  const ESR = '/usr/bin/firefox-esr';
  const SNAP = '/snap/bin/firefox';
  it.each<[string, Files, Record<string, string>, string | undefined]>([
    ['finds Debian’s', { [ESR]: 'Mozilla Firefox 153.7.0esr' }, {}, ESR],
    [
      'leaves one that our manifest does not allow',
      { [ESR]: 'Mozilla Firefox 140.9.0esr' },
      {},
      undefined,
    ],
    [
      'obeys FIREFOX_PATH, also where no version is told',
      { [ESR]: 'Mozilla Firefox 153.7.0esr', '/opt/mine': '' },
      { FIREFOX_PATH: '/opt/mine' },
      '/opt/mine',
    ],
    [
      'takes no confined one: it could not read the add-on',
      { [SNAP]: 'Mozilla Firefox 153.0' },
      { PATH: '/snap/bin' },
      undefined,
    ],
  ])('%s', (_why, programs, env, file) => {
    expect(findFirefox(machineWith(programs, { env: { PATH: '/usr/bin', ...env } }))).toBe(file);
  });
});
