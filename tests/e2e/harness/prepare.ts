import { ensureBrowser } from '../../browser/install-browser.ts';
import { ensureBuild } from './build.ts';

/** Before the first end-to-end test of a run: a browser, and the extension as it is shipped. */
export function setup(): void {
  ensureBrowser();
  ensureBuild();
}
