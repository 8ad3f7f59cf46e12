import type { Browser } from 'puppeteer-core';

/** Firefox's own window: its toolbar, its panels and its prompts, which no page can see. */
export type BrowserWindow = {
  /** Runs a function, given as text, in the window's own privileged scope. Its value comes back as JSON. */
  run<T>(func: string, ...args: string[]): Promise<T>;
};

type Bidi = { send(method: string, params: object): Promise<{ result: unknown }> };
type Tree = { contexts: { context: string }[] };
type Ran =
  | { type: 'success'; result: { value?: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/**
 * Source  firefox-source-docs.mozilla.org, WebDriver BiDi: `moz:scope` lists the browser's own windows to whoever
 *         started it with --remote-allow-system-access
 */
export async function openBrowserWindow(browser: Browser): Promise<BrowserWindow> {
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = (tree.result as Tree).contexts[0]?.context;
  if (!context) throw new Error('Firefox lists no window of its own');
  return {
    async run<T>(func: string, ...args: string[]) {
      const { result } = await bidi.send('script.callFunction', {
        functionDeclaration: `async (...args) => JSON.stringify((await (${func})(...args)) ?? null)`,
        arguments: args.map((value) => ({ type: 'string', value })),
        awaitPromise: true,
        target: { context },
      });
      const ran = result as Ran;
      if (ran.type === 'exception') throw new Error(ran.exceptionDetails.text);
      return JSON.parse(ran.result.value ?? 'null') as T;
    },
  };
}
