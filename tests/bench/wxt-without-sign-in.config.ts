import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { configOf } from '../../wxt.config.ts';

/** The extension with nothing in MSAL's place: what a worker costs that need not load it. It cannot sign anybody in. */
function leaveMsalOut(): Plugin {
  const NOTHING = '\0nothing-in-the-place-of-msal';
  return {
    name: 'leave-msal-out',
    enforce: 'pre',
    resolveId: (id) => (id === '@azure/msal-browser' ? NOTHING : undefined),
    load: (id) =>
      id === NOTHING
        ? 'export class PublicClientApplication {} export const CacheLookupPolicy = {};'
        : undefined,
  };
}

const ours = configOf({ isOnlineOnly: false });
export default defineConfig({
  ...ours,
  outDir: 'bench-output/without-sign-in',
  vite: async (environment) => {
    const vite = (await ours.vite?.(environment)) ?? {};
    return { ...vite, plugins: [leaveMsalOut(), vite.plugins] };
  },
});
