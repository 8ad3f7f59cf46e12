import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILDS, type BuildName, packBuild, packSources, versionOf } from './packages.ts';

/** `npm run zip`: builds anew, and writes what each store takes, with its SHA-256. The same sources give the same bytes. */
const ROOT = path.resolve(import.meta.dirname, '..');
const WXT = path.join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');

for (const name of Object.keys(BUILDS) as BuildName[]) {
  const { status } = spawnSync(process.execPath, [WXT, ...BUILDS[name].wxt], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`wxt ${BUILDS[name].wxt.join(' ')} failed`);
  write(name, packBuild(ROOT, name));
}
write('sources', packSources(ROOT));

function write(name: string, bytes: Uint8Array): void {
  const file = path.join('.output', `mapsimise-connect-${versionOf(ROOT)}-${name}.zip`);
  writeFileSync(path.join(ROOT, file), bytes);
  const sum = createHash('sha256').update(bytes).digest('hex');
  process.stdout.write(`${sum}  ${file}  ${Math.ceil(bytes.length / 1000)} kB\n`);
}
