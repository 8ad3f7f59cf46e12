import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const tests = process.env.MUTATION_TESTS?.split(' ') ?? [];
/** The simulated browser takes longer to start than most of these tests to run. */
const asksBrowser = tests.some((file) => readFileSync(file, 'utf8').includes("'wxt/browser'"));

/** `MUTATION_TESTS` names the unit tests that are to find the mutants of one group; see mutate.ts. */
export default defineConfig({
  plugins: asksBrowser ? [WxtVitest()] : [],
  test: {
    include: tests,
    environment: 'node',
    testTimeout: 30_000,
    reporters: [{}],
    setupFiles: ['tests/mutation/no-chance.ts'],
  },
});
