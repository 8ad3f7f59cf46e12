import type { Page, WebWorker } from 'puppeteer-core';

export type StorageArea = 'local' | 'session' | 'sync';

/** All that the extension has stored there, read where the extension itself may read it. */
export async function readStorage(
  where: Page | WebWorker,
  area: StorageArea,
): Promise<Record<string, unknown>> {
  return (await where.evaluate(`chrome.storage.${area}.get(null)`)) as Record<string, unknown>;
}
