import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The little of a computer that a search for a browser looks at; tests bring one of their own. */
export type Machine = {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  isExecutable: (file: string) => boolean;
  listFolder: (folder: string) => string[];
  readText: (file: string) => string;
  askVersion: (file: string) => string;
};

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isExecutable: (file) => isExecutable(file),
    listFolder: (folder) => orElse(() => readdirSync(folder), []),
    readText: (file) => orElse(() => readFileSync(file, 'utf8'), ''),
    askVersion: (file) => orElse(() => askVersion(file), ''),
  };
}

/** Is there such a program on the PATH? */
export function findOnPath(machine: Machine, program: string): string | undefined {
  return (machine.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, program))
    .find((file) => machine.isExecutable(file));
}

function isExecutable(file: string): boolean {
  return orElse(() => {
    accessSync(file, constants.X_OK);
    return true;
  }, false);
}

/** Chrome on Windows opens a window when asked `--version`; there the folder beside it is read. */
function askVersion(file: string): string {
  if (process.platform === 'win32') return readdirSync(path.dirname(file)).join(' ');
  return execFileSync(file, ['--version'], {
    encoding: 'utf8',
    timeout: 15_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What is missing or may not be read is an ordinary answer of a file system, not a fault. */
function orElse<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
