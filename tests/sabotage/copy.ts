import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Edit, edited } from './sabotage.ts';

const LEFT_OUT = new Set(['node_modules', '.git', '.output', 'demo-output', 'bench-output']);

/** The project once more, elsewhere on this computer, to be broken there: its own files are never touched. */
export type Copy = { root: string; remove: () => void };

export function copyProject(root: string): Copy {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'sabotage-')));
  cpSync(root, copy, {
    recursive: true,
    filter: (from) => !LEFT_OUT.has(path.relative(root, from)),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

/** Makes the edits in the copy; gives the way back, and the files that were touched. */
export function breakCopy(root: string, edits: readonly Edit[]) {
  const before = new Map<string, string>();
  const mend = () => {
    for (const [file, text] of before) writeFileSync(file, text);
  };
  try {
    for (const edit of edits) {
      const file = path.join(root, edit.file);
      const text = readFileSync(file, 'utf8');
      const broken = edited(text, edit);
      if (!before.has(file)) before.set(file, text);
      writeFileSync(file, broken);
    }
  } catch (fault) {
    mend();
    throw fault;
  }
  return { files: [...before.keys()], mend };
}
