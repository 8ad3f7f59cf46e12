import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/**
 * Does the file (from the project's root) have a test, or a case of a table, of this title? It stands in quotes of any kind;
 * what the quotes escape is not worth a parser here.
 */
export function hasTitle(file: string, title: string): boolean {
  if (!existsSync(path.join(ROOT, file))) return false;
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  return ["'", '"', '`'].some((quote) =>
    source.includes(quote + title.replaceAll(quote, `\\${quote}`) + quote),
  );
}
