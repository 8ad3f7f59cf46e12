import { hasDisplay } from './display.ts';
import { ensureBrowser } from './install-browser.ts';
import { thisMachine } from './machine.ts';

/** `npm run browser`: which browser the tests, the demo and the bench will drive. */
try {
  const { file, version } = ensureBrowser();
  const screen = hasDisplay(thisMachine()) ? 'with a display' : 'without a display';
  process.stdout.write(`${file} ${version}, ${screen}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
