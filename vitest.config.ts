import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { bindMsal } from './msal-binding.ts';
import { LongestFirst } from './tests/report/longest-first.ts';

const CORES = availableParallelism();
const jsx = { jsx: 'automatic', jsxImportSource: 'preact' } as const;

/** `unit` needs Node only (a test of components says `@vitest-environment happy-dom` on its first line); `e2e` a browser. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [WxtVitest(), bindMsal()],
        esbuild: jsx,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // MSAL is transformed as in the build, so that it sees the same window.
          server: { deps: { inline: [/@azure\/msal-/] } },
          // As many as there are cores; unasked, one less. A thread starts faster than a process.
          pool: 'threads',
          maxWorkers: CORES,
          // Thousands of random lives on a busy machine take more than the usual five seconds.
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        esbuild: jsx,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/harness/prepare.ts'],
          testTimeout: 60_000,
          // A browser on a busy machine may miss a deadline; what fails three times is broken.
          retry: 2,
          hookTimeout: 120_000,
          // One more saves a minute of fifteen, and makes browsers miss deadlines.
          maxWorkers: Math.min(CORES, 6),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
