import { LONGEST_LIST } from '../domain/coverage-run.ts';

export type ListFile = { name: string; text: string };

/**
 * Reads a list of addresses from a file that was chosen or dropped. Spreadsheets write UTF-16 when asked for
 * "Unicode text", and say so in the first two bytes; anything else is read as UTF-8.
 *
 * Gives  the text; 'too-large' for what could never be sent to the background
 */
export async function readListFile(file: File): Promise<ListFile | 'too-large'> {
  // No encoding takes more than four bytes for a character.
  if (file.size > 4 * LONGEST_LIST) return 'too-large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.length > LONGEST_LIST ? 'too-large' : { name: file.name, text };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
