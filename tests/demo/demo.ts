import { hasDisplay } from '../browser/display.ts';
import { ensureBrowser } from '../browser/install-browser.ts';
import { thisMachine } from '../browser/machine.ts';
import { EXTENSION_DIR, ensureBuild } from '../e2e/harness/build.ts';
import { startEmulators } from '../emulators/control.ts';
import { playDemo } from './play.ts';
import { showDemo } from './show.ts';

/** `npm run demo`: for a person where there is a display, else played through with pictures. */
async function main(): Promise<boolean> {
  const { file, version } = ensureBrowser();
  process.stdout.write(`Browser: ${file} ${version}\n`);
  ensureBuild();
  const emulators = await startEmulators();
  try {
    if (!hasDisplay(thisMachine())) return await playDemo(emulators, EXTENSION_DIR);
    await showDemo(emulators, EXTENSION_DIR);
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
