import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The first day that a zip file can name: when it was packed is no part of what is in it. */
const NO_TIME = new Date(1980, 0, 1);
/** As if made on Unix: a plain file that its owner may write and everybody read. */
const UNIX = 3;
const PLAIN_FILE = 0o100644 << 16;

/** Packs these files of a folder, so that the same contents give the same bytes wherever and whenever it is done. */
export function zipFiles(folder: string, files: readonly string[]): Uint8Array {
  const entries: Zippable = {};
  for (const file of [...files].sort()) {
    const content = new Uint8Array(readFileSync(path.join(folder, file)));
    const name = file.split(path.sep).join('/');
    entries[name] = [content, { level: 9, mtime: NO_TIME, os: UNIX, attrs: PLAIN_FILE }];
  }
  return zipSync(entries);
}

/** Every file below a folder, from there; what `isLeftOut` names (file or folder) with all that is in it is not. */
export function filesBelow(folder: string, isLeftOut = (_file: string) => false): string[] {
  const look = (at: string): string[] =>
    readdirSync(path.join(folder, at)).flatMap((name) => {
      const file = path.join(at, name);
      if (isLeftOut(file)) return [];
      const kind = lstatSync(path.join(folder, file));
      if (kind.isSymbolicLink()) return [];
      return kind.isDirectory() ? look(file) : [file];
    });
  return look('');
}
