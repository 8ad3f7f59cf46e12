import path from 'node:path';
import type { Plugin } from 'vite';

const ENVIRONMENT = path.resolve(import.meta.dirname, 'lib/auth/msal-environment.ts');
const MSAL = /\/@azure\/msal-(?:browser|common)\/.*\.mjs$/;

/**
 * Gives MSAL, and nobody else, a window and a document to run on in a worker, and takes its own fetch away. It leans on
 * MSAL reading them as bare identifiers: its version is pinned, and the sign-in tests are the gate of every upgrade.
 */
export function bindMsal(): Plugin {
  const names = ['window', 'document', 'fetch'];
  return {
    name: 'msal-binding',
    enforce: 'pre',
    transform(code, id) {
      if (!MSAL.test(id.split('?')[0] ?? '')) return undefined;
      const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
      if (used.length === 0) return undefined;
      return `import { ${used.join(', ')} } from ${JSON.stringify(ENVIRONMENT)};\n${code}`;
    },
  };
}
