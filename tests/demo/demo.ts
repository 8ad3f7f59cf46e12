import { parseArgs } from 'node:util';
import { hasDisplay } from '../browser/display.ts';
import { ensureBrowser } from '../browser/install-browser.ts';
import { thisMachine } from '../browser/machine.ts';
import { EXTENSION_DIR, ensureBuild } from '../e2e/harness/build.ts';
import { startEmulators } from '../emulators/control.ts';
import { isWorldName } from '../emulators/worlds.ts';
import { CAST, OWN_SERVER } from './cast.ts';
import { playDemo } from './play.ts';
import { playIfdDemo } from './play-ifd.ts';
import { showDemo } from './show.ts';

/**
 * `npm run demo`: for a person where there is a display, else played through with pictures. `-- --world ifd` has another
 * world outside; the worlds whose names begin so go the way of a company's own server.
 */
async function main(): Promise<boolean> {
  const { world } = parseArgs({ options: { world: { type: 'string', default: 'happy' } } }).values;
  if (!isWorldName(world))
    throw new Error(`No world is named ${world}: see tests/emulators/README.md.`);
  const { file, version } = ensureBrowser();
  process.stdout.write(`Browser: ${file} ${version}\n`);
  ensureBuild();
  const emulators = await startEmulators({ world });
  try {
    const isOwnServer = world.startsWith('ifd');
    const play = isOwnServer ? playIfdDemo : playDemo;
    if (!hasDisplay(thisMachine())) return await play(emulators, EXTENSION_DIR);
    await showDemo(emulators, EXTENSION_DIR, isOwnServer ? OWN_SERVER : CAST);
    return true;
  } finally {
    await emulators.stop();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = 1;
}
