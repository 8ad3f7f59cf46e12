import { browser } from 'wxt/browser';
import type { Handlers } from './contract.ts';
import { receive } from './messenger.ts';

/** Opens the door: every message to the background goes through `receive`. */
export function serve(handlers: Handlers, report: (type: string, bug: unknown) => void): void {
  const home = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
  browser.runtime.onMessage.addListener((message, sender, respond) => {
    const from = {
      ...(sender.id && { id: sender.id }),
      ...(sender.origin && { origin: sender.origin }),
      ...(sender.url && { url: sender.url }),
      ...(sender.tab?.id !== undefined && { tabId: sender.tab.id }),
      ...(sender.frameId !== undefined && { frameId: sender.frameId }),
      ...documentOf(sender),
    };
    void receive(message, from, home, handlers, report).then(respond);
    return true;
  });
}

/** Chromium names the document; Firefox does not, and then the page is known by its nonce alone. */
const documentOf = (sender: object) =>
  'documentId' in sender && typeof sender.documentId === 'string'
    ? { documentId: sender.documentId }
    : {};
