import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  filesOf,
  GROUPS,
  LEAST_SCORE,
  listCriticalFiles,
  readScores,
  type Score,
  sumOf,
} from '../../mutation/critical-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const scores = readScores();
const foundOf = ({ killed, timeout }: Score) => killed + timeout;
const ranOf = (score: Score) => foundOf(score) + score.survived + score.noCoverage;

describe('how many small changes of a security-critical file the unit tests find', () => {
  it('is known for each of them, and for no other', () => {
    expect(Object.keys(scores).sort()).toEqual(listCriticalFiles().sort());
  });

  it.each(GROUPS)('and no group is without files: $guards', (group) => {
    for (const start of group.starts)
      expect(filesOf({ ...group, starts: [start] }), start).not.toEqual([]);
  });

  it.each(listCriticalFiles())('%s: at least 90 %%, as the file stands now', (file) => {
    const score = scores[file];
    if (!score) throw new Error('no score: npm run mutation -- --changed');
    const isToday = score.sha256 === sumOf(file);
    expect(isToday, 'the file was changed: npm run mutation -- --changed').toBe(true);
    expect(ranOf(score)).toBeGreaterThan(0);
    expect(score.score).toBe(Math.floor((foundOf(score) / ranOf(score)) * 1_000) / 10);
    expect(score.score).toBeGreaterThanOrEqual(LEAST_SCORE);
  });

  it('and SECURITY.md says the sum of it', () => {
    const all = Object.values(scores);
    const ran = all.reduce((sum, score) => sum + ranOf(score), 0);
    const found = all.reduce((sum, score) => sum + foundOf(score), 0);
    const excused = all.reduce((sum, score) => sum + score.excused, 0);
    const hundreds = (Math.floor(ran / 100) * 100).toLocaleString('en');
    expect(readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8')).toContain(
      `${Math.floor((found / ran) * 100)} % of more than ${hundreds} in ${all.length} files, ${excused} excused`,
    );
  });
});
