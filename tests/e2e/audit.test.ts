import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from './harness/build.ts';

type Answer = {
  error?: { summary?: string };
  message?: string;
  metadata?: { vulnerabilities: Record<string, number> };
};

it('no runtime dependency has a vulnerability that the registry knows', { timeout: 60_000 }, ({
  skip,
}) => {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 45_000,
  });
  const answer = JSON.parse(stdout || '{}') as Answer;
  // No answer is no good news: the test is then counted as skipped, with the reason.
  if (!answer.metadata)
    skip(`the registry was not asked: ${answer.message ?? 'no answer from npm audit'}`);
  expect(answer.metadata?.vulnerabilities).toMatchObject({ total: 0 });
});
