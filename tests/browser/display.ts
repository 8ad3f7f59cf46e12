import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { findOnPath, type Machine, thisMachine } from './machine.ts';
import { aptInstall, asLine } from './plan-install.ts';
import { runCommands } from './run-command.ts';

/** A screen in memory, for what a headless browser cannot show: the browser's own prompts. */
export type Display = { name: string; stop: () => Promise<void> };

const PROGRAMS = ['Xvfb', 'xdotool'];
const PACKAGES = ['xvfb', 'xdotool'];

/** Can somebody see a window that we open? */
export function hasDisplay({ platform, env }: Machine): boolean {
  if (platform === 'darwin' || platform === 'win32') return !env.CI;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Starts a screen in memory, installing what it needs when we may; throws a sentence otherwise. */
export function ensureDisplay(): Promise<Display> {
  const machine = thisMachine();
  if (
    isMissing(machine) &&
    !(process.getuid?.() === 0 && runCommands(aptInstall(PACKAGES, true)))
  ) {
    const commands = aptInstall(PACKAGES, false).map(asLine).join(' && ');
    throw new Error(`A permission prompt needs ${PROGRAMS.join(' and ')}: ${commands}`);
  }
  return startDisplay();
}

function isMissing(machine: Machine): boolean {
  return PROGRAMS.some((program) => findOnPath(machine, program) === undefined);
}

/** Xvfb picks a free number itself and tells it on the file descriptor it is given. */
async function startDisplay(): Promise<Display> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const killWithUs = () => server.kill('SIGKILL');
  process.once('exit', killWithUs);
  const number = await readLine(server, server.stdio[3] as Readable);
  return {
    name: `:${number}`,
    stop: async () => {
      process.off('exit', killWithUs);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await gone;
    },
  };
}

function readLine(server: ChildProcess, from: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    from.on('data', (bytes) => {
      told += String(bytes);
      if (told.includes('\n')) resolve(told.trim());
    });
  });
}
