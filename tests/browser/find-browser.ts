import { listCandidates } from './candidates.ts';
import type { Machine } from './machine.ts';

/**
 * The first version whose debugging pipe can press an extension's toolbar button
 * (`Extensions.triggerAction`). The same pipe loads unpacked extensions, also into branded Chrome,
 * which has not honoured `--load-extension` since 137.
 * Source: ChromeDevTools/chrome-devtools-mcp pull request 1253 (146.0.7680.31).
 */
export const OLDEST_MAJOR = 146;

export type FoundBrowser = { file: string; version: string };
export type Search =
  | { kind: 'found'; browser: FoundBrowser }
  | { kind: 'too-old'; browser: FoundBrowser }
  | { kind: 'no-such-file'; file: string }
  | { kind: 'none' };

/** Looks for a browser that can be driven: CHROME_PATH alone when it is set, else every usual place. */
export function findBrowser(machine: Machine): Search {
  const told = machine.env.CHROME_PATH;
  if (told) {
    return machine.isExecutable(told)
      ? judge({ file: told, version: readVersion(machine, told) })
      : { kind: 'no-such-file', file: told };
  }
  let tooOld: Search | undefined;
  for (const file of listCandidates(machine)) {
    if (!machine.isExecutable(file) || isSnapStub(machine, file)) continue;
    const version = readVersion(machine, file);
    if (version === '') continue;
    const verdict = judge({ file, version });
    if (verdict.kind === 'found') return verdict;
    tooOld ??= verdict;
  }
  return tooOld ?? { kind: 'none' };
}

/** A version that nothing tells is believed when CHROME_PATH named the file: its owner knows. */
function judge(browser: FoundBrowser): Search {
  const major = Number(browser.version.split('.')[0]);
  return browser.version !== '' && major < OLDEST_MAJOR
    ? { kind: 'too-old', browser }
    : { kind: 'found', browser };
}

function readVersion(machine: Machine, file: string): string {
  return /\d+\.\d+\.\d+\.\d+/.exec(machine.askVersion(file))?.[0] ?? '';
}

/** Ubuntu's `chromium-browser` is a script that tells one to install the snap. */
function isSnapStub(machine: Machine, file: string): boolean {
  return (
    file.endsWith('/chromium-browser') && machine.readText(file).slice(0, 2000).includes('/snap/')
  );
}
