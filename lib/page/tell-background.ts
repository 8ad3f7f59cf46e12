import type { PageReport } from '../domain/environment.ts';
import type { FieldResult } from '../domain/form/form-field.ts';

type Runtime = { sendMessage(message: object): Promise<unknown> };
type Scope = { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime } };

type Told =
  | { type: 'org.seen'; ask: PageReport }
  | { type: 'form.filled'; ask: { results: FieldResult[] } };

/**
 * Sends a report from a page script. Without the polyfill: this script is loaded into CRM pages and stays small, and
 * one fire-and-forget message is alike in every browser.
 */
export async function tellBackground(message: Told): Promise<void> {
  const scope = globalThis as Scope;
  const runtime = scope.browser?.runtime ?? scope.chrome?.runtime;
  await runtime?.sendMessage(message);
}
