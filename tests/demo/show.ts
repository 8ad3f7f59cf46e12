import { once } from 'node:events';
import { closeBrowser, launchWithExtension } from '../e2e/harness/launch.ts';
import { openTab } from '../e2e/harness/tabs.ts';
import { clickToolbar } from '../e2e/harness/toolbar.ts';
import type { Emulators } from '../emulators/control.ts';
import { type Cast, OWN_SERVER } from './cast.ts';

/** Opens the browser for a person to go the way themselves; ends with Ctrl-C or the browser's end. */
export async function showDemo(
  emulators: Emulators,
  extensionDir: string,
  cast: Cast,
): Promise<void> {
  const session = await launchWithExtension({
    extensionDir,
    emulatorPort: emulators.port,
    spki: emulators.spki,
    headless: false,
    endsOnSignal: false,
  });
  process.stdout.write(describeWay(cast));
  await clickToolbar(session.browser, await openTab(session.browser, cast.page));
  const ended = new AbortController();
  session.browser.once('disconnected', () => ended.abort());
  process.once('SIGINT', () => ended.abort());
  if (!ended.signal.aborted) await once(ended.signal, 'abort');
  await closeBrowser(session);
}

function describeWay(cast: Cast): string {
  const credentials = Object.entries(cast.credentials).map(
    ([label, value]) => `${label.padEnd(24)}${value}`,
  );
  return `
The browser stands on ${cast.page}
and the toolbar button was clicked. Everything outside is played by emulators on this machine.
If the small window closes: puzzle piece → Mapsimise Connect. Nothing typed is lost.

1  Options (the cog):  Mapsimise organisation  ${cast.organisation}
                       Region                  ${cast.region}
                       API key                 ${cast.apiKey}
2  Back on the CRM page, click the toolbar button, then “Set up connector”:
                       ${credentials.join('\n                       ')}
3  Test Connection${cast === OWN_SERVER ? ', then Send my password to this server, and Grant access in the full tab' : ''}
4  Confirm Purchase

Ctrl-C ends the demo.
`;
}
