import { defineConfig } from 'wxt';

/** The least that a Preact popup can be, built as ours is: what a click costs before we add to it. */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: '../../../bench-output/blank-popup',
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: { name: 'Blank popup', version: '1.0.0' },
});
