import { expect, it } from 'vitest';
import { parseStep } from '../../e2e/harness/steps.ts';

it.each<[string, string[], object]>([
  ['in pieces', ['Who am I', 'passed', '120 ms'], { name: 'Who am I', outcome: 'passed', ms: 120 }],
  [
    'in one line',
    ['Get a token: failed, 1,204 ms'],
    { name: 'Get a token', outcome: 'failed', ms: 1204 },
  ],
  [
    'after a picture',
    ['✓', 'Organisation', 'passed with a remark'],
    { name: 'Organisation', outcome: 'passed with a remark', ms: undefined },
  ],
  [
    'before a reason',
    ['Impersonation', 'skipped', 'The test failed before'],
    { name: 'Impersonation', outcome: 'skipped' },
  ],
])('a step is read %s', (_how, pieces, step) => {
  expect(parseStep(pieces)).toMatchObject(step);
});

it('a list item without an outcome is no step', () => {
  expect(parseStep(['Connectors', '3 of them'])).toBeUndefined();
});
