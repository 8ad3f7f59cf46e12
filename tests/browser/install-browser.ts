import { type FoundBrowser, findBrowser, OLDEST_MAJOR, type Search } from './find-browser.ts';
import { thisMachine } from './machine.ts';
import { asLine, planInstall } from './plan-install.ts';
import { runCommands } from './run-command.ts';

/** The browser of this machine, installed first when we may; throws a sentence that says what to do. */
export function ensureBrowser(): FoundBrowser {
  const machine = thisMachine();
  const before = findBrowser(machine);
  if (before.kind === 'found') return before.browser;
  if (before.kind === 'no-such-file') throw new Error(describe(before));

  const plan = planInstall(machine, process.getuid?.());
  if (plan.mayRun && runCommands(plan.commands)) {
    const after = findBrowser(machine);
    if (after.kind === 'found') return after.browser;
  }
  const commands = plan.commands.map((command) => `  ${asLine(command)}`).join('\n');
  throw new Error(
    `${describe(before)}\nInstall one with\n${commands}\nor name one that you have: CHROME_PATH=…`,
  );
}

function describe(search: Search): string {
  switch (search.kind) {
    case 'found':
      return `${search.browser.file} (${search.browser.version})`;
    case 'too-old':
      return `${search.browser.file} is version ${search.browser.version}; at least ${OLDEST_MAJOR} is needed.`;
    case 'no-such-file':
      return `CHROME_PATH names ${search.file}, which is not a program.`;
    case 'none':
      return 'No Chrome, Chromium or Edge was found.';
  }
}
