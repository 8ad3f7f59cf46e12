import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { ensureBrowser } from '../../browser/install-browser.ts';
import { listFlags } from './flags.ts';
import { collectLogs, createLogs, type Logs } from './logs.ts';
import { findExtension } from './targets.ts';

export type Launch = {
  extensionDir: string;
  emulatorPort: number;
  spki: string;
  /** Kept afterwards when given; else a fresh profile that goes with the session. */
  userDataDir?: string;
  headless?: boolean;
  /** The language that the person prefers in this browser's settings. */
  language?: string;
  /** A screen of ensureDisplay(), for a headed browser that nobody watches. */
  display?: string;
  /** Extensions beside ours, for comparison. */
  alsoLoad?: string[];
  /** false: Ctrl-C is the caller's business. */
  endsOnSignal?: boolean;
};
export type Session = {
  browser: Browser;
  logs: Logs;
  userDataDir: string;
  launch: Launch;
};

/** Starts the browser with the extension in it, exactly as built. */
export async function launchWithExtension(launch: Launch, logs = createLogs()): Promise<Session> {
  const userDataDir = launch.userDataDir ?? (await mkdtemp(path.join(tmpdir(), 'mapsimise-')));
  const env = launch.display ? { ...process.env, DISPLAY: launch.display } : process.env;
  const browser = await puppeteer.launch({
    executablePath: ensureBrowser().file,
    headless: launch.headless ?? true,
    pipe: true,
    enableExtensions: [launch.extensionDir, ...(launch.alsoLoad ?? [])].map((dir) =>
      path.resolve(dir),
    ),
    userDataDir,
    env,
    defaultViewport: null,
    handleSIGINT: launch.endsOnSignal ?? true,
    args: listFlags(launch),
  });
  collectLogs(browser, logs);
  await findExtension(browser);
  return { browser, logs, userDataDir, launch };
}

/** The same profile again: the extension keeps its id and its local storage, also after a kill. */
export async function relaunch({ launch, userDataDir, logs }: Session): Promise<Session> {
  const next = await launchWithExtension({ ...launch, userDataDir }, logs);
  return { ...next, launch }; // a profile that was ours to remove still is
}

export async function closeBrowser({ browser, launch, userDataDir }: Session): Promise<void> {
  await browser.close();
  if (launch.userDataDir === undefined) {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
