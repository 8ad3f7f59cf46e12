import { spawnSync } from 'node:child_process';
import { asLine } from './plan-install.ts';

/** Runs the commands one after another, showing what they print; false as soon as one fails. */
export function runCommands(commands: string[][]): boolean {
  return commands.every((command) => {
    const [program = '', ...args] = command;
    process.stdout.write(`$ ${asLine(command)}\n`);
    const { status } = spawnSync(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      shell: process.platform === 'win32',
    });
    return status === 0;
  });
}
