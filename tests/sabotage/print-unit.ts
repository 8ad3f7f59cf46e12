import path from 'node:path';
import { IN_UNIT } from './all.ts';
import { runUnitSabotages } from './run-unit.ts';

/** For the test of all tests: one line of JSON for each defence that was taken away. */
await runUnitSabotages(path.resolve(import.meta.dirname, '../..'), IN_UNIT, {
  isWhole: false, // The other tests of the same run show it.
  tell: (told) => process.stdout.write(`${JSON.stringify(told)}\n`),
});
