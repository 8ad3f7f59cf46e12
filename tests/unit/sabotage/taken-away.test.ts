import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { IN_UNIT } from '../../sabotage/all.ts';
import type { Told } from '../../sabotage/run-unit.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('without a defence its tests go red:', () => {
  let told: Told[] = [];
  beforeAll(async () => {
    told = await takeAway();
  }, 600_000);

  const EACH = IN_UNIT.map((one) => [one.row, one.takes, one] as const);
  it.each(EACH)('%i: %s', (row, takes, { red }) => {
    const one = told.find((each) => each.row === row && each.takes === takes);
    expect(one?.verdicts).toMatchObject(red.map((each) => ({ ...each, outcome: 'red' })));
  });
});

/** In a process of its own: it is another vitest, in another folder. */
async function takeAway(): Promise<Told[]> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|NODE_ENV$)/.test(name)),
  );
  const file = path.join(ROOT, 'tests', 'sabotage', 'print-unit.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const piece of child.stdout) text += String(piece);
  return text
    .split('\n')
    .filter((line) => line.startsWith('{"row":'))
    .map((line) => JSON.parse(line) as Told);
}
