import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Session } from './launch.ts';
import { untilTrue } from './until.ts';

/** As if the power went: every process of the browser ends at once and nothing can be saved. */
export async function killBrowser({ browser }: Session): Promise<void> {
  const child = browser.process();
  if (!child?.pid) return;
  const gone = hasEnded(child) ? undefined : once(child, 'exit');
  killTree(child.pid);
  await gone;
  await untilTrue('end of the connection to the browser', () => !browser.connected);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Puppeteer starts the browser as the leader of its own process group, but not on Windows. */
function killTree(pid: number): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else process.kill(-pid, 'SIGKILL');
}
