import { browser } from 'wxt/browser';
import type { PageAsk } from '../domain/page-ask.ts';
import type { Reply } from '../domain/reply.ts';

/** Puts our answering script into a tab's top frame; false when the browser does not let us. */
export async function openPageLine(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/page-line.js'] });
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks through the page. The answer is the page's: it may be made up by whoever controls the page, and is only ever
 * shown as reported. A tab that went elsewhere meanwhile has no answering script: that is `unreachable`.
 */
export async function askPage(tabId: number, host: string, ask: PageAsk): Promise<Reply> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId },
      func: (question: PageAsk) =>
        (globalThis as { mapsimiseAnswer?: (ask: PageAsk) => Promise<Reply> }).mapsimiseAnswer?.(
          question,
        ),
      args: [ask],
    });
    const reply = injected?.result as Reply | undefined;
    return reply ?? { kind: 'unreachable', host };
  } catch {
    return { kind: 'unreachable', host };
  }
}
