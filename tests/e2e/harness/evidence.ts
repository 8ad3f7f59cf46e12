import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Session } from './launch.ts';
import { ARTIFACTS, asFileName, screenshot } from './screenshot.ts';
import { asPage, isOurs, isWorker } from './targets.ts';
import { textOf } from './text.ts';

/**
 * Keeps, for every failing test of the file, a picture and the text of each page of the extension
 * and what the consoles said. Register it *after* the afterEach that closes the browser: the last
 * registered runs first.
 */
export function keepEvidence(current: () => Session | undefined): void {
  afterEach(async ({ task }) => {
    const session = current();
    if (task.result?.state === 'fail' && session) await dump(session, task.name);
  });
}

async function dump({ browser, logs }: Session, name: string): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await writeFile(path.join(ARTIFACTS, `${asFileName(name)}.console.txt`), `${logs.print()}\n`);
  const ours = browser.targets().filter((target) => isOurs(target) && !isWorker(target));
  for (const [index, target] of ours.entries()) {
    const page = await asPage(target);
    const label = `${name} ${index + 1}`;
    await screenshot(page, label);
    const text = `${target.url()}\n${await textOf(page)}\n`;
    await writeFile(path.join(ARTIFACTS, `${asFileName(label)}.txt`), text);
  }
}
