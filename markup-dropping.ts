import type { Plugin } from 'vite';

const PREACT = /\/preact\/dist\/preact\.mjs$/;
const WRITES_MARKUP = /\(\w+\.innerHTML=(\w+\.__html)\)/g;

/**
 * Takes out of Preact the one place where it makes markup of text. We never use it, our policy's Trusted Types would
 * throw there, and Firefox's linter warns of it. An upgrade that writes it in another way stops the build.
 */
export function dropMarkup(): Plugin {
  return {
    name: 'markup-dropping',
    enforce: 'pre',
    transform(code, id) {
      if (!PREACT.test(id.split('?')[0] ?? '')) return undefined;
      const found = code.match(WRITES_MARKUP)?.length ?? 0;
      if (found !== 1)
        throw new Error(`Preact makes markup of text in ${found} known places, not in one`);
      return code.replace(WRITES_MARKUP, '($1)');
    },
  };
}
