import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Files that are tested together. `starts` are the beginnings of their names, so that a file that is split stays critical. */
export type Group = { guards: string; starts: string[]; tests: string[] };

/** What stands between a secret and the wrong place, and the unit tests that are to find every change in it. */
export const GROUPS: readonly Group[] = [
  {
    guards: 'where an address leads',
    starts: ['domain/org-url', 'domain/maker-url', 'domain/punycode'],
    tests: ['domain/org-url', 'domain/punycode'],
  },
  {
    guards: 'which host a request may reach',
    starts: ['clients/egress', 'clients/bounded-fetch'],
    tests: ['clients/egress'],
  },
  {
    guards: 'who may ask the background',
    starts: ['messages/messenger'],
    tests: ['messages/messenger'],
  },
  { guards: 'who it is that asks', starts: ['messages/serve'], tests: ['messages/serve'] },
  {
    guards: 'XML in both directions',
    starts: ['clients/adfs/soap-xml', 'clients/adfs/xml-'],
    tests: ['soap-xml', 'xml-select', 'xml-write'].map((name) => `clients/adfs/${name}`),
  },
  { guards: 'what is shown and copied', starts: ['domain/redact'], tests: ['domain/redact'] },
  {
    guards: 'that nothing is bought twice',
    starts: ['domain/registration'],
    tests: ['domain/registration'],
  },
  {
    guards: 'that a purchase is remembered',
    starts: ['facts/journal'],
    tests: ['facts/journal', 'facts/journal-entry'],
  },
];

/** How the mutants of one file fared. `broken`: not even loaded. `excused`: changes nothing, as its comment says. */
export type Score = {
  sha256: string;
  killed: number;
  timeout: number;
  survived: number;
  noCoverage: number;
  broken: number;
  excused: number;
  /** Percent of those that ran. */
  score: number;
};
export type Scores = Record<string, Score>;

export const LEAST_SCORE = 90;
export const SCORES_FILE = path.join(ROOT, 'tests/mutation/scores.json');

/** The files of a group, as paths from the root of the project. */
export const filesOf = ({ starts }: Group): string[] =>
  readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && starts.some((start) => file.startsWith(start)))
    .map((file) => `lib/${file}`)
    .sort();

export const listCriticalFiles = () => GROUPS.flatMap(filesOf);

export const sumOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(path.join(ROOT, file)))
    .digest('hex');

export const readScores = (): Scores => JSON.parse(readFileSync(SCORES_FILE, 'utf8')) as Scores;
