import path from 'node:path';
import { findOnPath, type Machine, thisMachine } from './machine.ts';
import { aptInstall, asLine } from './plan-install.ts';
import { runCommands } from './run-command.ts';

/** The oldest Firefox that our manifest allows. */
const OLDEST_MAJOR = 142;
const APPS: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/** FIREFOX_PATH when it is set, else the usual places; confined ones cannot read an add-on elsewhere and are left out. */
export function findFirefox(machine: Machine): string | undefined {
  const told = machine.env.FIREFOX_PATH;
  const usual = [
    findOnPath(machine, 'firefox-esr'),
    findOnPath(machine, 'firefox'),
    ...(APPS[machine.platform] ?? []),
  ];
  return (told ? [told] : usual).find(
    (file) =>
      file !== undefined &&
      !file.startsWith(`${path.sep}snap${path.sep}`) &&
      machine.isExecutable(file) &&
      isNewEnough(machine, file, told),
  );
}

/** A version that nothing tells is believed when FIREFOX_PATH named the file: its owner knows. */
function isNewEnough(machine: Machine, file: string, told: string | undefined): boolean {
  const major = /Firefox (\d+)/.exec(machine.askVersion(file))?.[1];
  return major === undefined ? told === file : Number(major) >= OLDEST_MAJOR;
}

/** The Firefox of this machine, installed first where we may; throws a sentence that says what to do. */
export function ensureFirefox(): string {
  const machine = thisMachine();
  const before = findFirefox(machine);
  if (before) return before;
  const isRoot = process.getuid?.() === 0;
  const hasApt = findOnPath(machine, 'apt-get') !== undefined;
  const commands = aptInstall(['firefox-esr'], isRoot);
  if (isRoot && hasApt && runCommands(commands)) {
    const after = findFirefox(machine);
    if (after) return after;
  }
  const how = hasApt ? commands.map(asLine).join(' && ') : 'see https://www.mozilla.org/firefox';
  throw new Error(
    `No Firefox ${OLDEST_MAJOR} or newer was found. Install it (${how}), or name one: FIREFOX_PATH=…`,
  );
}
