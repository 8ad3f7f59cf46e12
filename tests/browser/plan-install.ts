import { findOnPath, type Machine } from './machine.ts';

/** Commands that bring a browser here, in the order to try; `mayRun` tells whether we may run them. */
export type InstallPlan = { mayRun: boolean; commands: string[][] };

const CHROME_FOR_TESTING = ['npx', '--no-install', '@puppeteer/browsers', 'install'];

/**
 * Debian has a real `chromium` package. Ubuntu's packages of that name only install a snap, which
 * cannot be driven from outside its own folders, so there Chrome for Testing is fetched instead.
 */
export function planInstall(machine: Machine, userId: number | undefined): InstallPlan {
  const isRoot = userId === 0;
  const hasApt = machine.platform === 'linux' && findOnPath(machine, 'apt-get') !== undefined;
  if (!hasApt) return { mayRun: false, commands: [fetchChrome(machine, [])] };
  if (isDebian(machine)) return { mayRun: isRoot, commands: aptInstall(['chromium'], isRoot) };
  return {
    mayRun: isRoot,
    commands: isRoot
      ? [['apt-get', 'update'], fetchChrome(machine, ['--install-deps'])]
      : [fetchChrome(machine, [])],
  };
}

export function aptInstall(packages: string[], isRoot: boolean): string[][] {
  const apt = isRoot ? ['apt-get'] : ['sudo', 'apt-get'];
  return [
    [...apt, 'update'],
    [...apt, 'install', '-y', ...packages],
  ];
}

export function asLine(command: string[]): string {
  return command.map((word) => (/[\s"'$]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}

function fetchChrome({ env, home }: Machine, more: string[]): string[] {
  const cache = env.PUPPETEER_CACHE_DIR ?? `${home}/.cache/puppeteer`;
  return [...CHROME_FOR_TESTING, 'chrome@stable', '--path', cache, ...more];
}

function isDebian(machine: Machine): boolean {
  return /^ID="?(debian|raspbian)"?$/m.test(machine.readText('/etc/os-release'));
}
