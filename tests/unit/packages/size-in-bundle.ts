import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PROGRAM = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8')),
);
const IMPORT = /^import (?!type\b)([^;'"]*?) from '([^']+)';/gm;

/** What the program takes of a package, as the text of a module that takes just that. */
export function usedOf(name: string): string {
  const lines = new Set<string>();
  for (const text of PROGRAM)
    for (const [, what = '', from = ''] of text.matchAll(IMPORT)) {
      if (from !== name && !from.startsWith(`${name}/`)) continue;
      for (const line of linesOf(what, from, text)) lines.add(line);
    }
  return [...lines].sort().join('\n');
}

function linesOf(what: string, from: string, text: string): string[] {
  const space = /^\* as (\w+)$/.exec(what)?.[1];
  const names = space
    ? [...text.matchAll(new RegExp(`\\b${space}\\.([a-z]\\w*)`, 'g'))].map(([, one = '']) => one)
    : (/\{([^}]*)\}/.exec(what)?.[1] ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '' && !one.startsWith('type '))
        .map((one) => one.split(' as ')[0] ?? '');
  const isDefault = !space && /^\w/.test(what);
  return [...names, ...(isDefault ? ['default'] : [])].map(
    (one) => `export { ${one} as ${`${from}/${one}`.replace(/\W/g, '_')} } from '${from}';`,
  );
}

/** Bundles what the program takes of a package, alone and minified. Gives   its gzip size in kB, rounded up */
export async function sizeInKb(name: string, entry = usedOf(name)): Promise<number> {
  const id = 'virtual:used';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: ROOT,
    plugins: [
      {
        name: 'used',
        resolveId: (asked) => (asked === id ? path.join(ROOT, 'used.js') : undefined),
        load: (asked) => (asked.endsWith(`${path.sep}used.js`) ? entry : undefined),
      },
    ],
    build: {
      write: false,
      minify: 'esbuild',
      lib: { entry: id, formats: ['es'] },
      rollupOptions: { input: id },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = outputs.map((one) => ('code' in one ? one.code : '')).join('');
  return Math.ceil(gzipSync(code, { level: 9 }).byteLength / 1024);
}
