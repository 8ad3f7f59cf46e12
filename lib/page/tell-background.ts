import type { PageReport } from '../domain/environment.ts';

type Runtime = { sendMessage(message: object): Promise<unknown> };
type Scope = { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime } };

/**
 * Sends a report from a page script. Without the polyfill: this script is loaded into CRM pages and stays small, and
 * one fire-and-forget message is alike in every browser.
 */
export async function tellBackground(message: {
  type: 'org.seen';
  ask: PageReport;
}): Promise<void> {
  const scope = globalThis as Scope;
  const runtime = scope.browser?.runtime ?? scope.chrome?.runtime;
  await runtime?.sendMessage(message);
}
