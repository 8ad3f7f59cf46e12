import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SECURITY = readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8');

/** The table of SECURITY.md: one row for each path of the threat model. */
export const THREATS = [
  ...SECURITY.matchAll(/^\| +(\d+) +\| +(.+?) +\| +(.+?) +\| +(.+?) +\|$/gm),
].map(([, row = '', threat = '', defence = '', proof = '']) => ({ row, threat, defence, proof }));

/** What is no matter of code: a document says so instead of a test. */
export const WITHOUT_TEST = ['38', '39'];

/** The files and titles that a row names as its proof. */
export const proofsOf = (proof: string) =>
  [...proof.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\) (?:says )?“(.+?)”(?=;|$)/g)].map(
    ([, file = '', title = '']) => ({ file, title }),
  );
