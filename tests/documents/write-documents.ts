import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeTroubleshooting } from './troubleshooting.ts';

/** `npm run docs`: the pages that are made from the source. */
const FILE = path.resolve(import.meta.dirname, '../../docs/troubleshooting.md');
writeFileSync(FILE, writeTroubleshooting());
process.stdout.write(`${FILE}\n`);
