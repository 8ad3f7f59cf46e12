import { browser } from 'wxt/browser';

/** The keys that open the popup, as the browser writes them; undefined where none are set, or the browser (on a phone) knows none. */
export async function openingKeys(): Promise<string | undefined> {
  const commands = (await browser.commands?.getAll()) ?? [];
  return commands.find(({ name }) => name === '_execute_action')?.shortcut || undefined;
}

/** Where this browser lets people change shortcuts. No page may link there, so it is copied. */
export const shortcutsPage = () =>
  browser.runtime.getURL('').startsWith('moz-extension:')
    ? 'about:addons'
    : 'chrome://extensions/shortcuts';
